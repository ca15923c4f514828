"""Frames to messages."""

from __future__ import annotations

from typing import cast

from msgspec import DecodeError, Struct, ValidationError
from msgspec.json import Decoder

from predcore import BadResponse
from predcore.kit import Drift

from . import (
    account,
    batch_quotes,
    batches,
    communications,
    lifecycle,
    market_data,
    reference,
)
from .books import BookDeltaMessage, BookSnapshotMessage
from .envelope import Message
from .replies import ErrorMessage, OkMessage, SubscribedMessage, UnsubscribedMessage

__all__ = ["UNREADABLE", "Frames", "Unfamiliar", "decode"]

UNREADABLE = (DecodeError, RecursionError)
"""What a frame that cannot be read raises; one too deep raises the second."""

_Reply = SubscribedMessage | UnsubscribedMessage | OkMessage | ErrorMessage
_Public = market_data.TickerMessage | market_data.TradeMessage
_Life = (
    lifecycle.MarketLifecycleV2Message
    | lifecycle.MultivariateMarketLifecycleMessage
    | lifecycle.EventLifecycleMessage
    | lifecycle.EventFeeUpdateMessage
)
_Account = (
    account.FillMessage
    | account.MarketPositionMessage
    | account.UserOrderMessage
    | account.OrderGroupUpdatesMessage
)
_Quotes = (
    communications.RfqCreatedMessage
    | communications.RfqDeletedMessage
    | communications.QuoteCreatedMessage
    | communications.QuoteAcceptedMessage
    | communications.QuoteExecutedMessage
    | batches.RfqBatchCreatedMessage
    | batches.RfqBatchDeletedMessage
    | batch_quotes.BatchQuoteCreatedMessage
    | batches.RfqBatchBestQuotesMessage
    | batch_quotes.BatchQuoteAcceptedMessage
    | batches.RfqBatchExecutedMessage
    | batch_quotes.BatchQuoteExecutedMessage
)
_Reference = (
    reference.CfbenchmarksValueMessage
    | reference.CfbenchmarksValueIndexlistMessage
    | reference.CfbenchmarksValue5hzMessage
    | reference.CfbenchmarksValue5hzIndexlistMessage
    | reference.PythValueMessage
    | reference.PythValueUnderlyingListMessage
)
_Books = market_data.OrderbookSnapshotMessage | market_data.OrderbookDeltaMessage
_Others = _Reply | _Public | _Life | _Account | _Quotes | _Reference

_EVERY = Decoder(_Books | _Others)
_FEED = Decoder(BookSnapshotMessage | BookDeltaMessage | _Others)


class Unfamiliar(Struct, frozen=True):
    """A message of a type this version does not know."""

    type: str
    sid: int | None = None
    seq: int | None = None


_ANY = Decoder(Unfamiliar)
_TYPES = frozenset(
    kind.__struct_config__.tag
    for kind in Message.__subclasses__()
    if kind.__struct_config__.tag
)


def decode(frame: str | bytes) -> Message | Unfamiliar:
    """A frame as the venue's own message; raises ``BadResponse``."""
    try:
        return cast("Message", _EVERY.decode(frame))
    except UNREADABLE as error:
        return _unfamiliar(frame, error)


class Frames:
    """Decodes for a feed of books: their messages come lean, all others whole.

    Args:
        drift: counts the types this version does not know.
    """

    def __init__(self, drift: Drift) -> None:
        self._drift = drift
        self.fast = _FEED.decode
        """Raises one of ``UNREADABLE``, which ``slow`` looks into."""

    def slow(self, frame: str | bytes, error: Exception) -> Unfamiliar:
        """A message that did not decode; raises ``BadResponse`` if it should have."""
        found = _unfamiliar(frame, error)
        self._drift.note("stream", "type", found.type)
        return found


def _unfamiliar(frame: str | bytes, error: Exception) -> Unfamiliar:
    try:
        found = _ANY.decode(frame)
    except UNREADABLE:
        raise BadResponse("stream: a frame is no message of this venue") from error
    if found.type in _TYPES:
        path = str(error).rpartition("`$")[2].strip("`.") if _located(error) else ""
        raise BadResponse(f"stream, {found.type}: {error}", path=path) from error
    return found


def _located(error: Exception) -> bool:
    return isinstance(error, ValidationError) and "`$" in str(error)
