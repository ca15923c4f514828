"""Arguments: what is refused here, and what cannot change a route."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from polymarket_wire import Call, Wire, book, condition, keyset, market
from predcore import InvalidId, InvalidRequest, NotFound
from predcore.kit import Pages
from predcore_polymarket import Polymarket

CONDITION = condition(1)
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.mark.parametrize("count", [0, 501])
async def test_a_bulk_read_holds_one_to_five_hundred_tokens(
    wire: Wire, polymarket: Polymarket, count: int
) -> None:
    with pytest.raises(InvalidRequest, match="1 to 500"):
        await polymarket.clob.books.get(["1"] * count)
    assert wire.sent == []


HOSTILE = ["a/b", "a?b", "a%2fb", "a#b", "a b", "a/../b", "..%2f..", "ü"]
BY_ID: list[Callable[[Polymarket, str], Awaitable[Any]]] = [
    lambda p, text: p.gamma.markets.get(text),
    lambda p, text: p.gamma.events.slug.get(text),
    lambda p, text: p.clob.clob_markets.get(text),
    lambda p, text: p.clob.markets_by_token.get(text),
]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("ask", BY_ID)
async def test_an_id_cannot_change_the_route(
    wire: Wire,
    polymarket: Polymarket,
    ask: Callable[[Polymarket, str], Awaitable[Any]],
    text: str,
) -> None:
    with pytest.raises(NotFound):
        await ask(polymarket, text)
    (path,) = wire.paths
    segment = path.rpartition("/")[2]
    assert wire.sent[0].url.query == b""
    assert httpx.URL(f"http://x/?q={segment}").params["q"] == text


@pytest.mark.parametrize("text", ["", ".", ".."])
@pytest.mark.parametrize("ask", BY_ID)
async def test_what_can_be_no_segment_is_not_sent(
    wire: Wire,
    polymarket: Polymarket,
    ask: Callable[[Polymarket, str], Awaitable[Any]],
    text: str,
) -> None:
    with pytest.raises(InvalidId):
        await ask(polymarket, text)
    assert wire.sent == []


async def test_a_hostile_token_stays_in_the_query(
    wire: Wire, polymarket: Polymarket
) -> None:
    wire.on("clob/tick-size", {"minimum_tick_size": 0.01})
    await polymarket.clob.tick_size.get("1&side=SELL#/../x")
    assert wire.params() == [("token_id", "1&side=SELL#/../x")]


def test_a_filter_that_does_not_exist_is_not_ignored(wire: Wire) -> None:
    wrong: dict[str, Any] = {"condition_id": CONDITION}
    with pytest.raises(InvalidRequest, match="no filter condition_id"):
        wire.polymarket().gamma.markets.list(**wrong)


def test_an_instant_without_a_zone_is_refused(wire: Wire) -> None:
    naive = NOON.replace(tzinfo=None)
    with pytest.raises(InvalidRequest, match="no time zone"):
        wire.polymarket().gamma.markets.list(end_date_min=naive)


WRONG: list[Call] = [
    lambda p: p.clob.prices_history.get("1"),
    lambda p: p.clob.prices_history.get("1", interval="1d", start_ts=NOON),
    lambda p: p.clob.batch_prices_history.get(["1"] * 21, interval="1d"),
    lambda p: p.data.v2.tokens.get(),
    lambda p: p.data.v2.resolutions.get(),
    lambda p: p.data.v2.resolutions.get(condition_id="1", question_id="2"),
]


@pytest.mark.parametrize("call", WRONG)
async def test_contradicting_arguments_are_not_sent(
    wire: Wire, polymarket: Polymarket, call: Call
) -> None:
    asked = call(polymarket)
    assert not isinstance(asked, Pages)
    with pytest.raises(InvalidRequest):
        await asked
    assert wire.sent == []


async def test_books_are_found_by_token_whatever_their_order(
    wire: Wire, polymarket: Polymarket
) -> None:
    wire.on("clob/books", [book("3"), book("1")])
    found = await polymarket.clob.books.get(["1", "2", "3"])
    assert {token: one.asset_id for token, one in found.items()} == {"1": "1", "3": "3"}


async def test_a_closed_market_is_asked_for_apart(
    wire: Wire, polymarket: Polymarket
) -> None:
    wire.ask("gamma/markets/keyset", keyset(market(1, closed=True)))
    listing = polymarket.gamma.markets.keyset.list
    assert await listing(condition_ids=[CONDITION]).collect() == []
    found = await listing(condition_ids=[CONDITION], closed=True).collect()
    assert [one.condition_id for one in found] == [CONDITION]


def test_a_price_history_has_one_span(wire: Wire) -> None:
    history = wire.polymarket().data.v2.prices_history
    with pytest.raises(InvalidRequest, match="one of interval, start and as_of"):
        history.list("1", interval="1d", start=NOON)
