"""The simulator's clock, what it does to markets, and the state it can be put in."""

from __future__ import annotations

import json
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from kalshi.signed_wire import MARKET, Trader, fresh
from kalshi.simulator_wire import NOW, catalogue
from predcore.sim import Faulty
from predcore_kalshi._simulator import KalshiSimulator


@pytest.fixture
def trader() -> Trader:
    return Trader.of(fresh())


async def market(trader: Trader, ticker: str = MARKET) -> Any:
    return (await trader.get(f"/markets/{ticker}"))["market"]


def test_time_runs_on_from_the_catalogue_by_default() -> None:
    clock = KalshiSimulator(catalogue=catalogue()).floor.clock
    assert clock.running
    assert NOW <= clock.now() < NOW + timedelta(minutes=1)


async def test_a_market_closes_when_its_time_has_come(trader: Trader) -> None:
    placed = await trader.place()
    closes_at = (await market(trader))["close_time"]
    await trader.control("/clock", {"at": closes_at})
    now = await market(trader)
    assert (now["status"], now["yes_bid_dollars"]) == ("closed", "0.0000")
    assert now["yes_ask_dollars"] == "1.0000"
    path = f"/portfolio/orders/{placed['order_id']}"
    assert (await trader.get(path))["order"]["status"] == "canceled"
    answer = await trader.place(status=409)
    assert answer["error"]["code"] == "market_inactive"


async def test_a_market_that_was_only_listed_opens(trader: Trader) -> None:
    ticker = "KXCRANE-27APR-ORBIT"
    listed = await market(trader, ticker)
    assert listed["status"] == "initialized"
    await trader.control("/clock", {"at": listed["open_time"]})
    assert (await market(trader, ticker))["status"] == "active"
    assert await trader.place(ticker=ticker)


async def test_a_result_is_disputed_amended_and_paid(trader: Trader) -> None:
    seen: list[str] = []
    for action, body in (
        ("close", {}),
        ("determine", {"payout": "1"}),
        ("dispute", {}),
        ("amend", {"payout": "0"}),
        ("finalize", {}),
    ):
        await trader.control(f"/markets/{MARKET}/{action}", body)
        seen.append((await market(trader))["status"])
    assert seen == ["closed", "determined", "disputed", "amended", "finalized"]
    body = await market(trader)
    assert (body["result"], body["settlement_value_dollars"]) == ("no", "0.0000")
    assert body["settlement_ts"]


async def test_a_paused_market_resumes_with_an_empty_book(trader: Trader) -> None:
    await trader.control(f"/markets/{MARKET}/pause")
    assert (await market(trader))["status"] == "inactive"
    await trader.control(f"/markets/{MARKET}/resume")
    book = (await trader.get(f"/markets/{MARKET}/orderbook"))["orderbook_fp"]
    assert book == {"yes_dollars": [], "no_dollars": []}


async def test_a_market_can_be_given_another_grid(trader: Trader) -> None:
    await trader.place(price="0.5550", status=400)
    ranges = [{"start": "0", "end": "1", "step": "0.005"}]
    await trader.control(f"/markets/{MARKET}/ladder", {"price_ranges": ranges})
    assert (await market(trader))["price_ranges"][0]["step"] == "0.0050"
    await trader.place(price="0.5450", count="1.00")


async def test_trading_shows_in_everything_public(trader: Trader) -> None:
    before = await market(trader)
    await trader.place(price="0.5500", count="20.00", time_in_force="fill_or_kill")
    after = await market(trader)
    assert after["yes_ask_size_fp"] == "100.00"
    assert after["last_price_dollars"] == "0.5500"
    for name in ("volume_fp", "volume_24h_fp"):
        assert Decimal(after[name]) == Decimal(before[name]) + 20
    span = f"start_ts={int(NOW.timestamp()) - 60}&end_ts={int(NOW.timestamp()) + 60}"
    path = f"/series/KXFEDDECISION/markets/{MARKET}/candlesticks?{span}"
    candles = (await trader.get(f"{path}&period_interval=1"))["candlesticks"]
    assert candles[-1]["price"]["close_dollars"] == "0.5500"


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        (f"/markets/{MARKET}/determine", {"payout": "1"}, 409),
        (f"/markets/{MARKET}/determine", {"payout": "2"}, 400),
        (f"/markets/{MARKET}/explode", {}, 404),
        ("/markets/KXNOPE/close", {}, 404),
        ("/clock", {"at": "soon"}, 400),
        ("/clock", {"at": "2026-11-22T00:00:00"}, 400),
        ("/accounts/nobody/deposit", {"dollars": "1"}, 404),
        ("/accounts/trader/withdraw", {"dollars": "99999"}, 400),
        ("/trading/stop", {}, 404),
    ],
)
async def test_a_control_that_makes_no_sense_is_refused(
    trader: Trader, path: str, body: dict[str, Any], status: int
) -> None:
    text = json.dumps(body).encode()
    reply = await trader.plain("POST", f"/_sim{path}", content=text)
    assert reply.status_code == status, reply.text


async def test_a_skewed_venue_refuses_a_true_timestamp(trader: Trader) -> None:
    faulty = Faulty(trader.simulator.app)
    faulty.everywhere.clock_skew = 60.0
    skewed = Trader(
        simulator=trader.simulator, key_id=trader.key_id, pem=trader.pem, app=faulty
    )
    await skewed.get("/portfolio/balance", status=401)
    assert await trader.get("/portfolio/balance")
