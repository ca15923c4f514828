"""Midnights in New York: a day of the venue ends there.

The zone database is not everywhere this runs, and one rule covers the years since
2007: summer time from the second Sunday of March to the first one of November.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

__all__ = ["midnight_at_or_after"]

_DAY = timedelta(days=1)


def _sunday(year: int, month: int, number: int) -> date:
    first = date(year, month, 1)
    return first + _DAY * ((6 - first.weekday()) % 7 + 7 * (number - 1))


def _midnight(day: date) -> datetime:
    summer = _sunday(day.year, 3, 2) < day <= _sunday(day.year, 11, 1)
    return datetime(day.year, day.month, day.day, 4 if summer else 5, tzinfo=UTC)


def midnight_at_or_after(at: datetime) -> datetime:
    """The first midnight in New York that is not before ``at``."""
    day = at.astimezone(UTC).date()
    midnight = _midnight(day)
    return midnight if midnight >= at else _midnight(day + _DAY)
