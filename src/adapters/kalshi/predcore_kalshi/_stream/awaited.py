"""Books that were asked for and have not come."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["Awaited"]

_STALLED_AFTER = 2
"""Questions."""


@dataclass(slots=True)
class _Question:
    since: float
    due: float
    wait: float
    asked: int = 1


class Awaited:
    """When to ask for a snapshot again: after ``patience`` seconds, and then after
    twice as long each time, up to a minute."""

    def __init__(self, patience: float) -> None:
        self._patience = patience
        self._open: dict[str, _Question] = {}

    def __contains__(self, ticker: str) -> bool:
        return ticker in self._open

    def ask(self, tickers: Iterable[str], now: float) -> None:
        """These are being asked for now."""
        for ticker in tickers:
            due = now + self._patience
            self._open[ticker] = _Question(now, due, self._patience)

    def came(self, ticker: str) -> None:
        """This one is here."""
        self._open.pop(ticker, None)

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
        return late

    def stalled(self, ticker: str) -> bool:
        """Whether it has just been asked for once too often."""
        return self._open[ticker].asked == _STALLED_AFTER + 1

    def silence(self, ticker: str, now: float) -> float:
        """Seconds since it was first asked for."""
        return now - self._open[ticker].since
