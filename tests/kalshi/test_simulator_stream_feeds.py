"""Reference data and communications over the simulated socket."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator
from datetime import UTC, datetime
from typing import Any

import pytest

from kalshi import asyncapi
from kalshi.socket_desk import Client, SocketDesk
from predcore_kalshi._simulator.stream.channels import CHANNELS
from predcore_kalshi._simulator.stream.feeds import value_of
from shared import needs_specs

COMMUNICATIONS = [
    "rfq_created",
    "rfq_deleted",
    "quote_created",
    "quote_accepted",
    "quote_executed",
    "rfq_batch_created",
    "rfq_batch_deleted",
    "batch_quote_created",
    "rfq_batch_best_quotes",
    "batch_quote_accepted",
    "rfq_batch_executed",
    "batch_quote_executed",
]


@pytest.fixture(scope="module")
def anyio_backend() -> str:
    """The server knows asyncio only."""
    return "asyncio"


@pytest.fixture
async def desk() -> AsyncGenerator[SocketDesk]:
    async with SocketDesk().served() as desk:
        yield desk


@pytest.fixture
async def client(desk: SocketDesk) -> AsyncGenerator[Client]:
    async with desk.client() as client:
        yield client


@pytest.mark.parametrize(
    ("channel", "field", "param", "name"),
    [
        ("cfbenchmarks_value", "index_id", "index_ids", "BRTI"),
        ("cfbenchmarks_value_5hz", "index_id", "index_ids", "ETHUSD_RTI"),
        ("pyth_value", "underlying_ticker", "underlying_tickers", "Metal.XAU/USD"),
    ],
)
async def test_values_come_at_once_and_go_on_coming(
    client: Client, channel: str, field: str, param: str, name: str
) -> None:
    await client.subscribe(channel, **{param: [name]})
    told = [await client.until(channel) for _ in range(2)]
    assert [message["msg"][field] for message in told] == [name, name]
    assert [message["seq"] for message in told] == [1, 2]


async def test_nothing_flows_before_an_index_is_chosen(client: Client) -> None:
    sid = await client.subscribe("cfbenchmarks_value")
    assert await client.settle() == []
    ok = await client.ask(
        "update_subscription", sid=sid, action="subscribe_indices", index_ids=["BRTI"]
    )
    assert (ok["type"], ok["msg"]) == ("ok", {"index_ids": ["BRTI"]})
    assert (await client.next())["msg"]["index_id"] == "BRTI"


async def test_every_index_can_be_chosen_and_none(client: Client) -> None:
    sid = await client.subscribe("cfbenchmarks_value_5hz", index_ids=["all"])
    listed = await client.ask("update_subscription", sid=sid, action="indexlist")
    assert listed["type"] == "cfbenchmarks_value_5hz_indexlist"
    values = {m["msg"].get("index_id") for m in client.heard if "seq" in m}
    assert set(listed["msg"]["index_ids"]) <= values
    change = {"sid": sid, "index_ids": ["all"]}
    for action, left in (("subscribe_indices", ["all"]), ("unsubscribe_indices", [])):
        ok = await client.ask("update_subscription", action=action, **change)
        assert ok["msg"] == {"index_ids": left}


async def test_underlyings_are_listed_and_dropped(client: Client) -> None:
    silver = ["Metal.XAG/USD"]
    sid = await client.subscribe("pyth_value", underlying_tickers=silver)
    listed = await client.ask("update_subscription", sid=sid, action="underlying_list")
    assert listed["type"] == "pyth_value_underlying_list"
    assert set(silver) < set(listed["msg"]["underlying_tickers"])
    ok = await client.ask(
        "update_subscription",
        sid=sid,
        action="unsubscribe_underlyings",
        underlying_tickers=silver,
    )
    assert ok["msg"] == {"underlying_tickers": []}


@pytest.mark.parametrize(("minutes", "counted"), [(13, None), (14, 30)])
def test_the_last_minute_of_a_quarter_of_an_hour_is_averaged(
    minutes: int, counted: int | None
) -> None:
    at = datetime(2026, 11, 22, 10, minutes, 30, tzinfo=UTC)
    at_ms = int(at.timestamp()) * 1000
    msg: Any = value_of(CHANNELS["cfbenchmarks_value"], "BRTI", at_ms)
    average = msg.get("last_60s_windowed_average_15min", {"window_size": None})
    assert average["window_size"] == counted
    assert msg["avg_60s_data"]["window_size"] == 60
    assert json.loads(msg["data"])["id"] == "BRTI"


@needs_specs
@pytest.mark.parametrize("kind", COMMUNICATIONS)
async def test_a_documented_communication_is_passed_on(
    desk: SocketDesk, client: Client, kind: str
) -> None:
    await client.subscribe("communications")
    for example in asyncapi.examples(kind):
        desk.stream.announce("communications", kind, example["msg"])
        message = await client.next()
        assert (message["type"], message["msg"]) == (kind, example["msg"])


@needs_specs
@pytest.mark.parametrize("kind", ["market_lifecycle_v2", "event_fee_update"])
async def test_a_documented_change_of_a_market_or_event_is_passed_on(
    desk: SocketDesk, client: Client, kind: str
) -> None:
    await client.subscribe("market_lifecycle_v2")
    for example in asyncapi.examples(kind):
        desk.stream.announce("market_lifecycle_v2", kind, example["msg"])
        assert (await client.next())["msg"] == example["msg"]


async def test_requests_of_others_can_be_left_out(
    desk: SocketDesk, client: Client
) -> None:
    await client.subscribe("communications", user_filter="self")
    for creator in ("somebody", desk.floor.user_id("trader")):
        msg: dict[str, object] = {
            "id": "r1",
            "creator_id": creator,
            "market_ticker": "M",
            "created_ts": "2026-11-20T12:00:00Z",
        }
        desk.stream.announce("communications", "rfq_created", msg)
    assert [m["msg"]["creator_id"] for m in await client.settle()] == [
        desk.floor.user_id("trader")
    ]


async def test_a_quote_is_told_to_its_account_only(
    desk: SocketDesk, client: Client
) -> None:
    await client.subscribe("communications")
    msg: dict[str, object] = {
        "quote_id": "q",
        "rfq_id": "r",
        "quote_creator_id": "m",
        "rfq_creator_id": "c",
        "order_id": "o",
        "client_order_id": "quote:q",
        "market_ticker": "M",
        "executed_ts": "2026-11-20T12:00:00Z",
    }
    kind = "quote_executed"
    desk.stream.announce("communications", kind, msg, account="rival")
    assert await client.settle() == []
    desk.stream.announce("communications", kind, msg, account="trader")
    assert len(await client.settle()) == 1


async def test_shards_of_the_communications_are_a_partition_of_them(
    desk: SocketDesk,
) -> None:
    tickers = {f"M{number}" for number in range(20)}
    heard: list[str] = []
    for key in range(3):
        async with desk.client() as client:
            await client.subscribe("communications", shard_factor=3, shard_key=key)
            for ticker in tickers:
                msg: dict[str, object] = {
                    "id": "r",
                    "creator_id": "c",
                    "market_ticker": ticker,
                    "created_ts": "2026-11-20T12:00:00Z",
                }
                desk.stream.announce("communications", "rfq_created", msg)
            part = [m["msg"]["market_ticker"] for m in await client.settle()]
            assert 0 < len(part) < len(tickers)
            heard += part
    assert sorted(heard) == sorted(tickers)
