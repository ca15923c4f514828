"""Fees to the last digit. The worked examples are the venue's own where it has any."""

from __future__ import annotations

from decimal import ROUND_FLOOR, Decimal, localcontext

import pytest

from predcore import (
    FeeSchedule,
    InvalidRequest,
    Liquidity,
    Side,
    Unsupported,
    total_fee,
)
from predcore_kalshi import KalshiFees
from predcore_kalshi._fees import CENTI_CENT

D = Decimal
MAKER, TAKER = Liquidity.MAKER, Liquidity.TAKER

ordinary = KalshiFees()
direct = KalshiFees(precision=CENTI_CENT)


@pytest.mark.parametrize(
    ("side", "count", "price", "fee"),
    [
        (Side.BUY, "1", "0.52", "0.0175"),
        (Side.BUY, "1", "0.99", "0.0007"),
        (Side.BUY, "100", "0.50", "1.7500"),
        (Side.SELL, "10", "0.40", "0.1680"),
        (Side.BUY, "3", "0.055", "0.0110"),
    ],
)
def test_a_direct_member_pays_what_the_examples_say(
    side: Side, count: str, price: str, fee: str
) -> None:
    assert direct.charge(D(price), D(count), side=side).fee == D(fee)


def test_a_series_multiplier_scales_the_fee() -> None:
    half = KalshiFees(multiplier=D("0.5"), precision=CENTI_CENT)
    assert half.charge(D("0.40"), D(25)).fee == D("0.21")


@pytest.mark.parametrize(
    ("fee_type", "fee"),
    [
        ("quadratic", "0"),
        ("quadratic_with_maker_fees", "0.42"),
        ("quadratic_with_combo_maker_fees", "0.84"),
    ],
)
def test_a_maker_pays_what_the_fee_type_says(fee_type: str, fee: str) -> None:
    fees = KalshiFees(fee_type=fee_type, precision=CENTI_CENT)
    assert fees.charge(D("0.40"), D(100), liquidity=MAKER).fee == D(fee)


def test_three_fills_of_one_order_cost_what_one_fill_of_three_does() -> None:
    charges: list[Decimal] = []
    carry = D(0)
    for _ in range(3):
        charge = direct.charge(D("0.055"), D(1), carry=carry)
        charges.append(charge.fee)
        carry = charge.carry
    assert charges == [D("0.0037"), D("0.0036"), D("0.0037")]
    assert sum(charges) == direct.charge(D("0.055"), D(3)).fee == D("0.0110")


def test_an_ordinary_balance_is_kept_in_cents() -> None:
    assert ordinary.charge(D("0.055"), D(1)).fee == D("0.0050")
    assert ordinary.charge(D("0.055"), D(3)).fee == D("0.0150")


def test_the_accumulator_pays_back_whole_cents_and_carries_the_rest() -> None:
    fees: list[Decimal] = []
    carries = [D(0)]
    for _ in range(3):
        charge = ordinary.charge(D("0.20"), D(5), carry=carries[-1])
        fees.append(charge.fee)
        carries.append(charge.carry)
    assert fees == [D("0.06"), D("0.06"), D("0.05")]
    assert carries == [D(0), D("0.004"), D("0.008"), D("0.002")]


def test_a_rebate_that_is_due_to_the_cent_is_paid() -> None:
    charge = ordinary.charge(D("0.20"), D(5), carry=D("0.006"))
    assert (charge.fee, charge.carry) == (D("0.05"), D(0))


def test_a_rebate_never_exceeds_the_fee_it_is_taken_from() -> None:
    free = KalshiFees(multiplier=D(0))
    charge = free.charge(D("0.50"), D(1), carry=D("0.03"))
    assert (charge.fee, charge.carry) == (D(0), D("0.03"))


def test_a_waived_fill_still_pays_for_the_grid_of_the_balance() -> None:
    waived = KalshiFees(multiplier=D(0))
    assert waived.charge(D("0.055"), D(1)).fee == D("0.005")
    assert waived.charge(D("0.05"), D(1)).fee == 0


def test_a_model_fee_was_rounded_up_to_hundredths_of_a_cent_before() -> None:
    older = KalshiFees(precision=CENTI_CENT, trade_fee_step=CENTI_CENT)
    assert older.trade_fee(D("0.52"), D(1)) == D("0.0175")
    assert direct.trade_fee(D("0.52"), D(1)) == D("0.017472")


def test_a_careless_decimal_context_changes_nothing() -> None:
    with localcontext(prec=3, rounding=ROUND_FLOOR):
        assert direct.charge(D("0.055"), D(3)).fee == D("0.0110")


def test_the_schedule_is_one_the_core_knows() -> None:
    assert isinstance(ordinary, FeeSchedule)
    assert total_fee(ordinary, [(D("0.055"), D(1))] * 3) == D("0.0150")


@pytest.mark.parametrize("price", ["0", "1", "-0.1", "NaN", "Infinity"])
def test_a_price_that_is_none_is_refused(price: str) -> None:
    with pytest.raises(InvalidRequest, match="between 0 and 1"):
        ordinary.charge(D(price), D(1))


@pytest.mark.parametrize("count", ["0", "-1", "NaN"])
def test_a_count_of_nothing_is_refused(count: str) -> None:
    with pytest.raises(InvalidRequest, match="positive count"):
        ordinary.charge(D("0.5"), D(count))


def test_a_table_of_fees_is_not_guessed_at() -> None:
    with pytest.raises(Unsupported, match="'flat'"):
        KalshiFees(fee_type="flat").charge(D("0.5"), D(1))
