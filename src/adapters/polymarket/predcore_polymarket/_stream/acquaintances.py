"""The markets that one watch must know, and no others: it may go on for days."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from weakref import WeakSet

from predcore import Instrument

from .._directory import Directory
from .._tokens import Listing, check_venue
from .market_feed import MarketFeed

__all__ = ["Acquaintances"]


class Acquaintances:
    """Looks markets up before feeds follow them, and forgets what none follows.

    Args:
        directory: looks them up.
        make: makes a feed that finds its markets in the listings it is given.

    Attributes:
        listings: by the names that markets are followed by.
    """

    def __init__(
        self,
        directory: Directory,
        make: Callable[[Mapping[str, Listing]], MarketFeed],
    ) -> None:
        self.listings: dict[str, Listing] = {}
        self._directory = directory
        self._make = make
        self._feeds: WeakSet[MarketFeed] = WeakSet()

    def feed(self) -> MarketFeed:
        """One more feed, that follows nothing yet."""
        made = self._make(self.listings)
        self._feeds.add(made)
        return made

    async def introduce(self, instruments: Sequence[Instrument]) -> None:
        """Look markets up by the names given, in as few requests as possible.

        Raises ``InvalidId`` or ``NotFound`` for what cannot be followed.
        """
        for instrument in instruments:
            check_venue(instrument)
        names = [instrument.market for instrument in instruments]
        found = await self._directory.listings(names)
        for instrument in instruments:
            found[instrument.market].token(instrument.outcome)
        self._forget()
        self.listings.update((name, found[name]) for name in names)

    def _forget(self) -> None:
        """Leave out what no feed follows. A market that moves from one feed to another
        does so at once, and never while others are being looked up."""
        books = [feed.books for feed in self._feeds]
        if len(self.listings) <= sum(map(len, books)):
            return
        followed = {instrument.market for each in books for instrument in each}
        for name in self.listings.keys() - followed:
            del self.listings[name]
