"""Answers about accounts that other people recorded from the venue decode."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import httpx
import pytest

from kalshi.scripted import Wire
from kalshi.signed import signed
from predcore import VenueError
from predcore.kit import Drift, decoder
from predcore_kalshi import models
from shared import PAYLOADS, needs_payloads

pytestmark = needs_payloads

D = Decimal
KINDS: dict[str, type[Any]] = {
    "account_limits": models.AccountApiLimits,
    "order_cancel_v2": models.CancelledOrder,
    "order_create_legacy": models.OrderEnvelope,
    "order_create_v2_maker": models.CreatedOrder,
    "order_create_v2_taker_ioc": models.CreatedOrder,
    "order_get": models.OrderEnvelope,
    "order_get_stale_after_cancel": models.OrderEnvelope,
    "portfolio_balance": models.Balance,
    "portfolio_fills": models.FillPage,
    "portfolio_orders_list": models.OrderPage,
    "portfolio_positions": models.PositionPage,
    "portfolio_settlements_empty": models.SettlementPage,
}
GONE = {("MarketPosition", "resting_orders_count")}
"""What the recordings have and the venue's document no longer does."""

RECORDED = sorted(
    file
    for file in (PAYLOADS / "kalshi" / "rest").glob("*.json")
    if file.name.startswith(("account_limits", "order_", "portfolio_"))
)
REFUSALS = {
    file.name: json.loads(file.read_text())
    for file in sorted((PAYLOADS / "kalshi" / "rest").glob("error_*.json"))
}


def kind(file: Path) -> str:
    return file.name.partition("__")[0]


def read(name: str) -> Any:
    (file,) = (file for file in RECORDED if kind(file) == name)
    return decoder(KINDS[name])(file.read_bytes())


def test_every_recorded_kind_is_read() -> None:
    assert {kind(file) for file in RECORDED} == set(KINDS)


@pytest.mark.parametrize("file", RECORDED, ids=kind)
def test_a_recorded_answer_decodes_and_holds_nothing_unknown(file: Path) -> None:
    body, drift = file.read_bytes(), Drift()
    assert decoder(KINDS[kind(file)])(body)
    drift.inspect(KINDS[kind(file)], body)
    assert {(entry.shape, entry.field) for entry in drift.report()} <= GONE


def test_a_recorded_fill_has_its_exact_price_and_fee() -> None:
    fill = read("portfolio_fills").fills[0]
    assert (fill.count_fp, fill.yes_price_dollars) == (D("1.00"), D("0.5200"))
    assert fill.fee_cost == D("0.0175")
    assert (fill.outcome_side, fill.book_side, fill.is_taker) == ("yes", "bid", True)


def test_a_recorded_taker_paid_less_than_the_limit() -> None:
    order = read("portfolio_orders_list").orders[0]
    assert order.yes_price_dollars == D("0.99")
    assert order.taker_fill_cost_dollars == D("0.52")
    assert read("order_create_v2_taker_ioc").average_fill_price == D("0.52")


def test_a_recorded_balance_has_more_than_cents() -> None:
    balance = read("portfolio_balance")
    assert (balance.balance, balance.balance_dollars) == (9801, D("98.0186"))
    assert balance.balance_breakdown[0].balance == D("98.0186")


@pytest.mark.parametrize("name", REFUSALS)
async def test_a_recorded_refusal_of_an_order_keeps_its_code(name: str) -> None:
    status, told = int(name.split("_")[1]), REFUSALS[name]
    wire = Wire()
    wire.on("/portfolio/events/orders", httpx.Response(status, json=told))
    async with signed(wire) as kalshi:
        with pytest.raises(VenueError) as caught:
            await kalshi.orders.create("M", side="bid", count=1, price=D("0.5"))
    assert caught.value.status == status
    assert caught.value.code == told.get("error", told).get("code")
    assert len(wire.sent) == 1
