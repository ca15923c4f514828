"""Every native operation of clearing members, with everything it takes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from predcore.kit import Pages
from predcore_kalshi import Kalshi

__all__ = ["FCM_CALLS"]

Call = Callable[[Kalshi], Awaitable[Any] | Pages[Any]]

AT = datetime(2026, 11, 1, tzinfo=UTC)

FCM_CALLS: dict[str, tuple[Call, ...]] = {
    "GetFCMFills": (lambda k: k.fcm.fills.list(min_ts=AT, max_ts=AT),),
    "GetFCMOrders": (
        lambda k: k.fcm.orders.list(
            subtrader_id="F",
            client_order_ids=["a", "b"],
            event_ticker="E",
            ticker="M",
            min_ts=AT,
            max_ts=AT,
            status="executed",
            limit=5,
        ),
    ),
    "GetFCMPositions": (
        lambda k: k.fcm.positions.list(
            subtrader_id="F",
            ticker="M",
            event_ticker="E",
            count_filter=["position"],
            settlement_status="settled",
            limit=5,
        ),
    ),
    "CreateFCMPositionTransfer": (
        lambda k: k.fcm.positions.transfer(
            "M",
            source_subtrader_id="F",
            target_subtrader_id="G",
            position_centicount=-500,
            price_centicents=4500,
        ),
    ),
    "ListFCMSubtraders": (lambda k: k.fcm.subtraders.list(),),
    "CreateFCMSubtrader": (lambda k: k.fcm.subtraders.create("Desk1"),),
    "GetFCMEventContractDailyCap": (lambda k: k.fcm.daily_cap.get(subtrader_id="F"),),
    "UpdateFCMEventContractDailyCap": (
        lambda k: k.fcm.daily_cap.set("F", limit=Decimal(1000)),
    ),
    "DeleteFCMEventContractDailyCap": (lambda k: k.fcm.daily_cap.delete("F"),),
    "GetFCMSubtraderBlockedCategories": (lambda k: k.fcm.blocked_categories.get("F"),),
    "UpdateFCMSubtraderBlockedCategories": (
        lambda k: k.fcm.blocked_categories.set("F", category="Politics", blocked=True),
    ),
}
