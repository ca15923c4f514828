"""The depth walk: what a size costs, and which size earns most."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from arbitrage.exchange import Quadratic, Rounded, levels
from predcore import FeeSchedule, Level, NoFees, total_fee
from predcore.arbitrage.depth import Depth
from predcore.arbitrage.sizing import Purchase, best_purchase, common_step

CENT = Decimal("0.01")
ONE = Decimal(1)

schedules = st.one_of(
    st.just(NoFees()),
    st.sampled_from(["0.02", "0.05", "0.07"]).map(lambda r: Quadratic(Decimal(r))),
    st.sampled_from(["0.02", "0.05", "0.07"]).map(lambda r: Rounded(Decimal(r))),
)


@st.composite
def ladders(draw: st.DrawFn) -> tuple[Level, ...]:
    """Up to four ask levels, at most 24 shares in steps of 0.5."""
    cents = draw(st.lists(st.integers(1, 99), min_size=1, max_size=4, unique=True))
    halves = st.integers(1, 12)
    return tuple(Level(CENT * c, Decimal(draw(halves)) / 2) for c in sorted(cents))


@st.composite
def depths(draw: st.DrawFn) -> Depth:
    return Depth(draw(ladders()), draw(schedules))


def bought(a: Depth, b: Depth, size: Decimal) -> Purchase:
    (cost_a, fees_a), (cost_b, fees_b) = a.spent(size), b.spent(size)
    return Purchase(size, cost_a + cost_b, fees_a + fees_b)


def grid(a: Depth, b: Depth, step: Decimal) -> list[Decimal]:
    top = int(min(a.total, b.total) // step)
    return [step * number for number in range(1, top + 1)]


def test_an_order_takes_the_best_levels_first() -> None:
    depth = Depth(levels("0.40 x 10", "0.45 x 20"), NoFees())
    assert depth.fills(Decimal(10)) == levels("0.40 x 10")
    assert depth.fills(Decimal(12)) == levels("0.40 x 10", "0.45 x 2")
    assert depth.spent(Decimal(12)) == (Decimal("4.90"), Decimal(0))


def test_a_size_the_ladder_does_not_hold_is_refused() -> None:
    depth = Depth(levels("0.40 x 10"), NoFees())
    for size in (Decimal(0), Decimal("10.01")):
        with pytest.raises(ValueError, match="0 < size <= 10"):
            depth.spent(size)


def test_nothing_is_for_sale_on_an_empty_ladder() -> None:
    empty, full = Depth((), NoFees()), Depth(levels("0.40 x 10"), NoFees())
    assert empty.total == 0
    assert best_purchase(empty, full, step=ONE) is None
    assert best_purchase(full, empty, step=ONE) is None


@pytest.mark.parametrize(
    ("steps", "common"),
    [
        (["0.01", "0.01"], "0.01"),
        (["0.01", "1"], "1"),
        (["0.4", "0.6"], "1.2"),
        (["0.25", "0.1"], "0.5"),
        (["0.000001", "0.01"], "0.01"),
        ([None, "0.01"], "1"),
        ([None, "0.4"], "2"),
        (["10", "4"], "20"),
    ],
)
def test_a_common_step_lies_on_both_grids(steps: list[str | None], common: str) -> None:
    found = common_step(None if step is None else Decimal(step) for step in steps)
    assert found == Decimal(common)


def test_the_walk_stops_where_the_next_share_would_lose() -> None:
    a = Depth(levels("0.40 x 10", "0.45 x 20"), NoFees())
    b = Depth(levels("0.50 x 15", "0.56 x 100"), NoFees())
    best = best_purchase(a, b, step=ONE)
    # 10 shares at 0.40 + 0.50, 5 at 0.45 + 0.50; the next ones cost 1.01.
    assert best is not None
    assert best == Purchase(Decimal(15), Decimal("13.75"), Decimal(0))
    assert best.profit == Decimal("1.25")


def test_equal_profits_are_earned_with_fewer_shares() -> None:
    a = Depth(levels("0.40 x 10", "0.50 x 20"), NoFees())
    b = Depth(levels("0.50 x 30"), NoFees())
    best = best_purchase(a, b, step=ONE)
    assert best is not None
    assert best.size == 10


def test_rounding_can_make_a_size_inside_a_level_the_best() -> None:
    a = Depth(levels("0.49 x 5"), Rounded(Decimal("0.03")))
    b = Depth(levels("0.502 x 5"), NoFees())
    # A share earns 0.008 and is charged 0.007497, rounded up to whole cents an order:
    # 4 pay 0.029988 -> 0.03 of 0.032, and 5 pay 0.037485 -> 0.04 of 0.040.
    assert bought(a, b, Decimal(5)).profit == 0
    best = best_purchase(a, b, step=ONE)
    assert best is not None
    assert best.size == 4
    assert best.profit == Decimal("0.002")


def test_the_hurdle_leaves_out_shares_that_earn_too_little() -> None:
    a = Depth(levels("0.40 x 10", "0.49 x 20"), NoFees())
    b = Depth(levels("0.50 x 100"), NoFees())
    all_of_it = best_purchase(a, b, step=ONE)
    assert all_of_it is not None
    assert all_of_it.size == 30
    # The second level earns 0.01 on 0.99, a little over 1 %.
    for hurdle, size in (("0.01", 30), ("0.02", 10)):
        best = best_purchase(a, b, step=ONE, hurdle=Decimal(hurdle))
        assert best is not None
        assert best.size == size


@given(depths(), depths(), st.sampled_from(["0.5", "1", "1.5"]), st.integers(0, 8))
def test_no_other_size_on_the_grid_earns_more(
    a: Depth, b: Depth, step: str, least: int
) -> None:
    sizes = [size for size in grid(a, b, Decimal(step)) if size >= least]
    best = best_purchase(a, b, step=Decimal(step), least=Decimal(least))
    if not sizes:
        assert best is None
        return
    most = max(bought(a, b, size).profit for size in sizes)
    first = next(size for size in sizes if bought(a, b, size).profit == most)
    assert best == bought(a, b, first)


@settings(max_examples=30)
@given(depths(), depths())
def test_among_many_sizes_only_a_step_and_a_rounding_can_be_missed(
    a: Depth, b: Depth
) -> None:
    best = best_purchase(a, b, step=CENT)
    assert best is not None
    most = max(bought(a, b, size).profit for size in grid(a, b, CENT))
    # A fee is at most 0.01 above its model on either side, and a share earns 1.
    assert most - best.profit <= CENT + 2 * CENT


def test_among_many_sizes_an_order_keeps_out_of_the_next_level() -> None:
    a = Depth(levels("0.598 x 310.25"), Rounded(Decimal("0.07")))
    b = Depth(levels("0.33 x 75.125", "0.41 x 2000"), NoFees())
    best = best_purchase(a, b, step=CENT)
    assert best is not None
    assert best.size == Decimal("75.12")


@given(depths(), depths())
def test_profit_never_exceeds_the_gross_edge(a: Depth, b: Depth) -> None:
    best = best_purchase(a, b, step=Decimal("0.5"))
    assert best is not None
    edge = ONE - a.fills(best.size)[0].price - b.fills(best.size)[0].price
    assert best.profit <= edge * best.size


@given(depths(), depths())
def test_both_sides_can_be_exchanged(a: Depth, b: Depth) -> None:
    step = Decimal("0.5")
    assert best_purchase(a, b, step=step) == best_purchase(b, a, step=step)


@given(ladders(), schedules, st.data())
def test_fees_are_those_of_one_order_over_its_fills(
    asks: tuple[Level, ...], schedule: FeeSchedule, data: st.DataObject
) -> None:
    depth = Depth(asks, schedule)
    size = Decimal(data.draw(st.integers(1, int(depth.total * 2)))) / 2
    fills = depth.fills(size)
    cost, fees = depth.spent(size)
    assert fees == total_fee(schedule, fills)
    assert cost == sum(price * count for price, count in fills)
    assert sum(count for _, count in fills) == size


@given(ladders(), st.data())
def test_no_level_gives_more_than_it_holds(
    asks: tuple[Level, ...], data: st.DataObject
) -> None:
    depth = Depth(asks, NoFees())
    size = Decimal(data.draw(st.integers(1, int(depth.total * 2)))) / 2
    *whole, last = depth.fills(size)
    assert tuple(whole) == asks[: len(whole)]
    assert last.price == asks[len(whole)].price
    assert 0 < last.size <= asks[len(whole)].size
