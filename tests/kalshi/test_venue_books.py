"""Unified quotes and books: few requests, and an answer for every instrument."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import httpx
import pytest

from kalshi.bodies import market
from kalshi.scripted import Answer, Wire, asked, listing
from predcore import (
    BadResponse,
    Instrument,
    InvalidId,
    InvalidRequest,
    Level,
    NotFound,
    Unavailable,
)
from predcore_kalshi import KalshiVenue

D = Decimal
TICKER = "KXRAIN-26DEC-T1"
YES, NO = (Instrument("kalshi", TICKER, key) for key in ("yes", "no"))


def books(known: set[str]) -> Callable[[httpx.Request], Answer]:
    """``/markets/orderbooks``; one unknown ticker and all are refused."""

    def answer(request: httpx.Request) -> Answer:
        tickers = request.url.params.get_list("tickers")
        if not known.issuperset(tickers):
            return httpx.Response(404, json={"error": {"code": "not_found"}})
        book = {"yes_dollars": [["0.4000", "10.00"]], "no_dollars": None}
        return {"orderbooks": [{"ticker": t, "orderbook_fp": book} for t in tickers]}

    return answer


async def test_both_outcomes_are_quoted_out_of_one_answer(
    wire: Wire, venue: KalshiVenue
) -> None:
    wire.ask("/markets", listing({TICKER: market()}))
    found = await venue.quotes([YES, NO])
    assert (found[YES].ask, found[NO].bid) == (D("0.45"), D("0.55"))
    assert len(wire.sent) == 1
    assert found[YES].received_at.tzinfo is not None


async def test_quotes_of_200_markets_take_two_requests(
    wire: Wire, venue: KalshiVenue
) -> None:
    tickers = [f"KXRAIN-26DEC-T{number}" for number in range(200)]
    wire.ask("/markets", listing({t: market(t) for t in tickers}))
    keys = [Instrument("kalshi", ticker, "yes") for ticker in tickers]
    assert list(await venue.quotes(keys)) == keys
    assert sorted(len(asked(request)) for request in wire.sent) == [100, 100]


async def test_long_tickers_make_for_more_requests(
    wire: Wire, venue: KalshiVenue
) -> None:
    tickers = [f"{'X' * 190}{number:04}" for number in range(100)]
    wire.ask("/markets", listing({t: market(t) for t in tickers}))
    found = await venue.quotes([Instrument("kalshi", t, "yes") for t in tickers])
    assert len(found) == 100
    assert max(len(str(request.url)) for request in wire.sent) < 8000


async def test_every_instrument_has_an_answer_of_its_own(
    wire: Wire, venue: KalshiVenue
) -> None:
    broken = market("BROKEN", yes_bid_dollars="7.0000")
    wire.ask("/markets", listing({TICKER: market(), "BROKEN": broken}))
    unknown = Instrument("kalshi", "NOSUCH", "yes")
    strange = Instrument("kalshi", TICKER, "maybe")
    foreign = Instrument("elsewhere", TICKER, "yes")
    bad = Instrument("kalshi", "BROKEN", "yes")
    found = await venue.quotes([YES, unknown, strange, foreign, bad])
    assert list(found) == [YES]
    assert {key: type(error) for key, error in found.errors.items()} == {
        unknown: NotFound,
        strange: InvalidId,
        foreign: InvalidId,
        bad: BadResponse,
    }


async def test_a_listing_may_go_over_several_pages(
    wire: Wire, venue: KalshiVenue
) -> None:
    wire.on(
        "/markets",
        {"markets": [market("A")], "cursor": "more"},
        {"markets": [market("B")], "cursor": "never asked for"},
    )
    keys = [Instrument("kalshi", ticker, "yes") for ticker in "AB"]
    assert list(await venue.quotes(keys)) == keys
    assert [request.url.params.get("cursor") for request in wire.sent] == [None, "more"]


async def test_books_are_fetched_100_at_a_time(wire: Wire, venue: KalshiVenue) -> None:
    tickers = [f"T{number}" for number in range(150)]
    wire.ask("/markets/orderbooks", books(set(tickers)))
    keys = [Instrument("kalshi", ticker, "no") for ticker in tickers]
    found = await venue.orderbooks(keys)
    assert list(found) == keys
    assert found[keys[0]].asks == (Level(D("0.60"), D(10)),)
    assert wire.paths == ["/markets/orderbooks"] * 2


async def test_one_unknown_ticker_does_not_take_the_others_with_it(
    wire: Wire, venue: KalshiVenue
) -> None:
    tickers = [f"T{number}" for number in range(8)]
    wire.ask("/markets/orderbooks", books(set(tickers)))
    wire.ask("/markets", listing({t: market(t) for t in tickers}))
    keys = [Instrument("kalshi", t, "yes") for t in [*tickers, "NOSUCH"]]
    found = await venue.orderbooks(keys)
    assert len(found) == 8
    assert [str(error) for error in found.errors.values()] == [
        "Kalshi has no market 'NOSUCH'"
    ]
    assert wire.paths == ["/markets/orderbooks", "/markets", "/markets/orderbooks"]


async def test_no_book_at_all_is_every_markets_own_error(
    wire: Wire, venue: KalshiVenue
) -> None:
    wire.ask("/markets/orderbooks", books(set()))
    wire.ask("/markets", listing({}))
    keys = [Instrument("kalshi", ticker, "yes") for ticker in "ABC"]
    found = await venue.orderbooks(keys)
    assert {type(error) for error in found.errors.values()} == {NotFound}
    assert len(found.errors) == 3


async def test_books_refused_for_another_reason_say_it(
    wire: Wire, venue: KalshiVenue
) -> None:
    wire.on("/markets/orderbooks", httpx.Response(400, json={"msg": "no"}))
    wire.ask("/markets", listing({t: market(t) for t in "AB"}))
    keys = [Instrument("kalshi", ticker, "yes") for ticker in "AB"]
    found = await venue.orderbooks(keys)
    assert [str(error) for error in found.errors.values()] == [
        "GET /markets/orderbooks: no",
        "GET /markets/orderbooks: no",
    ]


async def test_a_venue_that_is_down_is_the_error_of_every_instrument(
    wire: Wire, venue: KalshiVenue
) -> None:
    wire.on("/markets/orderbooks", httpx.Response(503, text="<html>"))
    keys = [Instrument("kalshi", ticker, "yes") for ticker in "ABCD"]
    found = await venue.orderbooks(keys)
    assert {type(error) for error in found.errors.values()} == {Unavailable}
    assert len(found.errors) == 4
    assert len(wire.sent) == 1


async def test_a_single_book_asks_for_its_depth(wire: Wire, venue: KalshiVenue) -> None:
    rows = [["0.3900", "7.00"], ["0.4000", "10.00"]]
    body = {"orderbook_fp": {"yes_dollars": rows, "no_dollars": []}}
    wire.on(f"/markets/{TICKER}/orderbook", body)
    found = await venue.orderbook(YES, depth=1)
    assert found.bids == (Level(D("0.40"), D(10)),)
    assert wire.params() == {"depth": "1"}
    await venue.orderbooks([YES, NO], depth=500)
    assert wire.params() == {}


async def test_a_depth_below_one_is_refused(venue: KalshiVenue) -> None:
    with pytest.raises(InvalidRequest, match="at least 1"):
        await venue.orderbook(YES, depth=0)
    with pytest.raises(InvalidRequest, match="at least 1"):
        await venue.orderbooks([YES], depth=0)
