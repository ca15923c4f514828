"""Every operation that needs a signature."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from . import (
    account,
    allocation,
    api_keys,
    closed_doors,
    combo_markets,
    forecasts,
    order_batches,
    order_groups,
    order_reads,
    orders,
    portfolio,
    positions,
    subaccounts,
    transfers,
)
from .call import Answer

__all__ = ["Operation", "operations"]

_ORDERS, _ORDER = "/portfolio/events/orders", "/portfolio/events/orders/{order_id}"
_READ, _READ_ONE = "/portfolio/orders", "/portfolio/orders/{order_id}"
_QUEUE = "queue_position"
_GROUPS = "/portfolio/order_groups"
_GROUP = f"{_GROUPS}/{{order_group_id}}"
_SUBS = "/portfolio/subaccounts"
_SHARDS = "/portfolio/intra_exchange_instance_transfer"
_TARGET = "/portfolio/target_balance_allocation"
_RESTING = "/portfolio/summary/total_resting_order_value"
_USAGE = "/account/api_usage_level"
_FORECAST = "/series/{series_ticker}/events/{ticker}/forecast_percentile_history"
_COMBOS = "/multivariate_event_collections/{collection_ticker}"
_TRADE, _TRANSFER = "write::trade", "write::transfer"

Row = tuple[str, str, str, Answer]

_TRADING: tuple[Row, ...] = (
    ("POST", _ORDERS, "CreateOrderV2", orders.create),
    ("DELETE", _ORDERS, "CancelAllOrders", orders.cancel_all),
    ("POST", f"{_ORDERS}/batched", "BatchCreateOrdersV2", order_batches.create),
    ("DELETE", f"{_ORDERS}/batched", "BatchCancelOrdersV2", order_batches.cancel),
    ("DELETE", _ORDER, "CancelOrderV2", orders.cancel),
    ("POST", f"{_ORDER}/amend", "AmendOrderV2", orders.amend),
    ("POST", f"{_ORDER}/decrease", "DecreaseOrderV2", orders.decrease),
    ("POST", f"{_GROUPS}/create", "CreateOrderGroup", order_groups.create),
    ("DELETE", _GROUP, "DeleteOrderGroup", order_groups.delete),
    ("PUT", f"{_GROUP}/reset", "ResetOrderGroup", order_groups.reset),
    ("PUT", f"{_GROUP}/trigger", "TriggerOrderGroup", order_groups.trigger),
    ("PUT", f"{_GROUP}/limit", "UpdateOrderGroupLimit", order_groups.update_limit),
    ("POST", _READ, "CreateOrder", closed_doors.gone),
    ("POST", f"{_READ}/batched", "BatchCreateOrders", closed_doors.gone),
    ("DELETE", f"{_READ}/batched", "BatchCancelOrders", closed_doors.gone),
    ("DELETE", _READ_ONE, "CancelOrder", closed_doors.gone),
    ("POST", f"{_READ_ONE}/amend", "AmendOrder", closed_doors.gone),
    ("POST", f"{_READ_ONE}/decrease", "DecreaseOrder", closed_doors.gone),
)
_READING: tuple[Row, ...] = (
    ("GET", _READ, "GetOrders", order_reads.listed),
    (
        "GET",
        f"{_READ}/{_QUEUE}s",
        "GetOrderQueuePositions",
        order_reads.queue_positions,
    ),
    ("GET", _READ_ONE, "GetOrder", order_reads.get),
    (
        "GET",
        f"{_READ_ONE}/{_QUEUE}",
        "GetOrderQueuePosition",
        order_reads.queue_position,
    ),
    ("GET", _GROUPS, "GetOrderGroups", order_groups.listed),
    ("GET", _GROUP, "GetOrderGroup", order_groups.get),
    ("GET", "/portfolio/positions", "GetPositions", positions.listed),
    ("GET", "/portfolio/fills", "GetFills", portfolio.fills),
    ("GET", "/portfolio/settlements", "GetSettlements", portfolio.settlements),
    ("GET", "/portfolio/deposits", "GetDeposits", portfolio.deposits),
    ("GET", "/portfolio/withdrawals", "GetWithdrawals", portfolio.withdrawals),
    ("GET", _RESTING, "GetPortfolioRestingOrderTotalValue", portfolio.resting_value),
    ("GET", _TARGET, "GetTargetBalanceAllocation", allocation.get),
    ("GET", f"{_SHARDS}s", "GetIntraExchangeInstanceTransfers", transfers.listed),
    (
        "GET",
        f"{_SHARDS}s/{{transfer_id}}",
        "GetIntraExchangeInstanceTransfer",
        transfers.get,
    ),
    ("GET", f"{_SUBS}/balances", "GetSubaccountBalances", subaccounts.balances),
    (
        "GET",
        f"{_SUBS}/transfers",
        "GetSubaccountTransfers",
        transfers.subaccount_transfers,
    ),
    ("GET", f"{_SUBS}/netting", "GetSubaccountNetting", subaccounts.netting),
    ("GET", "/historical/fills", "GetFillsHistorical", portfolio.archived_fills),
    ("GET", "/historical/orders", "GetHistoricalOrders", order_reads.archived),
    ("GET", "/historical/positions", "GetHistoricalPositions", positions.archived),
    ("GET", "/account/limits", "GetAccountApiLimits", account.limits),
    (
        "GET",
        f"{_USAGE}/volume_progress",
        "GetAccountApiUsageLevelVolumeProgress",
        account.volume_progress,
    ),
    ("GET", "/api_keys", "GetApiKeys", api_keys.listed),
    (
        "GET",
        _FORECAST,
        "GetEventForecastPercentilesHistory",
        forecasts.percentile_history,
    ),
)
_MOVING: tuple[Row, ...] = (
    ("POST", _TARGET, "SetTargetBalanceAllocation", allocation.put),
    ("POST", _SHARDS, "IntraExchangeInstanceTransfer", transfers.between_shards),
    (
        "POST",
        f"{_SUBS}/transfer",
        "ApplySubaccountTransfer",
        transfers.between_subaccounts,
    ),
)
_CHANGING: tuple[Row, ...] = (
    ("POST", _SUBS, "CreateSubaccount", subaccounts.create),
    ("PUT", f"{_SUBS}/netting", "UpdateSubaccountNetting", subaccounts.set_netting),
    ("POST", f"{_USAGE}/upgrade", "UpgradeAccountApiUsageLevel", account.upgrade),
    ("POST", "/api_keys", "CreateApiKey", api_keys.create),
    ("POST", "/api_keys/generate", "GenerateApiKey", api_keys.generate),
    ("DELETE", "/api_keys/{api_key}", "DeleteApiKey", api_keys.delete),
    (
        "POST",
        _COMBOS,
        "CreateMarketInMultivariateEventCollection",
        combo_markets.create,
    ),
)
_STATUSES = {
    "CreateOrderV2": 201,
    "BatchCreateOrdersV2": 201,
    "CreateOrderGroup": 201,
    "CreateSubaccount": 201,
    "UpgradeAccountApiUsageLevel": 201,
    "CreateApiKey": 201,
    "GenerateApiKey": 201,
    "CancelAllOrders": 204,
    "DeleteApiKey": 204,
}


@dataclass(frozen=True, slots=True)
class Operation:
    """One signed request.

    Attributes:
        scope: what the key must have been granted.
        status: of a good answer.
    """

    method: str
    path: str
    name: str
    answer: Answer
    scope: str
    status: int = 200


def operations() -> Iterator[Operation]:
    """All of them, in an order in which no path hides another."""
    yield from _scoped(_TRADING, _TRADE)
    yield from _scoped(_READING, "read")
    yield Operation(
        "GET",
        "/portfolio/balance",
        "GetBalance",
        portfolio.balance,
        "read::portfolio_balance",
    )
    yield from _scoped(_MOVING, _TRANSFER)
    yield from _scoped(_CHANGING, "write")
    for method, path, answer in closed_doors.DOORS:
        scope = "read" if method == "GET" else "write"
        yield Operation(method, path, "ClosedDoor", answer, scope)


def _scoped(rows: tuple[Row, ...], scope: str) -> Iterator[Operation]:
    for method, path, name, answer in rows:
        yield Operation(method, path, name, answer, scope, _STATUSES.get(name, 200))
