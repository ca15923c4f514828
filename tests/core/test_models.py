"""The shared vocabulary refuses what would be a wrong number."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from predcore import (
    Candle,
    Event,
    Instrument,
    InvalidId,
    Market,
    MarketStatus,
    Outcome,
    PriceLadder,
    Quote,
    Trade,
)

D = Decimal


NOW = datetime(2026, 11, 1, tzinfo=UTC)


YES = Instrument("acme", "RAIN", "yes")


NO = Instrument("acme", "RAIN", "no")


WRONG_PRICES = [
    pytest.param(0.5, id="a float"),
    pytest.param("0.5", id="a text"),
    pytest.param(True, id="a boolean"),
    pytest.param(D("NaN"), id="NaN"),
    pytest.param(D("Infinity"), id="infinity"),
    pytest.param(D("1.0001"), id="above 1"),
    pytest.param(D("-0.01"), id="below 0"),
]


def quote(**fields: Any) -> Quote:
    received_at = fields.pop("received_at", NOW)
    return Quote(instrument=YES, received_at=received_at, **fields)


@pytest.fixture
def rain() -> Market:
    return Market(
        venue="acme",
        id="RAIN",
        title="Will it rain?",
        status=MarketStatus.OPEN,
        outcomes=(Outcome(key="yes", label="Yes"), Outcome(key="no", label="No")),
        ladder=PriceLadder.uniform(D("0.01")),
    )


@pytest.mark.parametrize("price", WRONG_PRICES)
def test_a_quote_refuses_a_wrong_price(price: Any) -> None:
    with pytest.raises(ValueError, match="bid"):
        quote(bid=price)


@pytest.mark.parametrize("price", WRONG_PRICES)
def test_an_outcome_refuses_a_wrong_price(price: Any) -> None:
    with pytest.raises(ValueError, match="ask"):
        Outcome(key="yes", label="Yes", ask=price)


@pytest.mark.parametrize("price", WRONG_PRICES)
def test_a_trade_refuses_a_wrong_price(price: Any) -> None:
    with pytest.raises(ValueError, match="price"):
        Trade(instrument=YES, id="1", price=price, size=D(1), at=NOW)


@pytest.mark.parametrize("price", WRONG_PRICES)
def test_a_candle_refuses_a_wrong_price(price: Any) -> None:
    with pytest.raises(ValueError, match="close"):
        Candle(instrument=YES, start=NOW, end=NOW, close=price)


@pytest.mark.parametrize("size", [1.0, "1", D("-1"), D("NaN"), D("Infinity"), True])
def test_a_quote_refuses_a_wrong_size(size: Any) -> None:
    with pytest.raises(ValueError, match="bid_size"):
        quote(bid=D("0.5"), bid_size=size)


@pytest.mark.parametrize("at", [NOW.isoformat(), NOW.timestamp(), NOW.date()])
def test_an_instant_is_a_datetime_and_nothing_like_one(at: Any) -> None:
    with pytest.raises(ValueError, match="received_at"):
        quote(received_at=at)


def test_an_instant_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="received_at"):
        quote(received_at=NOW.replace(tzinfo=None))
    with pytest.raises(ValueError, match="venue_time"):
        quote(venue_time=NOW.replace(tzinfo=None))


def test_an_unknown_field_is_refused() -> None:
    with pytest.raises((TypeError, ValueError)):
        quote(mid=D("0.5"))


def test_models_cannot_be_changed() -> None:
    frozen: Any = quote()
    with pytest.raises(dataclasses.FrozenInstanceError):
        frozen.bid = D("0.1")


def test_native_is_kept_and_neither_shown_nor_compared() -> None:
    with_native = quote(native={"raw": "s3cret"})
    assert with_native.native == {"raw": "s3cret"}
    assert "s3cret" not in repr(with_native)
    assert with_native == quote()


def test_a_missing_side_is_none_and_has_no_spread() -> None:
    assert quote(bid=D("0.4")).spread is None
    assert quote(bid=D("0.4")).ask is None


def test_the_spread_is_ask_minus_bid() -> None:
    assert quote(bid=D("0.40"), ask=D("0.43")).spread == D("0.03")


def test_age_is_measured_from_when_it_reached_us() -> None:
    later = NOW + timedelta(seconds=3)
    assert quote().age(later) == timedelta(seconds=3)


def test_a_market_names_its_instruments_in_the_order_of_its_outcomes(
    rain: Market,
) -> None:
    assert rain.instruments == (YES, NO)
    assert str(rain.ref) == "acme:RAIN"


def test_a_market_gives_an_instrument_by_its_outcome(rain: Market) -> None:
    assert rain.instrument("no") == NO
    with pytest.raises(InvalidId, match="yes, no; not 'maybe'"):
        rain.instrument("maybe")


def test_the_complement_of_a_claim_is_the_other_of_two(rain: Market) -> None:
    assert rain.complement("yes") == NO
    assert rain.complement("no") == YES
    with pytest.raises(InvalidId, match="not 'maybe'"):
        rain.complement("maybe")


def test_a_claim_among_three_has_no_complement(rain: Market) -> None:
    draw = Outcome(key="draw", label="Draw")
    three = dataclasses.replace(rain, outcomes=(*rain.outcomes, draw))
    with pytest.raises(InvalidId, match="3 outcomes"):
        three.complement("draw")


def test_a_status_is_one_of_ours(rain: Market) -> None:
    status: Any = "open"
    with pytest.raises(ValueError, match="status"):
        dataclasses.replace(rain, status=status)


def test_an_event_may_not_know_its_markets() -> None:
    assert Event(venue="acme", id="E", title="Weather").markets is None
