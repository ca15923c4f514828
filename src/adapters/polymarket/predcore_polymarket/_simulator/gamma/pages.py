"""Gamma's two ways through a listing: offsets and keyset cursors."""

from __future__ import annotations

import binascii
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from decimal import Decimal

from ..answers import Ask
from ..notation import Json, Row
from .refusals import invalid

__all__ = ["keyset", "keyset_page", "offset_page", "ordered"]

_DEFAULT = 20


def ordered(ask: Ask, rows: Sequence[Row], *fields: str) -> list[Row]:
    """Rows by ``fields``, or those of ``order``; ascending unless told otherwise.

    Fields are compared as they are served, so texts such as ``volume`` come in
    lexicographic order. What lacks the field comes last.
    """
    found = list(rows)
    descending = ask.flag("ascending") is False
    for name in reversed(fields or ask.listed("order")):
        values = [row[name] for row in rows if name in row]
        unknown = bool(rows) and not values
        if unknown or not all(isinstance(v, str | int | Decimal) for v in values):
            raise invalid("order fields are not valid")
        have = [row for row in found if name in row]
        have.sort(key=lambda row: _rank(row[name]), reverse=descending)
        found = have + [row for row in found if name not in row]
    return found


def offset_page(
    ask: Ask,
    rows: Sequence[Row],
    *,
    largest: int,
    deepest: int | None = None,
    instead: str = "",
) -> list[Row]:
    """A bare array; ``instead`` is what the venue recommends past ``deepest``."""
    offset = ask.count("offset") or 0
    if deepest is not None and offset > deepest:
        raise invalid(f"offset too large, use {instead} for deeper pagination")
    return list(rows[offset : offset + _limit(ask, largest)])


def keyset_page(ask: Ask, rows: Sequence[Row], name: str, *, largest: int) -> Json:
    """An envelope; the last page has no cursor."""
    page, cursor = keyset(ask, rows, largest=largest)
    return {name: page, **cursor}


def keyset(
    ask: Ask, rows: Sequence[Row], *, largest: int
) -> tuple[list[Row], dict[str, str]]:
    """One page, and ``next_cursor`` where another follows."""
    if ask.text("offset") is not None:
        raise invalid("offset is not supported, use after_cursor")
    start = _position(ask.text("after_cursor"))
    end = start + _limit(ask, largest)
    more = end < len(rows)
    cursor = urlsafe_b64encode(f"keyset:{end}".encode()).decode()
    return list(rows[start:end]), {"next_cursor": cursor} if more else {}


def _limit(ask: Ask, largest: int) -> int:
    """A limit that is too large is cut without a word."""
    limit = ask.count("limit")
    if limit == 0:
        raise invalid("limit is invalid")
    return min(_DEFAULT if limit is None else limit, largest)


def _position(cursor: str | None) -> int:
    if cursor is None:
        return 0
    try:
        scheme, _, position = urlsafe_b64decode(cursor).decode().partition(":")
    except (binascii.Error, ValueError):
        scheme = position = ""
    if scheme == "keyset" and position.isdecimal():
        return int(position)
    raise invalid("after_cursor is invalid")


def _rank(value: Json) -> tuple[str, Decimal]:
    if isinstance(value, str):
        return value, Decimal(0)
    return "", Decimal(value) if isinstance(value, int | Decimal) else Decimal(0)
