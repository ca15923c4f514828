"""The order-book service's times, which come in four forms."""

from __future__ import annotations

from datetime import UTC, datetime

from predcore import BadResponse

from ..._instants import EPOCH, from_milliseconds, from_seconds

__all__ = ["instant"]

_SECONDS = 10**11
"""Counts below are of seconds, up to the year 5138; in milliseconds they would lie
before the venue, in 1973."""


def instant(text: str | None) -> datetime | None:
    """The instant that a text tells, ``None`` where it tells none.

    The venue sends seconds, milliseconds and ISO 8601 in one and the same field, and
    an empty text or zero for no time. Raises ``BadResponse`` for other texts.
    """
    if text in {None, "", "0"} or text is None:
        return None
    if text.isascii() and text.isdigit():
        count = int(text)
        return from_seconds(count) if count < _SECONDS else from_milliseconds(text)
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise BadResponse(f"expected a time, got {text[:40]!r}") from None
    at = at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    return None if at == EPOCH else at
