"""A write the venue would refuse is refused before it is sent."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from kalshi.scripted import Wire
from kalshi.signed import signed
from predcore import InvalidRequest
from predcore.kit import Pages
from predcore_kalshi import Kalshi
from predcore_kalshi.models import BatchAcceptLimit, BatchChild, BatchQuote

Call = Callable[[Kalshi], Awaitable[Any] | Pages[Any]]

AT = datetime(2026, 11, 1, tzinfo=UTC)
D = Decimal
ORDER: dict[str, Any] = {"side": "bid", "count": 1, "price": D("0.5")}
CHILDREN = [BatchChild(market_ticker="M"), BatchChild(market_ticker="N")]


def order(**terms: Any) -> Call:
    asked = {**ORDER, **terms}
    return lambda k: k.orders.create("M", **asked)


def block(**terms: Any) -> Call:
    asked: dict[str, Any] = {
        "buyer_user_id": "B",
        "seller_user_id": "S",
        "price_centi_cents": 5600,
        "centicount": 100,
        "maker_side": "yes",
        "expiration_ts": AT,
        **terms,
    }
    return lambda k: k.block_trades.propose("M", **asked)


def position(**terms: Any) -> Call:
    asked: dict[str, Any] = {
        "source_subtrader_id": "F",
        "target_subtrader_id": "G",
        "position_centicount": 100,
        "price_centicents": 100,
        **terms,
    }
    return lambda k: k.fcm.positions.transfer("M", **asked)


def batch(children: list[BatchChild], **terms: Any) -> Call:
    return lambda k: k.rfq_batches.create(children, **terms)


REFUSED: dict[str, Call] = {
    "price is a Decimal, got the float": order(price=0.5),
    "count is a Decimal, got the float": order(count=1.0),
    "price is between 0 and 1": order(price=D("1.01")),
    "price has at most 4 decimals": order(price=D("0.12345")),
    "count is more than 0": order(count=0),
    "count has at most 2 decimals": order(count=D("0.001")),
    "side is one of bid, ask": order(side="buy"),
    "time_in_force is one of": order(time_in_force="GTT"),
    "self_trade_prevention_type is one of": order(self_trade_prevention_type="none"),
    "fill_or_kill order has no expiration_time": order(
        time_in_force="fill_or_kill", expiration_time=AT
    ),
    "reduce_only is for immediate_or_cancel": order(reduce_only=True),
    "expiration_time is in Unix seconds": order(expiration_time=1_793_491_200_000),
    "subaccount is 0 to 63": order(subaccount=64),
    "exchange_index is -1 to 100": order(exchange_index=-2),
    "client_order_id is empty": order(client_order_id=""),
    "expected Unicode text": order(client_order_id="\ud800"),
    "exactly one of reduce_by, reduce_to": lambda k: k.orders.decrease("O"),
    "reduce_by is more than 0": lambda k: k.orders.decrease("O", reduce_by=0),
    "-1 needs a market_ticker": lambda k: k.orders.cancel("O", exchange_index=-1),
    "event_ticker holds at most 100": lambda k: k.orders.list(event_ticker=["E"] * 101),
    "limit is 1 to 1000": lambda k: k.portfolio.fills.list(limit=0),
    "exactly one of contracts_limit": lambda k: k.order_groups.create(),
    "contracts_limit is at most 1000000": lambda k: k.order_groups.update_limit(
        "G", contracts_limit=1_000_001
    ),
    "contracts_limit_fp is more than 0": lambda k: k.order_groups.create(
        contracts_limit_fp=D(0)
    ),
    "exchange_index is 0 to 100": lambda k: k.order_groups.reset(
        "G", exchange_index=-1
    ),
    "percents add up to 100": lambda k: k.portfolio.target_allocation.set({0: 99}),
    "amount is more than 0": lambda k: k.portfolio.transfers.create(amount=0),
    "amount_cents is more than 0": lambda k: k.subaccounts.transfer(
        from_subaccount=0, to_subaccount=1, amount_cents=-1
    ),
    "from_subaccount is 0 to 63": lambda k: k.subaccounts.transfer(
        from_subaccount=64, to_subaccount=1, amount_cents=1
    ),
    "the public half": lambda k: k.api_keys.create(
        "bot", public_key="-----BEGIN PRIVATE KEY-----"
    ),
    "'write' takes 'read'": lambda k: k.api_keys.generate("bot", scopes=["write"]),
    "scopes is empty": lambda k: k.api_keys.generate("bot", scopes=[]),
    "subaccount and fcm_subtrader_id cannot": lambda k: k.api_keys.generate(
        "bot", subaccount=0, fcm_subtrader_id="F"
    ),
    "a combo has legs": lambda k: k.mve.create_market("C", selected_markets=[]),
    "percentiles are 1 to 10": lambda k: k.events.forecast_percentiles.list(
        "E", series_ticker="S", percentiles=[], start_ts=0, end_ts=0, period_interval=0
    ),
    "exactly one of contracts, contracts_fp": lambda k: k.rfqs.create(
        "M", rest_remainder=False
    ),
    "needs a target cost": lambda k: k.rfqs.create(
        "M", rest_remainder=False, contracts=1, target_cost_excludes_fees=True
    ),
    "contracts is more than 0": lambda k: k.rfqs.create(
        "M", rest_remainder=False, contracts=0
    ),
    "add up to at most 1": lambda k: k.quotes.create(
        "R", yes_bid=D("0.6"), no_bid=D("0.5"), rest_remainder=False
    ),
    "buyer_subtrader_id and buyer_subaccount": block(
        buyer_subtrader_id="F", buyer_subaccount=1
    ),
    "price_centi_cents is at most 9999": block(price_centi_cents=10_000),
    "expiration_ts needs a time zone": block(expiration_ts=AT.replace(tzinfo=None)),
    "children are 2 to 57": batch(CHILDREN[:1], contracts_fp=1),
    "every child has a size": batch(CHILDREN),
    "contracts_fp and target_cost_dollars cannot": batch(
        CHILDREN, contracts_fp=1, target_cost_dollars=D(1)
    ),
    "at most 64 characters": batch(CHILDREN, contracts_fp=1, client_batch_id="x" * 65),
    "exactly one of market_ticker, selected_markets": batch(
        [BatchChild(), BatchChild()], contracts_fp=1
    ),
    "selected_markets are 1 to 6": batch(
        [BatchChild(selected_markets=[])] * 2, contracts_fp=1
    ),
    "min_bids are 2 to 57": lambda k: k.rfq_batches.accept(
        "B",
        accepted_side="yes",
        min_bids=[BatchAcceptLimit(rfq_id="R", bid_dollars=D("0.5"))],
    ),
    "quotes are 2 to 57": lambda k: k.rfq_batches.quotes.create(
        "B",
        quotes=[BatchQuote(rfq_id="R", yes_bid=D("0.5"), no_bid=D(0))],
        rest_remainder=False,
    ),
    "give subtrader_id, client_order_ids": lambda k: k.fcm.orders.list(),
    "is in whole contracts": position(position_centicount=150),
    "price_centicents is in whole cents": position(price_centicents=4550),
    "price_centicents is 0 to 10000": position(price_centicents=10_100),
    "1 to 16 ASCII": lambda k: k.fcm.subtraders.create("désk"),
    "category is 1 to 100": lambda k: k.fcm.blocked_categories.set(
        "F", category="x" * 101, blocked=True
    ),
}


@pytest.mark.parametrize("complaint", REFUSED)
async def test_a_write_the_venue_would_refuse_is_not_sent(
    wire: Wire, complaint: str
) -> None:
    async with signed(wire) as kalshi:
        with pytest.raises(InvalidRequest, match=complaint):
            await sent(REFUSED[complaint], kalshi)
    assert wire.sent == []


async def sent(call: Call, kalshi: Kalshi) -> None:
    asked = call(kalshi)
    await (asked.first() if isinstance(asked, Pages) else asked)
