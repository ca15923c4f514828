"""Your orders, fills and positions over an account feed."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from kalshi.feeds import frame, sent
from predcore import (
    BadResponse,
    FillUpdate,
    Instrument,
    Liquidity,
    OrderStatus,
    OrderUpdate,
    PositionUpdate,
    Side,
    Stalled,
)
from predcore.kit import Drift, Ready, Reconnect, Step
from predcore_kalshi._stream.account_feed import AccountFeed

A = "KXRAIN-A"
YES, NO = (Instrument("kalshi", A, outcome) for outcome in ("yes", "no"))
CHANNELS = ("user_orders", "fill", "market_positions")
AT = datetime(2026, 9, 21, 14, 13, 20, 205000, UTC)


@pytest.fixture
def feed() -> AccountFeed:
    made = AccountFeed(drift=Drift())
    (command,) = sent(made.opened(0.0))
    assert command["params"] == {"channels": list(CHANNELS)}
    told: list[Step] = []
    for sid, channel in enumerate(CHANNELS, 1):
        body = {"channel": channel, "sid": sid}
        assert told == []
        told += read(made, frame("subscribed", body, id=command["id"]))
    assert told == [Ready()]
    return made


def read(feed: AccountFeed, message: str, now: float = 0.0) -> list[Step]:
    return list(feed.received(message, now))


def order(**fields: Any) -> str:
    msg = {
        "order_id": "o1",
        "user_id": "u1",
        "ticker": A,
        "status": "resting",
        "side": "yes",
        "outcome_side": "yes",
        "book_side": "bid",
        "yes_price_dollars": "0.9900",
        "initial_count_fp": "5.00",
        "fill_count_fp": "1.00",
        "remaining_count_fp": "3.00",
        "taker_fees_dollars": "0.017500",
        "maker_fees_dollars": "0.000500",
        "client_order_id": "mine-1",
        "created_time": "2026-09-21T14:13:20.205Z",
        "last_updated_ts_ms": 1_790_000_000_205,
    }
    return frame("user_order", {**msg, **fields}, sid=1)


def fill(**fields: Any) -> str:
    msg = {
        "trade_id": "t1",
        "order_id": "o1",
        "client_order_id": "mine-1",
        "market_ticker": A,
        "is_taker": True,
        "outcome_side": "yes",
        "book_side": "bid",
        "yes_price_dollars": "0.5200",
        "count_fp": "1.00",
        "fee_cost": "0.017500",
        "ts_ms": 1_790_000_000_205,
    }
    return frame("fill", {**msg, **fields}, sid=2)


def test_an_order_is_told_as_one_of_yes(feed: AccountFeed) -> None:
    (step,) = read(feed, order())
    assert isinstance(step, OrderUpdate)
    found = step.order
    assert (found.id, found.client_id, found.instrument) == ("o1", "mine-1", YES)
    assert (found.side, found.price) == (Side.BUY, Decimal("0.99"))
    assert [found.size, found.filled, found.remaining] == [4, 1, 3]
    assert found.fees == Decimal("0.018")
    assert (found.status, found.created_at) == (OrderStatus.RESTING, AT)
    assert (found.updated_at, found.expires_at) == (AT, None)


@pytest.mark.parametrize(
    ("native", "status"),
    [
        ("executed", OrderStatus.FILLED),
        ("canceled", OrderStatus.CANCELLED),
        ("unknown", OrderStatus.UNKNOWN),
    ],
)
def test_a_finished_order_has_its_first_size(
    feed: AccountFeed, native: str, status: OrderStatus
) -> None:
    (step,) = read(feed, order(status=native, book_side="ask", client_order_id=""))
    assert isinstance(step, OrderUpdate)
    assert step.order.status is status
    assert step.order.size == 5
    assert (step.order.side, step.order.client_id) == (Side.SELL, None)


def test_a_fill_is_told_as_one_of_yes(feed: AccountFeed) -> None:
    (step,) = read(feed, fill(book_side="ask", outcome_side="no"))
    assert isinstance(step, FillUpdate)
    found = step.fill
    assert (found.id, found.order_id, found.client_id) == ("t1", "o1", "mine-1")
    assert (found.instrument, found.side) == (YES, Side.SELL)
    assert (found.price, found.size) == (Decimal("0.52"), Decimal(1))
    assert (found.fee, found.liquidity) == (Decimal("0.0175"), Liquidity.TAKER)
    assert found.at == AT


@pytest.mark.parametrize("message", [fill(book_side="up"), order(book_side=None)])
def test_a_side_that_is_none_is_a_bad_response(feed: AccountFeed, message: str) -> None:
    with pytest.raises(BadResponse):
        read(feed, message)


@pytest.mark.parametrize(
    ("count", "sizes"),
    [
        ("2.00", {YES: 2, NO: 0}),
        ("-3.50", {YES: 0, NO: Decimal("3.5")}),
        ("0.00", {YES: 0, NO: 0}),
    ],
)
def test_a_position_says_of_both_outcomes_what_is_held(
    feed: AccountFeed, count: str, sizes: dict[Instrument, Decimal]
) -> None:
    msg = {"user_id": "u1", "market_ticker": A, "position_fp": count}
    steps = read(feed, frame("market_position", msg, sid=3))
    told = [step.position for step in steps if isinstance(step, PositionUpdate)]
    assert {each.instrument: each.size for each in told} == sizes


@pytest.mark.parametrize(("said", "told"), [(None, 2), (0, 2), (1, 0)])
def test_a_position_of_another_subaccount_is_not_told(
    feed: AccountFeed, said: int | None, told: int
) -> None:
    held = {"market_ticker": A, "position_fp": "2.00", "subaccount": said}
    assert len(read(feed, frame("market_position", held, sid=3))) == told
    assert len(read(feed, fill(subaccount=said))) == 1


def test_messages_of_a_new_type_are_counted() -> None:
    drift = Drift()
    feed = AccountFeed(drift=drift)
    assert read(feed, frame("margin_call", {}, sid=1)) == []
    assert [entry.value for entry in drift.report()] == ["margin_call"]


def test_a_quiet_account_is_asked_about_and_then_called_out(feed: AccountFeed) -> None:
    assert feed.due() == 30.0
    (command,) = sent(feed.expired(30.0))
    assert command["cmd"] == "list_subscriptions"
    listed = [{"channel": c, "sid": n} for n, c in enumerate(CHANNELS, 1)]
    assert read(feed, frame("ok", listed, id=command["id"]), 31.0) == []
    assert feed.due() == 61.0
    list(feed.expired(61.0))
    stalled, reconnect = feed.expired(66.0)
    assert stalled == Stalled((), 35.0)
    assert isinstance(reconnect, Reconnect)


def test_nothing_is_due_without_a_connection(feed: AccountFeed) -> None:
    feed.lost()
    assert feed.due() is None
