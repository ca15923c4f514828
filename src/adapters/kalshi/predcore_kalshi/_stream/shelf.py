"""The books of one feed: which are right, and which have been asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from predcore import BookUpdate, DataState, Gap, Instrument, Resynced, Stalled
from predcore.kit import LocalBook, Send, Step

from .awaited import Awaited
from .books import BookDelta, BookSnapshotMessage
from .market_book import MarketBook

__all__ = ["Shelf"]


class Shelf:
    """Books by ticker; a book is right or withheld.

    Args:
        ask: makes the command for whole books, if they can be asked for now.
        patience: seconds until a book that does not come is asked for again.

    Attributes:
        markets: by ticker; both outcomes of a market are one book.
        books: what is followed, by outcome.
    """

    def __init__(
        self, ask: Callable[[Sequence[str]], Iterable[Send]], patience: float
    ) -> None:
        self.markets: dict[str, MarketBook] = {}
        self.books: dict[Instrument, LocalBook] = {}
        self._ask = ask
        self._awaited = Awaited(patience)
        self._probed = 0

    def follow(self, instruments: Iterable[Instrument]) -> list[MarketBook]:
        """Keep these books too; gives the markets that are new."""
        new: list[MarketBook] = []
        for instrument in instruments:
            if instrument in self.books:
                continue
            market = self.markets.get(instrument.market)
            if market is None:
                market = self.markets[instrument.market] = MarketBook(instrument.market)
                new.append(market)
            self.books[instrument] = market.follow(instrument)
        return new

    def unfollow(self, instruments: Iterable[Instrument]) -> list[str]:
        """Keep these books no longer; gives the tickers that are of no more use."""
        gone: list[str] = []
        for instrument in instruments:
            if self.books.pop(instrument, None) is None:
                continue
            market = self.markets[instrument.market]
            market.unfollow(instrument)
            if not market.instruments:
                market.withhold(DataState.STALE)
                del self.markets[market.ticker]
                self._awaited.forget(market.ticker)
                gone.append(market.ticker)
        return gone

    def update(self, instrument: Instrument) -> BookUpdate | None:
        """What there is to tell of a book; nothing while it is not live."""
        market = self.markets[instrument.market]
        found = (u for u in market.updates if u.book.instrument == instrument)
        return next(found) if market.live else None

    def live(self, instruments: Iterable[Instrument]) -> list[MarketBook]:
        """The markets of these whose books can be believed, each once."""
        found = dict.fromkeys(one.market for one in instruments if one in self.books)
        return [m for m in map(self.markets.__getitem__, found) if m.live]

    @property
    def instruments(self) -> tuple[Instrument, ...]:
        """What is followed, market after market."""
        return tuple(i for m in self.markets.values() for i in m.instruments)

    def opened(self) -> None:
        """There is nothing yet of any book."""
        for market in self.markets.values():
            market.withhold()

    def expect(self, tickers: Iterable[str], now: float) -> None:
        """These books are on their way."""
        self._awaited.expect((t for t in tickers if t in self.markets), now)

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
            return self.wrong(market, now)
        return market.updates

    def wrong(self, market: MarketBook, now: float) -> Iterable[Step]:
        """This book cannot be."""
        return self.doubt([market], now, Gap(market.instruments))

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
                market.book.confirmed(now)
                return
            if message.id is not None:
                market.doubt()
                yield Gap(market.instruments)
        market.replace(message.msg, now, message.sending_ts_ms)
        if market.crossed:
            yield from self.wrong(market, now)
            return
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

    def verify(self, tickers: Iterable[str], now: float) -> Iterable[Send]:
        """Ask for live books, to compare them."""
        asked = [t for t in dict.fromkeys(tickers) if self._comparable(t)]
        return self.renew(asked, now) if asked else ()

    def _comparable(self, ticker: str) -> bool:
        market = self.markets.get(ticker)
        return market is not None and market.live and ticker not in self._awaited

    def renew(self, tickers: Sequence[str], now: float) -> Iterable[Send]:
        """Ask for whole books, if they are not on their way."""
        return self._ask(self._awaited.ask(tickers, now))

    def standing(self) -> Iterable[Step]:
        """That the live books are live, and what they are; others tell it when they
        come."""
        for market in self.markets.values():
            market.doubted = not market.live
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
        tickers = list(self.markets)
        return self._ask([tickers[self._probed % len(tickers)]]) if tickers else ()

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
