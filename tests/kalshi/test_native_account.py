"""The native client at the simulator: orders, money and keys of an account."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from decimal import Decimal
from typing import Any

import httpx
import pytest

from kalshi.signed_wire import BITCOIN, MARKET, fresh
from predcore import NotFound, OrderRejected, PermissionDenied
from predcore.kit import Limiter
from predcore_kalshi import Credentials, Kalshi
from predcore_kalshi._simulator import KalshiSimulator
from predcore_kalshi.models import NewOrder, OrderToCancel

D = Decimal
LOW = D("0.03")
"""Below the best offer of the market, so it rests."""


@asynccontextmanager
async def opened(simulator: KalshiSimulator, key: str) -> AsyncGenerator[Kalshi]:
    """The native client, as the owner of one of the simulator's keys."""
    owner = getattr(simulator.keys, key)
    async with Kalshi(
        environment="sandbox",
        credentials=Credentials.of(owner.id, owner.pem()),
        transport=httpx.ASGITransport(simulator.app),
        limiter=Limiter({}),
    ) as client:
        yield client


@pytest.fixture
async def kalshi() -> AsyncGenerator[Kalshi]:
    """A client at a simulator of its own."""
    async with opened(fresh(), "ed25519") as client:
        yield client
        assert client.drift.report() == ()


async def test_an_order_rests_changes_and_goes(kalshi: Kalshi) -> None:
    made = await kalshi.orders.create(MARKET, side="bid", count=D("2.5"), price=LOW)
    order = await kalshi.orders.get(made.order_id)
    assert (order.status, order.yes_price_dollars) == ("resting", LOW)
    assert order.client_order_id == made.client_order_id
    assert await kalshi.orders.queue_positions.get(made.order_id) >= 0

    smaller = await kalshi.orders.decrease(
        made.order_id, reduce_by=D("0.5"), market_ticker=MARKET
    )
    assert smaller.remaining_count == 2
    await kalshi.orders.amend(
        made.order_id, ticker=MARKET, side="bid", price=D("0.02"), count=3
    )
    amended = await kalshi.orders.get(made.order_id)
    assert amended.yes_price_dollars == D("0.02")
    assert amended.remaining_count_fp == 3

    gone = await kalshi.orders.cancel(made.order_id, market_ticker=MARKET)
    assert gone.reduced_by == 3
    with pytest.raises(NotFound):
        await kalshi.orders.cancel(made.order_id, market_ticker=MARKET)


async def test_a_client_order_id_is_taken_once(kalshi: Kalshi) -> None:
    order: dict[str, Any] = {"side": "bid", "count": 1, "price": LOW}
    await kalshi.orders.create(MARKET, client_order_id="mine", **order)
    with pytest.raises(OrderRejected) as caught:
        await kalshi.orders.create(MARKET, client_order_id="mine", **order)
    assert caught.value.code == "order_already_exists"


async def test_a_purchase_is_a_fill_a_position_and_less_money(kalshi: Kalshi) -> None:
    before = await kalshi.portfolio.balance.get(exchange_index=0)
    made = await kalshi.orders.create(
        MARKET,
        side="bid",
        count=2,
        price=D("0.99"),
        time_in_force="immediate_or_cancel",
    )
    assert made.fill_count == 2
    fills = await kalshi.portfolio.fills.list(order_id=made.order_id).collect()
    assert sum(fill.count_fp or 0 for fill in fills) == 2
    spent = sum(
        (f.count_fp or 0) * (f.yes_price_dollars or 0) + (f.fee_cost or 0)
        for f in fills
    )
    after = await kalshi.portfolio.balance.get(exchange_index=0)
    assert before.balance_dollars - after.balance_dollars == spent
    held = await kalshi.portfolio.positions.list(ticker=MARKET).collect()
    assert [position.position_fp for position in held] == [2]


async def test_a_batch_keeps_what_it_can(kalshi: Kalshi) -> None:
    orders = [
        NewOrder(ticker=MARKET, side="bid", count=1, price=LOW),
        NewOrder(ticker="KXNOTHING-26DEC-X", side="bid", count=1, price=LOW),
    ]
    made, refused = await kalshi.orders.create_batch(orders)
    assert made.client_order_id == orders[0].client_order_id
    assert made.order_id is not None
    assert refused.error is not None
    assert refused.error.code == "market_not_found"
    (gone,) = await kalshi.orders.cancel_batch(
        [OrderToCancel(order_id=made.order_id, market_ticker=MARKET)]
    )
    assert gone.reduced_by == 1
    assert gone.error is None


