"""The price ladder agrees with a list of its prices, whatever is asked."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from predcore import Band, PriceLadder

D = Decimal
UNIT = D("0.0005")
UNITS = 2000


@st.composite
def ladders(draw: st.DrawFn) -> PriceLadder:
    """Bands side by side or apart, each of a whole number of steps."""
    bands: list[Band] = []
    at = draw(st.integers(0, UNITS - 2))
    for _ in range(draw(st.integers(1, 4))):
        if at >= UNITS - 1:
            break
        step = draw(st.sampled_from([s for s in (1, 2, 5, 20, 200) if at + s <= UNITS]))
        most = (UNITS - at) // step
        end = at + step * draw(st.integers(1, min(most, 40)))
        bands.append(Band(at * UNIT, end * UNIT, step * UNIT))
        at = end + draw(st.sampled_from([0, 0, 1, 7]))
    return PriceLadder(tuple(bands))


def brute(ladder: PriceLadder) -> list[Decimal]:
    """Every price, found by walking each band with no arithmetic of the ladder's."""
    found: set[Decimal] = set()
    for band in ladder.bands:
        price = band.start
        while price <= band.end:
            found.add(price)
            price += band.step
    return sorted(found - {D(0), D(1)})


on_grid = st.integers(-10, UNITS + 10).map(lambda n: n * UNIT)
anywhere = st.decimals(D("-0.1"), D("1.1"), places=28)
queries = on_grid | anywhere | st.decimals(D("-0.1"), D("1.1"), places=5)


@given(ladders())
def test_prices_are_those_of_the_bands_ascending_without_0_and_1(
    ladder: PriceLadder,
) -> None:
    assert list(ladder.prices()) == brute(ladder)


@given(ladders(), queries)
def test_floor_is_the_highest_price_at_or_below(
    ladder: PriceLadder, price: Decimal
) -> None:
    expected = max((p for p in brute(ladder) if p <= price), default=None)
    assert ladder.floor(price) == expected


@given(ladders(), queries)
def test_ceil_is_the_lowest_price_at_or_above(
    ladder: PriceLadder, price: Decimal
) -> None:
    expected = min((p for p in brute(ladder) if p >= price), default=None)
    assert ladder.ceil(price) == expected


@given(ladders(), queries)
def test_next_is_the_lowest_price_above(ladder: PriceLadder, price: Decimal) -> None:
    expected = min((p for p in brute(ladder) if p > price), default=None)
    assert ladder.next(price) == expected


@given(ladders(), queries)
def test_previous_is_the_highest_price_below(
    ladder: PriceLadder, price: Decimal
) -> None:
    expected = max((p for p in brute(ladder) if p < price), default=None)
    assert ladder.previous(price) == expected


@given(ladders(), queries)
def test_nearest_is_the_closest_price_and_halfway_the_lower(
    ladder: PriceLadder, price: Decimal
) -> None:
    prices = brute(ladder)
    if not prices:
        with pytest.raises(ValueError, match="no price"):
            ladder.nearest(price)
        return
    assert ladder.nearest(price) == min(prices, key=lambda p: (abs(p - price), p))


@given(ladders(), queries)
def test_a_price_is_in_the_ladder_when_it_is_one_of_its_prices(
    ladder: PriceLadder, price: Decimal
) -> None:
    assert (price in ladder) == (price in brute(ladder))


@given(ladders())
def test_the_complement_holds_one_minus_every_price(ladder: PriceLadder) -> None:
    mirrored = sorted(1 - price for price in brute(ladder))
    assert list(ladder.complement().prices()) == mirrored


@given(ladders())
def test_the_complement_of_the_complement_is_the_ladder(ladder: PriceLadder) -> None:
    assert ladder.complement().complement() == ladder


@pytest.mark.parametrize(
    ("step", "count", "first", "last"),
    [
        (D("0.1"), 9, D("0.1"), D("0.9")),
        (D("0.01"), 99, D("0.01"), D("0.99")),
        (D("0.001"), 999, D("0.001"), D("0.999")),
        (D("0.0025"), 399, D("0.0025"), D("0.9975")),
    ],
)
def test_a_uniform_ladder_runs_from_one_step_to_one_minus_it(
    step: Decimal, count: int, first: Decimal, last: Decimal
) -> None:
    prices = list(PriceLadder.uniform(step).prices())
    assert (len(prices), prices[0], prices[-1]) == (count, first, last)


def test_the_border_of_two_bands_is_one_price() -> None:
    ladder = PriceLadder.of(
        [
            (D("0"), D("0.1"), D("0.01")),
            (D("0.1"), D("0.9"), D("0.1")),
            (D("0.9"), D("1"), D("0.01")),
        ]
    )
    assert ladder.next(D("0.09")) == D("0.1")
    assert ladder.next(D("0.1")) == D("0.2")
    assert ladder.previous(D("0.1")) == D("0.09")
    assert ladder.next(D("0.9")) == D("0.91")
    assert len(list(ladder.prices())) == 10 + 8 + 9


def test_a_price_a_hair_below_a_step_is_floored_below_it() -> None:
    ladder = PriceLadder.uniform(D("0.0025"))
    hair = D("0.009999999999999999999999999999")
    assert ladder.floor(hair) == D("0.0075")


def test_0_and_1_are_not_prices_even_from_outside() -> None:
    ladder = PriceLadder.uniform(D("0.01"))
    assert ladder.next(D("-0.005")) == D("0.01")
    assert ladder.previous(D("1.005")) == D("0.99")


def test_a_ladder_without_bands_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one band"):
        PriceLadder(())


@pytest.mark.parametrize(
    ("start", "end", "step"),
    [
        ("0.5", "0.5", "0.1"),
        ("0.6", "0.5", "0.1"),
        ("-0.1", "0.5", "0.1"),
        ("0.5", "1.1", "0.1"),
        ("0", "1", "0"),
        ("0", "1", "-0.1"),
        ("0", "1", "0.3"),
        ("0.1", "0.2", "0.5"),
    ],
)
def test_a_band_that_no_venue_could_mean_is_refused(
    start: str, end: str, step: str
) -> None:
    with pytest.raises(ValueError, match="a band needs"):
        Band(D(start), D(end), D(step))
