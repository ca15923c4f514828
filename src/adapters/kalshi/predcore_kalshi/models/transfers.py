"""Money from shard to shard, and the shares it is kept in."""

from __future__ import annotations

from typing import Annotated

from predcore.kit import Exact, Items, Known, wire

__all__ = [
    "CreatedIntraExchangeInstanceTransfer",
    "ExchangeInstance",
    "IntraExchangeInstanceTransfer",
    "IntraExchangeInstanceTransferEnvelope",
    "IntraExchangeInstanceTransferPage",
    "RestingMarginReservation",
    "TargetBalanceAllocation",
    "TargetBalanceAllocations",
    "TransferStatus",
]

ExchangeInstance = Annotated[str, Known("event_contract", "margined")]

TransferStatus = Annotated[str, Known("pending", "complete")]

RestingMarginReservation = Annotated[str, Known("none", "max", "sum")]
"""What rebalancing leaves for resting orders: nothing, the largest, or all."""


@wire
class IntraExchangeInstanceTransfer:
    """A transfer between shards or instances."""

    transfer_id: str
    client_transfer_id: str | None = None
    source: ExchangeInstance | None = None
    destination: ExchangeInstance | None = None
    source_exchange_shard: int | None = None
    destination_exchange_shard: int | None = None
    amount: Exact | None = None
    """Dollars."""
    status: TransferStatus | None = None
    created_ts: int | None = None
    """Unix seconds."""


@wire
class IntraExchangeInstanceTransferEnvelope:
    """``GET /portfolio/intra_exchange_instance_transfers/{transfer_id}``."""

    transfer: IntraExchangeInstanceTransfer


@wire
class IntraExchangeInstanceTransferPage:
    """``GET /portfolio/intra_exchange_instance_transfers``."""

    transfers: Items[IntraExchangeInstanceTransfer]
    cursor: str | None = None


@wire
class CreatedIntraExchangeInstanceTransfer:
    """``POST /portfolio/intra_exchange_instance_transfer``."""

    transfer_id: str


@wire
class TargetBalanceAllocation:
    """The share of the money one shard is to have."""

    exchange_index: int
    percent: int
    """0 to 100."""


@wire
class TargetBalanceAllocations:
    """``GET /portfolio/target_balance_allocation``."""

    allocations: Items[TargetBalanceAllocation]
    resting_margin_reservation: RestingMarginReservation | None = None
