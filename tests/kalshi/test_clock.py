"""A clock that is off: measured from any answer, named as the cause, corrected."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from time import time_ns
from typing import Any

import httpx
import pytest

from kalshi.keys import ED25519, KEY_ID, ed25519_pem
from kalshi.private import BALANCE, ORDER
from kalshi.scripted import Wire, raw_path
from predcore import AuthenticationFailed, VenueError
from predcore.kit import Reply
from predcore_kalshi import Credentials
from predcore_kalshi._clock import Clock

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
WINDOW = timedelta(seconds=15)


class Times:
    """A wall clock that people set, and one that nobody does."""

    def __init__(self) -> None:
        self.wall = NOON
        self.steady = timedelta(hours=5)

    def clock(self, *, correct: bool = False) -> Clock:
        return Clock(
            correct=correct,
            wall=lambda: milliseconds(self.wall) * 1_000_000,
            steady=lambda: int(self.steady / timedelta(microseconds=1)) * 1000,
        )

    def pass_by(self, **time: int) -> None:
        self.wall += timedelta(**time)
        self.steady += timedelta(**time)


def milliseconds(instant: datetime) -> int:
    return int(instant.timestamp()) * 1000


def answered(at: datetime, *, status: int = 200, age: str | None = None) -> Reply:
    headers = {"date": format_datetime(at, usegmt=True)}
    return Reply(status, headers if age is None else {**headers, "age": age}, b"")


@pytest.fixture
def times() -> Times:
    return Times()


def test_nothing_is_known_before_an_answer(times: Times) -> None:
    clock = times.clock(correct=True)
    assert clock.offset is None
    assert clock.timestamp() == milliseconds(NOON)


@pytest.mark.parametrize("seconds", [-300, -30, -3, 0, 3, 30, 300])
def test_the_offset_is_measured_within_a_second(times: Times, seconds: int) -> None:
    clock = times.clock()
    clock.observe(answered(NOON + timedelta(seconds=seconds)))
    assert clock.offset is not None
    assert abs(clock.offset - seconds * 1000) < 1000


@pytest.mark.parametrize("seconds", [-30, 30])
def test_a_corrected_clock_signs_the_venues_time(times: Times, seconds: int) -> None:
    clock = times.clock(correct=True)
    clock.observe(answered(NOON + timedelta(seconds=seconds)))
    times.pass_by(minutes=10)
    wanted = milliseconds(NOON + timedelta(minutes=10, seconds=seconds))
    assert abs(clock.timestamp() - wanted) < 1000


def test_a_clock_that_agrees_is_left_alone(times: Times) -> None:
    clock = times.clock(correct=True)
    clock.observe(answered(NOON + timedelta(seconds=1)))
    assert clock.timestamp() == milliseconds(NOON)


def test_a_corrected_clock_survives_being_set(times: Times) -> None:
    clock = times.clock(correct=True)
    clock.observe(answered(NOON + timedelta(seconds=30)))
    times.wall += timedelta(seconds=30)
    assert clock.timestamp() == milliseconds(NOON + timedelta(seconds=30))


@pytest.mark.parametrize(
    ("seconds", "where"), [(30, "30 s behind"), (-30, "30 s ahead of")]
)
def test_a_clock_far_off_is_refused_before_anything_is_sent(
    times: Times, seconds: int, where: str
) -> None:
    clock = times.clock()
    clock.observe(answered(NOON + timedelta(seconds=seconds, milliseconds=-500)))
    with pytest.raises(AuthenticationFailed, match=f"{where}.*nothing was sent"):
        clock.timestamp()


def test_a_clock_that_was_set_right_signs_again_at_once(times: Times) -> None:
    clock = times.clock()
    clock.observe(answered(NOON + timedelta(seconds=30)))
    times.wall += timedelta(seconds=30)
    assert clock.timestamp() == milliseconds(times.wall)


def test_an_old_measurement_blocks_nothing(times: Times) -> None:
    clock = times.clock()
    clock.observe(answered(NOON + timedelta(seconds=30)))
    times.pass_by(minutes=2)
    assert clock.timestamp() == milliseconds(times.wall)


def test_answers_are_looked_at_now_and_then_and_after_each_401(times: Times) -> None:
    clock = times.clock()
    clock.observe(answered(NOON))
    times.pass_by(seconds=1)
    clock.observe(answered(NOON + timedelta(minutes=5)))
    assert clock.offset is not None
    assert abs(clock.offset) < 1000
    clock.observe(answered(NOON + timedelta(minutes=5), status=401))
    assert clock.offset > 200_000
    times.pass_by(seconds=40)
    clock.observe(answered(times.wall))
    assert abs(clock.offset) < 1000


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"date": "yesterday"},
        {"date": ""},
        {"date": "Sun, 22 Nov 2026 11:00:00 -0000"},
        {"date": "Sun, 22 Nov 2026 11:00:00 GMT", "age": "3600"},
    ],
)
def test_a_header_that_tells_no_time_is_passed_over(
    times: Times, headers: Mapping[str, str]
) -> None:
    clock = times.clock()
    clock.observe(Reply(200, headers, b""))
    assert clock.offset is None


def test_other_refusals_are_left_as_they_are(times: Times) -> None:
    refusal = AuthenticationFailed("x", status=401, code="authentication_error")
    assert times.clock().explained(refusal) is refusal


@pytest.mark.parametrize(
    ("date", "why"),
    [
        ({}, "did not tell the time"),
        ({"date": format_datetime(NOON, usegmt=True)}, "agree within 2 s"),
    ],
)
def test_an_expired_time_without_an_offset_says_what_is_known(
    times: Times, date: Mapping[str, str], why: str
) -> None:
    clock = times.clock()
    clock.observe(Reply(401, date, b""))
    refusal = AuthenticationFailed("x", status=401, code="header_timestamp_expired")
    explained: VenueError = clock.explained(refusal)
    assert why in str(explained)
    assert (explained.status, explained.code) == (401, "header_timestamp_expired")


class Venue:
    """Signs off requests whose time is within its window of its own clock.

    Attributes:
        ahead: how far its clock is ahead of this machine's.
    """

    def __init__(self, wire: Wire, ahead: timedelta) -> None:
        self.wire = wire
        self.ahead = ahead
        for path in ("/portfolio/balance", "/portfolio/events/orders"):
            wire.ask(path, self.answer)
        wire.ask("/series", self.answer_public)

    def answer(self, request: httpx.Request) -> httpx.Response:
        told = int(request.headers["kalshi-access-timestamp"])
        text = f"{told}{request.method}/trade-api/v2{raw_path(request)}"
        signature = b64decode(request.headers["kalshi-access-signature"])
        ED25519.public_key().verify(signature, text.encode())
        off = abs(
            told - time_ns() // 1_000_000 - self.ahead / timedelta(milliseconds=1)
        )
        if off <= WINDOW / timedelta(milliseconds=1):
            return self._dated(200, {"ok": True})
        code = "header_timestamp_expired"
        return self._dated(401, {"error": {"code": code, "message": code}})

    def answer_public(self, request: httpx.Request) -> httpx.Response:
        del request
        return self._dated(200, {"series": []})

    def _dated(self, status: int, body: dict[str, Any]) -> httpx.Response:
        now = datetime.now(UTC) + self.ahead
        date = format_datetime(now, usegmt=True)
        return httpx.Response(status, json=body, headers={"Date": date})


CREDENTIALS = Credentials.of(KEY_ID, ed25519_pem())
OFF = [
    (timedelta(seconds=30), r"clock is (29|30|31) s behind"),
    (timedelta(seconds=-30), r"clock is (29|30|31) s ahead of"),
]


@pytest.mark.parametrize(("ahead", "message"), OFF)
async def test_a_clock_30_s_off_is_one_clear_error(
    wire: Wire, ahead: timedelta, message: str
) -> None:
    Venue(wire, ahead)
    async with wire.kalshi(credentials=CREDENTIALS) as kalshi:
        with pytest.raises(AuthenticationFailed, match=message) as caught:
            await kalshi._http.send(ORDER)
        assert caught.value.code == "header_timestamp_expired"
        assert kalshi.clock_offset is not None
        assert abs(kalshi.clock_offset - ahead) < timedelta(seconds=1.5)
        assert len(wire.sent) == 1
        with pytest.raises(AuthenticationFailed, match="nothing was sent"):
            await kalshi._http.send(BALANCE)
        with pytest.raises(AuthenticationFailed, match="nothing was sent"):
            kalshi.stream_headers()
    assert len(wire.sent) == 1


@pytest.mark.parametrize("ahead", [timedelta(seconds=30), timedelta(seconds=-30)])
async def test_a_corrected_clock_is_signed_again_after_it_was_refused(
    wire: Wire, ahead: timedelta
) -> None:
    Venue(wire, ahead)
    async with wire.kalshi(credentials=CREDENTIALS, correct_clock=True) as kalshi:
        assert (await kalshi._http.send(ORDER)).ok
        assert len(wire.sent) == 2
        assert (await kalshi._http.send(BALANCE)).ok
    assert len(wire.sent) == 3


async def test_a_public_answer_corrects_the_clock_before_the_first_signature(
    wire: Wire,
) -> None:
    Venue(wire, timedelta(seconds=30))
    async with wire.kalshi(credentials=CREDENTIALS, correct_clock=True) as kalshi:
        await kalshi.series.list()
        assert (await kalshi._http.send(ORDER)).ok
    assert len(wire.sent) == 2


async def test_a_clock_that_cannot_be_corrected_is_tried_twice_and_no_more(
    wire: Wire,
) -> None:
    code = "header_timestamp_expired"
    wire.on("/portfolio/balance", httpx.Response(401, json={"error": {"code": code}}))
    async with wire.kalshi(credentials=CREDENTIALS, correct_clock=True) as kalshi:
        with pytest.raises(AuthenticationFailed, match="did not tell the time"):
            await kalshi._http.send(BALANCE)
    assert len(wire.sent) == 2
