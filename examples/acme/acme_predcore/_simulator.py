"""Acme's wire in front of the synthetic catalogue."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import anyio
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket

from predcore import Level
from predcore.sim import Catalogue, SimEvent, SimMarket, SimTrade, synthetic

from ._mapping import STATUSES

_PAGE = 20
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

JSON = dict[str, Any]


class AcmeSimulator:
    """Acme's own API over one board of a catalogue."""

    def __init__(self, seed: int = 0, *, catalogue: Catalogue | None = None) -> None:
        self.board = (catalogue or synthetic(seed)).boards["north"]
        self._events = {event.code: event for event in self.board.events}
        self._markets = {
            self.market_id(event, market): (event, market)
            for event, market in self.board.markets()
        }
        self._lines = set[_Line]()
        self.app = Starlette(
            routes=[
                Route("/v1/questions", self._list_questions),
                Route("/v1/questions/{id}", self._get_question),
                Route("/v1/questions/{id}/prints", self._prints),
                Route("/v1/questions/{id}/bars", self._bars),
                Route("/v1/events", self._list_events),
                Route("/v1/events/{id}", self._get_event),
                Route("/v1/books", self._books),
                WebSocketRoute("/v1/stream", self._stream),
            ]
        )

    def market_id(self, event: SimEvent, market: SimMarket) -> str:
        """Unique, because codes are unique in their event."""
        return f"{event.code}-{market.code}"

    def urls(self, origin: str) -> dict[str, str]:
        """Where the adapter finds it."""
        socket = origin.replace("http", "ws", 1)
        return {"rest": f"{origin}/v1", "stream": f"{socket}/v1/stream"}

    def clients(self, origin: str) -> dict[str, str]:
        """Acme has no client of its own."""
        return {}

    async def _list_questions(self, request: Request) -> JSONResponse:
        params = request.query_params
        words = params.get("words", "").casefold().split()
        ids = params["ids"].split(",") if "ids" in params else None
        found = [
            _question(event, market)
            for name, (event, market) in self._markets.items()
            if params.get("status") in {None, STATUSES[market.status]}
            and params.get("event") in {None, event.code}
            and (ids is None or name in ids)
            and all(word in market.question.casefold() for word in words)
        ]
        return _page("questions", found, request)

    async def _get_question(self, request: Request) -> JSONResponse:
        known = self._markets.get(request.path_params["id"])
        return _missing() if known is None else _answer(questions=[_question(*known)])

    async def _list_events(self, request: Request) -> JSONResponse:
        status = request.query_params.get("status")
        found = [
            {"id": event.code, "title": event.title}
            for event in self._events.values()
            if status is None or status in {STATUSES[m.status] for m in event.markets}
        ]
        return _page("events", found, request)

    async def _get_event(self, request: Request) -> JSONResponse:
        event = self._events.get(request.path_params["id"])
        if event is None:
            return _missing()
        questions = [_question(event, market) for market in event.markets]
        body = {"id": event.code, "title": event.title, "questions": questions}
        return _answer(events=[body])

    async def _books(self, request: Request) -> JSONResponse:
        params = request.query_params
        depth = int(params["depth"]) if "depth" in params else None
        known = [name for name in params["ids"].split(",") if name in self._markets]
        return _answer(
            books=[_book(name, self._markets[name][1], depth) for name in known]
        )

    async def _prints(self, request: Request) -> JSONResponse:
        known = self._markets.get(request.path_params["id"])
        if known is None:
            return _missing()
        found = sorted(_between(known[1].trades, request), key=lambda t: t.at)
        return _page("prints", [_print(trade) for trade in reversed(found)], request)

    async def _bars(self, request: Request) -> JSONResponse:
        known = self._markets.get(request.path_params["id"])
        if known is None:
            return _missing()
        interval = timedelta(minutes=int(request.query_params["minutes"]))
        bars = _bars(known[1].trades, interval)
        since, until = _bounds(request)
        return _answer(bars=[bar for end, bar in bars if since < end <= until])

    async def outbid(self, name: str) -> None:
        """Somebody wants one more at the best bid, and whoever follows is told."""
        event, market = self._markets[name]
        best, *rest = market.bids
        best = best._replace(size=best.size + 1)
        now = datetime.now(UTC)
        market = replace(market, bids=(best, *rest), book_at=now)
        self._markets[name] = (event, market)
        for line in [line for line in self._lines if name in line.followed]:
            level = [str(best.price), str(best.size)]
            await line.tell(id=name, whole=False, bids=[level], asks=[])

    async def _stream(self, socket: WebSocket) -> None:
        await socket.accept()
        line = _Line(socket)
        self._lines.add(line)
        try:
            async for text in socket.iter_text():
                said = json.loads(text)
                for name in said.get("follow", []):
                    line.followed.add(name)
                    await line.tell(whole=True, **_book(name, self._markets[name][1]))
                line.followed.difference_update(said.get("leave", []))
                if "ping" in said:
                    await line.tell()
        finally:
            self._lines.discard(line)


