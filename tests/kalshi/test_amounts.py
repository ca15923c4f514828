"""Prices and counts go out as exact texts, or not at all."""

from __future__ import annotations

from decimal import Context, Decimal, localcontext
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from predcore import InvalidRequest
from predcore_kalshi.resources._amounts import (
    as_bid,
    as_bids,
    as_count,
    as_dollars,
    as_price,
    as_units,
)

D = Decimal


@given(st.integers(1, 9999), st.integers(0, 40))
def test_a_price_is_sent_as_it_is(ten_thousandths: int, zeros: int) -> None:
    price = D(f"{D(ten_thousandths).scaleb(-4)}{'0' * zeros}")
    text = as_price("price", price)
    assert D(text) == price
    assert len(text) == len("0.1234")


@given(st.integers(1, 10**14))
def test_a_count_is_sent_as_it_is(hundredths: int) -> None:
    contracts = D(hundredths).scaleb(-2)
    assert D(as_count("count", contracts)) == contracts


@pytest.mark.parametrize(
    ("count", "text"),
    [(D("10"), "10.00"), (D("1E+2"), "100.00"), (3, "3.00"), (D("0.010000"), "0.01")],
)
def test_a_count_has_two_decimals(count: Decimal | int, text: str) -> None:
    assert as_count("count", count) == text


OFF_GRID = ("0.00005", "1E-5", "0.12345", "1E-999999", "0.50" + "0" * 90 + "1")
NO_PRICE = ("0", "-0", "1", "-0.5", "1.5", "NaN", "sNaN", "Infinity")


@pytest.mark.parametrize("price", [*OFF_GRID, *NO_PRICE])
def test_what_no_market_takes_for_a_price_is_refused(price: str) -> None:
    with pytest.raises(InvalidRequest, match="price"):
        as_price("price", D(price))


@pytest.mark.parametrize(
    "count", ["0", "-1", "0.001", "1E+13", "1E+999999", "NaN", "-Infinity", "0.0100001"]
)
def test_a_count_off_the_grid_is_refused(count: str) -> None:
    with pytest.raises(InvalidRequest, match="count"):
        as_count("count", D(count))


@pytest.mark.parametrize("value", [0.5, 1.0, True, "0.5", None])
def test_a_float_is_refused_and_so_is_anything_but_a_number(value: Any) -> None:
    with pytest.raises(InvalidRequest, match="a Decimal"):
        as_price("price", value)
    with pytest.raises(InvalidRequest, match="a Decimal"):
        as_count("count", value)


def test_the_callers_precision_changes_nothing() -> None:
    with localcontext(Context(prec=2)):
        assert as_price("price", D("0.1234")) == "0.1234"
        assert as_count("count", D("123456.78")) == "123456.78"
        with pytest.raises(InvalidRequest):
            as_price("price", D("0.12345"))
        with pytest.raises(InvalidRequest, match="at most 1"):
            as_bids(D("0.5001"), D("0.5"))


def test_a_bid_may_decline() -> None:
    assert as_bid("yes_bid", D(0)) == "0.0000"
    assert as_bid("yes_bid", D("-0")) == "0.0000"


@pytest.mark.parametrize(("yes", "no"), [("0", "0"), ("0.5", "0.51"), ("0", "1")])
def test_bids_leave_something_and_take_something(yes: str, no: str) -> None:
    with pytest.raises(InvalidRequest):
        as_bids(D(yes), D(no))


def test_money_has_four_decimals() -> None:
    assert as_dollars("limit", D("12.5")) == "12.5000"
    assert as_dollars("limit", D(0), zero=True) == "0.0000"
    with pytest.raises(InvalidRequest, match="limit is more than 0"):
        as_dollars("limit", D(0))


@pytest.mark.parametrize("value", [0, -1, 2**63, D("1.5"), 1.0, True])
def test_units_are_whole_and_more_than_none(value: Any) -> None:
    with pytest.raises(InvalidRequest):
        as_units("amount", value)
