"""The simulated CLOB: books, prices and parameters, with the traps of the real one."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator
from decimal import Decimal
from hashlib import sha1
from itertools import pairwise
from typing import Any

import pytest

from polymarket_simulated import NOW, Wire, open_wire, simulated
from predcore import MarketStatus
from predcore_polymarket._simulator import PolymarketSimulator
from predcore_polymarket._simulator.listed import ListedMarket

NO_BOOK = {"error": "No orderbook exists for the requested token id"}
DAY = 86_400


@pytest.fixture(scope="module")
def simulator() -> PolymarketSimulator:
    return simulated()


@pytest.fixture
async def wire(simulator: PolymarketSimulator) -> AsyncGenerator[Wire]:
    async with open_wire(simulator) as wire:
        yield wire


@pytest.fixture(scope="module")
def deep(simulator: PolymarketSimulator) -> ListedMarket:
    """A market with a book of several levels on both sides."""
    return simulator.listing.markets[0]


def levels(side: list[dict[str, str]]) -> list[tuple[Decimal, Decimal]]:
    return [(Decimal(level["price"]), Decimal(level["size"])) for level in side]


async def every(wire: Wire, path: str) -> list[Any]:
    """What all pages of a listing hold."""
    page = await wire.get(path)
    found: list[Any] = page["data"]
    while page["next_cursor"] != "LTE=":
        page = await wire.get(path, next_cursor=page["next_cursor"])
        found += page["data"]
    return found


async def test_the_best_price_is_the_last_level(wire: Wire, deep: ListedMarket) -> None:
    book = await wire.get("/clob/book", token_id=deep.tokens[0])
    assert levels(book["bids"]) == list(deep.sim.bids[::-1])
    assert levels(book["asks"]) == list(deep.sim.asks[::-1])
    assert levels(book["bids"])[-1][0] < levels(book["asks"])[-1][0]


async def test_the_second_token_mirrors_the_first(
    wire: Wire, deep: ListedMarket
) -> None:
    first, second = [
        await wire.get("/clob/book", token_id=token) for token in deep.tokens
    ]
    mirrored = [(1 - price, size) for price, size in levels(first["asks"])]
    assert levels(second["bids"]) == mirrored
    assert second["market"] == first["market"] == deep.condition
    assert second["hash"] != first["hash"]


async def test_a_book_is_hashed_as_the_venue_does_it(
    wire: Wire, deep: ListedMarket
) -> None:
    book = await wire.get("/clob/book", token_id=deep.tokens[0])
    names = "market asset_id timestamp hash bids asks min_order_size tick_size neg_risk"
    recipe = {name: book[name] for name in [*names.split(), "last_trade_price"]}
    recipe["hash"] = ""
    text = json.dumps(recipe, separators=(",", ":"))
    assert book["hash"] == sha1(text.encode()).hexdigest()


async def test_the_time_of_a_book_is_milliseconds_in_a_text(
    wire: Wire, deep: ListedMarket
) -> None:
    book = await wire.get("/clob/book", token_id=deep.tokens[0])
    assert book["timestamp"] == str(int(deep.sim.book_at.timestamp()) * 1000)


@pytest.mark.parametrize("path", ["book", "price", "midpoint", "spread"])
async def test_closed_and_unknown_markets_have_no_book(
    wire: Wire, simulator: PolymarketSimulator, path: str
) -> None:
    closed = next(m for m in simulator.listing.markets if m.closed)
    for token in (*closed.tokens, "1", "nothing"):
        asked = await wire.asked(f"/clob/{path}", token_id=token, side="BUY")
        assert asked == (404, NO_BOOK)


async def test_a_halted_market_keeps_its_book(
    wire: Wire, simulator: PolymarketSimulator
) -> None:
    markets = simulator.listing.markets
    halted = next(m for m in markets if m.sim.status is MarketStatus.HALTED)
    book = await wire.get("/clob/book", token_id=halted.tokens[0])
    market = await wire.get(f"/clob/markets/{halted.condition}")
    assert book["bids"]
    assert market["accepting_orders"] is False


@pytest.mark.parametrize(
    ("path", "error"),
    [
        ("/clob/book", "Invalid token id"),
        ("/clob/price?token_id=1", "Invalid side"),
        ("/clob/price?token_id=1&side=BOTH", "Invalid side"),
        ("/clob/tick-size", "Invalid token id"),
        ("/clob/markets?next_cursor=LTE=", "next item should be greater"),
        ("/clob/markets?next_cursor=*", "invalid next_cursor"),
        ("/clob/prices-history", "the 'market' (asset id) is mandatory"),
        ("/clob/prices-history?market=1&interval=2d", "'interval' value is unknown"),
        ("/clob/prices-history?market=1&interval=1m", "minimum 'fidelity'"),
        ("/clob/prices-history?market=1&interval=1w&fidelity=4", "minimum 'fidelity'"),
        ("/clob/prices-history?market=1&startTs=0&endTs=1296001", "is too long"),
        ("/clob/prices-history?market=1&endTs=1", "is mandatory"),
    ],
)
async def test_a_malformed_read_is_a_400_that_says_why(
    wire: Wire, path: str, error: str
) -> None:
    status, answer = await wire.asked(path)
    assert status == 400
    assert error in answer["error"]


@pytest.mark.parametrize(
    "body",
    [b"{", b"[" * 100_000, {}, "x", ["x"], [{"token_id": 7}], [{"token": "7"}]],
    ids=["broken", "deep", "object", "text", "texts", "number", "other name"],
)
async def test_a_malformed_bulk_read_is_an_invalid_payload(
    wire: Wire, body: Any
) -> None:
    asked = await wire.posted("/clob/books", body)
    assert asked == (400, {"error": "Invalid payload"})


async def test_buy_is_the_best_bid_and_sell_the_best_ask(
    wire: Wire, deep: ListedMarket
) -> None:
    bid = await wire.get("/clob/price", token_id=deep.tokens[0], side="BUY")
    ask = await wire.get("/clob/price", token_id=deep.tokens[0], side="sell")
    assert Decimal(bid["price"]) == deep.sim.bids[0].price
    assert Decimal(ask["price"]) == deep.sim.asks[0].price


async def test_a_missing_side_counts_as_zero_or_one(
    wire: Wire, simulator: PolymarketSimulator
) -> None:
    booked = [m for m in simulator.listing.markets if m.booked]
    one_sided = next(m for m in booked if m.sim.asks and not m.sim.bids)
    empty = next(m for m in booked if not (m.sim.asks or m.sim.bids))
    ask = one_sided.sim.asks[0].price
    token = one_sided.tokens[0]
    assert await wire.get("/clob/midpoint", token_id=token) == {"mid": f"{ask / 2}"}
    assert await wire.get("/clob/spread", token_id=token) == {"spread": f"{ask}"}
    assert await wire.get("/clob/midpoint", token_id=empty.tokens[0]) == {"mid": "0.5"}
    assert await wire.get("/clob/price", token_id=token, side="BUY") == {"price": "0"}


async def test_bulk_books_leave_out_what_has_none_and_keep_no_order(
    wire: Wire, simulator: PolymarketSimulator
) -> None:
    tokens = [token for m in simulator.listing.markets for token in m.tokens]
    booked = {t for m in simulator.listing.markets if m.booked for t in m.tokens}
    status, books = await wire.posted(
        "/clob/books", [{"token_id": token} for token in [*tokens, "1"]]
    )
    found = [book["asset_id"] for book in books]
    assert status == 200
    assert set(found) == booked
    assert found != [token for token in tokens if token in booked]


@pytest.mark.parametrize(
    "name", ["books", "prices", "midpoints", "spreads", "last-trades-prices"]
)
async def test_bulk_reads_answer_get_and_post_alike(
    wire: Wire, deep: ListedMarket, name: str
) -> None:
    got = await wire.get(f"/clob/{name}", token_ids=",".join(deep.tokens))
    body = [{"token_id": token} for token in deep.tokens]
    assert await wire.posted(f"/clob/{name}", body) == (200, got)
    assert len(got) == 2


async def test_bulk_reads_agree_with_single_ones(
    wire: Wire, deep: ListedMarket
) -> None:
    token = deep.tokens[1]
    body = [{"token_id": token, "side": side} for side in ("BUY", "SELL")]
    _, prices = await wire.posted("/clob/prices", body)
    _, books = await wire.posted("/clob/books", body[:1])
    _, last = await wire.posted("/clob/last-trades-prices", body[:1])
    assert books == [await wire.get("/clob/book", token_id=token)]
    single = await wire.get("/clob/last-trade-price", token_id=token)
    assert last == [{"token_id": token, **single}]
    for side, price in prices[token].items():
        one = await wire.get("/clob/price", token_id=token, side=side)
        assert one == {"price": price}


async def test_a_bulk_price_without_a_side_is_for_selling(
    wire: Wire, deep: ListedMarket
) -> None:
    _, prices = await wire.posted("/clob/prices", [{"token_id": deep.tokens[0]}])
    assert set(prices[deep.tokens[0]]) == {"SELL"}


async def test_five_hundred_tokens_are_the_most(wire: Wire) -> None:
    body = [{"token_id": str(number)} for number in range(501)]
    refused = await wire.posted("/clob/books", body)
    assert refused == (400, {"error": "Payload exceeds the limit"})
    assert await wire.posted("/clob/books", body[:500]) == (200, [])


async def test_the_last_trade_is_seen_from_the_token(
    wire: Wire, deep: ListedMarket
) -> None:
    first, second = [
        await wire.get("/clob/last-trade-price", token_id=token)
        for token in deep.tokens
    ]
    assert Decimal(first["price"]) == deep.sim.trades[-1].price
    assert Decimal(first["price"]) + Decimal(second["price"]) == 1
    assert {first["side"], second["side"]} == {"BUY", "SELL"}


@pytest.mark.parametrize("path", ["/clob/{0}?token_id={1}", "/clob/{0}/{1}"])
async def test_facts_about_a_token_are_asked_for_in_two_ways(
    wire: Wire, deep: ListedMarket, path: str
) -> None:
    token = deep.tokens[0]
    tick = await wire.get(path.format("tick-size", token))
    assert tick == {"minimum_tick_size": Decimal("0.01")}
    assert await wire.get(path.format("neg-risk", token)) == {"neg_risk": True}
    assert await wire.get(path.format("fee-rate", token)) == {"base_fee": 1000}


async def test_trading_parameters_are_abbreviated(
    wire: Wire, deep: ListedMarket
) -> None:
    info = await wire.get(f"/clob/clob-markets/{deep.condition}")
    assert [token["t"] for token in info["t"]] == list(deep.tokens)
    assert info["fd"] == {"r": Decimal("0.05"), "e": 1, "to": True}
    assert (info["mts"], info["mos"], info["nr"]) == (deep.tick, 5, True)


async def test_neg_risk_is_left_out_of_parameters_when_false(
    wire: Wire, simulator: PolymarketSimulator
) -> None:
    plain = next(m for m in simulator.listing.markets if not m.neg_risk)
    assert "nr" not in await wire.get(f"/clob/clob-markets/{plain.condition}")


async def test_the_primary_token_is_not_always_the_first_outcome(
    wire: Wire, simulator: PolymarketSimulator
) -> None:
    first: set[bool] = set()
    for market in simulator.listing.markets:
        pairs = [await wire.get(f"/clob/markets-by-token/{t}") for t in market.tokens]
        assert pairs[0] == pairs[1]
        assert pairs[0]["condition_id"] == market.condition
        first.add(pairs[0]["primary_token_id"] == market.tokens[0])
    assert first == {True, False}


@pytest.mark.parametrize("path", ["/clob/markets", "/clob/simplified-markets"])
async def test_listings_have_every_market_on_several_pages(
    wire: Wire, simulator: PolymarketSimulator, path: str
) -> None:
    found = await every(wire, path)
    assert [m["condition_id"] for m in found] == list(simulator.listing.by_condition)


@pytest.mark.parametrize(
    "path", ["/clob/sampling-markets", "/clob/sampling-simplified-markets"]
)
async def test_sampling_listings_have_the_markets_with_rewards(
    wire: Wire, path: str
) -> None:
    found = await every(wire, path)
    rewarded = await every(wire, "/clob/rewards/markets/current")
    assert all(market["rewards"]["rates"] for market in found)
    assert [m["condition_id"] for m in found] == [m["condition_id"] for m in rewarded]


async def test_a_market_without_rewards_has_null_rates(
    wire: Wire, simulator: PolymarketSimulator
) -> None:
    plain = next(m for m in simulator.listing.markets if not m.rewarded)
    market = await wire.get(f"/clob/markets/{plain.condition}")
    assert market["rewards"] == {"rates": None, "min_size": 0, "max_spread": 0}
    page = await wire.get(f"/clob/rewards/markets/{plain.condition}")
    assert page["data"] == []


async def test_only_a_settled_market_has_a_winner(
    wire: Wire, simulator: PolymarketSimulator
) -> None:
    for listed in simulator.listing.markets:
        market = await wire.get(f"/clob/markets/{listed.condition}")
        winners = [token["winner"] for token in market["tokens"]]
        settled = listed.sim.status is MarketStatus.SETTLED
        assert winners == ([bool(listed.sim.payout), not listed.sim.payout]
                           if settled else [False, False])  # fmt: skip


async def test_reward_markets_are_found_by_words(wire: Wire) -> None:
    page = await wire.get("/clob/rewards/markets/multi", q="bitcoin")
    assert page["data"]
    assert all("Bitcoin" in market["question"] for market in page["data"])


async def test_a_maker_without_rebates_gets_null(wire: Wire) -> None:
    query = {"date": "2026-11-01", "maker_address": "0x0"}
    assert await wire.get("/clob/rebates/current", **query) is None


async def test_nobody_builds_here(wire: Wire) -> None:
    assert (await wire.asked("/clob/fees/builder-fees/0x1"))[0] == 404
    trades = await wire.get("/clob/builder/trades", builder_code="0x1")
    assert trades["data"] == []


async def test_history_is_the_trades_on_a_grid_and_the_present(
    wire: Wire, deep: ListedMarket
) -> None:
    path, token = "/clob/prices-history", deep.tokens[0]
    answer = await wire.get(path, market=token, interval="1d", fidelity=60)
    history = answer["history"]
    times = [point["t"] for point in history]
    assert times[-1] == int(NOW.timestamp())
    assert {b - a for a, b in pairwise(times[:-1])} == {3600}
    for point in history:
        before = [t for t in deep.sim.trades if t.at.timestamp() <= point["t"]]
        assert point["p"] == before[-1].price


async def test_the_future_has_no_history(wire: Wire, deep: ListedMarket) -> None:
    far = 10**15
    path, token = "/clob/prices-history", deep.tokens[0]
    answer = await wire.get(path, market=token, startTs=far, endTs=far + 1)
    assert [point["t"] for point in answer["history"]] == [int(NOW.timestamp())]


async def test_the_histories_of_both_tokens_add_up_to_one(
    wire: Wire, deep: ListedMarket
) -> None:
    query = {"start_ts": int(NOW.timestamp()) - 10 * DAY, "fidelity": 720}
    status, answer = await wire.posted(
        "/clob/batch-prices-history", {"markets": list(deep.tokens), **query}
    )
    first, second = [answer["history"][token] for token in deep.tokens]
    assert status == 200
    assert first
    assert {a["p"] + b["p"] for a, b in zip(first, second, strict=True)} == {1}


async def test_more_than_twenty_histories_are_refused(wire: Wire) -> None:
    body = {"markets": [str(n) for n in range(21)], "interval": "1d"}
    assert (await wire.posted("/clob/batch-prices-history", body))[0] == 400


async def test_all_time_reaches_a_month_back_whatever_the_fidelity(
    wire: Wire, deep: ListedMarket
) -> None:
    path, token = "/clob/prices-history", deep.tokens[0]
    answer = await wire.get(path, market=token, interval="max", fidelity=1)
    history = answer["history"]
    assert history[-1]["t"] - history[0]["t"] <= 31 * DAY
    assert history[1]["t"] - history[0]["t"] == 600


async def test_the_clock_is_the_catalogues(wire: Wire) -> None:
    assert await wire.get("/clob/time") == int(NOW.timestamp())
    assert await wire.get("/clob/version") == {"version": 2}
    assert await wire.get("/clob/ok") == "OK"
