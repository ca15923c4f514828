"""The books of one feed: which are right, and which have been asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from predcore import DataState, Gap, Instrument, Resynced, Stalled
from predcore.kit import Send, Step

from .awaited import Awaited
from .books import BookDelta, BookSnapshotMessage
from .market_book import MarketBook

__all__ = ["Shelf"]


class Shelf:
    """Books by ticker; a book is right or withheld.

    Args:
        instruments: whose books; both outcomes of a market are one book.
        ask: makes the command for whole books, if they can be asked for now.
        patience: seconds until a book that does not come is asked for again.
    """

    def __init__(
        self,
        instruments: Sequence[Instrument],
        ask: Callable[[Sequence[str]], Iterable[Send]],
        patience: float,
    ) -> None:
        outcomes: dict[str, dict[str, None]] = {}
        for instrument in instruments:
            outcomes.setdefault(instrument.market, {})[instrument.outcome] = None
        self.markets = {t: MarketBook(t, o) for t, o in outcomes.items()}
        self.tickers = tuple(self.markets)
        self.instruments = tuple(
            i for market in self.markets.values() for i in market.instruments
        )
        self._ask = ask
        self._awaited = Awaited(patience)
        self._probed = 0

    def opened(self, now: float) -> None:
        """All books are on their way."""
        for market in self.markets.values():
            market.withhold()
        self._awaited.ask(self.tickers, now)

    def lost(self) -> None:
        """Nothing is on its way, and what is here is stale."""
        self._awaited.clear()
        for market in self.markets.values():
            market.withhold(DataState.STALE)

    def changed(self, delta: BookDelta, now: float) -> Iterable[Step]:
        """Apply a change; one that cannot be means the book was wrong."""
        market = self.markets.get(delta.market_ticker)
        if market is None or not market.live:
            return ()
        try:
            market.apply(delta, now)
        except ValueError:
            return self.doubt([market], now, Gap(market.instruments))
        return market.updates

    def arrived(self, message: BookSnapshotMessage, now: float) -> Iterator[Step]:
        """Start a book again, or compare it where it needs no new start.

        The venue sends a book unasked when it has emptied it, at a close or a pause;
        one that was asked for has no business to differ from a live one.
        """
        market = self.markets.get(message.msg.market_ticker)
        if market is None:
            return
        self._awaited.came(market.ticker)
        if market.live:
            if market.agrees(message.msg):
                return
            if message.id is not None:
                market.doubt()
                yield Gap(market.instruments)
        market.replace(message.msg, now, message.sending_ts_ms)
        if market.doubted:
            market.doubted = False
            yield Resynced(market.instruments)
        yield from market.updates

    def doubt(
        self, markets: Iterable[MarketBook], now: float, why: Gap
    ) -> Iterable[Step]:
        """Withhold books, say why, and ask for them again."""
        tickers: list[str] = []
        for market in markets:
            market.doubt()
            tickers.append(market.ticker)
        return (why, *self.renew(tickers, now))

    def renew(self, tickers: Sequence[str], now: float) -> Iterable[Send]:
        """Ask for whole books."""
        self._awaited.ask(tickers, now)
        return self._ask(tickers)

    def standing(self) -> Iterable[Step]:
        """That the live books are live, and what they are."""
        live = [market for market in self.markets.values() if market.live]
        resynced = Resynced(tuple(i for m in live for i in m.instruments))
        return (resynced, *(update for m in live for update in m.updates))

    def stall(self, silence: float) -> Stalled:
        """Nothing here is to be believed any more."""
        for market in self.markets.values():
            market.doubt(DataState.STALE)
        return Stalled(self.instruments, silence)

    def probe(self) -> Iterable[Send]:
        """Ask for one book, another each time: a sign of life that can be compared."""
        self._probed += 1
        return self._ask([self.tickers[self._probed % len(self.tickers)]])

    def due(self) -> float | None:
        """When a book that was asked for is late."""
        return self._awaited.due()

    def ask_again(self, now: float) -> Iterator[Step]:
        """Ask for what is late; the second time, say so."""
        late = self._awaited.late(now)
        for ticker in late:
            if self._awaited.stalled(ticker):
                market = self.markets[ticker]
                market.doubt()
                yield Stalled(market.instruments, self._awaited.silence(ticker, now))
        if late:
            yield from self._ask(late)
