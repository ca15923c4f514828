"""Kalshi's quotes and books to predcore's: bids only, and placeholders."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kalshi import natives
from predcore import (
    BadResponse,
    Instrument,
    Level,
)
from predcore_kalshi._mapping.prices import (
    to_orderbook,
    to_quote,
)

D = Decimal
NOW = datetime(2026, 11, 1, tzinfo=UTC)
YES = Instrument("kalshi", "KXRAIN-26DEC-T1", "yes")
NO = Instrument("kalshi", "KXRAIN-26DEC-T1", "no")


def test_a_quote_of_no_is_the_mirror_of_yes() -> None:
    yes, no = to_quote(YES, natives.market(), NOW), to_quote(NO, natives.market(), NOW)
    assert (yes.bid, yes.bid_size, yes.ask, yes.ask_size) == (
        (D("0.40"), D(10), D("0.45"), D(5))
    )
    assert (no.bid, no.bid_size, no.ask, no.ask_size) == (
        (D("0.55"), D(5), D("0.60"), D(10))
    )
    assert (yes.last, no.last) == (D("0.42"), D("0.58"))
    assert (yes.received_at, yes.venue_time) == (NOW, None)


def test_a_negative_size_is_nobody() -> None:
    quote = to_quote(YES, natives.market(yes_bid_size_fp="-3.00"), NOW)
    assert (quote.bid, quote.bid_size) == (None, None)


def test_a_bid_for_no_is_an_offer_of_yes() -> None:
    found = to_orderbook(
        YES,
        natives.book([["0.3900", "7.00"], ["0.4000", "10.00"]], [["0.5500", "5.00"]]),
        NOW,
    )
    assert found.bids == (Level(D("0.40"), D(10)), Level(D("0.39"), D(7)))
    assert found.asks == (Level(D("0.45"), D(5)),)


def test_the_best_bid_comes_first_whichever_way_it_was_sent() -> None:
    up, down = (
        [["0.10", "1.00"], ["0.20", "2.00"]],
        [["0.20", "2.00"], ["0.10", "1.00"]],
    )
    assert to_orderbook(YES, natives.book(up, up), NOW).bids == (
        to_orderbook(YES, natives.book(down, down), NOW).bids
    )


def test_a_level_of_nothing_is_no_level() -> None:
    found = to_orderbook(
        YES, natives.book([["0.10", "0.00"], ["0.20", "2.00"]], []), NOW
    )
    assert found.bids == (Level(D("0.20"), D(2)),)


def test_a_depth_keeps_the_best_levels() -> None:
    rows = [["0.10", "1.00"], ["0.20", "2.00"], ["0.30", "3.00"]]
    found = to_orderbook(YES, natives.book(rows, rows), NOW, 1)
    assert [level.price for level in found.bids] == [D("0.30")]
    assert [level.price for level in found.asks] == [D("0.70")]


@pytest.mark.parametrize("price", ["0.0000", "1.0000", "1.2000", "-0.1000"])
def test_a_book_with_an_impossible_price_is_a_bad_answer(price: str) -> None:
    with pytest.raises(BadResponse, match="no prices"):
        to_orderbook(YES, natives.book([[price, "1.00"], ["0.5000", "1.00"]], []), NOW)


cents = st.integers(1, 99).map(lambda n: f"{D(n) / 100:.4f}")
hundredths = st.integers(1, 10_000).map(lambda n: f"{D(n) / 100:.2f}")
sides = st.dictionaries(cents, hundredths, max_size=8).map(
    lambda side: [list(row) for row in sorted(side.items())]
)


@given(sides, sides)
def test_the_books_of_both_outcomes_are_complements(
    yes: list[list[str]], no: list[list[str]]
) -> None:
    both = natives.book(yes, no)
    of_yes, of_no = to_orderbook(YES, both, NOW), to_orderbook(NO, both, NOW)
    assert of_yes.complement(NO) == of_no
    assert of_no.complement(YES) == of_yes


@given(sides, sides)
def test_nothing_of_a_book_is_lost_or_made_up(
    yes: list[list[str]], no: list[list[str]]
) -> None:
    found = to_orderbook(YES, natives.book(yes, no), NOW)
    assert {(price, size) for price, size in found.bids} == {
        (D(price), D(size)) for price, size in yes
    }
    assert {(1 - price, size) for price, size in found.asks} == {
        (D(price), D(size)) for price, size in no
    }
