"""What clearing members see and set; everyone else is refused."""

from __future__ import annotations

from predcore.kit import Amount, Exact, Items, Time, wire

from .markets import OutcomeSide

__all__ = [
    "CreatedFCMPositionTransfer",
    "CreatedFCMSubtrader",
    "FCMBlockedCategories",
    "FCMEventContractDailyCap",
    "FCMSubtrader",
    "FCMSubtraders",
    "FcmFill",
    "FcmFillPage",
    "UpdatedFCMBlockedCategories",
]


@wire
class FcmFill:
    """A fill of the member's, with those sides that are its own."""

    fill_id: str
    exchange_index: int | None = None
    ticker: str | None = None
    taker_outcome_side: OutcomeSide | None = None
    count_fp: Amount | None = None
    """Contracts."""
    yes_price_dollars: Exact | None = None
    created_time: Time | None = None
    maker_order_id: str | None = None
    maker_subtrader_id: str | None = None
    maker_fee_cost: Exact | None = None
    """Dollars, as for the taker."""
    taker_order_id: str | None = None
    taker_subtrader_id: str | None = None
    taker_fee_cost: Exact | None = None


@wire
class FcmFillPage:
    """``GET /fcm/fills``."""

    fills: Items[FcmFill]
    cursor: str | None = None


@wire
class FCMSubtrader:
    """Somebody who trades through the member."""

    subtrader_id: str
    exchange_indices: Items[int] = ()
    trading_blocked: bool | None = None
    """In effect, whoever blocked it."""
    fcm_trading_blocked: bool | None = None
    propagation_pending: bool | None = None
    """A block is configured and not yet in effect."""


@wire
class FCMSubtraders:
    """``GET /fcm/subtraders``."""

    subtraders: Items[FCMSubtrader]


@wire
class CreatedFCMSubtrader:
    """``POST /fcm/subtraders``."""

    subtrader_id: str


@wire
class CreatedFCMPositionTransfer:
    """``POST /fcm/positions/transfers``: keep the id, no listing has it."""

    position_transfer_id: str


@wire
class FCMEventContractDailyCap:
    """``GET /fcm/subtraders/event_contract_daily_cap``; in dollars."""

    subtrader_id: str
    limit: Exact
    executed_utilization: Exact | None = None
    resting_order_utilization: Exact | None = None
    pending_order_utilization: Exact | None = None
    cap_date: str | None = None
    """A day in New York."""


@wire
class FCMBlockedCategories:
    """``GET /fcm/subtraders/blocked_categories``."""

    categories: Items[str]


@wire
class UpdatedFCMBlockedCategories:
    """``PUT /fcm/subtraders/blocked_categories``: all that are blocked now."""

    categories: Items[str]
