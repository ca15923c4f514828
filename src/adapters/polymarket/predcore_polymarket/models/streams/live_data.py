"""The newer socket of prices, for holders of an API key.

Times are Unix milliseconds. ``seq`` counts the messages of one channel on one
connection.
"""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct

__all__ = ["LivePayload", "LivePoint", "LivePrice", "LiveReply"]


class LivePoint(Struct, frozen=True, gc=False, kw_only=True):
    """A price of the past; ``full_accuracy_value`` is the exact one."""

    timestamp: int
    value: Decimal | None = None
    full_accuracy_value: Decimal | None = None


class LivePayload(Struct, frozen=True, gc=False, kw_only=True):
    """A symbol's price, or its recent past in ``data``."""

    symbol: str
    source: str | None = None
    value: Decimal | None = None
    full_accuracy_value: Decimal | None = None
    timestamp: int | None = None
    received_at: int | None = None
    is_carried_forward: bool | None = None
    window_seconds: int | None = None
    market_status: str | None = None
    data: tuple[LivePoint, ...] = ()


class LivePrice(Struct, frozen=True, gc=False, kw_only=True):
    """A message of a price channel.

    Attributes:
        snapshot: whether it is the recent past, sent after a subscription.
        dropped: messages the service left out before this one, where it says.
    """

    channel: str
    payload: LivePayload
    v: int | None = None
    seq: int | None = None
    ts: int | None = None
    snapshot: bool = False
    dropped: int | None = None


class LiveReply(Struct, frozen=True, gc=False, kw_only=True):
    """An answer to a request: ``authed``, ``subscribed``, ``pong`` or ``error``."""

    op: str
    rid: str | None = None
    channel: str | None = None
    code: str | None = None
    message: str | None = None
