"""How the venue writes numbers, instants and JSON.

JSON numbers are written from ``Decimal`` and never pass through a float, so that what
a client reads is exactly what the catalogue says.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import TypeAlias

__all__ = [
    "Json",
    "Row",
    "day",
    "encode",
    "iso",
    "millis",
    "nested",
    "seconds",
    "spaced",
    "text",
]

Json: TypeAlias = (
    "Mapping[str, Json] | Sequence[Json] | str | int | Decimal | bool | None"
)
Row: TypeAlias = dict[str, Json]


def text(number: Decimal) -> str:
    """Plain digits without trailing zeros: ``0.50`` is ``0.5``."""
    digits = format(number, "f")
    return (digits.rstrip("0").rstrip(".") if "." in digits else digits) or "0"


_plain = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def encode(value: Json) -> str:
    """Compact JSON; a ``Decimal`` is a JSON number with exactly its digits."""
    try:
        return _plain(value)
    except TypeError:
        return _with_numbers(value)


def _with_numbers(value: Json) -> str:
    match value:
        case Decimal():
            return text(value)
        case None | bool() | int() | str():
            return json.dumps(value, ensure_ascii=False)
        case Mapping():
            pairs = (f"{json.dumps(k)}:{encode(v)}" for k, v in value.items())
            return "{" + ",".join(pairs) + "}"
        case Sequence():
            return "[" + ",".join(map(encode, value)) + "]"


def nested(values: Sequence[str]) -> str:
    """A JSON array inside a string, spaced as Gamma does it."""
    return json.dumps(list(values), ensure_ascii=False)


def iso(at: datetime) -> str:
    """``2026-11-22T10:00:00Z``, with a fraction only where there is one."""
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def spaced(at: datetime) -> str:
    """``2026-11-22 10:00:00+00``: Gamma's other format."""
    return at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S+00")


def day(at: datetime) -> str:
    """``2026-11-22``."""
    return at.astimezone(UTC).date().isoformat()


def seconds(at: datetime) -> int:
    """Unix seconds: the clock of trades and of the data API."""
    return int(at.timestamp())


def millis(at: datetime) -> str:
    """Unix milliseconds in a string: the clock of order books."""
    return str(seconds(at) * 1000 + at.microsecond // 1000)
