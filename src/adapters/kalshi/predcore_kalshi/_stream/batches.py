"""Requests for quotes on several combinations at once."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from .communications import Leg
from .envelope import Body, Message

__all__ = [
    "RfqBatchBestQuotes",
    "RfqBatchBestQuotesChild",
    "RfqBatchBestQuotesMessage",
    "RfqBatchCreated",
    "RfqBatchCreatedChild",
    "RfqBatchCreatedMessage",
    "RfqBatchDeleted",
    "RfqBatchDeletedMessage",
    "RfqBatchExecuted",
    "RfqBatchExecutedMessage",
]


class RfqBatchCreatedChild(Body, frozen=True):
    """One request of the batch; ``leg_indices`` count into its ``legs``."""

    id: str
    market_ticker: str
    event_ticker: str | None = None
    contracts_fp: Decimal | None = None
    target_cost_dollars: Decimal | None = None
    mve_collection_ticker: str | None = None
    leg_indices: tuple[int, ...] | None = None


class RfqBatchCreated(Body, frozen=True):
    """Somebody asks for quotes on several combinations."""

    id: str
    creator_id: str | None = None
    created_ts: datetime | None = None
    legs: tuple[Leg, ...] | None = None
    rfqs: tuple[RfqBatchCreatedChild, ...] | None = None


class RfqBatchCreatedMessage(Message, tag="rfq_batch_created", frozen=True):
    """Type ``rfq_batch_created``."""

    msg: RfqBatchCreated


class RfqBatchDeleted(Body, frozen=True):
    """A batch was withdrawn."""

    id: str
    creator_id: str | None = None
    rfq_ids: tuple[str, ...] | None = None
    deleted_ts: datetime | None = None


class RfqBatchDeletedMessage(Message, tag="rfq_batch_deleted", frozen=True):
    """Type ``rfq_batch_deleted``."""

    msg: RfqBatchDeleted


class RfqBatchBestQuotesChild(Body, frozen=True):
    """Best bids on one request; a side nobody bids on is absent."""

    rfq_id: str
    market_ticker: str
    event_ticker: str | None = None
    yes_bid_dollars: Decimal | None = None
    no_bid_dollars: Decimal | None = None
    contracts_fp: Decimal | None = None
    yes_contracts_offered_fp: Decimal | None = None
    no_contracts_offered_fp: Decimal | None = None
    rfq_target_cost_dollars: Decimal | None = None


class RfqBatchBestQuotes(Body, frozen=True):
    """Best quotes on your batch; ``version`` only grows."""

    rfq_batch_id: str
    client_batch_id: str | None = None
    version: int | None = None
    updated_ts: datetime | None = None
    yes_complete: bool | None = None
    no_complete: bool | None = None
    rfqs: tuple[RfqBatchBestQuotesChild, ...] | None = None
    subaccount: int | None = None


class RfqBatchBestQuotesMessage(Message, tag="rfq_batch_best_quotes", frozen=True):
    """Type ``rfq_batch_best_quotes``."""

    msg: RfqBatchBestQuotes


class RfqBatchExecuted(Body, frozen=True):
    """How your batch ended."""

    rfq_batch_id: str
    client_batch_id: str | None = None
    rfq_creator_id: str | None = None
    executed_rfq_ids: tuple[str, ...] | None = None
    failed_rfq_ids: tuple[str, ...] | None = None
    executed_ts: datetime | None = None
    close_reason: str | None = None
    subaccount: int | None = None


class RfqBatchExecutedMessage(Message, tag="rfq_batch_executed", frozen=True):
    """Type ``rfq_batch_executed``."""

    msg: RfqBatchExecuted
