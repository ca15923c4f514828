"""What Kalshi accepts as a parameter, checked before anything is sent.

The venue answers a page size that is too large with a 400 and an unknown cursor
with page one; neither is worth a request.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Literal, TypeAlias, get_args

from predcore import InvalidId, InvalidRequest

__all__ = [
    "Instant",
    "Period",
    "at_most_one",
    "candle_range",
    "joined",
    "milliseconds",
    "repeated",
    "rfc3339",
    "seconds",
    "shard",
    "subaccount_number",
    "within",
]

Instant: TypeAlias = int | datetime
"""Whole Unix seconds, or an aware datetime."""

Period = Literal[1, 60, 1440]
"""Minutes of a candlestick."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LATEST = 253_402_300_799
"""The last second of the year 9999."""


def within(name: str, value: int | None, least: int, most: int) -> int | None:
    """``value``, if the venue takes it; raises ``InvalidRequest``."""
    if value is not None and not least <= value <= most:
        raise InvalidRequest(f"{name} is {least} to {most}, got {value}")
    return value


def joined(
    name: str, values: Sequence[str] | None, most: int | None = None
) -> str | None:
    """Several ids as one comma-separated value; raises ``InvalidRequest``."""
    checked = repeated(name, values, most)
    return None if checked is None else ",".join(checked)


def repeated(
    name: str, values: Sequence[str] | None, most: int | None = None
) -> Sequence[str] | None:
    """Several ids, each its own parameter; raises ``InvalidRequest``."""
    if values is None:
        return None
    if isinstance(values, str):
        raise InvalidRequest(f"{name} is a sequence of ids, got the text {values!r}")
    if not values:
        raise InvalidRequest(f"{name} is empty; leave it out to ask for all")
    if most is not None and len(values) > most:
        raise InvalidRequest(f"{name} holds at most {most} ids, got {len(values)}")
    for value in values:
        if not value or "," in value:
            raise InvalidId(f"{name} holds {value!r}, which is no id")
    return values


def seconds(name: str, value: Instant | None) -> int | None:
    """Unix seconds; raises ``InvalidRequest`` for what cannot be any."""
    if isinstance(value, datetime):
        return _since_epoch(name, value) // timedelta(seconds=1)
    if value is not None and not 0 <= value <= _LATEST:
        raise InvalidRequest(f"{name} is in Unix seconds, got {value}")
    return value


def milliseconds(name: str, value: datetime | None) -> int | None:
    """Unix milliseconds."""
    if value is None:
        return None
    return _since_epoch(name, value) // timedelta(milliseconds=1)


def rfc3339(name: str, value: datetime | None) -> str | None:
    """As text in UTC."""
    if value is None:
        return None
    return (_EPOCH + _since_epoch(name, value)).isoformat().replace("+00:00", "Z")


def _since_epoch(name: str, value: datetime) -> timedelta:
    if value.tzinfo is None:
        raise InvalidRequest(f"{name} needs a time zone, got {value!r}")
    return value - _EPOCH


def candle_range(
    start_ts: Instant, end_ts: Instant, period_interval: int
) -> dict[str, int | None]:
    """The parameters all candlesticks share; raises ``InvalidRequest``."""
    start, end = seconds("start_ts", start_ts), seconds("end_ts", end_ts)
    if start is not None and end is not None and start > end:
        raise InvalidRequest(f"start_ts {start} is after end_ts {end}")
    if period_interval not in get_args(Period):
        raise InvalidRequest(
            f"period_interval is 1, 60 or 1440 minutes, got {period_interval}"
        )
    return {"start_ts": start, "end_ts": end, "period_interval": period_interval}


def at_most_one(**given: object) -> None:
    """Refuse parameters that exclude each other; raises ``InvalidRequest``."""
    used = [name for name, value in given.items() if value is not None]
    if len(used) > 1:
        raise InvalidRequest(f"{' and '.join(used)} cannot be combined")


def subaccount_number(
    value: int | None, *, name: str = "subaccount", least: int = 0
) -> int | None:
    """0 is the primary one; raises ``InvalidRequest``."""
    return within(name, value, least, 63)


def shard(
    value: int | None, *, name: str = "exchange_index", routed: bool = False
) -> int | None:
    """An exchange shard, or -1 where the venue may find it; raises
    ``InvalidRequest``."""
    return within(name, value, -1 if routed else 0, 100)
