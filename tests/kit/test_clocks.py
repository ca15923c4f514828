"""The venue's time, read off the dates of its answers."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from predcore.kit import Reply, VenueClock, clock_notes

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


class Times:
    """A wall clock that people set, and one that nobody does; in nanoseconds."""

    def __init__(self) -> None:
        self.wall = int(NOON.timestamp()) * 10**9
        self.steady = 7 * 10**9

    def clock(self, *, correct: bool = False) -> VenueClock:
        return VenueClock(
            correct=correct, wall=lambda: self.wall, steady=lambda: self.steady
        )

    def pass_by(self, seconds: int) -> None:
        self.wall += seconds * 10**9
        self.steady += seconds * 10**9


def told(seconds: int, *, status: int = 200, **headers: str) -> Reply:
    date = format_datetime(NOON + timedelta(seconds=seconds), usegmt=True)
    return Reply(status, {"date": date, **headers}, b"")


@pytest.fixture
def times() -> Times:
    return Times()


def test_before_an_answer_ours_is_the_time(times: Times) -> None:
    clock = times.clock(correct=True)
    assert clock.offset is None
    assert clock.agrees
    assert not clock.recent
    assert clock.correction == 0
    assert clock.now() == int(NOON.timestamp()) * 1000


def test_a_date_names_a_second_and_its_middle_is_taken(times: Times) -> None:
    clock = times.clock()
    clock.observe(told(30))
    assert clock.offset == 30_500
    assert clock.recent
    assert not clock.agrees


def test_time_is_corrected_only_where_that_is_wanted(times: Times) -> None:
    wanted, unwanted = times.clock(correct=True), times.clock()
    for clock in wanted, unwanted:
        clock.observe(told(30))
    assert wanted.now() - unwanted.now() == wanted.correction == 30_500
    assert unwanted.correction == 0


def test_two_seconds_are_no_difference(times: Times) -> None:
    clock = times.clock(correct=True)
    clock.observe(told(1))
    assert clock.offset == 1_500
    assert clock.agrees
    assert clock.correction == 0


def test_the_offset_follows_a_wall_clock_that_is_set(times: Times) -> None:
    clock = times.clock()
    clock.observe(told(0))
    times.wall += 60 * 10**9
    assert clock.offset == -59_500
    assert clock.said() == "this machine's clock is 60 s ahead of the venue's"


def test_a_header_is_looked_at_every_half_minute(times: Times) -> None:
    clock = times.clock()
    clock.observe(told(0))
    times.pass_by(29)
    clock.observe(told(129))
    assert clock.offset == 500
    times.pass_by(1)
    clock.observe(told(130))
    assert clock.offset == 100_500


def test_a_refusal_is_looked_at_at_once(times: Times) -> None:
    clock = times.clock(correct=True)
    clock.observe(told(0))
    before = clock.correction
    clock.observe(told(100, status=401))
    assert clock.offset == 100_500
    assert clock.moved(before)
    assert not clock.moved(clock.correction)


def test_a_measurement_is_recent_for_a_minute(times: Times) -> None:
    clock = times.clock()
    clock.observe(told(100))
    times.pass_by(59)
    assert clock.recent
    times.pass_by(1)
    assert not clock.recent
    assert clock.offset == 100_500


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"date": "yesterday"},
        {"date": "Sun, 22 Nov 2026 12:00:00 -0000"},
        {"date": "Sun, 22 Nov 2026 12:00:00 GMT", "age": "60"},
    ],
)
def test_what_is_no_present_time_tells_nothing(
    times: Times, headers: dict[str, str]
) -> None:
    clock = times.clock()
    clock.observe(Reply(200, headers, b""))
    assert clock.offset is None


def test_a_report_notes_a_clock_that_is_off() -> None:
    assert clock_notes(None) == []
    assert clock_notes(timedelta(seconds=1.9)) == []
    assert clock_notes(timedelta(seconds=-7)) == [
        "this machine's clock is 7 s ahead of the venue's"
    ]
    assert clock_notes(timedelta(days=2)) == [
        "this machine's clock is 172800 s behind the venue's"
    ]