class _Line:
    """A connection, and what it follows; its messages are numbered from 1."""

    def __init__(self, socket: WebSocket) -> None:
        self.followed = set[str]()
        self._socket, self._number = socket, 0
        self._turn = anyio.Lock()

    async def tell(self, **what: object) -> None:
        async with self._turn:
            self._number += 1
            await self._socket.send_json({"number": self._number, **what})


def _answer(**parts: Sequence[JSON]) -> JSONResponse:
    return JSONResponse(parts)


def _missing() -> JSONResponse:
    return JSONResponse({"message": "no such thing"}, status_code=404)


def _page(name: str, found: Sequence[JSON], request: Request) -> JSONResponse:
    at = int(request.query_params.get("after", "0"))
    more = at + _PAGE if at + _PAGE < len(found) else None
    page = found[at : at + _PAGE]
    return JSONResponse({name: page, "next": None if more is None else str(more)})


def _question(event: SimEvent, market: SimMarket) -> JSON:
    bands = market.ladder.bands
    return {
        "id": f"{event.code}-{market.code}",
        "event": event.code,
        "title": market.question,
        "rules": market.rules,
        "status": STATUSES[market.status],
        "opens": market.opens_at.isoformat(),
        "closes": market.closes_at.isoformat(),
        "bands": [[str(n) for n in (b.start, b.end, b.step)] for b in bands],
        "least": str(market.min_size),
        "fee": "0.005",
        "pays": None if market.payout is None else str(market.payout),
    }


def _book(name: str, market: SimMarket, depth: int | None = None) -> JSON:
    def side(levels: Sequence[Level]) -> list[list[str]]:
        return [[str(level.price), str(level.size)] for level in levels[:depth]]

    at = market.book_at.isoformat()
    return {"id": name, "at": at, "bids": side(market.bids), "asks": side(market.asks)}


def _print(trade: SimTrade) -> JSON:
    return {
        "id": str(trade.number),
        "price": str(trade.price),
        "size": str(trade.size),
        "at": trade.at.isoformat(),
    }


def _bounds(request: Request) -> tuple[datetime, datetime]:
    params = request.query_params
    never = datetime.max.replace(tzinfo=UTC)
    since = datetime.fromisoformat(params["since"]) if "since" in params else _EPOCH
    until = datetime.fromisoformat(params["until"]) if "until" in params else never
    return since, until


def _between(trades: Sequence[SimTrade], request: Request) -> list[SimTrade]:
    since, until = _bounds(request)
    return [trade for trade in trades if since <= trade.at <= until]


def _bars(
    trades: Sequence[SimTrade], interval: timedelta
) -> Iterator[tuple[datetime, JSON]]:
    """Bars end at whole intervals since 1970, in UTC."""
    members: dict[datetime, list[SimTrade]] = {}
    for trade in sorted(trades, key=lambda trade: trade.at):
        end = _EPOCH + ((trade.at - _EPOCH) // interval + 1) * interval
        members.setdefault(end, []).append(trade)
    for end, inside in members.items():
        prices = [trade.price for trade in inside]
        shown = (prices[0], max(prices), min(prices), prices[-1])
        volume = sum(trade.size for trade in inside)
        bar = {
            "end": end.isoformat(),
            "prices": [str(price) for price in shown],
            "volume": str(volume),
        }
        yield end, bar
