"""Ids: what is written down can be read back, and nothing else can."""

from __future__ import annotations

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from predcore import Instrument, InvalidId, InvalidRequest, MarketRef

printable = st.text(min_size=1, max_size=60).filter(
    lambda text: text.isprintable() and text == text.strip()
)
names = printable.filter(lambda text: ":" not in text)


@given(names, printable)
@example("acme", "https://acme.test/event/rain?tid=1")
def test_a_market_is_read_back_from_its_text(venue: str, market: str) -> None:
    ref = MarketRef(venue, market)
    assert MarketRef.parse(str(ref)) == ref


@given(names, printable, names)
@example("acme", "https://acme.test/event/rain?tid=1", "yes")
def test_an_instrument_is_read_back_from_its_text(
    venue: str, market: str, outcome: str
) -> None:
    instrument = Instrument(venue, market, outcome)
    assert Instrument.parse(str(instrument)) == instrument


@given(st.text(max_size=600))
def test_any_text_is_an_instrument_or_an_invalid_id(text: str) -> None:
    try:
        found = Instrument.parse(text)
    except InvalidId:
        return
    assert str(found) == text
    assert found.venue
    assert found.market
    assert found.outcome


@given(st.text(max_size=600))
def test_any_text_is_a_market_or_an_invalid_id(text: str) -> None:
    try:
        found = MarketRef.parse(text)
    except InvalidId:
        return
    assert str(found) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        ":",
        "::",
        "acme",
        "acme:",
        ":RAIN",
        "acme:RAIN",
        "acme:RAIN:",
        "acme::yes",
        ":RAIN:yes",
        " acme:RAIN:yes",
        "acme:RAIN:yes ",
        "acme:RAIN:yes\n",
        "acme:RA\x00IN:yes",
        "acme:RA\x1b[31mIN:yes",
        "acme:\u200bRAIN:yes",
        "acme:\udc80:yes",
        "acme:" + "R" * 600 + ":yes",
    ],
)
def test_a_text_that_names_no_instrument_is_an_invalid_id(text: str) -> None:
    with pytest.raises(InvalidId):
        Instrument.parse(text)


@pytest.mark.parametrize("text", ["", ":", "acme", "acme:", ":RAIN", "acme:R\n"])
def test_a_text_that_names_no_market_is_an_invalid_id(text: str) -> None:
    with pytest.raises(InvalidId):
        MarketRef.parse(text)


@pytest.mark.parametrize("text", ["acme: :yes", "acme:RAIN: yes", "acme :RAIN:yes"])
def test_a_part_with_spaces_around_it_is_an_invalid_id(text: str) -> None:
    with pytest.raises(InvalidId):
        Instrument.parse(text)


def test_an_endless_text_is_refused_without_being_repeated() -> None:
    with pytest.raises(InvalidId) as caught:
        Instrument.parse("x" * 100_000)
    assert len(str(caught.value)) < 200


def test_an_invalid_id_is_an_invalid_request_and_a_value_error() -> None:
    assert issubclass(InvalidId, InvalidRequest)
    assert issubclass(InvalidId, ValueError)


def test_only_the_market_of_an_instrument_may_hold_a_colon() -> None:
    instrument = Instrument.parse("acme:a:b:c:yes")
    assert instrument == Instrument("acme", "a:b:c", "yes")


def test_an_instrument_knows_its_market() -> None:
    assert Instrument("acme", "RAIN", "yes").ref == MarketRef("acme", "RAIN")


@given(st.lists(st.tuples(names, printable, names), max_size=8))
def test_instruments_sort_by_venue_then_market_then_outcome(
    parts: list[tuple[str, str, str]],
) -> None:
    assume(parts)
    assert sorted(Instrument(*part) for part in parts) == [
        Instrument(*part) for part in sorted(parts)
    ]
