"""Every type of message the venue documents is sent by the simulator."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kalshi import asyncapi
from kalshi.socket_desk import Client, SocketDesk
from predcore.sim.exchange import AccountId
from predcore_kalshi._simulator.stream.channels import CHANNELS
from shared import needs_specs

TRADER = AccountId("trader")


@pytest.fixture(scope="module")
def anyio_backend() -> str:
    """The server knows asyncio only."""
    return "asyncio"


@needs_specs
def test_every_documented_channel_can_be_subscribed_to() -> None:
    schema = asyncapi.document()["components"]["schemas"]["subscribeCommandPayload"]
    channels = schema["properties"]["params"]["properties"]["channels"]
    assert set(channels["items"]["enum"]) == set(CHANNELS)


@needs_specs
def test_a_message_that_is_not_documented_is_found_out() -> None:
    good = {"type": "subscribed", "id": 1, "msg": {"channel": "trade", "sid": 1}}
    assert asyncapi.problems(good) == []
    for wrong in (
        {**good, "type": "told"},
        {**good, "extra": 1},
        {**good, "msg": {"channel": "trade"}},
        {**good, "msg": {"channel": "trade", "sid": "1"}},
        {**good, "msg": {"channel": "trade", "sid": 1, "more": 1}},
    ):
        assert asyncapi.problems(wrong) != []


@needs_specs
async def test_every_documented_type_of_message_is_sent_and_valid() -> None:
    async with SocketDesk().served() as desk, desk.client() as client:
        await listen(client, desk.two_sided(2)[0])
        happen(desk, desk.two_sided(1)[0])
        await client.settle()
        await ask(client)
        heard = {message["type"] for message in client.heard}
    assert heard == asyncapi.message_types()


async def listen(client: Client, market: str) -> None:
    await client.send(
        "subscribe",
        channels=list(CHANNELS),
        market_tickers=[market],
        index_ids=["all"],
        underlying_tickers=["all"],
    )
    await client.settle()


def happen(desk: SocketDesk, market: str) -> None:
    """Something for every channel."""
    combo = next(row.ticker for row in desk.floor.listing.rows.values() if row.legs)
    desk.buy_best(market)
    desk.exchange.groups.create(TRADER, Decimal(5))
    desk.exchange.lifecycle.pause(market)
    desk.exchange.lifecycle.pause(combo)
    for kind in ("event_lifecycle", "event_fee_update"):
        [*examples] = asyncapi.examples(kind)
        desk.stream.announce("market_lifecycle_v2", kind, examples[0]["msg"])
    for name in asyncapi.document()["channels"]["communications"]["messages"].values():
        message = asyncapi.document()["components"]["messages"]
        kind = message[name["$ref"].rpartition("/")[2]]["name"]
        for example in asyncapi.examples(kind):
            desk.stream.announce("communications", kind, example["msg"])


async def ask(client: Client) -> None:
    """Commands with answers of their own."""
    listed = await client.ask("list_subscriptions")
    sids = {row["channel"]: row["sid"] for row in listed["msg"]}
    for channel, action in (
        ("cfbenchmarks_value", "indexlist"),
        ("cfbenchmarks_value_5hz", "indexlist"),
        ("pyth_value", "underlying_list"),
    ):
        await client.ask("update_subscription", sid=sids[channel], action=action)
    await client.ask("unsubscribe", sids=[sids["trade"]])
    await client.ask("shout")
