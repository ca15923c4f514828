"""What every streamed message comes in."""

from __future__ import annotations

from msgspec import Struct

__all__ = ["Body", "Message"]


class Body(Struct, frozen=True, gc=False, kw_only=True):
    """The ``msg`` of a message; only what identifies it is required."""


class Message(Struct, frozen=True, gc=False, kw_only=True, tag_field="type"):
    """A server's message.

    Attributes:
        sid: its subscription, on this connection.
        seq: counts the messages of one subscription from 1, where the channel does.
        id: of the command it answers.
        sending_ts_ms: Unix milliseconds.
    """

    sid: int | None = None
    seq: int | None = None
    id: int | None = None
    sending_ts_ms: int | None = None
