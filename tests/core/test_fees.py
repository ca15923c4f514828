"""Fees of one order, fill after fill."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from hypothesis import given
from hypothesis import strategies as st

from predcore import Charge, FeeSchedule, Liquidity, NoFees, Side, total_fee

D = Decimal
CENT = D("0.01")
ZERO = D(0)


@dataclass(frozen=True)
class HalfCent:
    """Half a cent a contract, rounded up to cents over the whole order."""

    source: str = "a made-up rule"

    def charge(
        self,
        price: Decimal,
        count: Decimal,
        *,
        side: Side = Side.BUY,
        liquidity: Liquidity = Liquidity.TAKER,
        carry: Decimal = ZERO,
    ) -> Charge:
        exact = (D("0.005") if liquidity is Liquidity.TAKER else D(0)) * count
        owed = exact - carry
        fee = max(D(0), owed.quantize(CENT, ROUND_CEILING))
        return Charge(fee, fee - owed)


fills = st.lists(
    st.tuples(st.just(D("0.5")), st.integers(1, 9).map(D)), min_size=1, max_size=6
)


def test_no_fees_is_a_schedule_that_charges_nothing_and_says_why() -> None:
    schedule = NoFees()
    assert isinstance(schedule, FeeSchedule)
    assert schedule.charge(D("0.5"), D(100)) == Charge(D(0))
    assert schedule.source


@given(fills)
def test_what_a_fill_carries_over_is_handed_to_the_next(
    filled: list[tuple[Decimal, Decimal]],
) -> None:
    whole = sum((count for _, count in filled), D(0))
    assert total_fee(HalfCent(), filled) == HalfCent().charge(D("0.5"), whole).fee


def test_an_order_without_fills_costs_nothing() -> None:
    assert total_fee(HalfCent(), []) == 0


def test_side_and_liquidity_reach_the_schedule() -> None:
    maker = total_fee(HalfCent(), [(D("0.5"), D(3))], liquidity=Liquidity.MAKER)
    assert maker == 0
