"""Fees: the venue's worked examples, and what holds for all of them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from predcore import BadResponse, InvalidRequest, Liquidity, NoFees, Side, total_fee
from predcore.kit import decoder
from predcore_polymarket import TakerFees
from predcore_polymarket._fees import catalogue_schedule, fee_schedule
from predcore_polymarket.models.clob.market_info import FeeDetails
from predcore_polymarket.models.gamma.market import Market
from predcore_polymarket.models.gamma.market_terms import FeeSchedule

D = Decimal
CRYPTO, SPORTS, POLITICS = (TakerFees(D(rate)) for rate in ("0.07", "0.05", "0.04"))

prices = st.decimals("0.0001", "0.9999", places=4)
counts = st.decimals("0", "1000000", places=6)
rates = st.decimals("0", "1", places=4)
schedules = st.builds(TakerFees, rates, st.sampled_from([D(1), D(2)]))


def details(text: str) -> FeeDetails:
    return decoder(FeeDetails)(text.encode())


@pytest.mark.parametrize(
    ("schedule", "count", "price", "fee"),
    [
        (CRYPTO, "100", "0.50", "1.75"),
        (CRYPTO, "100", "0.30", "1.47"),
        (SPORTS, "100", "0.50", "1.25"),
        (POLITICS, "100", "0.50", "1.00"),
        (CRYPTO, "33.33", "0.123", "0.25167"),
        (SPORTS, "10", "0.52", "0.1248"),
        (POLITICS, "5", "0.01", "0.00198"),
        (POLITICS, "0.1", "0.001", "0"),
    ],
)
def test_the_worked_examples_come_out_to_the_last_digit(
    schedule: TakerFees, count: str, price: str, fee: str
) -> None:
    assert schedule.charge(D(price), D(count)).fee == D(fee)


def test_makers_pay_nothing() -> None:
    assert CRYPTO.charge(D("0.5"), D(100), liquidity=Liquidity.MAKER).fee == 0


def test_makers_pay_where_the_market_says_so() -> None:
    both = TakerFees(D("0.07"), taker_only=False)
    assert both.charge(D("0.5"), D(100), liquidity=Liquidity.MAKER).fee == D("1.75")


def test_the_exponent_is_the_markets() -> None:
    assert TakerFees(D("0.02"), D(2)).charge(D("0.5"), D(100)).fee == D("0.125")


def test_half_of_the_last_digit_is_rounded_up() -> None:
    assert TakerFees(D("0.00006")).charge(D("0.5"), D(1)).fee == D("0.00002")


def test_less_than_the_last_digit_is_nothing_even_where_it_would_round_up() -> None:
    assert TakerFees(D("0.00003")).charge(D("0.5"), D(1)).fee == 0


def test_nothing_is_carried_from_fill_to_fill() -> None:
    fills = [(D("0.5"), D(1)), (D("0.3"), D(2))]
    alone = sum(CRYPTO.charge(*fill).fee for fill in fills)
    assert total_fee(CRYPTO, fills) == alone


@given(schedules, prices, counts)
def test_a_fee_is_never_negative_and_has_five_decimals(
    schedule: TakerFees, price: Decimal, count: Decimal
) -> None:
    fee = schedule.charge(price, count).fee
    assert fee >= 0
    assert fee == round(fee, 5)


@given(schedules, prices, counts, counts)
def test_more_contracts_never_cost_less(
    schedule: TakerFees, price: Decimal, count: Decimal, more: Decimal
) -> None:
    less = schedule.charge(price, count).fee
    assert schedule.charge(price, count + more).fee >= less


@given(schedules, prices, counts)
def test_a_fee_is_the_same_for_either_outcome_and_either_side(
    schedule: TakerFees, price: Decimal, count: Decimal
) -> None:
    fee = schedule.charge(price, count)
    assert schedule.charge(1 - price, count, side=Side.SELL) == fee


@given(prices, counts)
def test_a_fee_is_within_half_a_digit_of_the_formula(
    price: Decimal, count: Decimal
) -> None:
    exact = count * D("0.05") * price * (1 - price)
    fee = SPORTS.charge(price, count).fee
    assert abs(fee - exact) <= D("0.000005") or (fee == 0 and exact < D("0.00001"))


@pytest.mark.parametrize(
    ("price", "count"), [("-0.1", "1"), ("1.1", "1"), ("0.5", "-1")]
)
def test_an_impossible_fill_is_refused(price: str, count: str) -> None:
    with pytest.raises(InvalidRequest):
        SPORTS.charge(D(price), D(count))


def test_a_schedule_says_where_its_rule_is_written_down() -> None:
    assert "docs.polymarket.com" in SPORTS.source
    assert "0.05" in SPORTS.source


@pytest.mark.parametrize(
    "found", [None, "{}", '{"r":0,"e":1,"to":true}', '{"r":null,"e":null,"to":null}']
)
def test_no_fee_details_mean_no_fee(found: str | None) -> None:
    schedule = fee_schedule(None if found is None else details(found))
    assert isinstance(schedule, NoFees)


def test_fee_details_are_read_without_a_float() -> None:
    schedule = fee_schedule(details('{"r":0.07,"e":1,"to":true}'))
    assert schedule == TakerFees(D("0.07"), D(1), taker_only=True)


@pytest.mark.parametrize(
    "found", ['{"r":0.07}', '{"r":-0.07,"e":1}', '{"r":0.07,"e":-1}']
)
def test_a_fee_is_never_guessed(found: str) -> None:
    with pytest.raises(BadResponse, match="fee details"):
        fee_schedule(details(found))


TERMS = FeeSchedule(rate=D("0.07"), exponent=D(1), taker_only=True)


@pytest.mark.parametrize(
    ("enabled", "terms", "schedule"),
    [
        (True, TERMS, CRYPTO),
        (True, FeeSchedule(rate=D(0), exponent=D(1)), NoFees),
        (False, TERMS, NoFees),
        (False, None, NoFees),
        (True, None, None),
        (True, FeeSchedule(), None),
        (None, TERMS, None),
    ],
)
def test_the_catalogue_knows_a_fee_or_says_nothing(
    enabled: bool | None, terms: FeeSchedule | None, schedule: object
) -> None:
    market = Market(id="7", fees_enabled=enabled, fee_schedule=terms)
    found = catalogue_schedule(market)
    assert found == schedule or (schedule is NoFees and isinstance(found, NoFees))
