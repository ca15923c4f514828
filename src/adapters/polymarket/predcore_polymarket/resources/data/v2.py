"""``/v2``: the version of the Data API that the venue recommends."""

from __future__ import annotations

from functools import cached_property

from .._resource import Resource
from .v2_board import BiggestWinners, Builders, Leaderboard
from .v2_market import HoldersByToken, LiveVolumes, OpenInterests, PricesHistory
from .v2_record import UserPnls, UserStatistics, UserVolumes
from .v2_reference import Resolutions, ServiceStatus, Tokens
from .v2_wallet import Activities, Approvals, Positions, Trades, Values

__all__ = ["DataV2"]


class DataV2(Resource):
    """Cursor pages of snake_case rows."""

    @cached_property
    def trades(self) -> Trades:
        """``/v2/trades``."""
        return Trades(self._http)

    @cached_property
    def positions(self) -> Positions:
        """``/v2/positions``."""
        return Positions(self._http)

    @cached_property
    def activity(self) -> Activities:
        """``/v2/activity``."""
        return Activities(self._http)

    @cached_property
    def value(self) -> Values:
        """``/v2/value``."""
        return Values(self._http)

    @cached_property
    def user_stats(self) -> UserStatistics:
        """``/v2/user-stats``."""
        return UserStatistics(self._http)

    @cached_property
    def user_pnl(self) -> UserPnls:
        """``/v2/user-pnl``."""
        return UserPnls(self._http)

    @cached_property
    def user_volume(self) -> UserVolumes:
        """``/v2/user-volume``."""
        return UserVolumes(self._http)

    @cached_property
    def holders(self) -> HoldersByToken:
        """``/v2/holders``."""
        return HoldersByToken(self._http)

    @cached_property
    def oi(self) -> OpenInterests:
        """``/v2/oi``."""
        return OpenInterests(self._http)

    @cached_property
    def live_volume(self) -> LiveVolumes:
        """``/v2/live-volume``."""
        return LiveVolumes(self._http)

    @cached_property
    def prices_history(self) -> PricesHistory:
        """``/v2/prices-history``."""
        return PricesHistory(self._http)

    @cached_property
    def resolutions(self) -> Resolutions:
        """``/v2/resolutions``."""
        return Resolutions(self._http)

    @cached_property
    def tokens(self) -> Tokens:
        """``/v2/tokens``."""
        return Tokens(self._http)

    @cached_property
    def leaderboard(self) -> Leaderboard:
        """``/v2/leaderboard``."""
        return Leaderboard(self._http)

    @cached_property
    def biggest_winners(self) -> BiggestWinners:
        """``/v2/biggest-winners``."""
        return BiggestWinners(self._http)

    @cached_property
    def builders(self) -> Builders:
        """``/v2/builders``."""
        return Builders(self._http)

    @cached_property
    def approvals(self) -> Approvals:
        """``/v2/approvals``."""
        return Approvals(self._http)

    @cached_property
    def status(self) -> ServiceStatus:
        """``/v2/status``."""
        return ServiceStatus(self._http)
