"""What makers offer for a request."""

from __future__ import annotations

from typing import Annotated

from predcore.kit import Amount, Exact, Items, Known, Time, wire

from .markets import OutcomeSide

__all__ = ["CreatedQuote", "Quote", "QuoteEnvelope", "QuotePage", "QuoteStatus"]

QuoteStatus = Annotated[
    str, Known("open", "accepted", "confirmed", "executed", "cancelled")
]


@wire
class Quote:
    """A maker's bids for all of a request."""

    id: str
    rfq_id: str | None = None
    creator_id: str | None = None
    rfq_creator_id: str | None = None
    market_ticker: str | None = None
    contracts_fp: Amount | None = None
    """Contracts."""
    yes_bid_dollars: Exact | None = None
    """0.0000 declines this side, as for NO."""
    no_bid_dollars: Exact | None = None
    created_ts: Time | None = None
    updated_ts: Time | None = None
    status: QuoteStatus | None = None
    accepted_side: OutcomeSide | None = None
    accepted_ts: Time | None = None
    confirmed_ts: Time | None = None
    executed_ts: Time | None = None
    cancelled_ts: Time | None = None
    rest_remainder: bool | None = None
    post_only: bool | None = None
    cancellation_reason: str | None = None
    creator_user_id: str | None = None
    rfq_creator_user_id: str | None = None
    rfq_target_cost_dollars: Exact | None = None
    target_cost_excludes_fees: bool | None = None
    rfq_creator_order_id: str | None = None
    creator_order_id: str | None = None
    creator_subaccount: int | None = None
    rfq_creator_subaccount: int | None = None
    yes_contracts_fp: Amount | None = None
    """Contracts offered, as for NO."""
    no_contracts_fp: Amount | None = None


@wire
class QuoteEnvelope:
    """``GET /communications/rfqs/{rfq_id}/quotes/{quote_id}``."""

    quote: Quote


@wire
class QuotePage:
    """``GET /communications/quotes``."""

    quotes: Items[Quote]
    cursor: str | None = None


@wire
class CreatedQuote:
    """``POST /communications/quotes``."""

    id: str
