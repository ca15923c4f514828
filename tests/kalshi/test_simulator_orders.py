"""Orders at the simulator: matched, amended, decreased, cancelled, and read again."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from kalshi.signed_wire import BITCOIN, MARKET, Trader, fresh, order
from kalshi.simulator_wire import NOW

ORDERS = "/portfolio/events/orders"
GONE = {"error": {"code": "not_found", "message": "not found"}}


@pytest.fixture
def trader() -> Trader:
    return Trader.of(fresh())


async def read(trader: Trader, placed: Any) -> Any:
    return (await trader.get(f"/portfolio/orders/{placed['order_id']}"))["order"]


async def test_a_marketable_order_trades_at_the_resting_price(trader: Trader) -> None:
    placed = await trader.place(
        price="0.9900", count="1.00", time_in_force="immediate_or_cancel"
    )
    assert placed["average_fill_price"] == "0.5500"
    assert placed["average_fee_paid"] == "0.0174"
    assert (placed["fill_count"], placed["remaining_count"]) == ("1.00", "0.00")
    (fill,) = (await trader.get("/portfolio/fills"))["fills"]
    assert fill["fee_cost"] == "0.017400"
    assert fill["order_id"] == placed["order_id"]
    body = await read(trader, placed)
    assert (body["status"], body["yes_price_dollars"]) == ("executed", "0.9900")


async def test_an_immediate_order_that_finds_too_little_reads_as_canceled(
    trader: Trader,
) -> None:
    placed = await trader.place(
        price="0.5500", count="500.00", time_in_force="immediate_or_cancel"
    )
    assert (placed["fill_count"], placed["remaining_count"]) == ("120.00", "0.00")
    body = await read(trader, placed)
    assert (body["status"], body["remaining_count_fp"]) == ("canceled", "0.00")


async def test_selling_yes_is_being_long_of_no(trader: Trader) -> None:
    placed = await trader.place(side="ask", price="0.5400", count="2.00")
    body = await read(trader, placed)
    assert (body["outcome_side"], body["book_side"]) == ("no", "ask")
    assert body["no_price_dollars"] == "0.4600"
    assert body["taker_fill_cost_dollars"] == "0.920000"
    (position,) = (await trader.get("/portfolio/positions"))["market_positions"]
    assert position["position_fp"] == "-2.00"


async def test_both_bids_of_a_dollar_meet(trader: Trader) -> None:
    rival = Trader.of(trader.simulator, "rival")
    resting = await rival.place(ticker="KXGDP-26Q4-T0", price="0.6000")
    placed = await trader.place(ticker="KXGDP-26Q4-T0", side="ask", price="0.5500")
    assert placed["average_fill_price"] == "0.6000"
    (maker,) = (await rival.get("/portfolio/fills"))["fills"]
    (taker,) = (await trader.get("/portfolio/fills"))["fills"]
    assert (maker["order_id"], maker["is_taker"]) == (resting["order_id"], False)
    assert maker["trade_id"] == taker["trade_id"]
    trades = (await trader.get("/markets/trades?ticker=KXGDP-26Q4-T0"))["trades"]
    assert trades[0]["trade_id"] == taker["trade_id"]
    assert trades[0]["taker_book_side"] == "ask"


async def test_an_order_is_in_the_public_book_until_it_is_cancelled(
    trader: Trader,
) -> None:
    placed = await trader.place(price="0.0310", count="7.50")
    path = f"/markets/{MARKET}/orderbook"
    assert ["0.0310", "7.50"] in (await trader.get(path))["orderbook_fp"]["yes_dollars"]
    done = await trader.ask("DELETE", f"{ORDERS}/{placed['order_id']}")
    assert done["reduced_by"] == "7.50"
    rows = (await trader.get(path))["orderbook_fp"]["yes_dollars"]
    assert ["0.0310", "7.50"] not in rows


async def test_a_cancelled_a_filled_and_an_unknown_order_are_all_not_found(
    trader: Trader,
) -> None:
    cancelled = await trader.place()
    await trader.ask("DELETE", f"{ORDERS}/{cancelled['order_id']}")
    filled = await trader.place(price="0.5500", count="1.00")
    for order_id in (cancelled["order_id"], filled["order_id"], "nobody's"):
        assert await trader.ask("DELETE", f"{ORDERS}/{order_id}", status=404) == GONE


async def test_an_order_of_another_shard_is_cancelled_by_its_market_or_shard(
    trader: Trader,
) -> None:
    paths = ["", f"?market_ticker={BITCOIN}", "?exchange_index=2"]
    orders = [await trader.place(ticker=BITCOIN) for _ in paths]
    for placed, query in zip(orders, paths, strict=True):
        status = 200 if query else 404
        path = f"{ORDERS}/{placed['order_id']}{query}"
        await trader.ask("DELETE", path, status=status)
    lost = f"{ORDERS}/{orders[0]['order_id']}?exchange_index=-1"
    await trader.ask("DELETE", lost, status=400)


async def test_nobody_cancels_or_reads_the_order_of_another(trader: Trader) -> None:
    placed = await trader.place()
    rival = Trader.of(trader.simulator, "rival")
    await rival.ask("DELETE", f"{ORDERS}/{placed['order_id']}", status=404)
    await rival.get(f"/portfolio/orders/{placed['order_id']}", status=404)


async def test_cancel_all_clears_every_shard(trader: Trader) -> None:
    await trader.place()
    await trader.place(ticker=BITCOIN)
    await trader.ask("DELETE", ORDERS, status=204)
    assert (await trader.get("/portfolio/orders?status=resting"))["orders"] == []


async def test_a_batch_does_each_item_and_says_what_became_of_it(
    trader: Trader,
) -> None:
    rows = [order(client_order_id="a"), order(price="0.9999"), order(count="3")]
    body = await trader.ask("POST", f"{ORDERS}/batched", {"orders": rows}, status=201)
    first, second, third = body["orders"]
    assert (first["client_order_id"], first["error"]) == ("a", None)
    assert second["error"]["code"] == "invalid_price"
    assert third["remaining_count"] == "3.00"
    wanted = [{"order_id": third["order_id"]}, {"order_id": "nobody's"}]
    body = await trader.ask("DELETE", f"{ORDERS}/batched", {"orders": wanted})
    assert [row["reduced_by"] for row in body["orders"]] == ["3.00", "0.00"]
    assert body["orders"][1]["error"]["code"] == "not_found"


async def test_a_batch_of_nothing_is_refused(trader: Trader) -> None:
    await trader.ask("POST", f"{ORDERS}/batched", {"orders": []}, status=400)


async def test_a_taker_stops_where_it_meets_its_own_order(trader: Trader) -> None:
    resting = await trader.place(ticker="KXGDP-26Q4-T0", price="0.6000")
    ask: dict[str, Any] = {"ticker": "KXGDP-26Q4-T0", "side": "ask", "price": "0.6000"}
    stopped = await trader.place(**ask)
    assert (stopped["fill_count"], stopped["remaining_count"]) == ("0.00", "0.00")
    assert (await read(trader, resting))["status"] == "resting"
    await trader.place(self_trade_prevention_type="maker", **ask)
    assert (await read(trader, resting))["status"] == "canceled"


async def test_orders_are_listed_newest_first_page_by_page(trader: Trader) -> None:
    placed = [await trader.place() for _ in range(5)]
    seen: list[str] = []
    cursor = ""
    while True:
        page = await trader.get(f"/portfolio/orders?limit=2&cursor={cursor}")
        seen += [row["order_id"] for row in page["orders"]]
        cursor = page["cursor"]
        if not cursor:
            break
    assert seen == [row["order_id"] for row in reversed(placed)]


async def test_orders_are_chosen_by_market_event_shard_and_time(
    trader: Trader,
) -> None:
    await trader.place()
    await trader.place(ticker=BITCOIN)
    event, later = BITCOIN.rpartition("-")[0], int(NOW.timestamp()) + 1
    for query, expected in {
        f"ticker={MARKET}": 1,
        f"event_ticker={event},KXNOPE": 1,
        "exchange_index=2": 1,
        f"min_ts={later}": 0,
        f"max_ts={later}": 2,
        "subaccount=1": 0,
        "status=executed": 0,
    }.items():
        page = await trader.get(f"/portfolio/orders?{query}")
        assert len(page["orders"]) == expected, query


async def test_money_is_what_the_fills_say(trader: Trader) -> None:
    for side, price in (("bid", "0.5600"), ("ask", "0.5400"), ("ask", "0.5300")):
        await trader.place(side=side, price=price, count="37.37")
    fills = (await trader.get("/portfolio/fills"))["fills"]
    moved = sum(
        Decimal(fill["count_fp"])
        * Decimal(fill["yes_price_dollars"])
        * (-1 if fill["book_side"] == "bid" else 1)
        - Decimal(fill["fee_cost"])
        for fill in fills
    )
    short = Decimal("37.37")
    balance = await trader.get("/portfolio/balance")
    assert Decimal(balance["balance_dollars"]) == 15_000 + moved - short
