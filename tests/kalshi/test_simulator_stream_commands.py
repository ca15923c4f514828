"""Commands on the simulated socket: what is answered, and what is refused."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from kalshi import asyncapi
from kalshi.socket_desk import Client, SocketDesk
from predcore import Side
from predcore.sim import Line
from predcore_kalshi._simulator import KalshiSimulator
from predcore_kalshi._simulator.stream import StreamLimits
from predcore_kalshi._simulator.stream.errors import MESSAGES
from predcore_kalshi._simulator.stream.market_messages import market_id
from shared import SPECS, needs_specs

COMMANDS = asyncapi.commands() if SPECS.is_dir() else {}
ONE = "KXFEDDECISION-26DEC-C25"
TWO = "KXFEDDECISION-26DEC-H0"


@pytest.fixture(scope="module")
def anyio_backend() -> str:
    """The server knows asyncio only."""
    return "asyncio"


@pytest.fixture
async def desk() -> AsyncGenerator[SocketDesk]:
    async with SocketDesk(StreamLimits(markets=3, commands=5)).served() as desk:
        yield desk


@pytest.fixture
async def client(desk: SocketDesk) -> AsyncGenerator[Client]:
    async with desk.client() as client:
        yield client


@needs_specs
@pytest.mark.parametrize("name", COMMANDS)
async def test_every_documented_command_is_understood(
    desk: SocketDesk, client: Client, name: str
) -> None:
    command: dict[str, Any] = COMMANDS[name]
    params = dict(command.get("params", {}))
    channel = "orderbook_delta"
    if "indices" in params.get("action", "") or "index" in params.get("action", ""):
        channel = "cfbenchmarks_value"
    if "underlying" in params.get("action", ""):
        channel = "pyth_value"
    sid = await client.subscribe(channel, [ONE] if channel[0] == "o" else ())
    if "sids" in params:
        params["sids"] = [sid]
    if "sid" in params:
        params["sid"] = sid
    if "market_tickers" in params:
        params["market_tickers"] = [ONE, TWO]
    reply = await client.ask(command["cmd"], **params)
    assert reply["type"] != "error", reply


async def test_every_channel_is_acknowledged_by_itself_with_the_id_of_the_command(
    client: Client,
) -> None:
    command_id = await client.send(
        "subscribe", channels=["orderbook_delta", "ticker", "trade"], market_ticker=ONE
    )
    acks = [m for m in await client.settle() if m["type"] == "subscribed"]
    assert [ack["id"] for ack in acks] == [command_id] * 3
    assert [ack["msg"] for ack in acks] == [
        {"channel": "orderbook_delta", "sid": 1},
        {"channel": "ticker", "sid": 2},
        {"channel": "trade", "sid": 3},
    ]


async def test_subscriptions_are_listed(client: Client) -> None:
    await client.subscribe("trade")
    await client.subscribe("fill")
    reply = await client.ask("list_subscriptions")
    assert reply["msg"] == [
        {"channel": "trade", "sid": 1},
        {"channel": "fill", "sid": 2},
    ]
    assert "sid" not in reply


async def test_unsubscribing_is_confirmed_once_for_each_and_takes_a_number(
    desk: SocketDesk, client: Client
) -> None:
    trade, fill = await client.subscribe("trade"), await client.subscribe("fill")
    desk.buy_best(ONE)
    await client.until("fill")
    command_id = await client.send("unsubscribe", sids=[trade, fill])
    told = [await client.until("unsubscribed") for _ in range(2)]
    assert [(m["id"], m["sid"]) for m in told] == [
        (command_id, trade),
        (command_id, fill),
    ]
    assert told[0]["seq"] == 2
    desk.buy_best(ONE)
    assert await client.settle() == []


async def test_subscribing_again_joins_the_subscription_there_is(
    client: Client,
) -> None:
    sid = await client.subscribe("orderbook_delta", [ONE])
    assert await client.subscribe("orderbook_delta", [ONE, TWO]) == sid
    heard = await client.settle()
    assert [message["msg"]["market_ticker"] for message in heard] == [TWO]
    assert (await client.ask("list_subscriptions"))["msg"] == [
        {"channel": "orderbook_delta", "sid": sid}
    ]


async def test_the_ticker_takes_ids_of_markets(
    desk: SocketDesk, client: Client
) -> None:
    ids = {"market_ids": [market_id(ONE)]}
    sid = await client.subscribe("ticker", send_initial_snapshot=True, **ids)
    assert (await client.next())["msg"]["market_ticker"] == ONE
    added = await client.ask(
        "update_subscription", sid=sid, action="add_markets", market_id=market_id(TWO)
    )
    assert added["msg"]["market_tickers"] == sorted([ONE, TWO])
    assert set(added["msg"]["market_ids"]) == {market_id(ONE), market_id(TWO)}


async def test_acknowledgements_can_leave_the_markets_out(client: Client) -> None:
    sid = await client.subscribe("ticker", [ONE], skip_ticker_ack=True)
    reply = await client.ask(
        "update_subscription", sid=sid, action="add_markets", market_tickers=[TWO]
    )
    assert (reply["type"], reply["msg"]) == ("ok", {})


async def test_a_ticker_is_told_when_it_changes_and_not_otherwise(
    desk: SocketDesk, client: Client
) -> None:
    await client.subscribe("ticker", [ONE], send_initial_snapshot=True)
    first = await client.next()
    assert "seq" not in first
    book = desk.exchange.book(ONE)
    worst = book.bids[-1].price
    desk.place(ONE, Side.BUY, worst)
    assert await client.settle() == []
    desk.buy_best(ONE, "2")
    [told] = await client.settle()
    assert told["msg"]["last_trade_size_fp"] == "2.00"
    assert told["msg"]["volume_fp"] != first["msg"]["volume_fp"]


async def test_a_trade_is_told_to_everybody_with_the_side_of_its_taker(
    desk: SocketDesk, client: Client
) -> None:
    await client.subscribe("trade")
    placed = desk.buy_best(ONE, account="rival")
    msg = (await client.next())["msg"]
    assert msg["trade_id"] == placed.fills[0].trade_id
    assert (msg["taker_outcome_side"], msg["taker_book_side"]) == ("yes", "bid")


SUBSCRIBE, UPDATE = "subscribe", "update_subscription"
BOOK: dict[str, object] = {"channels": ["orderbook_delta"]}
REFUSALS: list[tuple[int, str, dict[str, object]]] = [
    (3, SUBSCRIBE, {}),
    (3, SUBSCRIBE, {"channels": []}),
    (4, "unsubscribe", {}),
    (4, "unsubscribe", {"sids": []}),
    (5, "shout", {}),
    (7, "unsubscribe", {"sids": [99]}),
    (7, UPDATE, {"sid": 99, "action": "add_markets"}),
    (8, SUBSCRIBE, {"channels": ["multivariate"]}),
    (11, SUBSCRIBE, {"channels": "trade"}),
    (11, SUBSCRIBE, {"channels": ["trade", 1]}),
    (11, SUBSCRIBE, {**BOOK, "market_ticker": ONE, "market_tickers": [TWO]}),
    (11, SUBSCRIBE, {"channels": ["ticker"], "market_id": "none"}),
    (11, SUBSCRIBE, {"channels": ["trade"], "market_ids": [market_id(ONE)]}),
    (11, SUBSCRIBE, {**BOOK, "market_ticker": ONE, "use_yes_price": "yes"}),
    (11, SUBSCRIBE, {"channels": ["communications"], "user_filter": "others"}),
    (12, UPDATE, {"action": "add_markets", "market_ticker": TWO}),
    (12, UPDATE, {"sid": 1, "sids": [1], "action": "add_markets"}),
    (12, UPDATE, {"sids": [1, 2], "action": "add_markets"}),
    (13, UPDATE, {"sid": 1, "action": "swap_markets"}),
    (13, UPDATE, {"sid": 1, "action": "indexlist"}),
    (14, SUBSCRIBE, BOOK),
    (14, UPDATE, {"sid": 1, "action": "add_markets"}),
    (14, UPDATE, {"sid": 1, "action": "get_snapshot", "market_tickers": []}),
    (15, UPDATE, {"sid": 1}),
    (19, SUBSCRIBE, {"channels": ["communications"], "shard_factor": 0}),
    (20, SUBSCRIBE, {"channels": ["communications"], "shard_key": 0}),
    (
        21,
        SUBSCRIBE,
        {"channels": ["communications"], "shard_factor": 2, "shard_key": 2},
    ),
    (22, SUBSCRIBE, {"channels": ["communications"], "shard_factor": 101}),
    (24, UPDATE, {"sid": 2, "action": "subscribe_indices"}),
    (26, SUBSCRIBE, {"channels": ["trade"], "market_tickers": list("abcd")}),
    (26, UPDATE, {"sid": 1, "action": "add_markets", "market_tickers": list("abc")}),
    (28, UPDATE, {"sid": 3, "action": "unsubscribe_underlyings"}),
]


@cache
def unserved() -> SocketDesk:
    return SocketDesk(StreamLimits(markets=3))


def answer(frame: str) -> dict[str, Any]:
    """What a frame is answered, after subscriptions to three channels."""
    desk = unserved()
    with desk.stream.session(desk.floor.keys.of("trader")[0], Line()) as session:
        for channel in ("orderbook_delta", "cfbenchmarks_value", "pyth_value"):
            params = {"channels": [channel]}
            if channel == "orderbook_delta":
                params["market_tickers"] = [ONE]
            session.receive(json.dumps({"cmd": "subscribe", "params": params}))
        session.ready()
        session.receive(frame)
        [text] = session.ready()
    reply: dict[str, Any] = json.loads(text)
    asyncapi.check(reply)
    return reply


def test_a_subscription_covers_as_many_markets_as_it_may_however_they_are_named() -> (
    None
):
    floor, stream = (limited := KalshiSimulator(subscription=2)).floor, limited.stream
    channels = {"channels": ["orderbook_delta", "trade"]}
    with stream.session(floor.keys.of("trader")[0], Line()) as session:

        def said(cmd: str, **params: object) -> list[str]:
            session.receive(json.dumps({"id": 1, "cmd": cmd, "params": params}))
            return [json.loads(each)["type"] for each in session.ready()]

        change = {"sid": 1, "action": "add_markets", "market_tickers": [TWO]}
        assert said(SUBSCRIBE, **channels, market_tickers=["a", "b", "c"]) == ["error"]
        assert said(SUBSCRIBE, **channels, market_tickers=["a", "a"])[0] == "subscribed"
        assert said(UPDATE, **change) == ["ok", "orderbook_snapshot"]
        assert said(SUBSCRIBE, **channels, market_tickers=["b"]) == ["error"]
        assert said(UPDATE, **change | {"market_tickers": ["b"]}) == ["error"]
        assert (
            said(SUBSCRIBE, channels=["trade"], market_tickers=["a", "b"])[0] != "error"
        )
        assert said(SUBSCRIBE, channels=["market_lifecycle_v2"])[0] == "subscribed"


@pytest.mark.parametrize(("code", "cmd", "params"), REFUSALS)
def test_a_command_that_makes_no_sense_is_refused_by_number(
    code: int, cmd: str, params: dict[str, object]
) -> None:
    reply = answer(json.dumps({"id": 9, "cmd": cmd, "params": params}))
    assert (reply["type"], reply["id"]) == ("error", 9)
    assert reply["msg"] == {"code": code, "msg": MESSAGES[code]}


@pytest.mark.parametrize(
    ("frame", "code"),
    [
        ("", 1),
        ("{", 1),
        ("[]", 1),
        ("[" * 100_000, 1),
        ('{"id":-1,"cmd":"list_subscriptions"}', 11),
        ('{"id":"1","cmd":"list_subscriptions"}', 11),
        ("{}", 5),
        ('{"cmd":"subscribe"}', 2),
        ('{"cmd":"unsubscribe","params":[]}', 2),
    ],
)
def test_a_frame_that_is_no_command_is_refused_without_an_id(
    frame: str, code: int
) -> None:
    reply = answer(frame)
    assert (reply["type"], reply["msg"]["code"]) == ("error", code)
    assert "id" not in reply


async def test_an_id_of_zero_is_none(client: Client) -> None:
    await client.socket.send_json({"id": 0, "cmd": "list_subscriptions"})
    assert "id" not in await client.next()


async def test_a_command_may_come_as_a_binary_frame(client: Client) -> None:
    await client.socket.send_bytes(b'{"id":5,"cmd":"list_subscriptions"}')
    assert (await client.next())["id"] == 5


async def test_too_many_commands_are_refused(client: Client) -> None:
    await client.subscribe("trade", [ONE])
    for _ in range(60):
        await client.send(UPDATE, sid=1, action="delete_markets", market_ticker=TWO)
    refused = [m for m in await client.settle() if m["type"] == "error"]
    assert {message["msg"]["code"] for message in refused} == {27}


@pytest.mark.parametrize("code", [1, 9, 10, 18, 23])
async def test_any_error_can_be_had_as_a_fault(
    desk: SocketDesk, client: Client, code: int
) -> None:
    desk.faulty.everywhere.refuse = code
    desk.faulty.everywhere.times = 1
    reply = await client.ask("list_subscriptions")
    assert reply["msg"] == {"code": code, "msg": MESSAGES[code]}
    assert (await client.ask("list_subscriptions"))["type"] == "ok"


async def test_a_key_that_may_not_read_hears_nothing_private(desk: SocketDesk) -> None:
    key = desk.simulator.keys.ed25519
    blind = replace(desk.floor.keys.of("trader")[1], scopes=("write",))
    desk.floor.keys.add(blind, key.public_pem)
    async with desk.client() as client:
        reply = await client.ask(SUBSCRIBE, channels=["fill"])
        assert reply["msg"]["code"] == 9
        assert await client.subscribe("trade") == 1