async def test_everything_is_cancelled_on_every_shard(kalshi: Kalshi) -> None:
    for ticker in (MARKET, BITCOIN):
        await kalshi.orders.create(ticker, side="bid", count=1, price=D("0.01"))
    await kalshi.orders.cancel_all()
    assert await kalshi.orders.list(status="resting").collect() == []


async def test_a_group_is_made_watched_and_removed(kalshi: Kalshi) -> None:
    group = await kalshi.order_groups.create(contracts_limit_fp=D("5.5"))
    made = await kalshi.orders.create(
        MARKET, side="bid", count=1, price=LOW, order_group_id=group.order_group_id
    )
    found = await kalshi.order_groups.get(group.order_group_id)
    assert (found.contracts_limit_fp, found.orders) == (D("5.5"), (made.order_id,))
    await kalshi.order_groups.update_limit(group.order_group_id, contracts_limit=9)
    (listed,) = await kalshi.order_groups.list()
    assert listed.contracts_limit_fp == 9
    await kalshi.order_groups.trigger(group.order_group_id)
    assert await kalshi.orders.list(status="resting").collect() == []
    await kalshi.order_groups.reset(group.order_group_id)
    await kalshi.order_groups.delete(group.order_group_id)
    with pytest.raises(NotFound):
        await kalshi.order_groups.get(group.order_group_id)


async def test_money_moves_to_a_subaccount_and_a_shard(kalshi: Kalshi) -> None:
    number = await kalshi.subaccounts.create()
    await kalshi.subaccounts.transfer(
        from_subaccount=0, to_subaccount=number, amount_cents=1250
    )
    balance = await kalshi.portfolio.balance.get(subaccount=number)
    assert balance.balance_dollars == D("12.5")
    (moved,) = await kalshi.subaccounts.transfers.list().collect()
    assert (moved.to_subaccount, moved.amount_cents) == (number, 1250)
    transfer_id = await kalshi.portfolio.transfers.create(
        amount=10_000, destination_exchange_shard=2
    )
    transfer = await kalshi.portfolio.transfers.get(transfer_id)
    assert transfer.amount == 1
    assert transfer.destination_exchange_shard == 2
    await kalshi.subaccounts.netting.set(number, enabled=True)
    configs = await kalshi.subaccounts.netting.get()
    assert {c.subaccount_number for c in configs if c.enabled} == {number}


async def test_the_balance_is_spread_as_it_is_told(kalshi: Kalshi) -> None:
    await kalshi.portfolio.target_allocation.set(
        {0: 60, 2: 40}, resting_margin_reservation="max"
    )
    found = await kalshi.portfolio.target_allocation.get()
    shares = {row.exchange_index: row.percent for row in found.allocations}
    assert shares == {0: 60, 2: 40}
    assert found.resting_margin_reservation == "max"


async def test_a_generated_key_signs_and_is_deleted() -> None:
    simulator = fresh()
    async with opened(simulator, "ed25519") as owner:
        made = await owner.api_keys.generate(
            "reader", key_type="ed25519", scopes=["read"]
        )
        async with Kalshi(
            environment="sandbox",
            credentials=Credentials.of(made.api_key_id, made.private_key.reveal()),
            transport=httpx.ASGITransport(simulator.app),
            limiter=Limiter({}),
        ) as reader:
            assert (await reader.portfolio.balance.get()).balance_dollars > 0
            with pytest.raises(PermissionDenied):
                await reader.orders.cancel_all()
        await owner.api_keys.delete(made.api_key_id)
        names = {key.name for key in (await owner.api_keys.list()).api_keys}
    assert "reader" not in names


async def test_histories_and_limits_are_read(kalshi: Kalshi) -> None:
    limits = await kalshi.account.limits.get()
    assert limits.read.refill_rate > 0
    await kalshi.account.volume_progress.get()
    for listing in (
        kalshi.portfolio.settlements.list(),
        kalshi.portfolio.deposits.list(),
        kalshi.portfolio.withdrawals.list(),
        kalshi.historical.fills.list(),
        kalshi.historical.orders.list(),
        kalshi.historical.positions.list(),
    ):
        await listing.collect()


async def test_what_is_for_clearing_members_is_refused(kalshi: Kalshi) -> None:
    with pytest.raises(PermissionDenied):
        await kalshi.fcm.subtraders.list()
    with pytest.raises(PermissionDenied):
        await kalshi.portfolio.total_resting_order_value.get()
