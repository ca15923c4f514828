"""Books that were asked for and have not come."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["Awaited"]

_STALLED_AFTER = 2
"""Questions."""

_AT_ONCE = 2
"""Times in a row that a book is asked for without waiting."""

_FORGOTTEN = 30.0
"""Seconds after which a book that is asked for again has been right for a while."""


@dataclass(slots=True)
class _Question:
    since: float
    due: float
    wait: float
    asked: int = 1


@dataclass(slots=True)
class _Row:
    at: float
    times: int = 1


class Awaited:
    """When to ask for a snapshot, and when to ask for it again.

    One that does not come is asked for again after ``patience`` seconds, and then
    after twice as long each time, up to a minute. One that is wanted time and again is
    asked for at most every half a second, and then every second and so on, up to
    ``patience``: where much is lost, asking for more loses more.
    """

    def __init__(self, patience: float) -> None:
        self._patience = patience
        self._open: dict[str, _Question] = {}
        self._rows: dict[str, _Row] = {}

    def __contains__(self, ticker: str) -> bool:
        return ticker in self._open

    def expect(self, tickers: Iterable[str], now: float) -> None:
        """These are on their way without having been asked for."""
        for ticker in tickers:
            self._open[ticker] = _Question(now, now + self._patience, self._patience)

    def ask(self, tickers: Iterable[str], now: float) -> list[str]:
        """These are wanted; gives those to ask for now.

        What is on its way already is not asked for twice: what a venue says next, it
        says of the book as it is then.
        """
        return [t for t in tickers if t not in self._open and self._in_turn(t, now)]

    def _in_turn(self, ticker: str, now: float) -> bool:
        """Whether to ask for it now; if not, it is asked for when it is ``late``."""
        row = self._rows.get(ticker)
        if row is None or now - row.at > _FORGOTTEN:
            row = self._rows[ticker] = _Row(now, 0)
        row.times += 1
        pause = 2.0 ** (row.times - _AT_ONCE - 2)
        due = row.at + min(pause, self._patience)
        if row.times > _AT_ONCE and due > now:
            self._open[ticker] = _Question(now, due, self._patience / 2, 0)
            return False
        row.at = now
        self.expect([ticker], now)
        return True

    def came(self, ticker: str) -> None:
        """This one is here."""
        self._open.pop(ticker, None)

    def forget(self, ticker: str) -> None:
        """Nobody wants this one any more."""
        self._open.pop(ticker, None)
        self._rows.pop(ticker, None)

    def clear(self) -> None:
        """Nothing is to be expected any more."""
        self._open.clear()

    def due(self) -> float | None:
        """When the next one is late."""
        return min((question.due for question in self._open.values()), default=None)

    def late(self, now: float) -> tuple[str, ...]:
        """Those to ask for again, which this counts as done."""
        late = tuple(t for t, question in self._open.items() if question.due <= now)
        for ticker in late:
            question = self._open[ticker]
            question.asked += 1
            question.wait = min(2 * question.wait, 60.0)
            question.due = now + question.wait
            if (row := self._rows.get(ticker)) is not None:
                row.at = now
        return late

    def stalled(self, ticker: str) -> bool:
        """Whether it has just been asked for once too often."""
        return self._open[ticker].asked == _STALLED_AFTER + 1

    def silence(self, ticker: str, now: float) -> float:
        """Seconds since it was first asked for."""
        return now - self._open[ticker].since
