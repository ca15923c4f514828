"""Fields: numbers exact, times aware, lists found where venues hide them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.tickers import ticker, tickers
from predcore import BadResponse

D = Decimal


def test_null_means_an_empty_list() -> None:
    assert tickers(b'{"tickers": null}').tickers == ()
    assert ticker(sides=None).sides == ()


@given(
    st.decimals(D("-1e9"), D("1e9"), allow_nan=False, allow_infinity=False, places=6)
)
def test_a_number_as_text_keeps_every_digit(number: Decimal) -> None:
    text = f"{number:f}"
    found = ticker(bid=text, traded=text, volume=text)
    assert str(found.bid) == str(D(text))
    assert (found.traded, found.volume) == (number, number)


@pytest.mark.parametrize("value", [0.5, 1, True, [], {}, "", "abc", "0.5x", "0,5"])
@pytest.mark.parametrize("field", ["bid", "traded"])
def test_an_exact_number_is_a_text_holding_one(field: str, value: Any) -> None:
    with pytest.raises(BadResponse) as caught:
        ticker(**{field: value})
    assert caught.value.path.startswith(f"tickers.0.{field}")


@pytest.mark.parametrize(
    "text", ["NaN", "nan", "sNaN", "Infinity", "-inf", "1_000", "١٢", "9" * 100]
)
@pytest.mark.parametrize("field", ["bid", "traded", "volume"])
def test_a_text_that_is_no_plain_finite_number_is_refused(
    text: str, field: str
) -> None:
    with pytest.raises(BadResponse) as caught:
        ticker(**{field: text})
    assert caught.value.path.startswith(f"tickers.0.{field}")


@pytest.mark.parametrize("literal", ["NaN", "Infinity", "-Infinity", "1e999"])
@pytest.mark.parametrize("field", ["bid", "traded", "volume"])
def test_a_literal_that_is_no_finite_number_is_refused(
    literal: str, field: str
) -> None:
    body = f'{{"tickers": [{{"id": "A", "{field}": {literal}}}]}}'
    with pytest.raises(BadResponse):
        tickers(body.encode())


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("0.10", D("0.10")),
        (0.1, D("0.1")),
        (1e-07, D("1E-7")),
        (3, D(3)),
        (0, D(0)),
        ("0", D(0)),
        ("", None),
        (None, None),
    ],
)
def test_a_loose_number_is_text_or_number_and_absence_is_none(
    value: Any, expected: Decimal | None
) -> None:
    assert ticker(volume=value).volume == expected


@pytest.mark.parametrize("value", [True, False, [], {}, "abc"])
def test_a_loose_number_is_still_a_number(value: Any) -> None:
    with pytest.raises(BadResponse, match="number"):
        ticker(volume=value)


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-01T12:00:00Z",
        "2026-11-01T12:00:00+00:00",
        "2026-11-01T14:00:00+02:00",
        "2026-11-01 12:00:00",
        "2026-11-01T12:00:00.000000Z",
        "2026-11-01 12:00:00+00",
    ],
)
def test_an_instant_in_any_dialect_is_aware_utc(text: str) -> None:
    at = ticker(closes_at=text).closes_at
    assert at is not None
    assert at == datetime(2026, 11, 1, 12, tzinfo=UTC)
    assert at.utcoffset() == timedelta(0)


@pytest.mark.parametrize("value", ["", None])
def test_an_absent_instant_is_none(value: str | None) -> None:
    assert ticker(closes_at=value).closes_at is None


@pytest.mark.parametrize("value", ["tomorrow", 1793534400, True, "2026-13-01"])
def test_what_is_no_instant_is_refused(value: Any) -> None:
    with pytest.raises(BadResponse) as caught:
        ticker(closes_at=value)
    assert caught.value.path == "tickers.0.closes_at"


def test_a_time_keeps_its_offset_as_an_instant() -> None:
    at = ticker(opens_at="2026-11-01T14:00:00+02:00").opens_at
    assert at == datetime(2026, 11, 1, 14, tzinfo=timezone(timedelta(hours=2)))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ('["Yes", "No"]', ("Yes", "No")),
        (["Yes", "No"], ("Yes", "No")),
        ('["0.35", 0.65]', ("0.35", "0.65")),
        ("[]", ()),
        ("", ()),
        (None, ()),
    ],
)
def test_an_array_hidden_in_a_text_is_unpacked(
    value: Any, expected: tuple[str, ...]
) -> None:
    assert ticker(outcomes=value).outcomes == expected


@pytest.mark.parametrize("value", ["Yes, No", '{"a": 1}', "[", 3, {"a": 1}])
def test_a_text_that_hides_no_array_is_refused(value: Any) -> None:
    with pytest.raises(BadResponse) as caught:
        ticker(outcomes=value)
    assert caught.value.path == "tickers.0.outcomes"


def test_an_unknown_value_of_an_enum_is_accepted() -> None:
    assert ticker(status="paused").status == "paused"
