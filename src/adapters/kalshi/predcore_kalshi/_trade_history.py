"""Prints of a market, from the live listing on into the archive."""

from __future__ import annotations

from collections.abc import AsyncIterable, AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Self

from predcore import InvalidRequest, Trade
from predcore.kit import Pages

from ._mapping.prices import to_trade
from ._tickers import checked_ticker

if TYPE_CHECKING:
    from ._client import Kalshi
    from .models.trades import Trade as NativeTrade

__all__ = ["TradeHistory"]

_SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class TradeHistory(AsyncIterable[Trade]):
    """Newest first; each iteration starts over.

    The live listing loses a print when it is archived, so the two are one history
    that may overlap. The archive is not asked before the live prints are read.

    Attributes:
        since, until: bounds of the prints' times, both included.
        exists: raises ``NotFound`` for a market that is in neither, which the
            listings themselves answer with nothing.
    """

    native: Kalshi
    ticker: str
    since: datetime | None
    until: datetime | None
    exists: Callable[[], Awaitable[object]]

    def __post_init__(self) -> None:
        checked_ticker(self.ticker)
        for name, at in ("since", self.since), ("until", self.until):
            if at is not None and at.tzinfo is None:
                raise InvalidRequest(f"{name} needs a time zone, got {at!r}")

    def __aiter__(self) -> AsyncIterator[Trade]:
        return _Walk(self)

    def wants(self, at: datetime) -> bool:
        """Whether a print of that time was asked for."""
        late_enough = self.since is None or self.since <= at
        return late_enough and (self.until is None or at <= self.until)

    def live(self) -> Pages[NativeTrade]:
        """Prints not archived yet."""
        return self.native.markets.trades.list(
            ticker=self.ticker, min_ts=self._from(), max_ts=_after(self.until)
        )

    def archived(self, before: datetime | None) -> Pages[NativeTrade]:
        """Prints that are, up to the second of ``before``."""
        bounds = [at for at in (self.until, before) if at is not None]
        return self.native.historical.trades.list(
            ticker=self.ticker,
            min_ts=self._from(),
            max_ts=_after(min(bounds, default=None)),
        )

    def _from(self) -> datetime | None:
        return None if self.since is None else self.since - _SECOND


def _after(at: datetime | None) -> datetime | None:
    """A bound in whole seconds that surely includes ``at``: whether the venue's
    bounds do is not documented."""
    return None if at is None else at + 2 * _SECOND


class _Walk:
    def __init__(self, history: TradeHistory) -> None:
        self._history = history
        self._rows = aiter(history.live())
        self._archived = False
        self._over = False
        self._found = False
        self._oldest: datetime | None = None
        self._ids_at_oldest: set[str] = set()

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> Trade:
        while not self._over:
            try:
                native = await anext(self._rows)
            except StopAsyncIteration:
                await self._turn()
                continue
            trade = to_trade(native)
            self._found = True
            if not self._repeated(trade) and self._history.wants(trade.at):
                return trade
        raise StopAsyncIteration

    async def _turn(self) -> None:
        """Go on in the archive, or end."""
        if not self._archived:
            self._archived = True
            self._rows = aiter(self._history.archived(self._oldest))
            return
        self._over = True
        if not self._found:
            await self._history.exists()

    def _repeated(self, trade: Trade) -> bool:
        """Whether the archive repeats a live print; what is live is also newest."""
        oldest = self._oldest
        if self._archived:
            return oldest is not None and (
                trade.at > oldest
                or (trade.at == oldest and trade.id in self._ids_at_oldest)
            )
        if oldest is None or trade.at < oldest:
            self._oldest, self._ids_at_oldest = trade.at, {trade.id}
        elif trade.at == oldest:
            self._ids_at_oldest.add(trade.id)
        return False
