"""The branches of the resource tree that anybody may read."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from predcore.kit import HTTP

if TYPE_CHECKING:
    from .account import Account
    from .events import Events
    from .exchange import Exchange
    from .historical import Historical
    from .incentives import Incentives
    from .live_data import LiveData
    from .markets import Markets
    from .milestones import Milestones
    from .mve import MultivariateEventCollections
    from .search import Search
    from .series import Series
    from .structured_targets import StructuredTargets

__all__ = ["PublicResources"]


class PublicResources:
    """What the venue tells without knowing who asks."""

    _http: HTTP

    @cached_property
    def series(self) -> Series:
        """``/series``."""
        from .series import Series

        return Series(self._http)

    @cached_property
    def events(self) -> Events:
        """``/events``."""
        from .events import Events

        return Events(self._http)

    @cached_property
    def markets(self) -> Markets:
        """``/markets``."""
        from .markets import Markets

        return Markets(self._http)

    @cached_property
    def exchange(self) -> Exchange:
        """``/exchange``."""
        from .exchange import Exchange

        return Exchange(self._http)

    @cached_property
    def historical(self) -> Historical:
        """``/historical``."""
        from .historical import Historical

        return Historical(self._http)

    @cached_property
    def search(self) -> Search:
        """``/search``."""
        from .search import Search

        return Search(self._http)

    @cached_property
    def milestones(self) -> Milestones:
        """``/milestones``."""
        from .milestones import Milestones

        return Milestones(self._http)

    @cached_property
    def structured_targets(self) -> StructuredTargets:
        """``/structured_targets``."""
        from .structured_targets import StructuredTargets

        return StructuredTargets(self._http)

    @cached_property
    def live_data(self) -> LiveData:
        """``/live_data``."""
        from .live_data import LiveData

        return LiveData(self._http)

    @cached_property
    def mve(self) -> MultivariateEventCollections:
        """``/multivariate_event_collections``."""
        from .mve import MultivariateEventCollections

        return MultivariateEventCollections(self._http)

    @cached_property
    def incentives(self) -> Incentives:
        """``/incentive_programs``."""
        from .incentives import Incentives

        return Incentives(self._http)

    @cached_property
    def account(self) -> Account:
        """``/account``."""
        from .account import Account

        return Account(self._http)
