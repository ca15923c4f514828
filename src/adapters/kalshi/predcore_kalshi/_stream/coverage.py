"""Which markets a subscription covers, and how it comes to cover others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Literal

__all__ = ["AT_ONCE", "Change", "Coverage"]

Action = Literal["subscribe", "add_markets", "delete_markets"]

AT_ONCE = 1000
"""Tickers of one command; the venue publishes no limit, and frames have one."""

_ATTEMPTS = 3


@dataclass(frozen=True, slots=True)
class Change:
    """A command that widens or narrows a subscription."""

    action: Action
    tickers: tuple[str, ...]


class Coverage:
    """One change at a time: the next is due when the venue has confirmed the last.

    Attributes:
        wanted: tickers in the order they were asked for.
        attempts: how often the change under way has been asked for.
    """

    def __init__(self, patience: float) -> None:
        self._patience = patience
        self.wanted: dict[str, None] = {}
        self._covered: set[str] = set()
        self._change: Change | None = None
        self._number: int | None = None
        self._due: float | None = None
        self._refused: dict[int, tuple[str, ...]] = {}
        self.attempts = 0

    def first(self) -> tuple[str, ...]:
        """What to subscribe with."""
        return tuple(islice(self.wanted, AT_ONCE))

    def next(self) -> Change | None:
        """What to ask for now; ``None`` while an answer is awaited, or all is well."""
        if self._number is not None:
            return None
        change = self._change
        if change is not None and change.action == "delete_markets":
            # Until it is known that they were left, they cannot be had again.
            return change
        if gone := self._covered - self.wanted.keys():
            return Change("delete_markets", tuple(islice(sorted(gone), AT_ONCE)))
        new = (ticker for ticker in self.wanted if ticker not in self._covered)
        if found := tuple(islice(new, AT_ONCE)):
            return Change("add_markets", found)
        return None

    def subscribed(self, number: int, tickers: Iterable[str]) -> None:
        """A subscription to these is under way, as the command of that number."""
        self._number, self._change = number, Change("subscribe", tuple(tickers))

    def begun(self, number: int | None) -> None:
        """The subscription has begun, which answers the command of that number."""
        if number in self._refused:
            # It was refused of another channel, and this one has it all the same.
            self._covered.update(self._refused[number])
        else:
            self.confirmed(self._number)

    def asked(self, number: int, change: Change, now: float) -> None:
        """The change is under way, as the command of that number."""
        self.attempts = self.attempts + 1 if change == self._change else 1
        self._number, self._change, self._due = number, change, now + self._patience

    def confirmed(self, number: int | None) -> bool:
        """Whether that was an answer to the change under way, which is done now."""
        if number is None or number != self._number or self._change is None:
            return False
        if self._change.action == "delete_markets":
            self._covered.difference_update(self._change.tickers)
        else:
            self._covered.update(self._change.tickers)
        self._number = self._change = self._due = None
        return True

    def failed(self, number: int | None, now: float) -> bool:
        """Whether that was the change under way, which is asked for again later."""
        if number is None or number != self._number:
            return False
        self._due = now + self._patience
        return True

    def refused(self, number: int | None) -> list[str]:
        """What to do without, if that change was too much for the venue.

        Half of the change is kept, to be asked for again, so what fits is found in a
        few steps. Nothing is given up where less is wanted by now than was then, or
        less will be covered soon.
        """
        change = self._change
        if number is None or number != self._number or change is None:
            return []
        if change.action == "delete_markets":
            return []
        if change.action == "subscribe":
            self._refused[number] = change.tickers
        self._number = self._change = self._due = None
        fewer = not self.wanted.keys() >= set(change.tickers)
        if fewer or not self._covered <= self.wanted.keys():
            return []
        kept = self._covered.union(change.tickers[: len(change.tickers) // 2])
        return [ticker for ticker in self.wanted if ticker not in kept]

    def late(self, now: float) -> bool:
        """Whether the answer is late; the change may be asked for again then."""
        if self._due is None or self._due > now:
            return False
        self._number = self._due = None
        return True

    @property
    def hopeless(self) -> bool:
        """Whether it has been asked for too often."""
        return self.attempts >= _ATTEMPTS

    @property
    def idle(self) -> bool:
        """Whether no change is under way."""
        return self._number is None

    def due(self) -> float | None:
        """When an answer is late."""
        return self._due

    def covers(self, ticker: str) -> bool:
        """Whether the venue sends what happens to this market, for as long as it is
        wanted."""
        return ticker in self._covered and not self._leaving(ticker)

    def may_bring(self, ticker: str) -> bool:
        """Whether a book that arrives now is followed by all of its changes."""
        if self._leaving(ticker):
            return False
        change = self._change
        return ticker in self._covered or (
            change is not None and ticker in change.tickers
        )

    def _leaving(self, ticker: str) -> bool:
        change = self._change
        return (
            change is not None
            and change.action == "delete_markets"
            and ticker in change.tickers
        )

    def want(self, tickers: Iterable[str]) -> None:
        """Cover these too."""
        self.wanted |= dict.fromkeys(tickers)

    def forgo(self, tickers: Iterable[str]) -> None:
        """Cover these no longer."""
        for ticker in tickers:
            self.wanted.pop(ticker, None)

    def lost(self) -> None:
        """There is no connection, and nothing is covered."""
        self._covered.clear()
        self._refused.clear()
        self._number = self._change = self._due = None
        self.attempts = 0
