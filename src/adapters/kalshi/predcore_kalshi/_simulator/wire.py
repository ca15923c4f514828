"""Numbers and times as the venue writes them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import ROUND_FLOOR, Decimal
from uuid import NAMESPACE_URL, uuid5

__all__ = [
    "EPOCH",
    "Json",
    "cents",
    "count",
    "dollars",
    "identifier",
    "instant",
    "micro_dollars",
    "unix",
    "unix_ms",
]

Json = dict[str, object]

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def dollars(amount: Decimal) -> str:
    """Four decimals, as in ``0.5600``."""
    return f"{amount:.4f}"


def micro_dollars(amount: Decimal) -> str:
    """Six decimals, as fees and costs are given."""
    return f"{amount:.6f}"


def cents(amount: Decimal) -> int:
    """Whole cents, cut."""
    return int((amount * 100).to_integral_value(ROUND_FLOOR))


def count(contracts: Decimal) -> str:
    """Two decimals, as in ``10.00``."""
    return f"{contracts:.2f}"


def instant(at: datetime) -> str:
    """RFC 3339 in UTC, with as many decimals of a second as there are."""
    text = at.astimezone(UTC).isoformat().removesuffix("+00:00")
    return (text.rstrip("0") if "." in text else text) + "Z"


def unix(at: datetime) -> int:
    """Unix seconds, cut."""
    return (at - EPOCH) // timedelta(seconds=1)


def unix_ms(at: datetime) -> int:
    """Unix milliseconds, cut."""
    return (at - EPOCH) // timedelta(milliseconds=1)


def identifier(*parts: object) -> str:
    """A UUID that is the same for the same ``parts``."""
    return str(uuid5(NAMESPACE_URL, "/".join(map(str, parts))))
