"""Frames that are no messages, or not yet."""

from __future__ import annotations

import msgspec
import pytest

from predcore import BadResponse
from predcore.kit import Drift
from predcore_kalshi._stream.decoding import Frames, Unfamiliar, decode

DEEP = "[" * 10_000 + "]" * 10_000
"""JSON, but deeper than anybody reads."""


def test_a_message_of_a_new_type_is_counted_and_not_an_error() -> None:
    drift = Drift()
    frames, frame = Frames(drift), '{"type":"weather","sid":3,"seq":9,"msg":{}}'
    with pytest.raises(msgspec.DecodeError) as caught:
        frames.fast(frame)
    assert frames.slow(frame, caught.value) == Unfamiliar("weather", 3, 9)
    assert [entry.value for entry in drift.report()] == ["weather"]


@pytest.mark.parametrize(
    ("frame", "path"),
    [
        ("", ""),
        ("{", ""),
        ("[]", ""),
        ('{"sid":1}', ""),
        (f'{{"type":"ok","new":{DEEP}}}', ""),
        ('{"type":"trade","sid":1,"seq":1,"msg":{"market_ticker":"A"}}', "msg"),
        (
            '{"type":"trade","msg":{"trade_id":"1","market_ticker":"A","ts":""}}',
            "msg.ts",
        ),
    ],
)
def test_a_frame_that_is_no_message_is_a_bad_response(frame: str, path: str) -> None:
    with pytest.raises(BadResponse) as caught:
        decode(frame)
    assert caught.value.path == path
