"""predcore as a contender of the shared benchmark harness, through its public API.

The harness finds this file by ``BENCH_PREDCORE``. Rate budgets are switched off, as
they are for every other library there; nothing else is tuned.
"""

from __future__ import annotations

from datetime import UTC, datetime
from importlib import import_module
from time import monotonic
from typing import Any, ClassVar

from contenders.base import Contender, limited  # type: ignore[import-not-found]

SUBSCRIBED = '{"type":"subscribed","id":1,"msg":{"channel":"orderbook_delta","sid":1}}'


class Predcore(Contender):
    """Native clients where a task is about decoding a listing, unified elsewhere."""

    name = "predcore"
    kind = "ours"
    dist = "predcore"
    imports = "import predcore"
    notes: ClassVar[dict[str, str]] = {
        "T5kw": "the public watch(): a book that changed again before it was read is "
        "read once, as it is then",
    }

    async def setup(self, task: str) -> None:
        await (self._open_polymarket if "p" in task else self._open_kalshi)(task)

    async def _open_kalshi(self, task: str) -> None:
        from predcore import Hub
        from predcore.kit import Limiter
        from predcore_kalshi import Kalshi, KalshiVenue

        env = self.env
        self.native = Kalshi(
            urls={"rest": env.kalshi, "stream": env.kalshi_ws},
            credentials={"key_id": env.key_id, "private_key_path": env.key_path},
            limiter=Limiter({}),
        )
        self.hub = Hub({"kalshi": KalshiVenue(self.native)})
        if task == "kalshi_ws":
            self._warm()

    def _warm(self) -> None:
        """Load what loads on first use, as the other libraries do when imported."""
        for module in (
            "predcore.kit._aiohttp_socket",
            "predcore_kalshi._stream.market_feed",
        ):
            import_module(module)
        self.native.stream_headers()

    async def _open_polymarket(self, task: str) -> None:
        from predcore import Hub
        from predcore.kit import Limiter
        from predcore_polymarket import Polymarket, PolymarketVenue

        env = self.env
        self.native = Polymarket(
            urls={"gamma": env.gamma, "clob": env.clob, "data": env.data},
            limiter=Limiter({}),
        )
        self.hub = Hub({"polymarket": PolymarketVenue(self.native)})
        if task.startswith("T3"):
            for market in env.poly_market_ids:
                await self.hub.market(f"polymarket:{market}")

    async def teardown(self) -> None:
        await self.native.aclose()

    # -- listings: native ------------------------------------------------------

    async def kalshi_markets(self, n: int) -> Any:
        count, rows = 0, []
        for _ in range(n):
            page = await self.native.markets.list(limit=1000).first()
            rows = [(market.ticker, market.yes_bid_dollars) for market in page.items]
            count += len(rows)
        return count, rows

    async def poly_markets(self, n: int) -> Any:
        count, rows = 0, []
        for _ in range(n):
            page = await self.native.gamma.markets.list(limit=500).first()
            rows = [(market.id, market.best_bid) for market in page.items]
            count += len(rows)
        return count, rows

    async def kalshi_trades(self, n: int) -> Any:
        count, rows = 0, []
        for _ in range(n):
            page = await self.native.markets.trades.list(limit=1000).first()
            rows = [(t.trade_id, t.yes_price_dollars, t.count_fp) for t in page.items]
            count += len(rows)
        return count, rows

    async def poly_trades(self, n: int) -> Any:
        count, rows = 0, []
        for _ in range(n):
            page = await self.native.data.trades.list(limit=1000).first()
            rows = [(t.transaction_hash, t.price, t.size) for t in page.items]
            count += len(rows)
        return count, rows

    async def kalshi_scan(self) -> Any:
        kept = await self.native.markets.list(limit=1000).collect()
        return len(kept), [market.ticker for market in kept], kept

    # -- order books: unified, through the hub ----------------------------------

    async def _kalshi_book(self, i: int) -> Any:
        tickers = self.env.kalshi_tickers
        ticker = tickers[i % len(tickers)]
        book = await self.hub.orderbook(f"kalshi:{ticker}:yes")
        return book.bids[0].price, book.asks[0].price

    async def kalshi_book(self, n: int) -> Any:
        return [await self._kalshi_book(i) for i in range(n)]

    async def kalshi_book_50(self, n: int) -> Any:
        return await limited(self._kalshi_book, n)

    async def _poly_book(self, i: int) -> Any:
        ids = self.env.poly_market_ids
        book = await self.hub.orderbook(f"polymarket:{ids[i % len(ids)]}:yes")
        return book.bids[0].price, book.asks[0].price

    async def poly_book(self, n: int) -> Any:
        return [await self._poly_book(i) for i in range(n)]

    async def poly_book_50(self, n: int) -> Any:
        return await limited(self._poly_book, n)

    # -- streams: the venue's protocol, and the unified watch -----------------------

    def kalshi_feed_open(self, snapshot: str) -> None:
        from predcore import Instrument
        from predcore.kit import Drift
        from predcore_kalshi._stream.market_feed import MarketFeed

        instrument = Instrument("kalshi", self.env.ws_ticker, "yes")
        self.feed = MarketFeed([instrument], drift=Drift())
        list(self.feed.opened(monotonic()))
        list(self.feed.received(SUBSCRIBED, monotonic()))
        (update,) = self.feed.received(snapshot, monotonic())
        self.book = update.book

    def kalshi_feed(self, frames: list[str]) -> Any:
        received, book = self.feed.received, self.book
        for frame in frames:
            for _ in received(frame, monotonic()):
                bid, ask = book.bid.price, book.ask.price
        return bid, ask

    async def kalshi_ws(self, n: int) -> Any:
        from predcore import BookUpdate, Instrument

        instrument = Instrument("kalshi", self.env.ws_ticker, "yes")
        async with self.hub["kalshi"].watch(instrument) as updates:
            async for update in updates:
                if isinstance(update, BookUpdate):
                    book = update.book
                    bid, ask = book.bid.price, book.ask.price
                    if book.changes > n:
                        break
        return bid, ask


