"""Bytes to typed values, and never half an object."""

from __future__ import annotations

import gc
import json
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from kit.tickers import Envelope, Side, Ticker, ticker, tickers
from predcore import BadResponse
from predcore.kit import Dialect, decoder, wire

D = Decimal


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
    with pytest.raises(AttributeError, match="immutable"):
        found.id = "B"
    assert not hasattr(found, "__dict__")


def test_absent_fields_are_defaults_and_unknown_ones_ignored() -> None:
    assert ticker(colour="red") == Ticker(id="A")


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


def test_the_path_of_the_first_wrong_field_is_given() -> None:
    body = b'{"tickers": [{"id": "A"}, {"id": 3, "bid": 0.5}, {}]}'
    with pytest.raises(BadResponse, match=r"^tickers\.1\.id: ") as caught:
        tickers(body)
    assert caught.value.path == "tickers.1.id"


def test_a_wrong_value_is_not_repeated_in_the_error() -> None:
    with pytest.raises(BadResponse) as caught:
        ticker(bid="s3cret-token")
    assert "s3cret" not in str(caught.value)
    assert (caught.value.__context__, caught.value.__cause__) == (None, None)


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
        __dialect__ = Dialect(rename=str.upper)
        condition_id: str

    assert decoder(Loud)(b'{"CONDITION_ID": "0x1"}').condition_id == "0x1"
