"""Orders, fills, positions, money and settlements as predcore sees them."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from kalshi.account_bodies import balance, fill, order, position, settlement
from kalshi.desks import NO, NOW, TICKER, YES, Trader
from kalshi.scripted import Wire
from predcore import (
    BadResponse,
    InvalidId,
    InvalidRequest,
    MarketRef,
    NotFound,
    OrderStatus,
)

D = Decimal
CUTOFF = {
    "market_settled_ts": "2026-11-03T00:00:00Z",
    "trades_created_ts": "2026-11-03T00:00:00Z",
    "orders_updated_ts": "2026-11-03T00:00:00Z",
}


@pytest.fixture
def trader(wire: Wire) -> Trader:
    wire.on("/historical/cutoff", CUTOFF)
    return Trader(wire)


def dated(number: int, **fields: Any) -> dict[str, Any]:
    return order(number, created_time=f"2026-11-0{number}T00:00:00Z", **fields)


async def test_orders_are_one_history_of_live_and_archived(trader: Trader) -> None:
    over = {"status": "executed", "remaining_count_fp": "0.00"}
    trader.wire.on(
        "/portfolio/orders",
        {"orders": [dated(5), dated(4)], "cursor": "p2"},
        {"orders": [dated(1)], "cursor": ""},
    )
    archived = [dated(2, **over), dated(1)]
    trader.wire.on("/historical/orders", {"orders": archived, "cursor": ""})
    found = [one.id async for one in trader.venue.orders(market=TICKER)]
    assert found == ["o5", "o4", "o2", "o1"]
    assert trader.reads("/portfolio/orders")[0].url.params["ticker"] == TICKER
    assert trader.reads("/historical/orders")[0].url.params["subaccount"] == "0"


async def test_what_rests_is_never_archived(trader: Trader) -> None:
    stale = dated(4, status="canceled", remaining_count_fp="0.00")
    trader.wire.on("/portfolio/orders", {"orders": [dated(1), stale], "cursor": ""})
    found = trader.venue.orders(status=OrderStatus.RESTING)
    assert [one.id async for one in found] == ["o1"]
    assert trader.wire.paths == ["/portfolio/orders"]
    assert trader.wire.params()["status"] == "resting"


async def test_the_archive_knows_no_status(trader: Trader) -> None:
    gone = dated(2, status="canceled", remaining_count_fp="0.00")
    over = dated(1, status="executed", remaining_count_fp="0.00")
    trader.wire.on("/portfolio/orders", {"orders": [], "cursor": ""})
    trader.wire.on("/historical/orders", {"orders": [gone, over], "cursor": ""})
    found = trader.venue.orders(status=OrderStatus.FILLED)
    assert [one.id async for one in found] == ["o1"]


async def test_an_order_is_read_by_its_id(trader: Trader) -> None:
    trader.wire.on("/portfolio/orders/o1", {"order": order()})
    assert (await trader.venue.order("o1")).instrument == YES
    with pytest.raises(NotFound):
        await trader.venue.order("o2")


async def test_fills_are_one_history_within_their_bounds(trader: Trader) -> None:
    trader.wire.on("/portfolio/fills", {"fills": [fill(5), fill(4)], "cursor": ""})
    trader.wire.on("/historical/fills", {"fills": [fill(2), fill(1)], "cursor": ""})
    found = trader.venue.fills(
        since=datetime(2026, 11, 2, tzinfo=UTC),
        until=datetime(2026, 11, 4, tzinfo=UTC),
    )
    assert [one.id async for one in found] == ["f4", "f2"]


async def test_fills_since_the_cutoff_are_all_live(trader: Trader) -> None:
    trader.wire.on("/portfolio/fills", {"fills": [fill(5)], "cursor": ""})
    found = trader.venue.fills(since=datetime(2026, 11, 4, tzinfo=UTC))
    assert [one.id async for one in found] == ["f5"]
    assert "/historical/fills" not in trader.wire.paths


async def test_fills_of_an_order_are_told_from_others_in_the_archive(
    trader: Trader,
) -> None:
    trader.wire.on("/portfolio/fills", {"fills": [], "cursor": ""})
    rows = [fill(2, order_id="other"), fill(1)]
    trader.wire.on("/historical/fills", {"fills": rows, "cursor": ""})
    found = trader.venue.fills(order_id="o1", market=TICKER)
    assert [one.id async for one in found] == ["f1"]
    assert trader.reads("/portfolio/fills")[0].url.params["order_id"] == "o1"


async def test_what_can_be_no_ticker_or_instant_is_refused(trader: Trader) -> None:
    naive = datetime(2026, 1, 1)  # noqa: DTZ001
    with pytest.raises(InvalidId):
        trader.venue.orders(market="A,B")
    with pytest.raises(InvalidId):
        trader.venue.fills(market="A,B")
    with pytest.raises(InvalidRequest, match="since needs a time zone"):
        trader.venue.fills(since=naive)
    with pytest.raises(InvalidRequest, match="until needs a time zone"):
        trader.venue.settlements(until=naive)


async def test_a_position_is_of_one_outcome_and_never_negative(
    trader: Trader,
) -> None:
    trader.wire.on(
        "/portfolio/positions",
        {
            "market_positions": [
                position(),
                position(position_fp="-2.50"),
                position(position_fp="0.00"),
                position(position_fp=None, last_updated_ts=None),
            ],
            "event_positions": [],
            "cursor": "",
        },
    )
    found = [one async for one in trader.venue.positions()]
    assert [(one.instrument, one.size) for one in found] == [
        (YES, D(3)),
        (NO, D("2.50")),
    ]
    assert (found[0].cost, found[0].fees) == (D("2.50"), D("0.0189"))
    assert found[0].average_price is None
    assert trader.wire.params() == {
        "limit": "1000",
        "count_filter": "position",
        "subaccount": "0",
    }


async def test_money_is_exact_and_told_by_shard(trader: Trader) -> None:
    trader.wire.on("/portfolio/balance", balance())
    found = await trader.venue.balance()
    assert (found.currency, found.total) == ("USD", D("98.0186"))
    assert found.parts == {"0": D("90.0000"), "3": D("8.0186")}
    assert (found.positions_value, found.available) == (D("1.98"), None)
    assert found.at == NOW


async def test_a_balance_in_cents_alone_is_not_believed(trader: Trader) -> None:
    trader.wire.on("/portfolio/balance", {"balance": 9801})
    with pytest.raises(BadResponse, match="balance_dollars"):
        await trader.venue.balance()


@pytest.mark.parametrize(
    ("fields", "outcome", "payout"),
    [
        ({}, "yes", "3.00"),
        ({"market_result": "no", "revenue": 0, "value": 0}, "no", "0.00"),
        ({"market_result": "scalar", "revenue": 632, "value": 59}, None, "6.32"),
        ({"no_count_fp": "3.00", "revenue": 0}, "yes", "0.00"),
    ],
)
async def test_a_settlement_is_what_was_paid_at_the_end(
    trader: Trader, fields: dict[str, Any], outcome: str | None, payout: str
) -> None:
    rows = [settlement(**fields)]
    trader.wire.on("/portfolio/settlements", {"settlements": rows, "cursor": ""})
    [found] = [one async for one in trader.venue.settlements()]
    assert found.market == MarketRef("kalshi", TICKER)
    assert (found.outcome, found.payout) == (outcome, D(payout))
    assert found.fee is None


async def test_settlements_keep_to_their_bounds(trader: Trader) -> None:
    rows = [
        settlement(settled_time=f"2026-11-0{day}T00:00:00Z") for day in (5, 4, 3, 2)
    ]
    trader.wire.on("/portfolio/settlements", {"settlements": rows, "cursor": ""})
    found = trader.venue.settlements(
        since=datetime(2026, 11, 3, tzinfo=UTC),
        until=datetime(2026, 11, 4, tzinfo=UTC),
    )
    assert [one.at.day async for one in found] == [4, 3]


async def test_a_subaccount_is_asked_for_its_own(wire: Wire) -> None:
    trader = Trader(wire, subaccount=7)
    wire.on("/portfolio/balance", balance())
    await trader.venue.balance()
    assert wire.params()["subaccount"] == "7"
