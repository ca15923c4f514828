"""`watch` and `watch_account` over real connections to a scripted venue."""

from __future__ import annotations

import json
import time
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from decimal import Decimal
from typing import Any

import anyio
import anyio.lowlevel
import httpx
import pytest
from aiohttp import web

from polymarket_desk import (
    MARKET,
    NO,
    YES,
    Trader,
    maker_order,
    open_order,
    page,
    trade,
)
from polymarket_private import OWNER
from polymarket_streams import Made, Publisher, busy
from polymarket_wire import NO_TOKEN, YES_TOKEN, Wire, keyset, market
from predcore import (
    AuthenticationFailed,
    BookUpdate,
    Connected,
    Disconnected,
    FillUpdate,
    Finality,
    Gap,
    Instrument,
    InvalidId,
    InvalidRequest,
    LadderUpdate,
    Level,
    NotFound,
    OrderUpdate,
    PositionUpdate,
    Resynced,
    Streaming,
    Update,
)
from predcore.kit import Limiter
from predcore_polymarket import Polymarket, PolymarketVenue

RAIN = Made(MARKET, (YES_TOKEN, NO_TOKEN))
ORDER = "0x" + "ab" * 32


@pytest.fixture(scope="module")
def anyio_backend() -> str:
    return "asyncio"


class Server:
    """Speaks as the venue's sockets do, and says what it is told to say."""

    def __init__(self, publisher: Publisher) -> None:
        self.publisher = publisher
        self.sockets: list[web.WebSocketResponse] = []
        self.requests: list[Any] = []
        self.known = True
        self.greetings = 0

    async def handle(self, request: web.Request) -> web.StreamResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self.sockets.append(socket)
        async for message in socket:
            if message.data == "PING":
                await socket.send_str("PONG")
            elif not await self.answer(socket, message.json()):
                await socket.close()
        return socket

    async def answer(self, socket: web.WebSocketResponse, asked: Any) -> bool:
        if asked.get("type") == "user":
            self.greetings += 1
            return self.known and asked["auth"]["apiKey"] == OWNER
        self.requests.append(asked)
        for frame in self.publisher.answer([asked]):
            await socket.send_str(frame)
        return True

    async def say(self, *frames: Any) -> None:
        for frame in frames:
            text = frame if isinstance(frame, str) else json.dumps(frame)
            await self.sockets[-1].send_str(text)


@asynccontextmanager
async def serving(wire: Wire) -> AsyncGenerator[tuple[Server, PolymarketVenue]]:
    server, app = Server(busy(RAIN)), web.Application()
    for path in ("/ws/market", "/ws/user"):
        app.router.add_get(path, server.handle)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    sockets = f"ws://127.0.0.1:{runner.addresses[0][1]}"
    trader = Trader(wire)
    wire.on("data/v2/positions", {"data": [], "pagination": {"has_more": False}})
    for name, path in ("ws_market", "/ws/market"), ("ws_user", "/ws/user"):
        trader.native._urls[name] = sockets + path
    try:
        yield server, trader.venue
    finally:
        await trader.native.aclose()
        await runner.cleanup()


async def take(updates: AsyncIterator[Update], count: int) -> list[Any]:
    with anyio.fail_after(10):
        return [await anext(updates) for _ in range(count)]


async def test_both_outcomes_of_a_market_are_books_of_their_own(wire: Wire) -> None:
    async with serving(wire) as (server, venue):
        async with venue.watch(YES, NO) as updates:
            connected, yes, no = await take(updates, 3)
            assert set(updates.books) == {YES, NO}
        (asked,) = server.requests
    assert connected == Connected(0, (YES, NO))
    assert (yes.book.instrument, no.book.instrument) == (YES, NO)
    assert yes.book.snapshot().bids[0] == Level(Decimal("0.47"), Decimal(3))
    assert no.book.snapshot().asks[0] == Level(Decimal("0.53"), Decimal(3))
    assert asked["assets_ids"] == [YES_TOKEN, NO_TOKEN]


async def test_changes_arrive_and_a_gap_is_mended(wire: Wire) -> None:
    async with serving(wire) as (server, venue), venue.watch(YES) as updates:
        await take(updates, 2)
        publisher = server.publisher
        await server.say(publisher.change(RAIN, "BUY", 480, 100))
        (update,) = await take(updates, 1)
        assert update.book.bid == Level(Decimal("0.48"), Decimal(1))
        publisher.change(RAIN, "BUY", 490, 100)
        await server.say(publisher.change(RAIN, "BUY", 450, 100))
        await server.say(publisher.change(RAIN, "BUY", 440, 100))
        gap, resynced, after = await take(updates, 3)
    assert gap == Gap((YES,))
    assert resynced == Resynced((YES,))
    assert isinstance(after, BookUpdate)
    assert after.book.snapshot().bids[0] == Level(Decimal("0.49"), Decimal(1))


async def test_a_lost_connection_is_dialled_again(wire: Wire) -> None:
    async with serving(wire) as (server, venue), venue.watch(YES) as updates:
        await take(updates, 2)
        await server.sockets[0].close()
        kinds: list[type] = [type(update) for update in await take(updates, 3)]
        assert kinds == [Disconnected, Connected, BookUpdate]
        assert len(server.requests) == 2


