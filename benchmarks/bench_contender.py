"""predcore as a contender of the shared benchmark harness, through its public API.

The harness finds this file by ``BENCH_PREDCORE``. Rate budgets are switched off, as
they are for every other library there; nothing else is tuned.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime
from importlib import import_module
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
        "T5k": "hub.watch over a socket in memory, 1000 messages a read: a book that "
        "changed again before it was read is read once, as it is then",
        "T5kw": "hub.watch; as T5k",
        "T5p": "hub.watch; as T5k",
        "T5pw": "hub.watch; as T5k",
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

    def _memory(self) -> Memory:
        """Give the venue a socket in memory."""
        return self._connect(Memory())

    def _connect(self, memory: Memory) -> Memory:
        for venue in self.hub.venues.values():
            streaming: Any = venue
            streaming.dial = lambda *_: memory.dial
        return memory

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
            urls={
                "gamma": env.gamma,
                "clob": env.clob,
                "data": env.data,
                "ws_market": env.poly_ws,
            },
            limiter=Limiter({}),
        )
        self.hub = Hub({"polymarket": PolymarketVenue(self.native)})
        if task == "poly_ws":
            for module in (
                "predcore.kit._aiohttp_socket",
                "predcore_polymarket._stream.market_feed",
            ):
                import_module(module)
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

    # -- streams: the public hub.watch, trust checks on ---------------------------

    @property
    def _id(self) -> str:
        if "kalshi" in self.hub.venues:
            return f"kalshi:{self.env.ws_ticker}:yes"
        return f"polymarket:{self.env.ws_market_id}:yes"

    async def _follow(self) -> Any:
        self.stack = AsyncExitStack()
        return await self.stack.enter_async_context(self.hub.watch(self._id))

    async def _read(self, changes: int) -> Any:
        """Read the best prices of every update, until the book has changed so often."""
        from predcore import BookUpdate

        async for update in self.updates:
            if type(update) is BookUpdate:
                book = update.book
                bid, ask = book.bid.price, book.ask.price
                if book.changes >= changes:
                    return bid, ask
        raise AssertionError("the stream ended")

    async def kalshi_feed_open(self, snapshot: str) -> None:
        self.memory = self._memory()
        self.updates = await self._follow()
        self.memory.say([SUBSCRIBED, snapshot])
        self.changes = 1
        await self._read(self.changes)

    async def poly_feed_open(self, snapshot: str) -> None:
        self.memory = self._memory()
        self.updates = await self._follow()
        self.memory.say([snapshot])
        self.changes = 1
        await self._read(self.changes)

    async def kalshi_feed(self, frames: list[str]) -> Any:
        self.memory.say(frames)
        self.changes += len(frames)
        return await self._read(self.changes)

    async def kalshi_ws(self, n: int) -> Any:
        self.updates = await self._follow()
        found = await self._read(n + 1)
        await self.stack.aclose()
        return found

    poly_feed, poly_ws = kalshi_feed, kalshi_ws


class Memory:
    """A connection on which somebody else says what comes.

    Args:
        each: let others run after every message, as if each came in a read of its own.
    """

    def __init__(self, *, each: bool = False) -> None:
        self._frames: deque[str] = deque()
        self._more = asyncio.Event()
        self._each = each

    def say(self, frames: list[str]) -> None:
        """These came in."""
        self._frames.extend(frames)
        self._more.set()

    @asynccontextmanager
    async def dial(self) -> AsyncIterator[Memory]:
        yield self

    async def send(self, frame: str | bytes, /) -> None:
        pass

    async def receive(self) -> str | bytes:
        if self._each:
            await asyncio.sleep(0)
        while not self._frames:
            self._more = asyncio.Event()
            await self._more.wait()
        return self._frames.popleft()


class PredcoreEach(Predcore):
    """The same, and every message wakes its reader."""

    name = "predcore-each"
    notes: ClassVar[dict[str, str]] = {"T5k": "hub.watch, one message a read"}
    kalshi_markets = kalshi_trades = kalshi_scan = kalshi_book = kalshi_book_50 = None
    poly_markets = poly_trades = poly_book = poly_book_50 = kalshi_ws = poly_ws = None

    def _memory(self) -> Memory:
        return self._connect(Memory(each=True))


class PredcoreBoard(Predcore):
    """The same through ``hub.live``."""

    name = "predcore-board"
    notes: ClassVar[dict[str, str]] = dict.fromkeys(
        ("T5k", "T5kw", "T5p", "T5pw"), "hub.live"
    )
    kalshi_markets = kalshi_trades = kalshi_scan = kalshi_book = kalshi_book_50 = None
    poly_markets = poly_trades = poly_book = poly_book_50 = None

    async def _follow(self) -> Any:
        self.stack = AsyncExitStack()
        return await self.stack.enter_async_context(self.hub.live([self._id]))

    async def _read(self, changes: int) -> Any:
        board: Any = self.updates
        (book,) = board._followed.feeds.books.values()  # noqa: SLF001 - to know the end
        while True:
            await board.changed()
            quote = board[self._id]
            if quote.bid is not None and book.changes >= changes:
                return quote.bid, quote.ask


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
    kalshi_feed = kalshi_ws = poly_feed = poly_ws = None


CONTENDERS = [Predcore, PredcoreEach, PredcoreBoard, PredcoreUnified]
