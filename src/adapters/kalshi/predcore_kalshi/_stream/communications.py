"""Requests for quotes and quotes."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from .envelope import Body, Message

__all__ = [
    "Leg",
    "QuoteAccepted",
    "QuoteAcceptedMessage",
    "QuoteCreated",
    "QuoteCreatedMessage",
    "QuoteExecuted",
    "QuoteExecutedMessage",
    "RfqCreated",
    "RfqCreatedMessage",
    "RfqDeleted",
    "RfqDeletedMessage",
]


class Leg(Body, frozen=True):
    """One market of a combination."""

    event_ticker: str
    market_ticker: str
    side: str | None = None
    yes_settlement_value_dollars: Decimal | None = None


class RfqCreated(Body, frozen=True):
    """Somebody asks for a quote."""

    id: str
    market_ticker: str
    creator_id: str | None = None
    event_ticker: str | None = None
    contracts_fp: Decimal | None = None
    target_cost_dollars: Decimal | None = None
    created_ts: datetime | None = None
    mve_collection_ticker: str | None = None
    mve_selected_legs: tuple[Leg, ...] | None = None


class RfqCreatedMessage(Message, tag="rfq_created", frozen=True):
    """Type ``rfq_created``."""

    msg: RfqCreated


class RfqDeleted(Body, frozen=True):
    """A request was withdrawn."""

    id: str
    market_ticker: str
    creator_id: str | None = None
    event_ticker: str | None = None
    contracts_fp: Decimal | None = None
    target_cost_dollars: Decimal | None = None
    deleted_ts: datetime | None = None


class RfqDeletedMessage(Message, tag="rfq_deleted", frozen=True):
    """Type ``rfq_deleted``."""

    msg: RfqDeleted


class QuoteCreated(Body, frozen=True):
    """A quote, yours or on your request."""

    quote_id: str
    rfq_id: str
    market_ticker: str
    quote_creator_id: str | None = None
    rfq_creator_id: str | None = None
    event_ticker: str | None = None
    yes_bid_dollars: Decimal | None = None
    no_bid_dollars: Decimal | None = None
    yes_contracts_offered_fp: Decimal | None = None
    no_contracts_offered_fp: Decimal | None = None
    rfq_target_cost_dollars: Decimal | None = None
    created_ts: datetime | None = None
    subaccount: int | None = None


class QuoteCreatedMessage(Message, tag="quote_created", frozen=True):
    """Type ``quote_created``."""

    msg: QuoteCreated


class QuoteAccepted(Body, frozen=True):
    """A quote was accepted on one side."""

    quote_id: str
    rfq_id: str
    market_ticker: str
    quote_creator_id: str | None = None
    rfq_creator_id: str | None = None
    event_ticker: str | None = None
    yes_bid_dollars: Decimal | None = None
    no_bid_dollars: Decimal | None = None
    accepted_side: str | None = None
    contracts_accepted_fp: Decimal | None = None
    yes_contracts_offered_fp: Decimal | None = None
    no_contracts_offered_fp: Decimal | None = None
    rfq_target_cost_dollars: Decimal | None = None
    subaccount: int | None = None


class QuoteAcceptedMessage(Message, tag="quote_accepted", frozen=True):
    """Type ``quote_accepted``."""

    msg: QuoteAccepted


class QuoteExecuted(Body, frozen=True):
    """A quote traded; its fills carry ``client_order_id``."""

    quote_id: str
    rfq_id: str
    order_id: str
    market_ticker: str
    quote_creator_id: str | None = None
    rfq_creator_id: str | None = None
    client_order_id: str | None = None
    executed_ts: datetime | None = None
    subaccount: int | None = None
    rfq_batch_id: str | None = None


class QuoteExecutedMessage(Message, tag="quote_executed", frozen=True):
    """Type ``quote_executed``."""

    msg: QuoteExecuted
