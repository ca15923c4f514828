"""The unified view: which requests answer which question."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from decimal import Decimal

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
    event,
    keyset,
    market,
    page,
    trade,
)
from predcore import (
    BadResponse,
    InvalidId,
    InvalidRequest,
    MarketStatus,
    NoFees,
    NotFound,
    Unsupported,
)
from predcore_polymarket import Polymarket, PolymarketVenue, TakerFees

D = Decimal
YES, NO = (predcore.Instrument("polymarket", condition(1), k) for k in ("yes", "no"))
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def books(request: httpx.Request) -> Answer:
    """``POST /books``, backwards."""
    asked = [row["token_id"] for row in json.loads(request.content)]
    return [book(token) for token in reversed(asked)]


# -- catalogue ------------------------------------------------------------------


async def test_the_whole_catalogue_is_open_markets_and_then_closed_ones(
    wire: Wire, venue: PolymarketVenue
) -> None:
    wire.on(
        "gamma/markets/keyset",
        {"markets": [market(1)], "next_cursor": "c1"},
        {"markets": [market(2)]},
        {"markets": [market(3, closed=True)]},
    )
    found = [one.id async for one in venue.markets()]
    assert found == [condition(1), condition(2), condition(3)]
    asked = [dict(wire.params(number)) for number in range(3)]
    assert [(p["closed"], p.get("after_cursor")) for p in asked] == [
        ("false", None),
        ("false", "c1"),
        ("true", None),
    ]


@pytest.mark.parametrize(
    ("status", "closed"),
    [(MarketStatus.OPEN, "false"), (MarketStatus.SETTLED, "true")],
)
async def test_a_status_is_looked_for_only_where_it_can_be(
    wire: Wire, venue: PolymarketVenue, status: MarketStatus, closed: str
) -> None:
    over = {"closed": True, "umaResolutionStatus": "resolved"}
    rows = [market(1), market(2, active=False), market(3, **over)]
    wire.on("gamma/markets/keyset", {"markets": rows})
    found = [one.status async for one in venue.markets(status=status)]
    assert found == [status]
    assert [dict(wire.params(n))["closed"] for n in range(len(wire.sent))] == [closed]


async def test_drafts_are_not_listed(wire: Wire, venue: PolymarketVenue) -> None:
    rows = [market(1, conditionId=None), market(2)]
    wire.on("gamma/markets/keyset", {"markets": rows})
    listed = venue.markets(status=MarketStatus.OPEN)
    assert [one.id async for one in listed] == [condition(2)]


async def test_the_markets_of_an_event_are_its_own(
    wire: Wire, venue: PolymarketVenue
) -> None:
    rows = [market(1), market(2, closed=True)]
    wire.on("gamma/events/slug/rain", event(markets=rows))
    found = venue.markets(event="rain", status=MarketStatus.CLOSED)
    assert [one.id async for one in found] == [condition(2)]


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("30001", "gamma/events/30001"),
        ("rain-1", "gamma/events/slug/rain-1"),
        ("https://polymarket.com/event/rain-1", "gamma/events/slug/rain-1"),
    ],
)
async def test_an_event_is_found_by_any_of_its_names(
    wire: Wire, venue: PolymarketVenue, name: str, path: str
) -> None:
    wire.on(path, event())
    assert (await venue.event(name)).id == "30001"


async def test_an_open_event_with_a_settled_market_is_listed_with_the_settled(
    wire: Wire, venue: PolymarketVenue
) -> None:
    over = market(1, closed=True, umaResolutionStatus="resolved")
    wire.on(
        "gamma/events/keyset",
        {"events": [event(1, markets=[over, market(2)])]},
        {"events": []},
    )
    listed = venue.events(status=MarketStatus.SETTLED)
    assert [one.id async for one in listed] == ["30001"]
    assert len(wire.sent) == 2


async def test_a_search_brings_markets_that_hold_every_word(
    wire: Wire, venue: PolymarketVenue
) -> None:
    rows = [market(1, question="Rain in Paris?"), market(2, question="Sun in Rome?")]
    answer = {"events": [event(markets=rows)], "pagination": {"hasMore": False}}
    wire.on("gamma/public-search", answer)
    found = [one.id async for one in venue.search("paris RAIN")]
    assert found == [condition(1)]
    assert dict(wire.params())["keep_closed_markets"] == "1"


def test_a_search_needs_a_word(wire: Wire) -> None:
    with pytest.raises(InvalidRequest, match="at least one word"):
        wire.venue().search("  ")


async def test_a_search_for_open_markets_says_so(
    wire: Wire, venue: PolymarketVenue
) -> None:
    rows = [market(1), market(2, closed=True)]
    wire.on("gamma/public-search", {"events": [event(markets=rows)]})
    listed = venue.search("rain", status=MarketStatus.OPEN)
    assert [one.id async for one in listed] == [condition(1)]
    params = dict(wire.params())
    assert (params["events_status"], params["keep_closed_markets"]) == ("active", "0")


# -- prices ---------------------------------------------------------------------


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


# -- trades, candles, fees --------------------------------------------------------


async def test_trades_are_the_takers_newest_first(
    wire: Wire, venue: PolymarketVenue
) -> None:
    wire.ask("gamma/markets/keyset", keyset(market()))
    later, sooner = trade(1, 200), trade(2, 100, token_id=NO_TOKEN)
    wire.on("data/v2/trades", page(later, cursor="c1"), page(sooner))
    found = [one async for one in venue.trades(condition(1))]
    assert [one.instrument for one in found] == [YES, NO]
    assert dict(wire.params()) == {
        "condition_id": condition(1),
        "taker_only": "true",
        "start": "1",
        "limit": "1000",
        "cursor": "c1",
    }


async def test_trades_outside_the_span_are_left_out(
    wire: Wire, venue: PolymarketVenue
) -> None:
    wire.ask("gamma/markets/keyset", keyset(market()))
    wire.on("data/v2/trades", page(trade(1, 300), trade(2, 200), trade(3, 100)))
    since, until = (datetime.fromtimestamp(at, UTC) for at in (150, 250))
    found = [one async for one in venue.trades(condition(1), since=since, until=until)]
    assert [int(one.at.timestamp()) for one in found] == [200]
    assert dict(wire.params())["start"] == "150"


async def test_a_trade_in_a_strange_token_is_refused(
    wire: Wire, venue: PolymarketVenue
) -> None:
    wire.ask("gamma/markets/keyset", keyset(market()))
    wire.on("data/v2/trades", page(trade(1, 200, token_id="9")))
    with pytest.raises(BadResponse, match="not one of its own"):
        await venue.trades(condition(1)).first()


async def test_candles_are_asked_for_in_fortnights(
    wire: Wire, venue: PolymarketVenue
) -> None:
    wire.ask("gamma/markets/keyset", keyset(market()))
    at = int(NOON.timestamp())
    wire.on("clob/prices-history", {"history": [{"t": at, "p": 0.4}]})
    found = await venue.candles(
        YES, interval=HOUR, start=NOON - timedelta(days=20), end=NOON + HOUR
    )
    assert [(one.start, one.close) for one in found] == [(NOON, D("0.4"))]
    asked = [dict(wire.params(number)) for number in (1, 2)]
    assert {params["market"] for params in asked} == {YES_TOKEN}
    assert max(int(p["endTs"]) for p in asked) == at + 3600


async def test_a_failed_part_fails_the_candles(
    wire: Wire, venue: PolymarketVenue
) -> None:
    wire.ask("gamma/markets/keyset", keyset(market()))
    with pytest.raises(NotFound):
        await venue.candles(
            YES, interval=HOUR, start=NOON - timedelta(days=40), end=NOON
        )


async def test_an_empty_span_has_no_candles(wire: Wire, venue: PolymarketVenue) -> None:
    wire.ask("gamma/markets/keyset", keyset(market()))
    assert await venue.candles(YES, interval=HOUR, start=NOON, end=NOON) == ()
    assert wire.paths == ["gamma/markets/keyset"]


async def test_an_interval_that_is_not_offered_is_not_asked_for(
    wire: Wire, venue: PolymarketVenue
) -> None:
    with pytest.raises(InvalidRequest):
        await venue.candles(YES, interval=HOUR / 7, start=NOON, end=NOON + HOUR)
    assert wire.sent == []


async def test_fees_are_the_markets_own(wire: Wire, venue: PolymarketVenue) -> None:
    info = {"mts": 0.01, "fd": {"r": 0.05, "e": 1, "to": True}}
    wire.on(f"clob/clob-markets/{condition(1)}", info, {"mts": 0.01})
    assert await venue.fees(condition(1)) == TakerFees(D("0.05"))
    assert isinstance(await venue.fees(condition(1)), NoFees)
    assert len(wire.sent) == 2


async def test_a_market_the_order_books_do_not_know_yet_has_the_catalogues_fees(
    wire: Wire, venue: PolymarketVenue
) -> None:
    wire.ask("gamma/markets/keyset", keyset(market()))
    assert await venue.fees(condition(1)) == TakerFees(D("0.05"))
    assert wire.paths == [f"clob/clob-markets/{condition(1)}", "gamma/markets/keyset"]


async def test_fees_that_nobody_states_are_not_made_up(
    wire: Wire, venue: PolymarketVenue
) -> None:
    wire.ask("gamma/markets/keyset", keyset(market(feeSchedule=None)))
    with pytest.raises(NotFound):
        await venue.fees(condition(1))


async def test_fees_are_found_by_any_name(wire: Wire, venue: PolymarketVenue) -> None:
    wire.on("gamma/markets/slug/will-it-rain-1", market())
    wire.on(f"clob/clob-markets/{condition(1)}", {"t": []})
    await venue.fees("will-it-rain-1")
    assert len(wire.sent) == 2


async def test_fees_of_the_past_are_not_published(
    wire: Wire, venue: PolymarketVenue
) -> None:
    with pytest.raises(Unsupported):
        await venue.fees(condition(1), at=NOON - timedelta(days=3650))
    assert wire.sent == []


# -- the plugin ------------------------------------------------------------------


async def test_it_opens_by_name(wire: Wire) -> None:
    wire.on("gamma/markets/7", market())
    transport = httpx.MockTransport(wire.answer)
    urls = {name: f"http://venue.test/{name}" for name in ("gamma", "clob", "data")}
    async with predcore.connect("polymarket", transport=transport, urls=urls) as venue:
        assert isinstance(venue, PolymarketVenue)
        assert isinstance(venue.native, Polymarket)
        assert (await venue.market("7")).id == condition(1)


async def test_an_option_it_does_not_know_is_refused() -> None:
    with pytest.raises(InvalidRequest, match="no option colour"):
        async with predcore.connect("polymarket", colour="red"):
            pass


def test_it_can_what_it_inherits() -> None:
    assert set(predcore.capabilities(PolymarketVenue)) == {
        "catalogue",
        "search",
        "quotes",
        "books",
        "trades",
        "candles",
        "fees",
    }
