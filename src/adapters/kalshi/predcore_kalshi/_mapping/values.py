"""Numbers and instants: what Kalshi writes for "none", and the other side."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Context, Decimal
from typing import TypeVar

from predcore import BadResponse, NotFound

__all__ = ["VENUE", "flip", "from_unix", "instant", "needed", "offered", "unknown"]

VENUE = "kalshi"

T = TypeVar("T")

_ONE = Decimal(1)
_EXACT = Context(prec=60)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def offered(dollars: Decimal | None, size: Decimal | None = None) -> Decimal | None:
    """A price somebody stands behind, or ``None``.

    The venue writes 0.0000 or 1.0000 where nobody does, and a size of zero; neither
    0 nor 1 is ever a price. Anything else outside of 0 to 1 is left for the unified
    model to refuse.
    """
    if not dollars or dollars == _ONE or (size is not None and size <= 0):
        return None
    return dollars


class _Flips(dict[Decimal, Decimal]):
    """``1 - price``, exactly and shared: a venue has few distinct prices."""

    def __missing__(self, price: Decimal) -> Decimal:
        other = _EXACT.subtract(_ONE, price)
        if len(self) >= 1 << 14:
            self.clear()
        self[price] = other
        return other


flip = _Flips().__getitem__
"""The price of the other outcome: a *no* at 0.40 is a *yes* at 0.60."""


def instant(at: datetime | None) -> datetime | None:
    """An instant; the venue writes the year 1 for unset ones."""
    return None if at is None or at.year == 1 else at


def from_unix(seconds: int) -> datetime:
    """Whole Unix seconds; raises ``ValueError`` beyond the calendar."""
    try:
        return _EPOCH + timedelta(seconds=seconds)
    except OverflowError:
        raise ValueError(f"{seconds} is no time in Unix seconds") from None


def unknown(ticker: str, what: str = "market") -> NotFound:
    """The venue's "not found", with the name of what was not."""
    return NotFound(f"Kalshi has no {what} {ticker!r}", status=404, code="not_found")


def needed(value: T | None, name: str) -> T:
    """A field the unified model cannot do without; raises ``BadResponse``."""
    if value is None:
        raise BadResponse(f"{name}: missing", path=name)
    return value
