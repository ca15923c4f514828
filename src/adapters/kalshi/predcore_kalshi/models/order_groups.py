"""Order groups: orders that go together when too much trades."""

from __future__ import annotations

from predcore.kit import Amount, Items, wire

__all__ = ["CreatedOrderGroup", "OrderGroup", "OrderGroupOrders", "OrderGroups"]


@wire
class OrderGroup:
    """A group, as listed."""

    id: str
    contracts_limit_fp: Amount | None = None
    """Contracts that may trade in any 15 seconds."""
    is_auto_cancel_enabled: bool | None = None
    exchange_index: int | None = None
    """The shard; orders on others are not protected."""


@wire
class OrderGroups:
    """``GET /portfolio/order_groups``."""

    order_groups: Items[OrderGroup] = ()


@wire
class OrderGroupOrders:
    """``GET /portfolio/order_groups/{order_group_id}``."""

    is_auto_cancel_enabled: bool | None = None
    contracts_limit_fp: Amount | None = None
    """Contracts that may trade in any 15 seconds."""
    orders: Items[str] = ()
    """Ids."""
    exchange_index: int | None = None


@wire
class CreatedOrderGroup:
    """``POST /portfolio/order_groups/create``."""

    order_group_id: str
    subaccount: int | None = None
    exchange_index: int | None = None
