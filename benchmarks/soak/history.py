"""Every book that a market has had, and until when."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from predcore import Level

__all__ = ["NEVER", "BookHistory", "fingerprint"]

NEVER = -1.0
"""The age of a book that a market has not had, as far back as is remembered."""

Sides = tuple[tuple[Level, ...], tuple[Level, ...]]


def fingerprint(bids: Iterable[Level], asks: Iterable[Level]) -> int:
    """A number that is the same in every process for the same levels, best first.

    Numbers, and tuples of them, hash alike everywhere and however they are written.
    """
    return hash((tuple(map(tuple, bids)), tuple(map(tuple, asks))))


@dataclass(frozen=True, slots=True)
class _State:
    since: float
    book: int
    top: int


class BookHistory:
    """What a market's book was when, in terms of its first outcome.

    Args:
        bids, asks: what it is now, best first.
        now: of the monotonic clock, which all processes of a machine share.
        memory: seconds that are remembered.
    """

    def __init__(
        self,
        bids: Iterable[Level],
        asks: Iterable[Level],
        now: float,
        memory: float = 120.0,
    ) -> None:
        self._sides: tuple[dict[Decimal, Decimal], dict[Decimal, Decimal]] = (
            {level.price: level.size for level in bids},
            {level.price: level.size for level in asks},
        )
        self._memory = memory
        self._states: deque[_State] = deque()
        self._note(now)

    def change(self, *, ask: bool, price: Decimal, size: Decimal, now: float) -> None:
        """A level is of this size from now on."""
        side = self._sides[ask]
        if size:
            side[price] = size
        else:
            side.pop(price, None)
        self._note(now)

    def levels(self) -> Sides:
        """What it is now."""
        bids, asks = self._sides
        return _ordered(bids, best=max), _ordered(asks, best=min)

    def _note(self, now: float) -> None:
        bids, asks = self.levels()
        state = _State(now, fingerprint(bids, asks), fingerprint(bids[:1], asks[:1]))
        self._states.append(state)
        while len(self._states) > 1 and self._states[1].since < now - self._memory:
            self._states.popleft()

    def age(self, seen: int, at: float, *, top: bool = False) -> float:
        """For how long the book that was seen had not been the book.

        0 where it was the book at that time, and :data:`NEVER` where it had not been.

        Args:
            seen: its fingerprint.
            at: when it was seen, of the monotonic clock.
            top: that was the fingerprint of its best levels.
        """
        until = at
        for state in reversed(self._states):
            if state.since <= at:
                if seen == (state.top if top else state.book):
                    return at - until
                until = state.since
        return NEVER


def _ordered(side: Mapping[Decimal, Decimal], best: object) -> tuple[Level, ...]:
    prices = sorted(side, reverse=best is max)
    return tuple(Level(price, side[price]) for price in prices)
