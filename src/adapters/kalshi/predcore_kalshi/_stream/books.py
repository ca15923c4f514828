"""The two messages books are made of, with only what a book needs of them.

Numbers stay text: they go through a table to integer steps, and nowhere else.
"""

from __future__ import annotations

from .envelope import Body, Message

__all__ = ["BookDelta", "BookDeltaMessage", "BookSnapshot", "BookSnapshotMessage"]


class BookSnapshot(Body, frozen=True):
    """A whole book: bids of each side; an empty side is absent."""

    market_ticker: str
    yes_dollars_fp: tuple[tuple[str, str], ...] | None = None
    no_dollars_fp: tuple[tuple[str, str], ...] | None = None


class BookSnapshotMessage(Message, tag="orderbook_snapshot", frozen=True):
    """Type ``orderbook_snapshot``."""

    msg: BookSnapshot


class BookDelta(Body, frozen=True):
    """A level changed by ``delta_fp`` contracts."""

    market_ticker: str
    price_dollars: str
    delta_fp: str
    side: str
    ts_ms: int | None = None


class BookDeltaMessage(Message, tag="orderbook_delta", frozen=True):
    """Type ``orderbook_delta``."""

    msg: BookDelta