async def test_what_is_watched_can_change_under_any_name(wire: Wire) -> None:
    async with serving(wire) as (server, venue), venue.watch(YES) as updates:
        await take(updates, 2)
        wire.ask("gamma/markets/slug/will-it-rain", keyset_row)
        slug = Instrument("polymarket", "will-it-rain", "no")
        await updates.add(slug)
        (update,) = await take(updates, 1)
        assert update.book.instrument == slug
        assert update.book.bid == Level(Decimal("0.48"), Decimal(2))
        await updates.remove(YES)
        with anyio.fail_after(10):
            while len(server.requests) < 3:
                await anyio.lowlevel.checkpoint()
        assert [asked.get("operation") for asked in server.requests] == [
            None,
            "subscribe",
            "unsubscribe",
        ]
        with pytest.raises(InvalidId):
            await updates.add(Instrument("polymarket", MARKET, "maybe"))
        with pytest.raises(InvalidId):
            await updates.add(Instrument("acme", "rain", "yes"))


async def test_orders_keep_to_a_tick_that_a_stream_has_announced(wire: Wire) -> None:
    async with serving(wire) as (server, venue), venue.watch(YES) as updates:
        await take(updates, 2)
        assert (await venue._desk.terms(MARKET)).tick == Decimal("0.01")
        await server.say(
            {
                "event_type": "tick_size_change",
                "asset_id": YES_TOKEN,
                "market": MARKET,
                "old_tick_size": "0.01",
                "new_tick_size": "0.001",
                "timestamp": "1790000001000",
            }
        )
        ladder, *_ = await take(updates, 4)
        assert isinstance(ladder, LadderUpdate)
        assert (await venue._desk.terms(MARKET)).tick == Decimal("0.001")


def keyset_row(_: httpx.Request) -> dict[str, Any]:
    return market()


async def test_connections_take_only_so_many_tokens(wire: Wire) -> None:
    async with serving(wire) as (server, venue):
        venue.per_connection = 1
        async with venue.watch(YES, NO) as updates:
            await take(updates, 4)
        assert sorted(len(asked["assets_ids"]) for asked in server.requests) == [1, 1]


async def test_what_cannot_be_watched_is_refused(wire: Wire) -> None:
    async with serving(wire) as (_, venue):
        assert isinstance(venue, Streaming)
        with pytest.raises(InvalidRequest, match="at least one"):
            venue.watch()
        with pytest.raises(InvalidId):
            venue.watch(Instrument("acme", "rain", "yes"))
        with pytest.raises(InvalidId):
            async with venue.watch(Instrument("polymarket", MARKET, "maybe")):
                pass
        wire.ask("gamma/markets/keyset", keyset())
        with pytest.raises(NotFound):
            async with venue.watch(Instrument("polymarket", "0x" + "e1" * 32, "yes")):
                pass


# -- accounts -----------------------------------------------------------------------


def traded(**fields: Any) -> dict[str, Any]:
    """A trade of just now, as listed."""
    return trade(ORDER, **{"match_time": str(int(time.time())), **fields})


def told_trade(**fields: Any) -> dict[str, Any]:
    return {"event_type": "trade", "type": "TRADE", **traded(**fields)}


def told_order(**fields: Any) -> dict[str, Any]:
    return {
        "event_type": "order",
        "type": "PLACEMENT",
        "timestamp": "1760000000456",
        **open_order(ORDER),
        **fields,
    }


async def test_an_account_is_told_of_orders_fills_and_holdings(wire: Wire) -> None:
    async with serving(wire) as (server, venue):
        wire.on("data/v2/positions", held("3"))
        async with venue.watch_account() as updates:
            assert await take(updates, 1) == [Connected()]
            await server.say(told_order(), told_trade())
            order, fill, position = await take(updates, 3)
    assert isinstance(order, OrderUpdate)
    assert order.order.instrument == YES
    assert isinstance(fill, FillUpdate)
    assert fill.fill.finality is Finality.MATCHED
    assert isinstance(position, PositionUpdate)
    assert position.position.instrument == YES
    assert position.position.size == 13


async def test_what_was_missed_is_read_and_told_before_anything_else(
    wire: Wire,
) -> None:
    async with serving(wire) as (server, venue), venue.watch_account() as updates:
        await take(updates, 1)
        await server.say(told_trade())
        await take(updates, 2)
        missed = traded(id="t2", status="MINED")
        wire.on("clob/data/trades", page(traded(status="CONFIRMED"), missed))
        wire.on("clob/data/orders", page(open_order(ORDER)))
        wire.on("data/v2/positions", held("1"))
        await server.sockets[0].close()
        found = await take(updates, 6)
        await server.say(told_trade(id="t2", status="MATCHED"))
        await server.say(told_trade(id="t3"))
        live = await take(updates, 2)
    assert [type(update) for update in found[:2]] == [Disconnected, Connected]
    fills = [update.fill for update in found if isinstance(update, FillUpdate)]
    assert {(fill.id[:2], fill.finality) for fill in fills} == {
        ("t1", Finality.FINAL),
        ("t2", Finality.SETTLING),
    }
    orders = [update.order for update in found if isinstance(update, OrderUpdate)]
    assert [order.id for order in orders] == [ORDER]
    sizes = [u.position.size for u in found if isinstance(u, PositionUpdate)]
    assert sizes == [20]
    assert [type(update) for update in live] == [FillUpdate, PositionUpdate]
    assert live[1].position.size == 30


