"""One row of a listing by the name in the path."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..answers import Ask
from ..notation import Row
from .refusals import invalid, missing

__all__ = ["by_id", "by_slug"]

_SLUG = re.compile(r"[a-z0-9-]+")


def by_id(ask: Ask, rows: Sequence[Row]) -> Row:
    """The row of the id in the path."""
    number = ask.path["id"]
    if not (number.isascii() and number.isdigit()):
        raise invalid("id is invalid")
    for row in rows:
        if row["id"] == number:
            return row
    raise missing("id not found")


def by_slug(ask: Ask, rows: Sequence[Row]) -> Row:
    """The row of the slug in the path."""
    slug = ask.path["slug"]
    if not _SLUG.fullmatch(slug):
        raise invalid("slug is invalid")
    for row in rows:
        if row["slug"] == slug:
            return row
    raise missing("slug not found")
