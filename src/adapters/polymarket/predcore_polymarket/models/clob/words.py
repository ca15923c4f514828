"""What the order-book service calls sides, kinds and states."""

from __future__ import annotations

from typing import Annotated

from predcore.kit import Known

__all__ = [
    "ORDER_STATUSES",
    "TRADE_STATUSES",
    "OrderType",
    "Side",
    "plain_order_status",
    "plain_trade_status",
]

Side = Annotated[str, Known("BUY", "SELL")]

OrderType = Annotated[str, Known("GTC", "GTD", "FOK", "FAK")]

_ORDER = "ORDER_STATUS_"
_TRADE = "TRADE_STATUS_"


def _with(prefix: str, *words: str) -> Known:
    return Known(*words, *(prefix + word for word in words))


ORDER_STATUSES = _with(
    _ORDER,
    "LIVE",
    "MATCHED",
    "DELAYED",
    "UNMATCHED",
    "INVALID",
    "CANCELED",
    "CANCELED_MARKET_RESOLVED",
    "CANCELED_NOT_ENOUGH_BALANCE",
    "CANCELED_MARKET_NOT_FOUND",
    "CANCELED_EXPIRED_ORDER",
    "CANCELED_ORDER_TIMED_OUT",
)
"""Beside them the venue makes some up: ``CANCELED_`` and a sentence."""

TRADE_STATUSES = _with(
    _TRADE,
    "MATCHED",
    "MATCHED_NOT_BROADCASTED",
    "MINED",
    "CONFIRMED",
    "RETRYING",
    "FAILED",
)


def plain_order_status(status: str | None) -> str:
    """``LIVE`` for ``ORDER_STATUS_LIVE``, and for itself; ``""`` for none."""
    return (status or "").removeprefix(_ORDER)


def plain_trade_status(status: str | None) -> str:
    """``MINED`` for ``TRADE_STATUS_MINED``, and for itself; ``""`` for none."""
    return (status or "").removeprefix(_TRADE)
