"""Quotes and books: few requests, and to each instrument its own answer."""

from __future__ import annotations

import json

import httpx
import pytest

import predcore
from polymarket_wire import (
    NO_TOKEN,
    YES_TOKEN,
    Answer,
    Wire,
    book,
    condition,
    keyset,
    market,
)
from predcore import BadResponse, InvalidId, MarketStatus, NotFound
from predcore_polymarket import PolymarketVenue

YES, NO = (predcore.Instrument("polymarket", condition(1), k) for k in ("yes", "no"))


def books(request: httpx.Request) -> Answer:
    """``POST /books``, backwards."""
    asked = [row["token_id"] for row in json.loads(request.content)]
    return [book(token) for token in reversed(asked)]


async def test_a_hundred_quotes_cost_two_requests(
    wire: Wire, venue: PolymarketVenue
) -> None:
    rows = [market(number) for number in range(100)]
    wire.ask("gamma/markets/keyset", keyset(*rows))
    wire.ask("clob/books", books)
    asked = [
        predcore.Instrument("polymarket", row["conditionId"], "yes") for row in rows
    ]
    found = await venue.quotes(asked)
    assert list(found) == asked
    assert wire.paths == ["gamma/markets/keyset", "clob/books"]


async def test_what_is_known_is_not_asked_again(
    wire: Wire, venue: PolymarketVenue
) -> None:
    wire.ask("gamma/markets/keyset", keyset(market()))
    wire.ask("clob/books", books)
    await venue.quotes([YES, NO])
    await venue.quotes([YES, NO])
    assert wire.paths == ["gamma/markets/keyset", "clob/books", "clob/books"]


async def test_a_listed_market_needs_no_lookup(
    wire: Wire, venue: PolymarketVenue
) -> None:
    wire.on("gamma/markets/keyset", {"markets": [market()]})
    wire.on("clob/book", book(NO_TOKEN))
    await venue.markets(status=MarketStatus.OPEN).first()
    assert (await venue.orderbook(NO)).native.asset_id == NO_TOKEN
    assert wire.paths == ["gamma/markets/keyset", "clob/book"]
    assert wire.params() == [("token_id", NO_TOKEN)]


async def test_more_than_five_hundred_books_are_several_requests(
    wire: Wire, venue: PolymarketVenue
) -> None:
    rows = [market(number) for number in range(300)]
    wire.ask("gamma/markets/keyset", keyset(*rows))
    wire.ask("clob/books", books)
    asked = [
        predcore.Instrument("polymarket", row["conditionId"], key)
        for row in rows
        for key in ("yes", "no")
    ]
    found = await venue.orderbooks(asked, depth=1)
    assert len(found) == 600
    assert sorted(wire.paths) == ["clob/books"] * 2 + ["gamma/markets/keyset"] * 3
    assert all(len(one.bids) == 1 for one in found.values())


async def test_each_instrument_that_fails_has_its_own_error(
    wire: Wire, venue: PolymarketVenue
) -> None:
    wire.ask("gamma/markets/keyset", keyset(market(1), market(2, clobTokenIds="[]")))
    wire.on("clob/books", [book(YES_TOKEN)])
    texts = {
        "fine": f"polymarket:{condition(1)}:yes",
        "no book": f"polymarket:{condition(1)}:no",
        "no outcome": f"polymarket:{condition(1)}:maybe",
        "no token": f"polymarket:{condition(2)}:yes",
        "no market": f"polymarket:{condition(3)}:yes",
        "no id": "polymarket:a/b:yes",
    }
    asked = {why: predcore.Instrument.parse(text) for why, text in texts.items()}
    found = await venue.quotes(list(asked.values()))
    assert list(found) == [asked["fine"]]
    kinds = {why: type(found.errors.get(one)) for why, one in asked.items()}
    assert kinds == {
        "fine": type(None),
        "no book": NotFound,
        "no outcome": InvalidId,
        "no token": NotFound,
        "no market": NotFound,
        "no id": InvalidId,
    }


async def test_a_quote_is_under_the_canonical_id(
    wire: Wire, venue: PolymarketVenue
) -> None:
    wire.on("gamma/markets/slug/will-it-rain-1", market())
    wire.on("clob/book", book())
    asked = predcore.Instrument("polymarket", "will-it-rain-1", "yes")
    assert (await venue.quote(asked)).instrument == YES


async def test_a_broken_book_spoils_no_other(
    wire: Wire, venue: PolymarketVenue
) -> None:
    wire.ask("gamma/markets/keyset", keyset(market()))
    bad = book(NO_TOKEN, bids=[{"price": "1.5", "size": "1"}])
    wire.on("clob/books", [book(YES_TOKEN), bad])
    found = await venue.orderbooks([YES, NO])
    assert list(found) == [YES]
    assert isinstance(found.errors[NO], BadResponse)


@pytest.mark.parametrize("status", [400, 404])
async def test_one_token_refused_for_all_costs_no_other(
    wire: Wire, venue: PolymarketVenue, status: int
) -> None:
    rows = [market(number) for number in range(8)]
    bad = json.loads(rows[5]["clobTokenIds"])[0]

    def strict(request: httpx.Request) -> Answer:
        if bad in request.content.decode():
            return httpx.Response(status, json={"error": "Invalid token id"})
        return books(request)

    wire.ask("gamma/markets/keyset", keyset(*rows))
    wire.ask("clob/books", strict)

    def one(request: httpx.Request) -> Answer:
        token = request.url.params["token_id"]
        return httpx.Response(404) if token == bad else book(token)

    wire.ask("clob/book", one)
    asked = [
        predcore.Instrument("polymarket", row["conditionId"], "yes") for row in rows
    ]
    found = await venue.quotes(asked)
    assert list(found.errors) == [asked[5]]
    assert len(found) == 7


async def test_a_book_of_another_token_is_not_taken(
    wire: Wire, venue: PolymarketVenue
) -> None:
    wire.ask("gamma/markets/keyset", keyset(market()))
    wire.on("clob/book", book(NO_TOKEN))
    with pytest.raises(NotFound):
        await venue.orderbook(YES)


async def test_an_instrument_of_another_venue_is_not_asked_for(
    wire: Wire, venue: PolymarketVenue
) -> None:
    stranger = predcore.Instrument("elsewhere", condition(1), "yes")
    found = await venue.quotes([stranger])
    assert isinstance(found.errors[stranger], InvalidId)
    assert wire.sent == []
