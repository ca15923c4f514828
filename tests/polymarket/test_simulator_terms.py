"""What the simulated venue reads out of the two amounts of an order."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from predcore import Side
from predcore_polymarket._signing import limit_amounts, market_amounts
from predcore_polymarket._simulator.answers import Refused
from predcore_polymarket._simulator.trading.terms import read_terms

D = Decimal
TICKS = [D(t) for t in ("0.1", "0.01", "0.005", "0.0025", "0.001", "0.0001")]
BUY, SELL = Side.BUY, Side.SELL

ticks = st.sampled_from(TICKS)
sides = st.sampled_from([BUY, SELL])
hundredths = st.integers(100, 10**8)
shares_of_whole = st.integers(1, 10**6)


def on(tick: Decimal, number: int) -> Decimal:
    """A price on the tick."""
    return tick * (1 + number % (int(1 / tick) - 1))


@given(tick=ticks, side=sides, number=shares_of_whole, size=hundredths)
def test_a_limit_order_is_read_as_it_was_meant(
    tick: Decimal, side: Side, number: int, size: int
) -> None:
    price, shares = on(tick, number), D(size) / 100
    amounts = limit_amounts(side, price, shares, tick)
    terms = read_terms("0x", "GTC", side, *amounts, tick)
    assert (terms.side, terms.price, terms.size) == (side, price, shares)
    assert terms.money == price * shares
    assert not terms.budget


@given(tick=ticks, side=sides, number=shares_of_whole, amount=hundredths)
def test_the_price_of_a_market_order_is_the_last_it_accepts(
    tick: Decimal, side: Side, number: int, amount: int
) -> None:
    price = on(tick, number)
    given_amount = D(amount) / 100
    maker, taker = market_amounts(side, price, given_amount, tick)
    terms = read_terms("0x", "FAK", side, maker, taker, tick)
    assert terms.price == price
    assert terms.budget is (side is BUY)
    assert (terms.money if side is BUY else terms.size) == given_amount


@given(
    side=sides,
    maker=st.integers(1, 10**12),
    taker=st.integers(1, 10**12),
    tick=ticks,
    kind=st.sampled_from(["GTC", "GTD", "FOK", "FAK"]),
)
def test_whatever_is_read_is_on_the_tick_and_within_the_ratio(
    side: Side, maker: int, taker: int, tick: Decimal, kind: str
) -> None:
    try:
        terms = read_terms("0x", kind, side, maker, taker, tick)
    except Refused:
        return
    assert tick <= terms.price <= 1 - tick
    assert terms.price % tick == 0
    given_up = terms.price * terms.size
    assert given_up <= terms.money if side is BUY else given_up >= terms.money


@pytest.mark.parametrize(
    ("side", "maker", "taker", "tick", "price"),
    [
        # Of the venue's own examples.
        (BUY, 5_200_000, 10_000_000, "0.01", "0.52"),
        (BUY, 4_099_590, 33_330_000, "0.001", "0.123"),
        (SELL, 17_770_000, 44_425, "0.0025", "0.0025"),
        (BUY, 7_769_223, 7_770_000, "0.0001", "0.9999"),
        (BUY, 61_700, 12_340_000, "0.005", "0.005"),
    ],
)
def test_the_documented_amounts_are_taken(
    side: Side, maker: int, taker: int, tick: str, price: str
) -> None:
    terms = read_terms("0x", "GTC", side, maker, taker, D(tick))
    assert terms.price == D(price)


def test_more_shares_than_the_money_buys_are_a_lower_price() -> None:
    rounded_up = read_terms("0x", "FAK", BUY, 10_000_000, 19_230_800, D("0.01"))
    rounded_down = read_terms("0x", "FAK", BUY, 10_000_000, 19_230_700, D("0.01"))
    assert (rounded_up.price, rounded_down.price) == (D("0.51"), D("0.52"))
