"""What the venue says to a write, right after matching."""

from __future__ import annotations

from predcore.kit import Amount, Exact, Items, wire

from .orders import ErrorBody

__all__ = [
    "AmendedOrder",
    "BatchCancelledOrder",
    "BatchCancelledOrders",
    "BatchCreatedOrder",
    "BatchCreatedOrders",
    "CancelledOrder",
    "CreatedOrder",
    "DecreasedOrder",
]


@wire
class CreatedOrder:
    """``POST /portfolio/events/orders``."""

    order_id: str
    client_order_id: str | None = None
    fill_count: Amount
    """Contracts filled at once."""
    remaining_count: Amount
    """Contracts that rest; 0.00 where the rest was not to rest."""
    average_fill_price: Exact | None = None
    """Dollars of YES, weighted; only if something filled."""
    average_fee_paid: Exact | None = None
    """Dollars a contract; only if something filled."""
    ts_ms: int | None = None
    """Unix milliseconds, of the matching engine."""


@wire
class AmendedOrder:
    """``POST /portfolio/events/orders/{order_id}/amend``."""

    order_id: str
    client_order_id: str | None = None
    remaining_count: Amount | None = None
    """Contracts that rest; absent if neither this nor fills changed."""
    fill_count: Amount | None = None
    """Contracts the amendment filled."""
    average_fill_price: Exact | None = None
    """Dollars of YES, weighted; only if something filled."""
    average_fee_paid: Exact | None = None
    """Dollars a contract; only if something filled."""
    ts_ms: int | None = None
    """Unix milliseconds, of the matching engine."""


@wire
class DecreasedOrder:
    """``POST /portfolio/events/orders/{order_id}/decrease``."""

    order_id: str
    client_order_id: str | None = None
    remaining_count: Amount
    """Contracts that rest."""
    ts_ms: int | None = None
    """Unix milliseconds, of the matching engine."""


@wire
class CancelledOrder:
    """``DELETE /portfolio/events/orders/{order_id}``."""

    order_id: str
    client_order_id: str | None = None
    reduced_by: Amount
    """Contracts that no longer rest."""
    ts_ms: int | None = None
    """Unix milliseconds, of the matching engine."""


@wire
class BatchCreatedOrder:
    """One order of a batch: created, or refused with an ``error``."""

    order_id: str | None = None
    client_order_id: str | None = None
    fill_count: Amount | None = None
    """Contracts, as ``remaining_count``."""
    remaining_count: Amount | None = None
    average_fill_price: Exact | None = None
    """Dollars of YES, weighted; only if something filled."""
    average_fee_paid: Exact | None = None
    """Dollars a contract; only if something filled."""
    ts_ms: int | None = None
    """Unix milliseconds, of the matching engine."""
    error: ErrorBody | None = None


@wire
class BatchCreatedOrders:
    """``POST /portfolio/events/orders/batched``."""

    orders: Items[BatchCreatedOrder]


@wire
class BatchCancelledOrder:
    """One order of a batch: cancelled, or not, with an ``error``."""

    order_id: str
    client_order_id: str | None = None
    reduced_by: Amount | None = None
    """Contracts that no longer rest; zero beside an ``error``."""
    ts_ms: int | None = None
    """Unix milliseconds, of the matching engine."""
    error: ErrorBody | None = None


@wire
class BatchCancelledOrders:
    """``DELETE /portfolio/events/orders/batched``."""

    orders: Items[BatchCancelledOrder]
