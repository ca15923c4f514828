"""Your quotes on batches of requests."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from .envelope import Body, Message

__all__ = [
    "BatchQuoteAccepted",
    "BatchQuoteAcceptedChild",
    "BatchQuoteAcceptedMessage",
    "BatchQuoteCreated",
    "BatchQuoteCreatedChild",
    "BatchQuoteCreatedMessage",
    "BatchQuoteExecuted",
    "BatchQuoteExecutedMessage",
]


class BatchQuoteCreatedChild(Body, frozen=True):
    """Your quote on one request of the batch."""

    quote_id: str
    rfq_id: str
    market_ticker: str
    event_ticker: str | None = None
    yes_bid_dollars: Decimal | None = None
    no_bid_dollars: Decimal | None = None
    yes_contracts_offered_fp: Decimal | None = None
    no_contracts_offered_fp: Decimal | None = None
    rfq_target_cost_dollars: Decimal | None = None


class BatchQuoteCreated(Body, frozen=True):
    """Your quotes on a batch."""

    batch_quote_id: str
    rfq_batch_id: str
    quote_creator_id: str | None = None
    created_ts: datetime | None = None
    quotes: tuple[BatchQuoteCreatedChild, ...] | None = None
    subaccount: int | None = None


class BatchQuoteCreatedMessage(Message, tag="batch_quote_created", frozen=True):
    """Type ``batch_quote_created``."""

    msg: BatchQuoteCreated


class BatchQuoteAcceptedChild(Body, frozen=True):
    """One request you won."""

    quote_id: str
    rfq_id: str
    market_ticker: str
    event_ticker: str | None = None
    yes_bid_dollars: Decimal | None = None
    no_bid_dollars: Decimal | None = None
    contracts_accepted_fp: Decimal | None = None
    yes_contracts_offered_fp: Decimal | None = None
    no_contracts_offered_fp: Decimal | None = None
    rfq_target_cost_dollars: Decimal | None = None


class BatchQuoteAccepted(Body, frozen=True):
    """Requests you won; confirm them."""

    batch_quote_id: str
    rfq_batch_id: str
    quote_creator_id: str | None = None
    rfq_creator_id: str | None = None
    accepted_side: str | None = None
    accepted_ts: datetime | None = None
    quotes: tuple[BatchQuoteAcceptedChild, ...] | None = None
    subaccount: int | None = None


class BatchQuoteAcceptedMessage(Message, tag="batch_quote_accepted", frozen=True):
    """Type ``batch_quote_accepted``."""

    msg: BatchQuoteAccepted


class BatchQuoteExecuted(Body, frozen=True):
    """How your quotes on a batch ended."""

    batch_quote_id: str
    rfq_batch_id: str
    rfq_creator_id: str | None = None
    executed_rfq_ids: tuple[str, ...] | None = None
    failed_rfq_ids: tuple[str, ...] | None = None
    executed_ts: datetime | None = None
    close_reason: str | None = None
    subaccount: int | None = None


class BatchQuoteExecutedMessage(Message, tag="batch_quote_executed", frozen=True):
    """Type ``batch_quote_executed``."""

    msg: BatchQuoteExecuted