async def test_what_was_traded_before_the_first_connection_is_read(wire: Wire) -> None:
    async with serving(wire) as (server, venue):
        wire.on("data/v2/positions", held("3"))
        before, missed = traded(id="t1"), traded(id="t2")
        wire.on("clob/data/trades", page(before), page(missed, before))
        async with venue.watch_account() as updates:
            connected, fill, position = await take(updates, 3)
            await server.say(told_trade(id="t2"), told_trade(id="t3"))
            live = await take(updates, 2)
    assert connected == Connected()
    assert (fill.fill.id[:2], live[0].fill.id[:2]) == ("t2", "t3")
    assert [position.position.size, live[1].position.size] == [13, 23]


async def test_a_trade_from_before_is_no_holding_when_it_is_settled(wire: Wire) -> None:
    async with serving(wire) as (server, venue):
        wire.on("data/v2/positions", held("3"))
        wire.on("clob/data/trades", page(traded(id="t1", status="MATCHED")))
        wire.on("clob/data/orders", page())
        async with venue.watch_account() as updates:
            await take(updates, 1)
            await server.say(told_trade(id="t2"))
            await take(updates, 2)
            settled = traded(id="t1", status="CONFIRMED")
            wire.on("clob/data/trades", page(settled))
            await server.sockets[0].close()
            _, _, fill = await take(updates, 3)
            await server.say(told_trade(id="t3"))
            _, position = await take(updates, 2)
    assert (fill.fill.id[:2], fill.fill.finality) == ("t1", Finality.FINAL)
    assert position.position.size == 23


def held(size: str) -> dict[str, Any]:
    row = {
        "proxy_wallet": "0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
        "token_id": YES_TOKEN,
        "condition_id": MARKET,
        "current_size": size,
        "status": "OPEN",
        "outcome": "Yes",
        "outcome_index": 0,
        "opposite_outcome": "No",
    }
    return {"data": [row], "pagination": {"has_more": False}}


async def test_holdings_are_not_told_before_they_are_known(wire: Wire) -> None:
    async with serving(wire) as (server, venue):
        wire.on("data/v2/positions", httpx.Response(500, json={"error": "down"}))
        async with venue.watch_account() as updates:
            await take(updates, 1)
            await server.say(told_trade(), told_order())
            kinds: list[type] = [type(update) for update in await take(updates, 2)]
            assert kinds == [FillUpdate, OrderUpdate]
            wire.on("data/v2/positions", held("3"))
            await server.say(told_trade(id="t2"))
            fill, position = await take(updates, 2)
    assert isinstance(fill, FillUpdate)
    assert position.position.size == 23


async def test_credentials_the_venue_does_not_know_are_told(wire: Wire) -> None:
    async with serving(wire) as (server, venue):
        server.known = False
        refusal = httpx.Response(401, json={"error": "Unauthorized/Invalid api key"})
        wire.on("clob/auth/api-keys", refusal)
        async with venue.watch_account() as updates:
            with pytest.raises(AuthenticationFailed):
                await take(updates, 9)
        assert server.greetings == 1


async def test_a_channel_that_closes_on_good_credentials_is_dialled_again(
    wire: Wire,
) -> None:
    async with serving(wire) as (server, venue):
        server.known = False
        wire.on("clob/auth/api-keys", {"apiKeys": [OWNER]})
        async with venue.watch_account() as updates:
            found = await take(updates, 3)
            assert [type(u) for u in found] == [Connected, Disconnected, Connected]
            server.known = True


async def test_without_credentials_there_is_no_account_to_watch(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for prefix in ("POLYMARKET_", "PREDCORE_POLYMARKET_"):
        monkeypatch.delenv(f"{prefix}PRIVATE_KEY", raising=False)
    async with Polymarket(environment="sandbox", limiter=Limiter({})) as native:
        with pytest.raises(AuthenticationFailed, match="watching the account"):
            async with PolymarketVenue(native).watch_account():
                pass


async def test_a_makers_fills_are_told_apart_from_others(wire: Wire) -> None:
    event = told_trade(
        trader_side="MAKER",
        owner="somebody",
        maker_orders=[maker_order(ORDER, owner=OWNER), maker_order("0x02")],
    )
    async with serving(wire) as (server, venue):
        wire.on("data/v2/positions", held("30"))
        async with venue.watch_account() as updates:
            await take(updates, 1)
            await server.say(event)
            fill, position = await take(updates, 2)
    assert fill.fill.order_id == ORDER
    assert position.position.size == 20
