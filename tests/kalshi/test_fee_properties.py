"""What holds for every fee: never negative, on the grid, and monotone as far as
rounding lets it be."""

from __future__ import annotations

from decimal import ROUND_CEILING, Decimal

from hypothesis import assume, given
from hypothesis import strategies as st

from predcore import Liquidity, Side
from predcore_kalshi import KalshiFees
from predcore_kalshi._fees import CENT, CENTI_CENT

D = Decimal

prices = st.integers(1, 9999).map(lambda n: D(n) / 10_000)
counts = st.integers(1, 10_000_000).map(lambda n: D(n) / 100)
whole = st.integers(1, 100_000).map(D)
schedules = st.builds(
    KalshiFees,
    fee_type=st.sampled_from(
        ["quadratic", "quadratic_with_maker_fees", "quadratic_with_combo_maker_fees"]
    ),
    multiplier=st.sampled_from([D(0), D("0.5"), D(1), D(2)]),
    precision=st.sampled_from([CENT, CENTI_CENT]),
)
liquidities = st.sampled_from(Liquidity)
sides = st.sampled_from(Side)


@given(schedules, st.lists(st.tuples(prices, counts, liquidities), min_size=1), sides)
def test_no_fill_of_an_order_has_a_negative_fee(
    fees: KalshiFees, fills: list[tuple[Decimal, Decimal, Liquidity]], side: Side
) -> None:
    carry = paid = model = D(0)
    for price, count, liquidity in fills:
        charge = fees.charge(price, count, side=side, liquidity=liquidity, carry=carry)
        assert charge.fee >= 0
        assert charge.carry >= 0
        paid, carry = paid + charge.fee, charge.carry
        model += fees.trade_fee(price, count, liquidity)
    assert paid == model + carry


@given(schedules, prices, counts, liquidities, sides)
def test_a_fill_leaves_the_balance_on_its_grid(
    fees: KalshiFees, price: Decimal, count: Decimal, liquidity: Liquidity, side: Side
) -> None:
    fee = fees.charge(price, count, side=side, liquidity=liquidity).fee
    change = price * count * (1 if side is Side.SELL else -1) - fee
    assert change % fees.precision == 0
    trade_fee = fees.trade_fee(price, count, liquidity)
    assert trade_fee <= fee < trade_fee + fees.precision


@given(schedules, prices, counts, counts, liquidities)
def test_what_a_purchase_costs_in_all_never_falls_with_the_count(
    fees: KalshiFees, price: Decimal, one: Decimal, other: Decimal, how: Liquidity
) -> None:
    few, many = sorted((one, other))
    cost = fees.charge(price, few, liquidity=how).fee + price * few
    assert cost <= fees.charge(price, many, liquidity=how).fee + price * many


@given(schedules, prices, whole, whole, liquidities, sides)
def test_the_fee_never_falls_with_the_count_on_the_grid_of_the_balance(
    fees: KalshiFees,
    price: Decimal,
    one: Decimal,
    other: Decimal,
    how: Liquidity,
    side: Side,
) -> None:
    few, many = sorted((one, other))
    price = price.quantize(fees.precision, ROUND_CEILING)
    assume(price < 1)
    fee = fees.charge(price, few, side=side, liquidity=how).fee
    assert fee <= fees.charge(price, many, side=side, liquidity=how).fee


def test_off_the_grid_the_fee_alone_may_fall_with_the_count() -> None:
    cost = [KalshiFees().charge(D("0.5"), D(n) / 100).fee for n in (1, 2, 3)]
    assert cost == [D("0.005"), D("0.01"), D("0.005")]


@given(schedules, prices, whole, liquidities)
def test_both_outcomes_pay_the_same_fee(
    fees: KalshiFees, price: Decimal, count: Decimal, how: Liquidity
) -> None:
    buying_no = fees.charge(1 - price, count, side=Side.BUY, liquidity=how)
    selling_yes = fees.charge(price, count, side=Side.SELL, liquidity=how)
    assert buying_no == selling_yes