class PredcoreEach(Predcore):
    """The same connection and protocol, with the book read after every message."""

    name = "predcore-each"
    notes: ClassVar[dict[str, str]] = {}
    kalshi_markets = kalshi_trades = kalshi_scan = kalshi_book = kalshi_book_50 = None
    poly_markets = poly_trades = poly_book = poly_book_50 = kalshi_feed = None

    async def kalshi_ws(self, n: int) -> Any:
        from predcore import BookUpdate, Instrument
        from predcore.kit import Drift, websocket
        from predcore_kalshi._stream.market_feed import MarketFeed

        instrument = Instrument("kalshi", self.env.ws_ticker, "yes")
        feed = MarketFeed([instrument], drift=Drift())
        dial = websocket(self.native.stream_url, headers=self.native.stream_headers)
        async with dial() as socket:
            for hello in feed.opened(monotonic()):
                await socket.send(hello.frame)
            while True:
                for step in feed.received(await socket.receive(), monotonic()):
                    if isinstance(step, BookUpdate):
                        book = step.book
                        bid, ask = book.bid.price, book.ask.price
                        if book.changes > n:
                            return bid, ask


class PredcoreUnified(Predcore):
    """The same listings as unified models."""

    name = "predcore-unified"

    async def kalshi_markets(self, n: int) -> Any:
        count, rows = 0, []
        for _ in range(n):
            page = await self.hub["kalshi"].markets().first()
            rows = [(market.id, market.outcomes[0].bid) for market in page.items]
            count += len(rows)
        return count, rows

    async def kalshi_scan(self) -> Any:
        kept = [market async for market in self.hub["kalshi"].markets()]
        return len(kept), [market.id for market in kept], kept

    async def kalshi_trades(self, n: int) -> Any:
        count, rows = 0, []
        for _ in range(n):
            market, start = self.env.kalshi_tickers[0], datetime(2000, 1, 1, tzinfo=UTC)
            page = await self.hub["kalshi"].trades(market, since=start).first()
            rows = [(trade.id, trade.price, trade.size) for trade in page.items]
            count += len(rows)
        return count, rows

    poly_markets = poly_trades = None
    kalshi_book = kalshi_book_50 = poly_book = poly_book_50 = None
    kalshi_feed = kalshi_ws = None


CONTENDERS = [Predcore, PredcoreEach, PredcoreUnified]
