"""Version 2 of the Data API: tokens, resolutions, and the service itself."""

from __future__ import annotations

from typing import Annotated

from predcore.kit import Items, Known, Loose, wire

from ..names import SNAKE

__all__ = ["Resolution", "Status", "Token"]


@wire
class Resolution:
    """How far a question is from being settled. ``payouts`` are millionths."""

    __dialect__ = SNAKE

    question_id: str | None = None
    condition_id: str | None = None
    status: Annotated[
        str,
        Known(
            "initialized", "posed", "proposed", "challenged", "reproposed",
            "disputed", "active", "arbitration", "resolved",
        ),
    ] | None = None  # fmt: skip
    extended_review: bool | None = None
    expected_settlement_time: str | None = None
    settlement_time_basis: str | None = None
    was_disputed: bool | None = None
    new_version_q: bool | None = None
    proposed_price: Loose = None
    reproposed_price: Loose = None
    price: Loose = None
    transaction_hash: str | None = None
    log_index: int | None = None
    last_update_timestamp: str | None = None
    market_type: str | None = None
    payouts: Items[int] = ()
    resolution_source: str | None = None
    reporter: str | None = None
    was_arbitrated: bool | None = None
    resolved_block: int | None = None
    resolved_at: str | None = None


@wire
class Token:
    """What an outcome token stands for."""

    __dialect__ = SNAKE

    token_id: str
    condition_id: str | None = None
    structural_condition_id: str | None = None
    module: str | None = None
    outcome_index: int | None = None
    """On chain; ``clob_index`` is the order books' own."""
    clob_index: int | None = None
    outcome: str | None = None
    opposite_token_id: str | None = None
    resolved: bool | None = None
    final_price: Loose = None
    title: str | None = None
    market_slug: str | None = None
    closed: bool | None = None
    neg_risk: bool | None = None
    neg_risk_market_id: str | None = None
    question_index: int | None = None
    event_id: str | None = None
    event_slug: str | None = None


@wire
class Serving:
    """How far behind the chain the service is, seconds."""

    __dialect__ = SNAKE

    lag_seconds: Loose = None


@wire
class Status:
    """How fresh the service's answers are."""

    __dialect__ = SNAKE

    serving: Serving | None = None


@wire
class ResolutionAnswer:
    """``/v2/resolutions``."""

    data: Items[Resolution] = ()


@wire
class TokenAnswer:
    """``/v2/tokens``."""

    data: Items[Token] = ()


@wire
class StatusAnswer:
    """``/v2/status``."""

    data: Status | None = None
