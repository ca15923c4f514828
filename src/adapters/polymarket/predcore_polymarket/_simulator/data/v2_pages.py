"""Version 2's envelope and cursors."""

from __future__ import annotations

import binascii
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence

from ..answers import Ask
from ..notation import Json, Row
from .refusals import invalid_v2

__all__ = ["needed", "page"]

_DEFAULT = 100


def page(ask: Ask, rows: Sequence[Row], *, largest: int = 1000) -> Json:
    """One page of rows; there are no offsets."""
    if ask.text("offset") is not None:
        raise invalid_v2("offset is not supported, use cursor")
    limit = ask.count("limit")
    if limit is not None and not 0 < limit <= largest:
        raise invalid_v2(f"limit must be between 1 and {largest}")
    start = _position(ask.text("cursor"))
    end = start + (limit or min(_DEFAULT, largest))
    more = end < len(rows)
    cursor = urlsafe_b64encode(f"v2:{end}".encode()).decode() if more else None
    return {
        "data": list(rows[start:end]),
        "pagination": {"has_more": more, "next_cursor": cursor},
    }


def needed(ask: Ask, name: str) -> str:
    """A parameter without which there is no answer."""
    value = ask.text(name)
    if value is None:
        raise invalid_v2(f"{name} is required")
    return value


def _position(cursor: str | None) -> int:
    if cursor is None:
        return 0
    try:
        scheme, _, position = urlsafe_b64decode(cursor).decode().partition(":")
    except (binascii.Error, ValueError):
        scheme = position = ""
    if scheme == "v2" and position.isdecimal():
        return int(position)
    raise invalid_v2("cursor is invalid")
