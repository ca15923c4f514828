"""Acme as predcore sees it."""

from __future__ import annotations

import re
from collections.abc import AsyncGenerator, AsyncIterable, Callable, Iterable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import TypeVar

import predcore
from predcore import Event, Instrument, Market, MarketStatus, Results, kit
from predcore.plugins import Settings

from . import _mapping as to
from ._stream import AcmeFeed
from ._wire import Answer, Question, answer

T = TypeVar("T")
_OUTCOMES = {"yes", "no"}
_BATCH = 50
"""Most ids Acme takes in one request."""


class AcmeVenue(
    predcore.Venue,
    predcore.Search,
    predcore.Quotes,
    predcore.Books,
    predcore.Trades,
    predcore.Candles,
    predcore.Fees,
    predcore.Streaming,
):
    """Acme publishes prices and takes no orders from programs."""

    name = to.VENUE
    intervals: tuple[timedelta, ...] = (timedelta(hours=1), timedelta(days=1))

    def __init__(self, http: kit.HTTP, dial: kit.Dial) -> None:
        self._http = http
        self._dial = dial

    @property
    def drift(self) -> kit.Drift:
        return self._http.drift

    async def _get(self, path: str, **params: kit.Param) -> Answer:
        request = kit.Request(path=path, query=kit.query(params), parse=answer)
        return await self._http.send(request)

    def _list(
        self, path: str, pick: Callable[[Answer], Iterable[T]], **params: kit.Param
    ) -> kit.Pages[T]:
        async def fetch(cursor: str | None) -> kit.Page[T]:
            found = await self._get(path, after=cursor, **params)
            return kit.Page(tuple(pick(found)), found.next, found)

        return kit.Pages(fetch)

    def markets(
        self, *, status: MarketStatus | None = None, event: str | None = None
    ) -> AsyncIterable[Market]:
        if status is MarketStatus.UNKNOWN:
            return kit.Pages[Market].of(())
        theirs = None if status is None else to.STATUSES[status]
        wanted = None if event is None else _checked(event)
        pages = self._list("/questions", _questions, status=theirs, event=wanted)
        return pages.map(to.to_market)

    async def _question(self, market_id: str) -> Question:
        found = await self._get(kit.fill("/questions/{id}", id=_checked(market_id)))
        return found.questions[0]

    async def market(self, market_id: str) -> Market:
        return to.to_market(await self._question(market_id))

    async def lookup(self, market_ids: Sequence[str]) -> Results[str, Market]:
        found: dict[str, Market] = {}
        for ids in _batches(market_ids):
            pages = self._list("/questions", _questions, ids=",".join(ids))
            found |= {one.id: to.to_market(one) async for one in pages}
        return Results(market_ids, found)

    def events(self, *, status: MarketStatus | None = None) -> AsyncIterable[Event]:
        if status is MarketStatus.UNKNOWN:
            return kit.Pages[Event].of(())
        theirs = None if status is None else to.STATUSES[status]
        pages = self._list("/events", lambda found: found.events, status=theirs)
        return pages.map(to.to_event)

    async def event(self, event_id: str) -> Event:
        found = await self._get(kit.fill("/events/{id}", id=_checked(event_id)))
        return to.to_event(found.events[0])

    def search(
        self, query: str, *, status: MarketStatus | None = None
    ) -> AsyncIterable[Market]:
        pages = self._list("/questions", _questions, words=query).map(to.to_market)
        return pages.filter(lambda market: status in {None, market.status})

    async def orderbooks(
        self, instruments: Sequence[Instrument], *, depth: int | None = None
    ) -> Results[Instrument, predcore.Orderbook]:
        ours = [
            i for i in instruments if i.venue == self.name and i.outcome in _OUTCOMES
        ]
        found: dict[Instrument, predcore.Orderbook] = {}
        for ids in _batches(one.market for one in ours):
            books = await self._get("/books", ids=",".join(ids), depth=depth)
            now = datetime.now(UTC)
            native = {book.id: book for book in books.books}
            for one in (i for i in ours if i.market in native):
                found[one] = to.to_book(native[one.market], one, now)
        return Results(instruments, found)

    async def quotes(
        self, instruments: Sequence[Instrument]
    ) -> Results[Instrument, predcore.Quote]:
        books = await self.orderbooks(instruments, depth=1)
        tops = {one: book.quote() for one, book in books.items()}
        return Results(instruments, tops, books.errors)

    def trades(
        self,
        market_id: str,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> AsyncIterable[predcore.Trade]:
        yes = Instrument(self.name, _checked(market_id), "yes")
        pages = self._list(
            kit.fill("/questions/{id}/prints", id=market_id),
            lambda found: found.prints,
            since=_text(since),
            until=_text(until),
        )
        return pages.map(lambda native: to.to_trade(native, yes))

    async def candles(
        self,
        instrument: Instrument,
        *,
        interval: timedelta,
        start: datetime,
        end: datetime,
    ) -> tuple[predcore.Candle, ...]:
        if interval not in self.intervals:
            raise predcore.InvalidRequest(f"Acme has no candles of {interval}")
        if instrument.outcome not in _OUTCOMES:
            raise predcore.InvalidId(
                f"Acme's outcomes are yes and no, not {instrument}"
            )
        found = await self._get(
            kit.fill("/questions/{id}/bars", id=_checked(instrument.market)),
            minutes=interval // timedelta(minutes=1),
            since=_text(start),
            until=_text(end),
        )
        return tuple(to.to_candle(bar, instrument, interval) for bar in found.bars)

    async def fees(
        self, market_id: str, *, at: datetime | None = None
    ) -> predcore.FeeSchedule:
        """Acme has never changed a fee, so ``at`` makes no difference."""
        return to.AcmeFees((await self._question(market_id)).fee)

    def watch(
        self, *instruments: Instrument, trades: bool = False, depth: int | None = None
    ) -> AbstractAsyncContextManager[predcore.Watch]:
        if trades:
            raise predcore.Unsupported("Acme streams no prints; read them by trades()")
        return kit.watch(
            self._dial,
            AcmeFeed,
            instruments,
            per_connection=100,  # what the venue allows
            unit=lambda one: one.market,  # yes and no are one book
            prepare=self._check,
            depth=depth,
            witness=self.orderbooks,  # compares quiet books with REST
        )

    async def _check(self, instruments: Sequence[Instrument]) -> None:
        for one in instruments:
            if one.venue != self.name or one.outcome not in _OUTCOMES:
                raise predcore.InvalidId(f"{one} is no outcome of a question of Acme's")
            _checked(one.market)
        known = await self.lookup([one.market for one in instruments])
        for one in instruments:
            known[one.market]  # raises NotFound


def _questions(found: Answer) -> Iterable[Question]:
    return found.questions


def _text(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat()


def _checked(name: str) -> str:
    if not re.fullmatch(r"[A-Z0-9-]{1,64}", name):
        raise predcore.InvalidId(f"Acme's ids look like RAIN-TOMORROW, not {name!r}")
    return name


def _batches(ids: Iterable[str]) -> Iterable[Sequence[str]]:
    """Ids that could be Acme's, each once; Acme ignores those it does not know."""
    known = [one for one in dict.fromkeys(ids) if re.fullmatch(r"[A-Z0-9-]{1,64}", one)]
    return (known[at : at + _BATCH] for at in range(0, len(known), _BATCH))


def _explain(reply: kit.Reply) -> predcore.VenueError:
    kinds = {404: predcore.NotFound, 429: predcore.RateLimited}
    kind = predcore.Unavailable if reply.status >= 500 else predcore.VenueError
    return kinds.get(reply.status, kind)(
        f"Acme answered {reply.status}", status=reply.status
    )


@asynccontextmanager
async def open_venue(settings: Settings) -> AsyncGenerator[AcmeVenue]:
    """Open Acme, for the plugin and for whoever wants no plugin."""
    urls = kit.endpoints(
        to.VENUE,
        settings.environment,
        {
            "live": {
                "rest": "https://api.acme.example/v1",
                "stream": "wss://api.acme.example/v1/stream",
            },
            "sandbox": {
                "rest": "http://127.0.0.1:8700/v1",
                "stream": "ws://127.0.0.1:8700/v1/stream",
            },
        },
        settings.urls,
    )
    engine = kit.AutoEngine(settings.engine, settings.transport)
    limiter = kit.Limiter({"read": kit.Budget(rate=50, capacity=100)})
    async with kit.HTTP(
        urls["rest"],
        engine=engine,
        explain=_explain,
        limiter=limiter,
        timeout=settings.timeout,
    ) as http:
        yield AcmeVenue(http, kit.websocket(urls["stream"]))
