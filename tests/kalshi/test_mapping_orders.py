"""Orders and fills of either outcome are orders and fills of YES."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import strategies as st

from kalshi.account_bodies import order
from predcore import (
    BadResponse,
    Instrument,
    OrderRequest,
    OrderStatus,
    Side,
)
from predcore.kit import decoder
from predcore_kalshi._mapping.orders import (
    to_amended,
    to_order,
    to_placed,
)
from predcore_kalshi.models import order_answers, orders

D = Decimal
TICKER = "KXRAIN-26DEC-T1"
YES = Instrument("kalshi", TICKER, "yes")
NO = Instrument("kalshi", TICKER, "no")
PRICES = st.decimals(D("0.0001"), D("0.9999"), places=4)
OUTCOMES = st.sampled_from(["yes", "no"])
SIDES = st.sampled_from([*Side])


def native(**fields: Any) -> orders.Order:
    known: dict[str, Any] = {
        "order_id": "o1",
        "ticker": TICKER,
        "book_side": "bid",
        "status": "resting",
        "yes_price_dollars": D("0.40"),
        "initial_count_fp": D(10),
        "fill_count_fp": D(0),
        "remaining_count_fp": D(10),
    }
    return orders.Order(**{**known, **fields})


def test_an_order_is_told_as_one_of_either_outcome() -> None:
    told = to_order(native(book_side="ask"))
    assert (told.instrument, told.side, told.price) == (YES, Side.SELL, D("0.40"))
    told = to_order(native(book_side="ask"), "no")
    assert (told.instrument, told.side, told.price) == (NO, Side.BUY, D("0.60"))


def test_an_order_as_recorded_is_read_whole() -> None:
    body = order(
        client_order_id="",
        taker_fees_dollars="0.0175",
        maker_fees_dollars="0.000100",
        expiration_time="0001-01-01T00:00:00Z",
    )
    read = to_order(decoder(orders.Order)(json.dumps(body).encode()))
    assert read.client_id is None
    assert read.fees == D("0.0176")
    assert read.expires_at is None
    assert read.created_at == datetime(2026, 11, 5, tzinfo=UTC)
    assert read.average_price is None


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("resting", OrderStatus.RESTING),
        ("canceled", OrderStatus.CANCELLED),
        ("executed", OrderStatus.FILLED),
        ("something new", OrderStatus.UNKNOWN),
        (None, OrderStatus.UNKNOWN),
    ],
)
def test_the_states_of_an_order(said: str | None, status: OrderStatus) -> None:
    assert to_order(native(status=said)).status is status


def test_the_size_of_a_resting_order_follows_decreases() -> None:
    fields: dict[str, Any] = {"fill_count_fp": D(2), "remaining_count_fp": D(3)}
    assert to_order(native(**fields)).size == 5
    assert to_order(native(status="canceled", **fields)).size == 10


@pytest.mark.parametrize(
    "missing", ["ticker", "yes_price_dollars", "fill_count_fp", "remaining_count_fp"]
)
def test_an_order_without_what_matters_is_unreadable(missing: str) -> None:
    with pytest.raises(BadResponse, match=missing):
        to_order(native(**{missing: None}))


@pytest.mark.parametrize(
    ("filled", "remaining", "status"),
    [
        ("0", "10", OrderStatus.RESTING),
        ("4", "6", OrderStatus.RESTING),
        ("10", "0", OrderStatus.FILLED),
        ("4", "0", OrderStatus.CANCELLED),
        ("0", "0", OrderStatus.CANCELLED),
    ],
)
def test_the_state_after_placing_is_seen_from_the_counts(
    filled: str, remaining: str, status: OrderStatus
) -> None:
    request = OrderRequest(
        instrument=NO, side=Side.BUY, price=D("0.40"), size=D(10), client_id="c1"
    )
    answer = order_answers.CreatedOrder(
        order_id="o1",
        fill_count=D(filled),
        remaining_count=D(remaining),
        average_fill_price=D("0.65"),
        ts_ms=1793836800000,
    )
    placed = to_placed(request, answer)
    assert (placed.status, placed.filled) == (status, D(filled))
    assert (placed.instrument, placed.side, placed.price) == (NO, Side.BUY, D("0.40"))
    assert placed.average_price == D("0.35")
    assert placed.created_at == datetime(2026, 11, 5, tzinfo=UTC)


def test_what_rests_after_an_amendment_says_what_was_filled_before_it() -> None:
    before = to_order(native(fill_count_fp=D(1), remaining_count_fp=D(9)))
    answer = order_answers.AmendedOrder(
        order_id="o1", remaining_count=D(6), fill_count=D(0), ts_ms=1793836800000
    )
    after = to_amended(before, answer, D("0.41"), D(8))
    assert (after.price, after.size) == (D("0.41"), D(8))
    assert (after.filled, after.remaining) == (D(2), D(6))
    assert after.status is OrderStatus.RESTING


def test_an_amendment_that_changed_no_count_leaves_them() -> None:
    before = to_order(native(fill_count_fp=D(1), remaining_count_fp=D(9)))
    answer = order_answers.AmendedOrder(order_id="o1", ts_ms=None)
    after = to_amended(before, answer, D("0.41"), D(10))
    assert (after.filled, after.remaining, after.updated_at) == (D(1), D(9), None)


def test_an_answer_without_an_id_places_nothing() -> None:
    request = OrderRequest(instrument=YES, side=Side.BUY, price=D("0.40"), size=D(10))
    answer = order_answers.BatchCreatedOrder(fill_count=D(0), remaining_count=D(10))
    with pytest.raises(BadResponse, match="order_id"):
        to_placed(request, answer)
