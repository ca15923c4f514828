"""The CLOB's cursors: an offset in base64, and ``LTE=`` (minus one) at the end."""

from __future__ import annotations

import binascii
from base64 import b64decode, b64encode
from collections.abc import Callable, Sequence
from typing import TypeVar

from ..answers import Ask
from ..notation import Json, Row
from .refusals import invalid

__all__ = ["page", "shown"]

_Item = TypeVar("_Item")

_END = "LTE="
_SIZE = 20
"""The venue puts 1000 on a page; with fewer, a small board has several pages."""


def page(ask: Ask, rows: Sequence[Row]) -> Json:
    """One page of rows."""
    return shown(ask, rows, lambda row: row)


def shown(ask: Ask, items: Sequence[_Item], row: Callable[[_Item], Row]) -> Json:
    """One page of what is shown as rows; only those of the page are made."""
    start = _position(ask.text("next_cursor"))
    found = [row(item) for item in items[start : start + _SIZE]]
    end = start + _SIZE
    more = end < len(items)
    return {
        "limit": _SIZE,
        "count": len(found),
        "next_cursor": b64encode(str(end).encode()).decode() if more else _END,
        "data": found,
    }


def _position(cursor: str | None) -> int:
    if cursor is None:
        return 0
    try:
        position = int(b64decode(cursor, validate=True))
    except (binascii.Error, ValueError):
        raise invalid("invalid next_cursor") from None
    if position < 0:
        raise invalid("next item should be greater than or equal to 0")
    return position
