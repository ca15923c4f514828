"""Requests for quotes on several combos, filled all or none."""

from __future__ import annotations

from typing import Annotated

from predcore.kit import Amount, Exact, Items, Known, Time, wire

from .markets import OutcomeSide
from .quotes import Quote
from .rfqs import RFQ

__all__ = [
    "AcceptedRFQBatch",
    "CreatedRFQBatch",
    "CreatedRFQBatchQuote",
    "RFQBatch",
    "RFQBatchBestQuote",
    "RFQBatchBestQuotes",
    "RFQBatchBestQuotesEnvelope",
    "RFQBatchEnvelope",
    "RFQBatchPage",
    "RFQBatchQuote",
    "RFQBatchQuoteStatus",
    "RFQBatchQuotes",
    "RFQBatchStatus",
]

RFQBatchStatus = Annotated[str, Known("open", "accepted", "closed")]

RFQBatchQuoteStatus = Annotated[
    str,
    Known(
        "open", "accepted", "confirmed", "executed", "partially_executed", "cancelled"
    ),
]


@wire
class RFQBatch:
    """A batch of requests."""

    id: str
    creator_id: str | None = None
    status: RFQBatchStatus | None = None
    created_ts: Time | None = None
    accepted_ts: Time | None = None
    closed_ts: Time | None = None
    rfqs: Items[RFQ] = ()
    """In the order they were asked for."""
    updated_ts: Time | None = None
    close_reason: str | None = None
    client_batch_id: str | None = None
    creator_user_id: str | None = None
    creator_subaccount: int | None = None


@wire
class RFQBatchEnvelope:
    """``GET /communications/rfq_batches/{rfq_batch_id}``."""

    rfq_batch: RFQBatch


@wire
class RFQBatchPage:
    """``GET /communications/rfq_batches``."""

    rfq_batches: Items[RFQBatch]
    cursor: str | None = None


@wire
class CreatedRFQBatch:
    """``POST /communications/rfq_batches``."""

    rfq_batch: RFQBatch


@wire
class RFQBatchBestQuote:
    """The best bids for one request; absent where there are none."""

    rfq_id: str
    market_ticker: str | None = None
    yes_bid_dollars: Exact | None = None
    no_bid_dollars: Exact | None = None
    yes_contracts_offered_fp: Amount | None = None
    """Contracts, as for NO."""
    no_contracts_offered_fp: Amount | None = None


@wire
class RFQBatchBestQuotes:
    """The best bids for a batch."""

    rfq_batch_id: str
    status: RFQBatchStatus | None = None
    version: int | None = None
    """Rises whenever a best bid changes."""
    updated_ts: Time | None = None
    yes_complete: bool | None = None
    """Every request has a YES bid; so may the batch be accepted."""
    no_complete: bool | None = None
    rfqs: Items[RFQBatchBestQuote] = ()


@wire
class RFQBatchBestQuotesEnvelope:
    """``GET /communications/rfq_batches/{rfq_batch_id}/best_quotes``."""

    best_quotes: RFQBatchBestQuotes


@wire
class AcceptedRFQBatch:
    """``PUT /communications/rfq_batches/{rfq_batch_id}/accept``."""

    accepted_side: OutcomeSide | None = None
    quotes: Items[Quote]


@wire
class RFQBatchQuote:
    """A maker's quotes for a batch; once accepted, those that won."""

    id: str
    rfq_batch_id: str | None = None
    creator_id: str | None = None
    rfq_creator_id: str | None = None
    status: RFQBatchQuoteStatus | None = None
    created_ts: Time | None = None
    updated_ts: Time | None = None
    accepted_side: OutcomeSide | None = None
    accepted_ts: Time | None = None
    confirmed_ts: Time | None = None
    quotes: Items[Quote] = ()
    rest_remainder: bool | None = None
    post_only: bool | None = None
    creator_user_id: str | None = None
    creator_subaccount: int | None = None
    rfq_creator_user_id: str | None = None
    rfq_creator_subaccount: int | None = None


@wire
class RFQBatchQuotes:
    """``GET /communications/rfq_batches/{rfq_batch_id}/quotes``."""

    batch_quotes: Items[RFQBatchQuote]


@wire
class CreatedRFQBatchQuote:
    """``POST /communications/rfq_batches/{rfq_batch_id}/quotes``."""

    id: str
