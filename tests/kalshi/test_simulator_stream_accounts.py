"""Private channels over the simulated socket: whose account it is, hears."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from datetime import timedelta
from decimal import Decimal
from itertools import groupby

import pytest

from kalshi.socket_desk import Client, SocketDesk
from predcore import Side, TimeInForce
from predcore.sim.exchange import AccountId, Wallet
from predcore_kalshi._simulator.keys import ApiKey

TRADER = AccountId("trader")
PRIVATE = ["fill", "user_orders", "market_positions", "order_group_updates"]


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


@pytest.fixture
def market(desk: SocketDesk) -> str:
    return desk.two_sided()[0]


async def test_a_fill_says_what_was_traded_and_what_is_held(
    desk: SocketDesk, client: Client, market: str
) -> None:
    await client.subscribe("fill", [market])
    placed = desk.buy_best(market, "2.5")
    fill = await client.next()
    assert "seq" not in fill
    msg = fill["msg"]
    assert msg["trade_id"] == placed.fills[0].trade_id
    assert msg["order_id"] == placed.order.id
    assert msg["client_order_id"] == placed.order.client_id
    assert (msg["count_fp"], msg["post_position_fp"]) == ("2.50", "2.50")
    assert Decimal(msg["fee_cost"]) == placed.fills[0].fee
    assert (msg["outcome_side"], msg["book_side"]) == ("yes", "bid")
    assert msg["is_taker"] is True


async def test_a_sale_of_yes_is_told_as_a_position_in_no(
    desk: SocketDesk, client: Client, market: str
) -> None:
    await client.subscribe("fill")
    bid = desk.exchange.book(market).bids[0].price
    desk.place(market, Side.SELL, bid)
    msg = (await client.next())["msg"]
    assert (msg["outcome_side"], msg["book_side"]) == ("no", "ask")
    assert Decimal(msg["yes_price_dollars"]) == bid
    assert msg["post_position_fp"] == "-1.00"


async def test_an_order_is_told_of_from_its_arrival_to_its_end(
    desk: SocketDesk, client: Client, market: str
) -> None:
    await client.subscribe("user_orders", [market])
    low = Decimal("0.01")
    order = desk.place(market, Side.BUY, low, "3").order
    desk.exchange.decrease(TRADER, order.id, by=Decimal(1))
    desk.exchange.amend(TRADER, order.id, price=Decimal("0.02"))
    desk.exchange.cancel(TRADER, order.id)
    told = [message["msg"] for message in await client.settle()]
    assert {msg["order_id"] for msg in told} == {order.id}
    assert "last_update_reason" not in told[0]
    assert told[0]["status"] == "resting"
    reasons = [msg["last_update_reason"] for msg in told[1:]]
    assert [reason for reason, _ in groupby(reasons)] == [
        "Decrease",
        "Amend",
        "Decrease",
    ]
    assert told[-1]["status"] == "canceled"
    assert told[-1]["remaining_count_fp"] == "0.00"


async def test_a_filled_order_says_what_it_cost(
    desk: SocketDesk, client: Client, market: str
) -> None:
    await client.subscribe("user_orders")
    placed = desk.buy_best(market, "2")
    msg = (await client.settle())[-1]["msg"]
    assert (msg["status"], msg["last_update_reason"]) == ("executed", "Trade")
    assert Decimal(msg["taker_fill_cost_dollars"]) == placed.order.taker_value
    assert Decimal(msg["taker_fees_dollars"]) == placed.order.taker_fees


async def test_ends_of_orders_that_nobody_asked_for_have_their_reason(
    desk: SocketDesk, client: Client
) -> None:
    one, two = desk.two_sided(2)
    await client.subscribe("user_orders")
    low = Decimal("0.02")
    later = desk.clock.now() + timedelta(minutes=1)
    desk.place(one, Side.BUY, low, time_in_force=TimeInForce.GTD, expires_at=later)
    desk.place(two, Side.BUY, low, cancel_on_pause=True)
    desk.exchange.lifecycle.pause(two)
    desk.clock.advance(timedelta(minutes=2))
    desk.exchange.run_until()
    reasons = {
        message["msg"].get("last_update_reason") for message in await client.settle()
    }
    assert {"ExpiryCancel", "HaltCancel"} <= reasons


async def test_a_position_is_told_with_its_cost_and_fees(
    desk: SocketDesk, client: Client, market: str
) -> None:
    await client.subscribe("market_positions", [market])
    desk.buy_best(market, "2")
    msg = (await client.settle())[-1]["msg"]
    [held] = desk.exchange.positions(TRADER, market=market)
    assert Decimal(msg["position_fp"]) == held.size == 2
    assert Decimal(msg["position_cost_dollars"]) == held.exposure
    assert Decimal(msg["volume_fp"]) == held.volume


async def test_an_order_group_is_told_of_from_its_creation_to_its_end(
    desk: SocketDesk, client: Client
) -> None:
    await client.subscribe("order_group_updates")
    groups = desk.exchange.groups
    group = groups.create(TRADER, Decimal(10))
    groups.set_limit(TRADER, group.id, Decimal(20))
    groups.trigger(TRADER, group.id)
    groups.reset(TRADER, group.id)
    groups.delete(TRADER, group.id)
    told = await client.settle()
    assert [message["msg"]["event_type"] for message in told] == [
        "created",
        "limit_updated",
        "triggered",
        "reset",
        "deleted",
    ]
    assert [message["seq"] for message in told] == [1, 2, 3, 4, 5]
    limits = [message["msg"].get("contracts_limit_fp") for message in told]
    assert limits == ["10.00", "20.00", None, None, None]


async def test_nobody_hears_of_another_account(
    desk: SocketDesk, client: Client, market: str
) -> None:
    for channel in PRIVATE:
        await client.subscribe(channel)
    desk.buy_best(market, account="rival")
    desk.exchange.groups.create(AccountId("rival"), Decimal(10))
    assert await client.settle() == []
    async with desk.client(desk.simulator.keys.rival) as rival:
        await rival.subscribe("fill")
        desk.buy_best(market, account="rival")
        assert (await rival.next())["type"] == "fill"
    assert await client.settle() == []


async def test_a_key_of_one_subaccount_hears_of_that_one_only(
    desk: SocketDesk, market: str
) -> None:
    key = desk.simulator.keys.ed25519
    locked = ApiKey(id=key.id, name=key.name, account=key.account, subaccount=1)
    desk.floor.keys.add(locked, key.public_pem)
    shard = desk.exchange.market(market).shard
    desk.exchange.accounts.transfer(
        Wallet(TRADER, 0, shard), Wallet(TRADER, 1, shard), Decimal(50)
    )
    async with desk.client() as client:
        await client.subscribe("fill")
        desk.buy_best(market)
        best = desk.exchange.book(market).asks[0].price
        desk.place(market, Side.BUY, best, subaccount=1)
        heard = await client.settle()
    assert [message["msg"]["subaccount"] for message in heard] == [1]


async def test_only_chosen_markets_are_heard_of(
    desk: SocketDesk, client: Client
) -> None:
    one, two, three = desk.two_sided(3)
    sid = await client.subscribe("fill", [one])
    ok = await client.ask(
        "update_subscription", sid=sid, action="add_markets", market_tickers=[two]
    )
    assert (ok["type"], ok["msg"]["market_tickers"]) == ("ok", sorted([one, two]))
    for market in (one, two, three):
        desk.buy_best(market)
    heard = await client.settle()
    assert [message["msg"]["market_ticker"] for message in heard] == [one, two]
