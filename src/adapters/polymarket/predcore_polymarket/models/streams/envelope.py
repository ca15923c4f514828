"""What events of the order-book sockets have in common."""

from __future__ import annotations

from msgspec import Struct

__all__ = ["Event", "Part", "Unfamiliar"]


class Part(Struct, frozen=True, gc=False, kw_only=True):
    """A piece of an event."""


class Event(Struct, frozen=True, gc=False, kw_only=True, tag_field="event_type"):
    """One event; only what it is about is required."""


class Unfamiliar(Struct, frozen=True, gc=False):
    """An event of a type this version does not know.

    Attributes:
        event_type: what it calls itself, or nothing.
    """

    event_type: str = ""
