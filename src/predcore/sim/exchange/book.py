"""Resting orders of one market, by price and then by time."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import OrderedDict
from collections.abc import Iterator

from ... import Side
from .working import Working

__all__ = ["Book", "Half", "Level"]


class Level:
    """Orders at one tick, oldest first, and their contracts."""

    __slots__ = ("orders", "tick", "total")

    def __init__(self, tick: int) -> None:
        self.tick = tick
        self.total = 0
        # Unlike a dict's, its first entry stays cheap when many before it are gone.
        self.orders: OrderedDict[int, Working] = OrderedDict()

    def first(self) -> Working:
        """The order that trades next."""
        return next(iter(self.orders.values()))


class Half:
    """One side; ``sign`` makes the best price the highest rank."""

    __slots__ = ("_ranks", "levels", "sign")

    def __init__(self, sign: int) -> None:
        self.sign = sign
        self.levels: dict[int, Level] = {}
        self._ranks: list[int] = []

    def best(self) -> Level | None:
        """The level that trades next."""
        return self.levels[self._ranks[-1] * self.sign] if self._ranks else None

    def reaches(self, tick: int) -> bool:
        """Whether an incoming order limited to ``tick`` would trade."""
        return bool(self._ranks) and self._ranks[-1] >= tick * self.sign

    def ranked(self) -> Iterator[Level]:
        """Levels, best first."""
        return (self.levels[rank * self.sign] for rank in reversed(self._ranks))

    def holds(self, wanted: int, tick: int) -> bool:
        """Whether ``wanted`` contracts rest at ``tick`` or better."""
        limit = tick * self.sign
        for level in self.ranked():
            if level.tick * self.sign < limit:
                return False
            wanted -= level.total
            if wanted <= 0:
                return True
        return False

    def add(self, order: Working) -> int:
        """Put an order behind the others of its tick; gives the level's contracts."""
        level = self.levels.get(order.tick)
        if level is None:
            level = self.levels[order.tick] = Level(order.tick)
            insort(self._ranks, order.tick * self.sign)
        level.orders[order.number] = order
        level.total += order.remaining
        return level.total

    def reduce(self, order: Working, by: int) -> int:
        """Take contracts off an order that rests; gives the level's contracts."""
        level = self.levels[order.tick]
        level.total -= by
        order.remaining -= by
        if not order.remaining:
            del level.orders[order.number]
            order.queue = 0
            if not level.orders:
                del self.levels[order.tick]
                del self._ranks[bisect_left(self._ranks, order.tick * self.sign)]
        return level.total


class Book:
    """Both sides of the first outcome."""

    __slots__ = ("asks", "bids")

    def __init__(self) -> None:
        self.bids = Half(1)
        self.asks = Half(-1)

    def of(self, side: Side) -> Half:
        """Where orders of a side rest."""
        return self.bids if side is Side.BUY else self.asks

    def against(self, side: Side) -> Half:
        """What orders of a side trade with."""
        return self.asks if side is Side.BUY else self.bids

    def orders(self) -> list[Working]:
        """Every resting order, in the order of their places in time."""
        resting = [
            order
            for half in (self.bids, self.asks)
            for level in half.levels.values()
            for order in level.orders.values()
        ]
        return sorted(resting, key=lambda order: order.queue)
