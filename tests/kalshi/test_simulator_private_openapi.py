"""Every private answer of the simulator is one the specification describes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import uuid4

import pytest

from kalshi.keys import public_pem
from kalshi.signed_wire import COLLECTION, HOLD, LEGS, MARKET, Trader, fresh, order
from kalshi.simulator_wire import FED, SPAN
from kalshi.specification import document
from official.kalshi_openapi import problems
from shared import needs_specs

pytestmark = needs_specs

ORDERS = "/portfolio/events/orders"
GROUPS = "/portfolio/order_groups"
COMBO = {"selected_markets": LEGS, "with_market_payload": True}
FORECAST = (
    f"/series/KXFEDDECISION/events/{FED}/forecast_percentile_history?{SPAN}"
    "&percentiles=2500&percentiles=5000&period_interval=1440"
)


@pytest.fixture
async def trader() -> Trader:
    """Has traded, holds positions, was paid, moved money, and has a group."""
    trader = Trader.of(fresh())
    await trader.place(price="0.9900", time_in_force="immediate_or_cancel")
    await trader.place(ticker=HOLD, side="ask", price="0.3600", count="3.00")
    await trader.control(f"/markets/{HOLD}/close")
    await trader.control(f"/markets/{HOLD}/determine", {"payout": "0.5970"})
    await trader.control(f"/markets/{HOLD}/finalize")
    await trader.control("/accounts/trader/withdraw", {"dollars": "10.00"})
    await trader.ask("POST", "/portfolio/subaccounts", {}, status=201)
    await trader.ask("POST", "/portfolio/subaccounts/transfer", to_subaccount())
    await trader.ask(
        "POST",
        "/portfolio/intra_exchange_instance_transfer",
        {**to_shard(), "client_transfer_id": str(uuid4())},
    )
    return trader


def to_subaccount() -> dict[str, Any]:
    return {
        "client_transfer_id": str(uuid4()),
        "from_subaccount": 0,
        "to_subaccount": 1,
        "amount_cents": 100,
    }


def to_shard() -> dict[str, Any]:
    return {
        "source": "event_contract",
        "destination": "event_contract",
        "amount": 5_000,
        "destination_exchange_shard": 2,
    }


READS = {
    "GetOrders": ("/portfolio/orders", "/portfolio/orders?limit=1&status=executed"),
    "GetOrderQueuePositions": ("/portfolio/orders/queue_positions",),
    "GetOrderGroups": (GROUPS,),
    "GetBalance": ("/portfolio/balance", "/portfolio/balance?exchange_index=2"),
    "GetPositions": (
        "/portfolio/positions",
        "/portfolio/positions?settlement_status=all&limit=1",
        "/portfolio/positions?count_filter=position,total_traded",
    ),
    "GetFills": ("/portfolio/fills", f"/portfolio/fills?ticker={MARKET},{HOLD}"),
    "GetSettlements": ("/portfolio/settlements",),
    "GetDeposits": ("/portfolio/deposits", "/portfolio/deposits?limit=1"),
    "GetWithdrawals": ("/portfolio/withdrawals",),
    "GetTargetBalanceAllocation": ("/portfolio/target_balance_allocation",),
    "GetIntraExchangeInstanceTransfers": (
        "/portfolio/intra_exchange_instance_transfers",
    ),
    "GetSubaccountBalances": ("/portfolio/subaccounts/balances",),
    "GetSubaccountTransfers": ("/portfolio/subaccounts/transfers",),
    "GetSubaccountNetting": ("/portfolio/subaccounts/netting",),
    "GetFillsHistorical": ("/historical/fills",),
    "GetHistoricalOrders": ("/historical/orders",),
    "GetHistoricalPositions": ("/historical/positions",),
    "GetAccountApiLimits": ("/account/limits",),
    "GetAccountApiUsageLevelVolumeProgress": (
        "/account/api_usage_level/volume_progress",
    ),
    "GetApiKeys": ("/api_keys",),
    "GetEventForecastPercentilesHistory": (FORECAST,),
    "GetCommunicationsID": ("/communications/id",),
    "GetRFQs": ("/communications/rfqs",),
    "GetQuotes": ("/communications/quotes",),
    "GetBlockTradeProposals": ("/communications/block-trade-proposals",),
    "GetRFQBatches": ("/communications/rfq_batches",),
}


@pytest.mark.parametrize(
    ("operation", "path"),
    [(operation, path) for operation, paths in READS.items() for path in paths],
)
async def test_a_read_is_answered_as_the_specification_says(
    trader: Trader, operation: str, path: str
) -> None:
    assert problems(operation, await trader.get(path)) == []


@pytest.mark.parametrize(
    ("operation", "path", "rows"),
    [
        ("GetFills", "/portfolio/fills", "fills"),
        ("GetSettlements", "/portfolio/settlements", "settlements"),
        ("GetPositions", "/portfolio/positions", "event_positions"),
        ("GetWithdrawals", "/portfolio/withdrawals", "withdrawals"),
        ("GetHistoricalOrders", "/historical/orders", "orders"),
        ("GetFillsHistorical", "/historical/fills", "fills"),
        (
            "GetHistoricalPositions",
            "/historical/positions",
            "market_positions",
        ),
    ],
)
async def test_the_lists_are_validated_with_rows_in_them(
    trader: Trader, operation: str, path: str, rows: str
) -> None:
    if path.startswith("/historical"):
        await trader.control("/clock", {"advance": 30 * 86400})
    body = await trader.get(path)
    assert body[rows]
    assert problems(operation, body) == []


async def resting(trader: Trader) -> str:
    placed = await trader.place(client_order_id=str(uuid4()))
    return f"{ORDERS}/{placed['order_id']}"


async def group(trader: Trader) -> str:
    made = await trader.ask(
        "POST", f"{GROUPS}/create", {"contracts_limit": 5}, status=201
    )
    return f"{GROUPS}/{made['order_group_id']}"


async def transfer(trader: Trader) -> str:
    made = await trader.ask(
        "POST", "/portfolio/intra_exchange_instance_transfer", to_shard()
    )
    return f"/portfolio/intra_exchange_instance_transfers/{made['transfer_id']}"


async def key(trader: Trader) -> str:
    body = {"name": "another", "key_type": "ed25519"}
    made = await trader.ask("POST", "/api_keys/generate", body, status=201)
    return f"/api_keys/{made['api_key_id']}"


AMENDMENT = {"ticker": MARKET, "side": "bid", "price": "0.0310", "count": "12.00"}
SWEEP = {"allocations": [{"exchange_index": 0, "percent": 100}]}
WRITES: dict[str, tuple[str, str, Any, int]] = {
    "CreateOrderV2": ("POST", ORDERS, order(client_order_id="c"), 201),
    "BatchCreateOrdersV2": (
        "POST",
        f"{ORDERS}/batched",
        {"orders": [order(), order(price="0.9999"), order(price="0.9900")]},
        201,
    ),
    "CancelAllOrders": ("DELETE", ORDERS, None, 204),
    "BatchCancelOrdersV2": (
        "DELETE",
        f"{ORDERS}/batched",
        {"orders": [{"order_id": "nobody's"}]},
        200,
    ),
    "CreateOrderGroup": ("POST", f"{GROUPS}/create", {"contracts_limit_fp": "5"}, 201),
    "SetTargetBalanceAllocation": (
        "POST",
        "/portfolio/target_balance_allocation",
        SWEEP,
        200,
    ),
    "IntraExchangeInstanceTransfer": (
        "POST",
        "/portfolio/intra_exchange_instance_transfer",
        to_shard(),
        200,
    ),
    "CreateSubaccount": ("POST", "/portfolio/subaccounts", {}, 201),
    "ApplySubaccountTransfer": (
        "POST",
        "/portfolio/subaccounts/transfer",
        to_subaccount(),
        200,
    ),
    "UpdateSubaccountNetting": (
        "PUT",
        "/portfolio/subaccounts/netting",
        {"subaccount_number": 1, "enabled": True},
        200,
    ),
    "UpgradeAccountApiUsageLevel": (
        "POST",
        "/account/api_usage_level/upgrade",
        {},
        201,
    ),
    "CreateApiKey": (
        "POST",
        "/api_keys",
        {"name": "mine", "public_key": public_pem(), "scopes": ["read"]},
        201,
    ),
    "GenerateApiKey": ("POST", "/api_keys/generate", {"name": "new"}, 201),
    "CreateMarketInMultivariateEventCollection": (
        "POST",
        COLLECTION,
        COMBO,
        200,
    ),
}


@pytest.mark.parametrize("operation", WRITES)
async def test_a_write_is_answered_as_the_specification_says(
    trader: Trader, operation: str
) -> None:
    method, path, body, status = WRITES[operation]
    said = await trader.ask(method, path, body, status=status)
    assert problems(operation, said, status) == []


Made = Callable[[Trader], Awaitable[str]]
OF_SOMETHING: dict[str, tuple[Made, str, str, Any, int]] = {
    "GetOrder": (resting, "GET", "", None, 200),
    "GetOrderQueuePosition": (resting, "GET", "/queue_position", None, 200),
    "CancelOrderV2": (resting, "DELETE", "", None, 200),
    "AmendOrderV2": (resting, "POST", "/amend", AMENDMENT, 200),
    "DecreaseOrderV2": (resting, "POST", "/decrease", {"reduce_by": "1"}, 200),
    "GetOrderGroup": (group, "GET", "", None, 200),
    "UpdateOrderGroupLimit": (group, "PUT", "/limit", {"contracts_limit": 9}, 200),
    "ResetOrderGroup": (group, "PUT", "/reset", {}, 200),
    "TriggerOrderGroup": (group, "PUT", "/trigger", {}, 200),
    "DeleteOrderGroup": (group, "DELETE", "", None, 200),
    "GetIntraExchangeInstanceTransfer": (transfer, "GET", "", None, 200),
    "DeleteApiKey": (key, "DELETE", "", None, 204),
}


@pytest.mark.parametrize("operation", OF_SOMETHING)
async def test_what_is_done_with_something_is_answered_as_the_specification_says(
    trader: Trader, operation: str
) -> None:
    make, method, rest, body, status = OF_SOMETHING[operation]
    path = await make(trader)
    if operation.startswith("GetOrder") and "Group" not in operation:
        path = path.replace("/events", "")
    said = await trader.ask(method, path + rest, body, status=status)
    assert problems(operation, said, status) == []


def test_every_private_operation_is_asked_but_those_that_are_not_simulated() -> None:
    asked = {*READS, *WRITES, *OF_SOMETHING, "GetPortfolioRestingOrderTotalValue"}
    assert private_names() <= asked


def private_names() -> set[str]:
    paths: dict[str, dict[str, Any]] = document()["paths"]
    return {
        item[method]["operationId"]
        for path, item in paths.items()
        if not path.startswith(("/fcm", "/communications"))
        for method in {"get", "post", "put", "delete"} & set(item)
        if item[method].get("security")
    }
