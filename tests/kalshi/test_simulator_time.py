"""The simulator's clock, what it does to markets, and the state it can be put in."""

from __future__ import annotations

import json
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from kalshi.signed_wire import BITCOIN, MARKET, Trader, fresh
from kalshi.simulator_wire import NOW, catalogue
from predcore.sim import Faulty
from predcore_kalshi._simulator import KalshiSimulator

LEGS = [
    {"market_ticker": MARKET, "event_ticker": "KXFEDDECISION-26DEC", "side": "no"},
    {"market_ticker": "KXU3-26NOV-T45", "event_ticker": "KXU3-26NOV", "side": "yes"},
]
COLLECTION = "/multivariate_event_collections/KXMVEPAIRS-R"


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


async def test_a_combo_is_found_again_and_can_be_traded(trader: Trader) -> None:
    first = await trader.ask("POST", COLLECTION, {"selected_markets": LEGS})
    body = {"selected_markets": LEGS[::-1], "with_market_payload": True}
    again = await trader.ask("POST", COLLECTION, body)
    assert again["market_ticker"] == first["market_ticker"]
    assert again["market"]["exchange_index"] == 1
    assert await trader.place(ticker=first["market_ticker"])
    assert (await market(trader, first["market_ticker"]))["mve_selected_legs"]


@pytest.mark.parametrize(
    ("legs", "code"),
    [
        ([LEGS[0], LEGS[0]], "duplicated_legs"),
        ([LEGS[0], {**LEGS[0], "side": "yes"}], "conflicting_leg_outcomes"),
        ([LEGS[0]], "invalid_market_combination"),
    ],
)
async def test_a_combo_that_cannot_be_is_refused(
    trader: Trader, legs: list[dict[str, str]], code: str
) -> None:
    answer = await trader.ask(
        "POST", COLLECTION, {"selected_markets": legs}, status=400
    )
    assert answer["error"]["code"] == code


async def test_a_saved_state_is_put_back(trader: Trader) -> None:
    combo = await trader.ask("POST", COLLECTION, {"selected_markets": LEGS})
    await trader.place(client_order_id="kept")
    await trader.place(ticker=BITCOIN, price="0.4090", count="1.00")
    await trader.place(ticker=combo["market_ticker"])
    body = {"name": "made", "key_type": "ed25519"}
    made = await trader.ask("POST", "/api_keys/generate", body, status=201)
    await trader.control("/clock", {"advance": 5})
    saved = (await trader.plain("GET", "/_sim/state")).content
    other = Trader(
        simulator=fresh(), key_id=made["api_key_id"], pem=made["private_key"]
    )
    reply = await other.plain("PUT", "/_sim/state", content=saved)
    assert reply.status_code == 200, reply.text
    for path in (
        "/portfolio/orders",
        "/portfolio/fills",
        "/portfolio/positions",
        "/portfolio/balance",
        "/api_keys",
        f"/markets/{BITCOIN}",
        f"/markets/{combo['market_ticker']}/orderbook",
        "/markets/trades?limit=5",
    ):
        assert await other.get(path) == await trader.get(path), path
    answer = await other.place(client_order_id="kept", status=409)
    assert answer["error"]["code"] == "order_already_exists"
    assert await other.place(price="0.5500", count="1.00")


@pytest.mark.parametrize("text", [b"", b"[]", b"{}", b'{"version": 0}'])
async def test_what_is_no_saved_state_changes_nothing(
    trader: Trader, text: bytes
) -> None:
    await trader.place()
    reply = await trader.plain("PUT", "/_sim/state", content=text)
    assert reply.status_code == 400
    assert len((await trader.get("/portfolio/orders"))["orders"]) == 1


async def test_a_skewed_venue_refuses_a_true_timestamp(trader: Trader) -> None:
    faulty = Faulty(trader.simulator.app)
    faulty.everywhere.clock_skew = 60.0
    skewed = Trader(
        simulator=trader.simulator, key_id=trader.key_id, pem=trader.pem, app=faulty
    )
    await skewed.get("/portfolio/balance", status=401)
    assert await trader.get("/portfolio/balance")
