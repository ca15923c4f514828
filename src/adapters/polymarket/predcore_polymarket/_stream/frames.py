"""Frames of the market channel with only what a book needs of them.

Numbers stay text: they go through a table to integer steps, and nowhere else. One
shape serves for every event, so that a frame is read in one pass wherever its type
stands in it.
"""

from __future__ import annotations

from msgspec import Struct, ValidationError, convert
from msgspec.json import Decoder

from predcore import BadResponse

from .loosely import objects

__all__ = ["Change", "Frame", "Row", "fast", "slow"]


class Row(Struct, frozen=True, gc=False):
    """A level of a whole book."""

    price: str
    size: str


class Change(Struct, frozen=True, gc=False):
    """A level as it is now, and the top of the book once all is done."""

    asset_id: str
    price: str
    size: str
    side: str
    best_bid: str | None = None
    best_ask: str | None = None


class Frame(Struct, frozen=True, gc=False):
    """Any event; what does not belong to its type is absent."""

    event_type: str = ""
    timestamp: str = ""
    price_changes: list[Change] | None = None
    asset_id: str = ""
    bids: list[Row] | None = None
    asks: list[Row] | None = None
    best_bid: str | None = None
    best_ask: str | None = None


fast = Decoder(Frame | list[Frame]).decode
"""A frame as the venue usually writes it: one event or a list of them.

Raises ``msgspec.DecodeError``, or ``RecursionError``; then try ``slow``.
"""


def slow(frame: str | bytes) -> list[Frame]:
    """The same of a frame that mixes numbers and texts; raises ``BadResponse``."""
    try:
        return convert(objects(frame), list[Frame], strict=False)
    except (ValidationError, UnicodeEncodeError) as error:
        path = str(error).rpartition("`$")[2].strip("`.")
        raise BadResponse(f"stream: {error}", path=path) from error
