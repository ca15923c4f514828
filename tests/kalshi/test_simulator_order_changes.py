"""Orders at the simulator that are amended, decreased, and expire."""

from __future__ import annotations

from typing import Any

import pytest

from kalshi.signed_wire import HOLD, MARKET, Trader, fresh
from kalshi.simulator_wire import NOW

ORDERS = "/portfolio/events/orders"


@pytest.fixture
def trader() -> Trader:
    return Trader.of(fresh())


async def read(trader: Trader, placed: Any) -> Any:
    return (await trader.get(f"/portfolio/orders/{placed['order_id']}"))["order"]


async def amend(trader: Trader, placed: Any, status: int = 200, **changes: Any) -> Any:
    body = {"ticker": MARKET, "side": "bid", "price": "0.0300", "count": "10.00"}
    path = f"{ORDERS}/{placed['order_id']}/amend"
    return await trader.ask("POST", path, {**body, **changes}, status=status)


async def test_less_size_keeps_the_place_and_more_loses_it(trader: Trader) -> None:
    placed = await trader.place()
    rival = Trader.of(trader.simulator, "rival")
    await rival.place(count="4.00")
    path = f"/portfolio/orders/{placed['order_id']}/queue_position"
    assert (await amend(trader, placed, count="8.00"))["remaining_count"] == "8.00"
    assert (await trader.get(path))["queue_position_fp"] == "0.00"
    await amend(trader, placed, count="9.00")
    assert (await trader.get(path))["queue_position_fp"] == "4.00"


async def test_an_amended_price_may_trade(trader: Trader) -> None:
    placed = await trader.place()
    body = await amend(trader, placed, price="0.5500", updated_client_order_id="new")
    assert (body["fill_count"], body["average_fill_price"]) == ("10.00", "0.5500")
    assert (await read(trader, placed))["client_order_id"] == "new"


async def test_an_expiry_alone_says_nothing_of_sizes(trader: Trader) -> None:
    placed = await trader.place()
    later = int(NOW.timestamp()) + 60
    assert set(await amend(trader, placed, expiration_time=later)) == {
        "order_id",
        "ts_ms",
    }
    assert (await read(trader, placed))["expiration_time"] is not None
    await amend(trader, placed, expiration_time=0)
    assert (await read(trader, placed))["expiration_time"] is None


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"side": "ask"}, "order_side_mismatch"),
        ({"ticker": HOLD}, "order_ticker_mismatch"),
        ({"client_order_id": "other"}, "order_id_and_client_order_id_mismatch"),
        ({"price": "0.0301"}, "invalid_price"),
        ({"count": "0.00"}, "invalid_order_size"),
    ],
)
async def test_an_amendment_that_does_not_fit_the_order_is_refused(
    trader: Trader, changes: dict[str, Any], code: str
) -> None:
    placed = await trader.place()
    answer = await amend(trader, placed, 400, **changes)
    assert answer["error"]["code"] == code


async def test_a_decrease_leaves_the_initial_count(trader: Trader) -> None:
    placed = await trader.place()
    path = f"{ORDERS}/{placed['order_id']}/decrease"
    body = await trader.ask("POST", path, {"reduce_by": "2.50"})
    assert body["remaining_count"] == "7.50"
    body = await trader.ask("POST", path, {"reduce_to": "1"})
    assert body["remaining_count"] == "1.00"
    assert (await read(trader, placed))["initial_count_fp"] == "10.00"
    await trader.ask("POST", path, {}, status=400)
    both = {"reduce_by": "1", "reduce_to": "1"}
    await trader.ask("POST", path, both, status=400)


async def test_an_order_expires_with_the_clock(trader: Trader) -> None:
    placed = await trader.place(expiration_time=int(NOW.timestamp()) + 60)
    await trader.control("/clock", {"advance": 61})
    assert (await read(trader, placed))["status"] == "canceled"
