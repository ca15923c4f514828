"""The order books: which request each verb sends."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import httpx
import pytest

from polymarket_wire import Call, Wire, book, check_call, condition
from predcore.kit import Pages
from predcore_polymarket import Polymarket

WALLET = "0x" + "ab" * 20
CONDITION = condition(1)
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)

CALLS: list[tuple[Call, str, str, Any]] = [
    (lambda p: p.clob.book.get("1"), "clob/book", "token_id=1", book("1")),
    (
        lambda p: p.clob.price.get("1", "BUY"),
        "clob/price",
        "token_id=1&side=BUY",
        {"price": "0.08"},
    ),
    (lambda p: p.clob.midpoint.get("1"), "clob/midpoint", "token_id=1", {"mid": "0.5"}),
    (lambda p: p.clob.spread.get("1"), "clob/spread", "token_id=1", {"spread": "0.01"}),
    (
        lambda p: p.clob.last_trade_price.get("1"),
        "clob/last-trade-price",
        "token_id=1",
        {"price": "0.5", "side": ""},
    ),
    (
        lambda p: p.clob.prices_history.get("1", interval="1w", fidelity=60),
        "clob/prices-history",
        "market=1&interval=1w&fidelity=60",
        {"history": []},
    ),
    (
        lambda p: p.clob.prices_history.get("1", start_ts=NOON, end_ts=NOON),
        "clob/prices-history",
        "market=1&startTs=1795348800&endTs=1795348800",
        {"history": []},
    ),
    (lambda p: p.clob.markets.list(), "clob/markets", "", {"data": []}),
    (
        lambda p: p.clob.markets.get(CONDITION),
        f"clob/markets/{CONDITION}",
        "",
        {"condition_id": CONDITION},
    ),
    (
        lambda p: p.clob.simplified_markets.list(),
        "clob/simplified-markets",
        "",
        {"data": []},
    ),
    (
        lambda p: p.clob.sampling_markets.list(),
        "clob/sampling-markets",
        "",
        {"data": None},
    ),
    (
        lambda p: p.clob.sampling_simplified_markets.list(),
        "clob/sampling-simplified-markets",
        "",
        {"data": []},
    ),
    (
        lambda p: p.clob.clob_markets.get(CONDITION),
        f"clob/clob-markets/{CONDITION}",
        "",
        {"t": [{"t": "1", "o": "Yes"}], "mts": 0.01},
    ),
    (
        lambda p: p.clob.markets_by_token.get("1"),
        "clob/markets-by-token/1",
        "",
        {"condition_id": CONDITION},
    ),
    (
        lambda p: p.clob.tick_size.get("1"),
        "clob/tick-size",
        "token_id=1",
        {"minimum_tick_size": 0.001},
    ),
    (
        lambda p: p.clob.neg_risk.get("1"),
        "clob/neg-risk",
        "token_id=1",
        {"neg_risk": False},
    ),
    (
        lambda p: p.clob.fee_rate.get("1"),
        "clob/fee-rate",
        "token_id=1",
        {"base_fee": 0},
    ),
    (lambda p: p.clob.version.get(), "clob/version", "", {"version": 2}),
    (
        lambda p: p.clob.rewards.markets.current(sponsored=True),
        "clob/rewards/markets/current",
        "sponsored=true",
        {"data": []},
    ),
    (
        lambda p: p.clob.rewards.markets.list(CONDITION),
        f"clob/rewards/markets/{CONDITION}",
        "",
        {"data": []},
    ),
    (
        lambda p: p.clob.rewards.markets.multi(q="rain", min_price=Decimal("0.1")),
        "clob/rewards/markets/multi",
        "q=rain&min_price=0.1&page_size=100",
        {"data": []},
    ),
    (
        lambda p: p.clob.rebates.current(day=date(2026, 11, 1), maker_address=WALLET),
        "clob/rebates/current",
        f"date=2026-11-01&maker_address={WALLET}",
        [],
    ),
    (
        lambda p: p.clob.fees.builder_fees("0x01"),
        "clob/fees/builder-fees/0x01",
        "",
        {"builder_maker_fee_rate_bps": 0},
    ),
]


@pytest.mark.parametrize(
    ("call", "path", "query", "answer"), CALLS, ids=[f"{c[1]}?{c[2]}" for c in CALLS]
)
async def test_each_verb_asks_its_path_and_nothing_else(
    wire: Wire, polymarket: Polymarket, call: Call, path: str, query: str, answer: Any
) -> None:
    await check_call(wire, polymarket, call, path, query, answer)


BULK: list[tuple[Call, str, Any, Any]] = [
    (
        lambda p: p.clob.books.get(["1", "2"]),
        "clob/books",
        [{"token_id": "1"}, {"token_id": "2"}],
        [book("2")],
    ),
    (
        lambda p: p.clob.prices.get([("1", "BUY")]),
        "clob/prices",
        [{"token_id": "1", "side": "BUY"}],
        {"1": {"BUY": 0.5}},
    ),
    (
        lambda p: p.clob.midpoints.get(["1"]),
        "clob/midpoints",
        [{"token_id": "1"}],
        {"1": "0.5"},
    ),
    (
        lambda p: p.clob.spreads.get(["1"]),
        "clob/spreads",
        [{"token_id": "1"}],
        {"1": "0.5"},
    ),
    (
        lambda p: p.clob.last_trades_prices.get(["1"]),
        "clob/last-trades-prices",
        [{"token_id": "1"}],
        [{"token_id": "1", "price": "0.5", "side": "BUY"}],
    ),
    (
        lambda p: p.clob.batch_prices_history.get(["1"], interval="1d"),
        "clob/batch-prices-history",
        {"markets": ["1"], "interval": "1d"},
        {"history": {"1": [{"t": 1, "p": 0.5}]}},
    ),
]


@pytest.mark.parametrize(("call", "path", "body", "answer"), BULK)
async def test_a_bulk_read_posts_its_tokens(
    wire: Wire, polymarket: Polymarket, call: Call, path: str, body: Any, answer: Any
) -> None:
    wire.on(path, httpx.Response(200, json=answer))
    found = call(polymarket)
    assert not isinstance(found, Pages)
    assert set(await found) == ({"2"} if path == "clob/books" else {"1"})
    assert wire.sent[0].method == "POST"
    assert wire.sent[0].headers["content-type"] == "application/json"
    assert wire.body() == body


async def test_an_unanswered_bulk_read_is_tried_again(wire: Wire) -> None:
    answers = iter([httpx.Response(503), httpx.Response(200, json=[book("1")])])
    wire.ask("clob/books", lambda _: next(answers))
    async with wire.polymarket(retry=None) as polymarket:
        assert set(await polymarket.clob.books.get(["1"])) == {"1"}


async def test_the_clock_is_an_instant(wire: Wire, polymarket: Polymarket) -> None:
    wire.on("clob/time", httpx.Response(200, content=b"1795348800"))
    assert await polymarket.clob.time.get() == NOON


async def test_health_is_whatever_the_service_says(
    wire: Wire, polymarket: Polymarket
) -> None:
    wire.on("clob/ok", httpx.Response(200, content=b'"OK"'))
    assert await polymarket.clob.ok.get() == "OK"
