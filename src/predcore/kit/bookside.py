"""One side of a book in integers."""

from __future__ import annotations

from collections.abc import Mapping
from operator import itemgetter

from .._levels import Level
from .scales import Scale

__all__ = ["BookSide"]


class BookSide:
    """Sizes by price, both in steps, and the best price, which is kept.

    A side holds bids. Offers are kept as what they are to the other outcome, bids at
    ``1 - price``, so that one class serves for both and a book can be turned round.
    """

    __slots__ = ("_as_bid", "_as_offer", "_prices", "_sizes", "best", "levels")

    def __init__(self, prices: Scale, sizes: Scale) -> None:
        self._prices = prices
        self._sizes = sizes
        self.levels: dict[int, int] = {}
        self.best = 0
        """In price steps; 0 where the side is empty."""
        self._as_bid: Level | None = None
        self._as_offer: Level | None = None

    def replace(self, levels: Mapping[int, int]) -> None:
        """Start again from these levels; sizes of zero are left out.

        Raises ``ValueError`` for a price outside of 0 to 1, or a size below 0.
        """
        if levels:
            if not 0 < min(levels) <= max(levels) < self._prices.one:
                raise ValueError("expected prices between 0 and 1")
            if min(levels.values()) < 0:
                raise ValueError("expected sizes of 0 or more")
        self.levels = {tick: size for tick, size in levels.items() if size}
        self._search()

    def put(self, tick: int, size: int) -> None:
        """Set a level; a size of zero removes it. Raises ``ValueError``."""
        levels = self.levels
        if size > 0:
            if not 0 < tick < self._prices.one:
                raise ValueError("expected a price between 0 and 1")
            levels[tick] = size
            if tick >= self.best:
                self.best = tick
                self._as_bid = self._as_offer = None
        elif size < 0:
            raise ValueError("expected a size of 0 or more")
        elif levels.pop(tick, None) is not None and tick == self.best:
            self._search()

    def add(self, tick: int, change: int) -> None:
        """Change a level by so much; raises ``ValueError`` for less than nothing."""
        levels = self.levels
        size = levels.get(tick, 0) + change
        if size <= 0 or tick not in levels:
            self.put(tick, size)
            return
        levels[tick] = size
        if tick == self.best:
            self._as_bid = self._as_offer = None

    def _search(self) -> None:
        self.best = max(self.levels, default=0)
        self._as_bid = self._as_offer = None

    @property
    def as_bid(self) -> Level | None:
        """The best level as a bid."""
        if self._as_bid is None and (best := self.best):
            price = self._prices.decimals[best]
            self._as_bid = Level(price, self._sizes.value(self.levels[best]))
        return self._as_bid

    @property
    def as_offer(self) -> Level | None:
        """The best level as an offer of the other outcome."""
        if self._as_offer is None and (best := self.best):
            price = self._prices.decimals[self._prices.one - best]
            self._as_offer = Level(price, self._sizes.value(self.levels[best]))
        return self._as_offer

    def bids(self, depth: int | None = None) -> tuple[Level, ...]:
        """Best first, as bids."""
        prices, size = self._prices.decimals, self._sizes.value
        return tuple(Level(prices[t], size(s)) for t, s in self._sorted(depth))

    def offers(self, depth: int | None = None) -> tuple[Level, ...]:
        """Best first, as offers of the other outcome."""
        one = self._prices.one
        prices, size = self._prices.decimals, self._sizes.value
        return tuple(Level(prices[one - t], size(s)) for t, s in self._sorted(depth))

    def _sorted(self, depth: int | None) -> list[tuple[int, int]]:
        if depth is None:
            return sorted(self.levels.items(), key=itemgetter(0), reverse=True)
        ticks = sorted(self.levels, reverse=True)[:depth]
        return [(tick, self.levels[tick]) for tick in ticks]
