"""Polymarket's counts of time as instants."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from predcore import BadResponse

__all__ = ["EPOCH", "from_milliseconds", "from_seconds"]

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def from_seconds(count: int) -> datetime:
    """Seconds since 1970; raises ``BadResponse`` beyond what a calendar holds."""
    return _at(seconds=count)


def from_milliseconds(text: str) -> datetime:
    """Milliseconds since 1970, as the order books send them: in a text."""
    if not (text.isascii() and text.isdigit()):
        raise BadResponse(f"expected milliseconds, got {text[:40]!r}")
    return _at(milliseconds=int(text))


def _at(**since: int) -> datetime:
    try:
        return EPOCH + timedelta(**since)
    except (OverflowError, ValueError):
        raise BadResponse("a time beyond what a calendar holds") from None
