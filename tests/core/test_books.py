"""Order books: their top, their other side, and the levels they refuse."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from predcore import (
    Instrument,
    Level,
    Orderbook,
)

D = Decimal


NOW = datetime(2026, 11, 1, tzinfo=UTC)


YES = Instrument("acme", "RAIN", "yes")


NO = Instrument("acme", "RAIN", "no")


def book(
    bids: list[tuple[str, str]], asks: list[tuple[str, str]], **fields: Any
) -> Orderbook:
    return Orderbook(
        instrument=YES,
        bids=tuple(Level(D(price), D(size)) for price, size in bids),
        asks=tuple(Level(D(price), D(size)) for price, size in asks),
        received_at=NOW,
        **fields,
    )


def test_the_quote_of_a_book_is_its_top() -> None:
    top = book([("0.40", "5"), ("0.39", "9")], [("0.43", "7")], venue_time=NOW).quote()
    assert (top.bid, top.bid_size) == (D("0.40"), D(5))
    assert (top.ask, top.ask_size) == (D("0.43"), D(7))
    assert top.venue_time == NOW


def test_the_quote_of_an_empty_book_has_no_sides() -> None:
    top = book([], []).quote()
    assert (top.bid, top.bid_size, top.ask, top.ask_size) == (None,) * 4


def test_a_bid_for_one_outcome_is_an_offer_of_the_other() -> None:
    mirrored = book([("0.40", "5"), ("0.39", "9")], [("0.43", "7")]).complement(NO)
    assert mirrored.instrument == NO
    assert mirrored.bids == (Level(D("0.57"), D(7)),)
    assert mirrored.asks == (Level(D("0.60"), D(5)), Level(D("0.61"), D(9)))


@given(
    st.lists(st.integers(1, 49), unique=True),
    st.lists(st.integers(50, 99), unique=True),
)
def test_the_complement_of_the_complement_is_the_book(
    bids: list[int], asks: list[int]
) -> None:
    original = book(
        [(f"0.{cents:02}", "1") for cents in sorted(bids, reverse=True)],
        [(f"0.{cents:02}", "2") for cents in sorted(asks)],
    )
    assert original.complement(NO).complement(YES) == original


def test_a_book_refuses_levels_that_are_not_levels() -> None:
    pair: Any = (D("0.5"), D(1))
    with pytest.raises(ValueError, match="bids"):
        Orderbook(instrument=YES, bids=(pair,), received_at=NOW)


@pytest.mark.parametrize(
    ("price", "size"),
    [(0.5, D(1)), ("0.5", D(1)), (D("1.2"), D(1)), (D("-0.1"), D(1)), (D("NaN"), D(1))],
)
def test_a_book_refuses_a_wrong_price(price: Any, size: Decimal) -> None:
    with pytest.raises(ValueError, match="bids"):
        Orderbook(instrument=YES, bids=(Level(price, size),), received_at=NOW)


@pytest.mark.parametrize("size", [1.0, "1", D(0), D("-1"), D("NaN")])
def test_a_book_refuses_a_wrong_size(size: Any) -> None:
    with pytest.raises(ValueError, match="asks"):
        Orderbook(instrument=YES, asks=(Level(D("0.5"), size),), received_at=NOW)


def test_a_book_that_is_not_best_first_is_refused() -> None:
    with pytest.raises(ValueError, match="bids"):
        book([("0.39", "9"), ("0.40", "5")], [])
    with pytest.raises(ValueError, match="asks"):
        book([], [("0.44", "9"), ("0.43", "5")])
    with pytest.raises(ValueError, match="asks"):
        book([], [("0.43", "9"), ("0.43", "5")])


def test_the_age_of_a_book_is_measured_from_when_it_reached_us() -> None:
    assert book([], []).age(NOW + timedelta(seconds=3)) == timedelta(seconds=3)
