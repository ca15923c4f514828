"""Analytics: the Data API."""

from __future__ import annotations

from functools import cached_property

from .._resource import Resource
from .v1_accounting import Accounting
from .v1_market import (
    HoldersByToken,
    Leaderboard,
    LiveVolumes,
    OpenInterests,
    PositionsByMarket,
)
from .v1_positions import ClosedPositions, Positions
from .v1_wallet import Activities, TradedMarkets, Trades, Values
from .v2 import DataV2

__all__ = ["Data"]


class Data(Resource):
    """Trades, positions and rankings, seconds to minutes behind the order books.

    The names here are version 1 (bare arrays, offsets); ``v2`` reads to the end.
    """

    @cached_property
    def v2(self) -> DataV2:
        """``/v2``."""
        return DataV2(self._http)

    @cached_property
    def trades(self) -> Trades:
        """``/trades``."""
        return Trades(self._http)

    @cached_property
    def positions(self) -> Positions:
        """``/positions``."""
        return Positions(self._http)

    @cached_property
    def closed_positions(self) -> ClosedPositions:
        """``/closed-positions``."""
        return ClosedPositions(self._http)

    @cached_property
    def activity(self) -> Activities:
        """``/activity``."""
        return Activities(self._http)

    @cached_property
    def value(self) -> Values:
        """``/value``."""
        return Values(self._http)

    @cached_property
    def traded(self) -> TradedMarkets:
        """``/traded``."""
        return TradedMarkets(self._http)

    @cached_property
    def holders(self) -> HoldersByToken:
        """``/holders``."""
        return HoldersByToken(self._http)

    @cached_property
    def oi(self) -> OpenInterests:
        """``/oi``."""
        return OpenInterests(self._http)

    @cached_property
    def live_volume(self) -> LiveVolumes:
        """``/live-volume``."""
        return LiveVolumes(self._http)

    @cached_property
    def leaderboard(self) -> Leaderboard:
        """``/v1/leaderboard``."""
        return Leaderboard(self._http)

    @cached_property
    def market_positions(self) -> PositionsByMarket:
        """``/v1/market-positions``."""
        return PositionsByMarket(self._http)

    @cached_property
    def accounting(self) -> Accounting:
        """``/v1/accounting``."""
        return Accounting(self._http)
