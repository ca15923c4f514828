"""Bytes to typed values: exact, forgiving where told to be, never half an object."""

from __future__ import annotations

import dataclasses
import gc
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from typing import Annotated, Any, ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from predcore import BadResponse, InvalidId, NotFound, Outcome
from predcore.kit import (
    Amount,
    Embedded,
    Exact,
    Items,
    Known,
    Loose,
    LooseTime,
    Time,
    decoder,
    mapping,
    wire,
)

D = Decimal


@wire
class Side:
    price: Exact
    size: Loose = None


@wire
class Ticker:
    id: str
    bid: Exact | None = None
    traded: Amount | None = None
    volume: Loose = None
    opens_at: Time | None = None
    closes_at: LooseTime = None
    outcomes: Embedded = ()
    sides: Items[Side] = ()
    status: Annotated[str, Known("open", "closed")] = "open"


@wire
class Envelope:
    tickers: Items[Ticker] = ()
    cursor: str | None = None


tickers = decoder(Envelope)


def ticker(**fields: Any) -> Ticker:
    body = json.dumps({"tickers": [{"id": "A", **fields}]})
    return tickers(body.encode()).tickers[0]


def test_a_whole_answer_becomes_typed_values() -> None:
    found = ticker(
        bid="0.0150",
        volume=12,
        opens_at="2026-11-01T12:00:00Z",
        sides=[{"price": "0.5", "size": "3"}],
    )
    assert found == Ticker(
        id="A",
        bid=D("0.0150"),
        volume=D(12),
        opens_at=datetime(2026, 11, 1, 12, tzinfo=UTC),
        sides=(Side(price=D("0.5"), size=D(3)),),
    )


def test_wire_models_are_frozen_and_slotted() -> None:
    found: Any = ticker()
    with pytest.raises(dataclasses.FrozenInstanceError):
        found.id = "B"
    assert not hasattr(found, "__dict__")


def test_absent_fields_are_defaults_and_unknown_ones_ignored() -> None:
    assert ticker(colour="red") == Ticker(id="A")


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


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<!doctype html><html>blocked</html>",
        b'{"tickers": [{"id": "A"',
        b'{"tickers": [{"id": "A"}]} trailing',
        b'{"tickers": [{"id": "\xff"}]}',
        b"\xef\xbb\xbf{}",
        b"[" * 100_000,
        b'{"tickers":' * 10_000,
    ],
)
def test_what_is_not_json_is_a_bad_response_of_one_line(body: bytes) -> None:
    with pytest.raises(BadResponse, match="not JSON") as caught:
        tickers(body)
    assert caught.value.path == ""
    assert len(str(caught.value)) < 300


@pytest.mark.parametrize("body", [b"null", b"[]", b"42", b'"text"', b"true"])
def test_json_of_another_shape_is_a_bad_response(body: bytes) -> None:
    with pytest.raises(BadResponse):
        tickers(body)


def test_deep_nesting_in_an_unknown_field_is_a_bad_response() -> None:
    deep = b"[" * 5000 + b"]" * 5000
    with pytest.raises(BadResponse):
        tickers(b'{"tickers": [], "surprise": ' + deep + b"}")


def test_the_path_of_the_first_wrong_field_is_given_and_the_others_counted() -> None:
    body = b'{"tickers": [{"id": "A"}, {"id": 3, "bid": 0.5}, {}]}'
    with pytest.raises(BadResponse, match=r"and 2 more") as caught:
        tickers(body)
    assert caught.value.path == "tickers.1.id"


def test_a_wrong_value_is_not_repeated_in_the_error() -> None:
    with pytest.raises(BadResponse) as caught:
        ticker(bid="s3cret-token")
    assert "s3cret" not in str(caught.value)


def test_a_decoder_may_answer_with_a_part_of_the_whole() -> None:
    first = tickers.pick(lambda whole: whole.tickers).pick(lambda items: items[0].id)
    assert first(b'{"tickers": [{"id": "A"}, {"id": "B"}]}') == "A"
    assert first.shape is Envelope
    assert "Envelope" in repr(first)


def test_a_decoder_builds_nothing_until_it_is_used() -> None:
    @wire
    class Impossible:
        field: NotImplemented  # type: ignore[valid-type] # pyright: ignore[reportInvalidTypeForm]

    decoder(Impossible)


def test_the_collector_rests_during_a_large_page_and_runs_again_after() -> None:
    body = json.dumps({"tickers": [{"id": "A" * 100}] * 1000}).encode()
    assert gc.isenabled()
    assert len(tickers(body).tickers) == 1000
    assert gc.isenabled()
    with pytest.raises(BadResponse):
        tickers(body + b"]")
    assert gc.isenabled()


def test_names_of_fields_may_be_translated() -> None:
    @wire
    class Loud:
        __pydantic_config__: ClassVar[dict[str, Any]] = {"alias_generator": str.upper}
        condition_id: str

    assert decoder(Loud)(b'{"CONDITION_ID": "0x1"}').condition_id == "0x1"


def mapped(convert: Callable[[], Any]) -> Any:
    return mapping(convert)()


def test_an_impossible_value_in_a_mapping_is_a_bad_response() -> None:
    with pytest.raises(BadResponse) as caught:
        mapped(lambda: Outcome(key="yes", label="Yes", ask=D("1.2")))
    assert caught.value.path == "ask"


def test_a_mappings_own_refusal_is_left_alone() -> None:
    def refuse() -> None:
        raise InvalidId("no such outcome")

    with pytest.raises(InvalidId):
        mapped(refuse)

    def missing() -> None:
        raise NotFound("no such market")

    with pytest.raises(NotFound):
        mapped(missing)


def test_a_mapping_keeps_its_name_and_its_arguments() -> None:
    @mapping
    def to_label(native: str, *, upper: bool) -> str:
        """Shout."""
        return native.upper() if upper else native

    assert to_label("a", upper=True) == "A"
    assert (to_label.__name__, to_label.__doc__) == ("to_label", "Shout.")
