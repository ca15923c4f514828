"""What an order gives and wants, to the millionth."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from predcore import InvalidRequest, Side
from predcore_polymarket._signing import Amounts, limit_amounts, market_amounts

BUY, SELL = Side.BUY, Side.SELL

DECIMALS = {
    "0.1": (1, 3),
    "0.01": (2, 4),
    "0.005": (3, 5),
    "0.0025": (4, 6),
    "0.001": (3, 5),
    "0.0001": (4, 6),
}
"""Of a price and of an amount, by tick, as the venue's clients have them."""

SIZES = st.integers(1, 10**11).map(lambda cents: Decimal(cents) / 100)


@st.composite
def terms(draw: st.DrawFn) -> tuple[Decimal, Decimal]:
    """A tick and a price on it."""
    tick = Decimal(draw(st.sampled_from(sorted(DECIMALS))))
    return tick, tick * draw(st.integers(1, int(1 / tick) - 1))


@pytest.mark.parametrize(
    ("side", "price", "size", "tick", "amounts"),
    [
        (BUY, "0.52", "10", "0.01", (5200000, 10000000)),
        (BUY, "0.123", "33.339", "0.001", (4099590, 33330000)),
        (SELL, "0.0025", "17.77", "0.0025", (17770000, 44425)),
        (BUY, "0.9999", "7.77", "0.0001", (7769223, 7770000)),
        (BUY, "0.005", "12.34", "0.005", (61700, 12340000)),
        (BUY, "0.1", "0.01", "0.1", (1000, 10000)),
        (SELL, "0.57", "340375", "0.01", (340375000000, 194013750000)),
    ],
)
def test_a_limit_orders_amounts_are_exact(
    side: Side, price: str, size: str, tick: str, amounts: tuple[int, int]
) -> None:
    found = limit_amounts(side, Decimal(price), Decimal(size), Decimal(tick))
    assert found == amounts


@pytest.mark.parametrize(
    ("side", "price", "amount", "tick", "amounts"),
    [
        (BUY, "0.52", "10", "0.01", (10000000, 19230700)),
        (SELL, "0.123", "17.77", "0.001", (17770000, 2185710)),
        (SELL, "0.57", "340375", "0.01", (340375000000, 194013750000)),
        (BUY, "0.5", "10.019", "0.1", (10010000, 20020000)),
        (BUY, "0.3", "1", "0.1", (1000000, 3333000)),
    ],
)
def test_a_market_orders_amounts_are_rounded_down(
    side: Side, price: str, amount: str, tick: str, amounts: tuple[int, int]
) -> None:
    found = market_amounts(side, Decimal(price), Decimal(amount), Decimal(tick))
    assert found == amounts


@given(terms(), SIZES, st.sampled_from(Side))
def test_a_limit_orders_price_is_read_back_out_of_its_amounts(
    terms: tuple[Decimal, Decimal], size: Decimal, side: Side
) -> None:
    tick, price = terms
    maker, taker = limit_amounts(side, price, size, tick)
    money, shares = (maker, taker) if side is BUY else (taker, maker)
    assert Fraction(money, shares) == Fraction(price)
    assert shares == size * 10**6


@given(terms(), SIZES)
def test_a_buyer_never_wants_more_than_the_money_is_worth(
    terms: tuple[Decimal, Decimal], money: Decimal
) -> None:
    tick, price = terms
    maker, taker = market_amounts(BUY, price, money, tick)
    exact = Fraction(money) / Fraction(price) * 10**6
    step = 10 ** (6 - DECIMALS[str(tick)][1])
    assert maker == money * 10**6
    assert taker <= exact + Fraction(step, 10**4)
    assert exact - taker < step
    assert not taker % step


@given(terms(), SIZES, st.sampled_from(Side))
def test_amounts_are_rounded_as_the_venues_clients_do_it(
    terms: tuple[Decimal, Decimal], amount: Decimal, side: Side
) -> None:
    """Their recipe, word for word, with more digits than it can need."""
    tick, price = terms
    exact = Context(prec=60)
    raw = exact.divide(amount, price) if side is BUY else exact.multiply(amount, price)
    decimals = DECIMALS[str(tick)][1]
    for places, rounding in ((decimals + 4, ROUND_CEILING), (decimals, ROUND_FLOOR)):
        raw = raw.quantize(Decimal(1).scaleb(-places), rounding, exact)
    given, wanted = market_amounts(side, price, amount, tick)
    assert given == amount * 10**6
    assert wanted == raw * 10**6


@pytest.mark.parametrize("of", [limit_amounts, market_amounts])
@pytest.mark.parametrize(
    "price", ["0", "1", "0.505", "-0.5", "0.004", "NaN", "Infinity"]
)
def test_a_price_off_the_tick_is_refused(of: object, price: str) -> None:
    assert callable(of)
    with pytest.raises(InvalidRequest, match=r"multiple of 0\.01 from 0\.01 to 0\.99"):
        of(BUY, Decimal(price), Decimal(5), Decimal("0.01"))


@pytest.mark.parametrize("size", ["0", "-5", "0.009", "NaN", "Infinity", "1E+1000000"])
def test_no_size_is_refused(size: str) -> None:
    with pytest.raises(InvalidRequest, match="size must be"):
        limit_amounts(BUY, Decimal("0.5"), Decimal(size), Decimal("0.1"))
    with pytest.raises(InvalidRequest, match="amount must be"):
        market_amounts(BUY, Decimal("0.5"), Decimal(size), Decimal("0.1"))


@pytest.mark.parametrize("tick", ["0", "1", "0.00001", "-0.1", "NaN", "2"])
def test_a_tick_the_venue_cannot_have_is_refused(tick: str) -> None:
    with pytest.raises(InvalidRequest, match="tick"):
        limit_amounts(BUY, Decimal("0.5"), Decimal(5), Decimal(tick))


def test_a_size_of_many_digits_is_not_rounded_on_the_way() -> None:
    size = Decimal("123456789012345678901234567890.12")
    found = limit_amounts(SELL, Decimal("0.5"), size, Decimal("0.1"))
    whole = 123456789012345678901234567890_120000
    assert found == Amounts(whole, whole // 2)
