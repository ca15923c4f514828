"""The unified catalogue: which requests answer which question."""

from __future__ import annotations

import httpx
import pytest

from kalshi.bodies import event, market
from kalshi.scripted import Wire, listing
from predcore import (
    BadResponse,
    Instrument,
    InvalidId,
    InvalidRequest,
    MarketStatus,
    NotFound,
    Unavailable,
)
from predcore_kalshi import KalshiVenue

TICKER = "KXRAIN-26DEC-T1"


async def test_listings_leave_combos_out(wire: Wire, venue: KalshiVenue) -> None:
    wire.on("/markets", {"markets": [market()], "cursor": None})
    found = [item async for item in venue.markets()]
    assert [item.id for item in found] == [TICKER]
    assert wire.params() == {"limit": "1000", "mve_filter": "exclude"}


async def test_the_markets_of_an_event_are_listed_whatever_it_is(
    wire: Wire, venue: KalshiVenue
) -> None:
    wire.on("/markets", {"markets": [], "cursor": ""})
    assert [item async for item in venue.markets(event="KXMVE-1")] == []
    assert wire.params() == {"limit": "1000", "event_ticker": "KXMVE-1"}


async def test_closed_markets_are_told_from_determined_ones(
    wire: Wire, venue: KalshiVenue
) -> None:
    rows = [market("A", status="closed"), market("B", status="determined")]
    wire.on("/markets", {"markets": rows, "cursor": ""})
    closed = [item.id async for item in venue.markets(status=MarketStatus.CLOSED)]
    decided = [item.id async for item in venue.markets(status=MarketStatus.DETERMINED)]
    assert (closed, decided) == (["A"], ["B"])
    assert [wire.params(number)["status"] for number in (0, 1)] == ["closed"] * 2


async def test_an_archived_market_is_found(wire: Wire, venue: KalshiVenue) -> None:
    old = market(status="finalized", result="yes")
    wire.on(f"/historical/markets/{TICKER}", {"market": old})
    found = await venue.market(TICKER)
    assert found.status is MarketStatus.SETTLED
    assert wire.paths == [f"/markets/{TICKER}", f"/historical/markets/{TICKER}"]


async def test_what_is_not_found_is_named(venue: KalshiVenue) -> None:
    with pytest.raises(NotFound, match="no market 'NOSUCH'"):
        await venue.market("NOSUCH")
    with pytest.raises(NotFound, match="no event 'NOSUCH'"):
        await venue.event("NOSUCH")
    nothing = Instrument("kalshi", "NOSUCH", "yes")
    with pytest.raises(NotFound, match="no market 'NOSUCH'"):
        await venue.orderbook(nothing)
    books = await venue.orderbooks([nothing])
    assert str(books.errors[nothing]) == "Kalshi has no market 'NOSUCH'"


@pytest.mark.parametrize(
    "ticker", ["", ".", "..", "a/b", "a?b", "a%2fb", "a,b", "a b", "é", "x" * 201]
)
async def test_what_can_be_no_ticker_is_not_sent(
    wire: Wire, venue: KalshiVenue, ticker: str
) -> None:
    with pytest.raises(InvalidId):
        await venue.market(ticker)
    with pytest.raises(InvalidId):
        await venue.event(ticker)
    with pytest.raises(InvalidId):
        await venue.orderbook(Instrument("kalshi", ticker, "yes"))
    with pytest.raises(InvalidId):
        venue.markets(event=ticker)
    assert wire.sent == []


async def test_a_lookup_goes_on_in_the_archive(wire: Wire, venue: KalshiVenue) -> None:
    bad = market("BAD", last_price_dollars="7.0000")
    wire.ask("/markets", listing({"A": market("A"), "BAD": bad}))
    wire.ask("/historical/markets", listing({"B": market("B", status="finalized")}))
    found = await venue.lookup(["A", "B", "C", "BAD", "A,B", ""])
    assert list(found) == ["A", "B"]
    assert isinstance(found.errors["BAD"], BadResponse)
    assert str(found.errors["C"]) == "Kalshi has no market 'C'"
    assert isinstance(found.errors["A,B"], InvalidId)
    assert isinstance(found.errors[""], InvalidId)
    assert wire.paths == ["/markets", "/historical/markets"]


async def test_an_archive_that_is_down_does_not_make_a_market_unknown(
    wire: Wire, venue: KalshiVenue
) -> None:
    wire.ask("/markets", listing({"A": market("A")}))
    wire.on("/historical/markets", httpx.Response(503))
    found = await venue.lookup(["A", "B"])
    assert list(found) == ["A"]
    assert isinstance(found.errors["B"], Unavailable)


async def test_events_are_listed_without_their_markets(
    wire: Wire, venue: KalshiVenue
) -> None:
    wire.on("/events", {"events": [event()], "cursor": ""})
    found = [item async for item in venue.events(status=MarketStatus.OPEN)]
    assert [(item.id, item.markets) for item in found] == [("KXRAIN-26DEC", None)]
    assert wire.params() == {
        "limit": "200",
        "with_nested_markets": "false",
        "status": "open",
    }


async def test_events_with_a_halted_market_are_told_by_their_markets(
    wire: Wire, venue: KalshiVenue
) -> None:
    halted = event("H", markets=[market(), market("M2", status="inactive")])
    wire.on("/events", {"events": [event("E", markets=[market()]), halted]})
    found = [item.id async for item in venue.events(status=MarketStatus.HALTED)]
    assert found == ["H"]
    assert "status" not in wire.params()


async def test_an_event_comes_with_its_markets(wire: Wire, venue: KalshiVenue) -> None:
    wire.on("/events/KXRAIN-26DEC", {"event": event(), "markets": [market()]})
    found = await venue.event("KXRAIN-26DEC")
    assert found.markets is not None
    assert [item.id for item in found.markets] == [TICKER]
    assert len(wire.sent) == 1


async def test_an_old_event_has_its_markets_from_the_archive(
    wire: Wire, venue: KalshiVenue
) -> None:
    wire.on("/events/KXRAIN-26DEC", {"event": event(), "markets": None})
    wire.on("/historical/markets", {"markets": [market()], "cursor": ""})
    found = await venue.event("KXRAIN-26DEC")
    assert found.markets is not None
    assert [item.series for item in found.markets] == ["KXRAIN"]


async def test_a_search_finds_markets_with_every_word(
    wire: Wire, venue: KalshiVenue
) -> None:
    rain = event(markets=[market("R1", yes_sub_title="A lot"), market("R2")])
    snow = event("KXSNOW", title="Snow", sub_title="", markets=[market("S1")])
    wire.on("/events", {"events": [rain, snow], "cursor": ""})
    assert [item.id async for item in venue.search("december LOT")] == ["R1"]
    assert [item.id async for item in venue.search("rain")] == ["R1", "R2", "S1"]
    assert wire.params()["status"] == "open"
    assert wire.params()["with_nested_markets"] == "true"


async def test_a_search_looks_among_markets_of_a_status(
    wire: Wire, venue: KalshiVenue
) -> None:
    rows = [market("R1"), market("R2", status="finalized")]
    wire.on("/events", {"events": [event(markets=rows)], "cursor": ""})
    found = venue.search("rain", status=MarketStatus.SETTLED)
    assert [item.id async for item in found] == ["R2"]
    assert wire.params()["status"] == "settled"


async def test_a_search_for_nothing_is_refused(venue: KalshiVenue) -> None:
    with pytest.raises(InvalidRequest, match="at least one word"):
        venue.search("  ")
