"""Every native operation on an account but its orders, with everything it takes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from predcore.kit import Pages
from predcore_kalshi import Kalshi
from predcore_kalshi.models import SelectedMarket

__all__ = ["ACCOUNT_CALLS"]

Call = Callable[[Kalshi], Awaitable[Any] | Pages[Any]]

AT = datetime(2026, 11, 1, tzinfo=UTC)
ID = UUID("8c35ecb3-328f-4f52-8c7c-0f4b9862f8d1")
SHARD: dict[str, Any] = {"subaccount": 3, "exchange_index": 2}

MONEY: dict[str, tuple[Call, ...]] = {
    "GetBalance": (lambda k: k.portfolio.balance.get(**SHARD),),
    "GetPositions": (
        lambda k: k.portfolio.positions.list(
            limit=5,
            count_filter=["position", "total_traded"],
            settlement_status="all",
            ticker="M",
            event_ticker="E",
            **SHARD,
        ),
    ),
    "GetHistoricalPositions": (
        lambda k: k.historical.positions.list(
            ticker="M", event_ticker="E", subaccount=3, limit=5
        ),
    ),
    "GetFills": (
        lambda k: k.portfolio.fills.list(
            ticker=["M", "N"], order_id="O", min_ts=AT, max_ts=AT, limit=5, **SHARD
        ),
    ),
    "GetFillsHistorical": (
        lambda k: k.historical.fills.list(
            ticker="M", min_ts=AT, max_ts=AT, limit=5, subaccount=3
        ),
    ),
    "GetSettlements": (
        lambda k: k.portfolio.settlements.list(
            limit=5, ticker="M", event_ticker="E", min_ts=AT, max_ts=AT, subaccount=3
        ),
    ),
    "GetDeposits": (lambda k: k.portfolio.deposits.list(limit=5),),
    "GetWithdrawals": (lambda k: k.portfolio.withdrawals.list(limit=5),),
    "GetPortfolioRestingOrderTotalValue": (
        lambda k: k.portfolio.total_resting_order_value.get(),
    ),
    "GetTargetBalanceAllocation": (lambda k: k.portfolio.target_allocation.get(),),
    "SetTargetBalanceAllocation": (
        lambda k: k.portfolio.target_allocation.set(
            {0: 60, 2: 40}, resting_margin_reservation="max"
        ),
        lambda k: k.portfolio.target_allocation.set({}),
    ),
    "IntraExchangeInstanceTransfer": (
        lambda k: k.portfolio.transfers.create(
            amount=10_000,
            source="event_contract",
            destination="margined",
            source_exchange_shard=1,
            destination_exchange_shard=2,
            client_transfer_id=ID,
        ),
        lambda k: k.portfolio.transfers.create(
            amount=1, source_subaccount=1, destination_subaccount=2
        ),
    ),
    "GetIntraExchangeInstanceTransfers": (
        lambda k: k.portfolio.transfers.list(limit=5),
    ),
    "GetIntraExchangeInstanceTransfer": (lambda k: k.portfolio.transfers.get("T"),),
    "CreateSubaccount": (lambda k: k.subaccounts.create(exchange_index=1),),
    "ApplySubaccountTransfer": (
        lambda k: k.subaccounts.transfer(
            from_subaccount=0,
            to_subaccount=3,
            amount_cents=500,
            client_transfer_id=ID,
            exchange_index=2,
        ),
    ),
    "GetSubaccountBalances": (lambda k: k.subaccounts.balances.list(),),
    "GetSubaccountTransfers": (lambda k: k.subaccounts.transfers.list(limit=5),),
    "GetSubaccountNetting": (lambda k: k.subaccounts.netting.get(),),
    "UpdateSubaccountNetting": (lambda k: k.subaccounts.netting.set(3, enabled=True),),
}

KEYS: dict[str, tuple[Call, ...]] = {
    "GetAccountApiLimits": (lambda k: k.account.limits.get(),),
    "UpgradeAccountApiUsageLevel": (lambda k: k.account.upgrade(),),
    "GetAccountApiUsageLevelVolumeProgress": (
        lambda k: k.account.volume_progress.get(),
    ),
    "GetApiKeys": (lambda k: k.api_keys.list(fcm_subtrader_id="F"),),
    "CreateApiKey": (
        lambda k: k.api_keys.create(
            "bot", public_key="PEM", scopes=["read", "write::trade"], subaccount=3
        ),
        lambda k: k.api_keys.create("bot", public_key="PEM", fcm_subtrader_id="F"),
    ),
    "GenerateApiKey": (
        lambda k: k.api_keys.generate(
            "bot", key_type="ed25519", scopes=["read"], subaccount=3
        ),
        lambda k: k.api_keys.generate("bot", fcm_subtrader_id="F"),
    ),
    "DeleteApiKey": (lambda k: k.api_keys.delete("K"),),
    "CreateMarketInMultivariateEventCollection": (
        lambda k: k.mve.create_market(
            "C",
            selected_markets=[
                SelectedMarket(market_ticker="M", event_ticker="E", side="no")
            ],
            with_market_payload=True,
        ),
    ),
    "GetEventForecastPercentilesHistory": (
        lambda k: k.events.forecast_percentiles.list(
            "E",
            series_ticker="S",
            percentiles=[2500, 5000],
            start_ts=AT,
            end_ts=AT,
            period_interval=0,
        ),
    ),
}

ACCOUNT_CALLS = {**MONEY, **KEYS}
