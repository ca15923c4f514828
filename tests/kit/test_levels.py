"""Sides of a book out of a venue's rows."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from predcore import BadResponse, Instrument, Level, Orderbook
from predcore.kit import asks_of, bids_of

D = Decimal
YES = Instrument("venue", "market", "yes")
NOW = datetime(2026, 1, 1, tzinfo=UTC)

rows = st.lists(
    st.tuples(st.integers(0, 100), st.integers(0, 3)), unique_by=lambda row: row[0]
)


@given(
    rows,
    st.sampled_from(["as drawn", "upwards", "downwards"]),
    st.none() | st.integers(1, 9),
)
def test_a_side_is_the_best_rows_that_have_a_size_in_order(
    drawn: list[tuple[int, int]], order: str, depth: int | None
) -> None:
    if order != "as drawn":
        drawn.sort(reverse=order == "downwards")
    prices, sizes = [D(p) / 100 for p, _ in drawn], [D(s) for _, s in drawn]
    upwards = sorted(Level(D(p) / 100, D(s)) for p, s in drawn if s)
    asks, bids = asks_of(prices, sizes, depth), bids_of(prices, sizes, depth)
    assert asks == tuple(upwards[:depth])
    assert bids == tuple(upwards[::-1][:depth])
    assert {*map(type, asks + bids)} <= {Level}


@pytest.mark.parametrize("make", [asks_of, bids_of])
@pytest.mark.parametrize(
    ("prices", "sizes"),
    [
        ([D("0.4"), D("0.4")], [D(1), D(2)]),
        ([D("0.4"), D("0.5"), D("0.4")], [D(1), D(2), D(3)]),
        ([D("-0.1"), D("0.5")], [D(1), D(2)]),
        ([D("0.5"), D("1.1")], [D(1), D(2)]),
        ([D("0.4"), D("0.5")], [D(1), D(-2)]),
        ([D("0.4"), D("NaN")], [D(1), D(2)]),
        ([D("0.4"), D("0.5")], [D("NaN"), D(2)]),
        ([D("0.4"), 0.5], [D(1), D(2)]),
        ([D("0.4"), D("0.5")], [D(1), 2]),
        ([D("0.4"), "0.5"], [D(1), D(2)]),
        ([D("0.4"), D("0.5")], [D(1)]),
    ],
)
def test_a_side_that_no_book_would_take_is_refused(
    make: Any, prices: list[Any], sizes: list[Any]
) -> None:
    with pytest.raises(BadResponse) as refused:
        make(prices, sizes)
    assert refused.value.path in {"asks", "bids"}


def test_what_is_made_for_one_side_is_checked_for_the_other() -> None:
    asks = asks_of([D("0.4"), D("0.5")], [D(1), D(2)])
    assert Orderbook(instrument=YES, asks=asks, received_at=NOW).asks == asks
    with pytest.raises(ValueError, match="bids"):
        Orderbook(instrument=YES, bids=asks, received_at=NOW)


def test_a_part_of_a_side_is_checked_anew() -> None:
    bids = bids_of([D("0.4"), D("0.5")], [D(1), D(2)])
    with pytest.raises(ValueError, match="bids"):
        Orderbook(instrument=YES, bids=bids[::-1], received_at=NOW)
