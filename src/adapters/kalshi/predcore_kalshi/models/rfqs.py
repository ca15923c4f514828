"""Requests for quotes."""

from __future__ import annotations

from typing import Annotated

from predcore.kit import Amount, Exact, Items, Known, Time, wire

from .markets import MveSelectedLeg

__all__ = [
    "CommunicationsID",
    "CreatedRFQ",
    "RFQ",
    "RFQEnvelope",
    "RFQPage",
    "RFQStatus",
]

RFQStatus = Annotated[str, Known("open", "closed")]


@wire
class CommunicationsID:
    """``GET /communications/id``."""

    communications_id: str


@wire
class RFQ:
    """A request for quotes on a market."""

    id: str
    creator_id: str | None = None
    """The SHA-256 of nothing while the creator hides."""
    market_ticker: str | None = None
    contracts_fp: Amount | None = None
    """Contracts."""
    target_cost_dollars: Exact | None = None
    """Instead of contracts."""
    target_cost_excludes_fees: bool | None = None
    """Fees come on top of the target."""
    status: RFQStatus | None = None
    created_ts: Time | None = None
    mve_collection_ticker: str | None = None
    mve_selected_legs: Items[MveSelectedLeg] = ()
    rest_remainder: bool | None = None
    cancellation_reason: str | None = None
    creator_user_id: str | None = None
    creator_subaccount: int | None = None
    cancelled_ts: Time | None = None
    updated_ts: Time | None = None


@wire
class RFQEnvelope:
    """``GET /communications/rfqs/{rfq_id}``."""

    rfq: RFQ


@wire
class RFQPage:
    """``GET /communications/rfqs``."""

    rfqs: Items[RFQ]
    cursor: str | None = None


@wire
class CreatedRFQ:
    """``POST /communications/rfqs``."""

    id: str
