"""One side of a book in integers."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import islice

from .._levels import Level
from .scales import Scale

__all__ = ["BookSide"]


class BookSide:
    """Sizes by price, both in steps, with the prices in order.

    A side holds bids. Offers are kept as what they are to the other outcome, bids at
    ``1 - price``, so that one class serves for both and a book can be turned round.

    Attributes:
        levels: size by price. Change it with the methods here, never by itself.
        best: the highest price, 0 where the side is empty.
    """

    __slots__ = (
        "_as_bid",
        "_as_offer",
        "_prices",
        "_sizes",
        "_ticks",
        "best",
        "levels",
    )

    def __init__(self, prices: Scale, sizes: Scale) -> None:
        self._prices = prices
        self._sizes = sizes
        self.levels: dict[int, int] = {}
        self.best = 0
        self._ticks: list[int] = []
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
        self._ticks = sorted(self.levels)
        self._crown()

    def put(self, tick: int, size: int) -> None:
        """Set a level; a size of zero removes it. Raises ``ValueError``."""
        levels = self.levels
        if size > 0:
            if tick not in levels:
                if not 0 < tick < self._prices.one:
                    raise ValueError("expected a price between 0 and 1")
                insort(self._ticks, tick)
            levels[tick] = size
            if tick >= self.best:
                self.best = tick
                self._as_bid = self._as_offer = None
        elif size < 0:
            raise ValueError("expected a size of 0 or more")
        elif levels.pop(tick, None) is not None:
            ticks = self._ticks
            if tick == self.best:
                ticks.pop()
                self._crown()
            else:
                del ticks[bisect_left(ticks, tick)]

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

    def _crown(self) -> None:
        self.best = self._ticks[-1] if self._ticks else 0
        self._as_bid = self._as_offer = None

    def __iter__(self) -> Iterator[tuple[int, int]]:
        """Prices and sizes, best first; not to be continued after a change."""
        levels = self.levels
        return ((tick, levels[tick]) for tick in reversed(self._ticks))

    def top(self, depth: int) -> tuple[tuple[int, int], ...]:
        """The best levels, in steps."""
        return tuple(islice(self, depth))

    def counted(self, depth: int, *, as_offers: bool = False) -> tuple[int, ...]:
        """The best levels in plain integers, for who keeps many of them: the decimal
        places of prices and of sizes, then the prices, then their sizes."""
        levels, prices = self.levels, self._prices
        ticks = self._ticks[: -depth - 1 : -1]
        sizes = [levels[tick] for tick in ticks]
        if as_offers:
            one = prices.one
            ticks = [one - tick for tick in ticks]
        return (prices.digits, self._sizes.digits, *ticks, *sizes)

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
        return tuple(islice(self.each_bid(), depth))

    def offers(self, depth: int | None = None) -> tuple[Level, ...]:
        """Best first, as offers of the other outcome."""
        return tuple(islice(self.each_offer(), depth))

    def each_bid(self) -> Iterator[Level]:
        """As ``bids``, one by one and without a copy."""
        prices, size = self._prices.decimals, self._sizes.value
        return (Level(prices[t], size(s)) for t, s in self)

    def each_offer(self) -> Iterator[Level]:
        """As ``offers``, one by one and without a copy."""
        one = self._prices.one
        prices, size = self._prices.decimals, self._sizes.value
        return (Level(prices[one - t], size(s)) for t, s in self)

    def taken(self, count: Decimal, *, as_bids: bool) -> tuple[Decimal, Decimal] | None:
        """The money for ``count`` contracts from the best level on, and the price of
        the last of them; ``None`` where there are not so many."""
        one = self._prices.one
        whole, rest = divmod(count.scaleb(self._sizes.digits), 1)
        left, total = int(whole) + bool(rest), 0
        price = 0
        for tick, size in self:
            price = tick if as_bids else one - tick
            if size >= left:
                money = self._money(total + price * left)
                if rest:
                    # The part of a step that was counted as a whole one.
                    money -= self._prices.value(price) * self._sizes.step * (1 - rest)
                return money, self._prices.decimals[price]
            total += price * size
            left -= size
        return None

    def _money(self, product: int) -> Decimal:
        return Decimal(product).scaleb(-(self._prices.digits + self._sizes.digits))
