"""The unified view: which requests answer which question."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import httpx
import pytest

import predcore
from kalshi.scripted import Answer, Wire, asked, candle, event, market, trade
from predcore import (
    BadResponse,
    Instrument,
    InvalidId,
    InvalidRequest,
    Level,
    MarketStatus,
    NotFound,
    Unavailable,
)
from predcore_kalshi import Kalshi, KalshiVenue

D = Decimal
TICKER = "KXRAIN-26DEC-T1"
YES, NO = (Instrument("kalshi", TICKER, key) for key in ("yes", "no"))
START = datetime(2026, 11, 1, tzinfo=UTC)
HOUR = timedelta(hours=1)


def listing(known: dict[str, dict[str, Any]]) -> Callable[[httpx.Request], Answer]:
    """``/markets`` for the tickers asked for, as far as they are known."""

    def answer(request: httpx.Request) -> Answer:
        found = [known[ticker] for ticker in asked(request) if ticker in known]
        return {"markets": found, "cursor": ""}

    return answer


def books(known: set[str]) -> Callable[[httpx.Request], Answer]:
    """``/markets/orderbooks``; one unknown ticker and all are refused."""

    def answer(request: httpx.Request) -> Answer:
        tickers = request.url.params.get_list("tickers")
        if not known.issuperset(tickers):
            return httpx.Response(404, json={"error": {"code": "not_found"}})
        book = {"yes_dollars": [["0.4000", "10.00"]], "no_dollars": None}
        return {"orderbooks": [{"ticker": t, "orderbook_fp": book} for t in tickers]}

    return answer


# -- the catalogue ------------------------------------------------------------


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


@pytest.mark.parametrize("ticker", ["", ".", ".."])
async def test_what_can_be_no_ticker_is_not_sent(
    wire: Wire, venue: KalshiVenue, ticker: str
) -> None:
    with pytest.raises(InvalidId):
        await venue.market(ticker)
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


# -- search -------------------------------------------------------------------


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


# -- quotes and books ---------------------------------------------------------


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
    assert [str(error) for error in found.errors.values()] == ["no", "no"]


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


# -- prints -------------------------------------------------------------------


async def test_prints_go_on_in_the_archive_without_repeating_any(
    wire: Wire, venue: KalshiVenue
) -> None:
    wire.on(
        "/markets/trades",
        {"trades": [trade(5, "2026-11-05T00:00:00Z")], "cursor": "p2"},
        {"trades": [trade(4, "2026-11-04T00:00:00Z")], "cursor": ""},
    )
    old = [
        trade(4, "2026-11-04T00:00:00Z"),
        trade(3, "2026-11-04T00:00:00Z"),
        trade(2, "2026-11-02T00:00:00Z"),
    ]
    wire.on("/historical/trades", {"trades": old, "cursor": ""})
    found = [item.id async for item in venue.trades(TICKER)]
    assert found == ["t5", "t4", "t3", "t2"]
    assert wire.paths == ["/markets/trades", "/markets/trades", "/historical/trades"]


async def test_the_archive_is_not_asked_for_the_newest_prints(
    wire: Wire, venue: KalshiVenue
) -> None:
    wire.on("/markets/trades", {"trades": [trade(5, "2026-11-05T00:00:00Z")]})
    async for item in venue.trades(TICKER):
        assert item.id == "t5"
        break
    assert wire.paths == ["/markets/trades"]


async def test_prints_are_kept_between_their_bounds(
    wire: Wire, venue: KalshiVenue
) -> None:
    rows = [trade(n, f"2026-11-0{n}T00:00:00Z") for n in (5, 4, 3, 2, 1)]
    wire.on("/markets/trades", {"trades": rows, "cursor": ""})
    wire.on("/historical/trades", {"trades": [], "cursor": ""})
    found = venue.trades(
        TICKER,
        since=datetime(2026, 11, 2, tzinfo=UTC),
        until=datetime(2026, 11, 4, tzinfo=UTC),
    )
    assert [item.id async for item in found] == ["t4", "t3", "t2"]
    low, high = wire.params(0)["min_ts"], wire.params(0)["max_ts"]
    assert int(low) < found_at(2) <= found_at(4) < int(high)


def found_at(day: int) -> int:
    return int(datetime(2026, 11, day, tzinfo=UTC).timestamp())


async def test_prints_of_an_unknown_market_are_not_an_empty_list(
    wire: Wire, venue: KalshiVenue
) -> None:
    wire.on("/markets/trades", {"trades": [], "cursor": ""})
    wire.on("/historical/trades", {"trades": [], "cursor": ""})
    with pytest.raises(NotFound):
        [item async for item in venue.trades("NOSUCH")]


async def test_a_market_that_never_traded_has_no_prints(
    wire: Wire, venue: KalshiVenue
) -> None:
    wire.on("/markets/trades", {"trades": None, "cursor": ""})
    wire.on("/historical/trades", {"trades": [], "cursor": ""})
    wire.on(f"/markets/{TICKER}", {"market": market()})
    assert [item async for item in venue.trades(TICKER)] == []


@pytest.mark.parametrize("ticker", ["", "A,B"])
def test_prints_of_what_can_be_no_ticker_are_refused(ticker: str) -> None:
    with pytest.raises(InvalidId):
        Wire().venue().trades(ticker)


def test_prints_since_an_instant_without_a_zone_are_refused() -> None:
    with pytest.raises(InvalidRequest, match="since needs a time zone"):
        Wire().venue().trades(TICKER, since=datetime(2026, 1, 1))  # noqa: DTZ001


# -- candles ------------------------------------------------------------------


async def test_candles_take_one_request(wire: Wire, venue: KalshiVenue) -> None:
    first = found_at(1)
    rows = [candle(first + 3600 * hour) for hour in (2, 1, 0, 1)]
    wire.on(
        "/markets/candlesticks",
        {"markets": [{"market_ticker": TICKER, "candlesticks": rows}]},
    )
    found = await venue.candles(YES, interval=HOUR, start=START, end=START + 2 * HOUR)
    assert [item.end for item in found] == [START + HOUR, START + 2 * HOUR]
    assert wire.paths == ["/markets/candlesticks"]
    assert wire.params() == {
        "market_tickers": TICKER,
        "start_ts": str(first),
        "end_ts": str(first + 7200),
        "period_interval": "60",
    }


async def test_many_candles_take_several_requests(
    wire: Wire, venue: KalshiVenue
) -> None:
    row = candle(found_at(2))
    wire.on(
        "/markets/candlesticks",
        {"markets": [{"market_ticker": TICKER, "candlesticks": [row]}]},
    )
    await venue.candles(
        YES,
        interval=timedelta(minutes=1),
        start=START,
        end=START + timedelta(days=10),
    )
    spans = [
        int(request.url.params["end_ts"]) - int(request.url.params["start_ts"])
        for request in wire.sent
    ]
    assert sum(spans) == 10 * 86_400
    assert max(spans) <= 10_000 * 60


async def test_an_archived_market_has_its_candles_from_the_archive(
    wire: Wire, venue: KalshiVenue
) -> None:
    old = {"end_period_ts": found_at(1) + 3600, "price": {"close": "0.3000"}}
    wire.on("/markets/candlesticks", {"markets": []})
    wire.on(f"/historical/markets/{TICKER}/candlesticks", {"candlesticks": [old]})
    found = await venue.candles(YES, interval=HOUR, start=START, end=START + HOUR)
    assert [item.close for item in found] == [D("0.30")]


async def test_a_live_market_without_candles_has_none(
    wire: Wire, venue: KalshiVenue
) -> None:
    wire.on("/markets/candlesticks", {"markets": []})
    wire.on(f"/markets/{TICKER}", {"market": market()})
    found = await venue.candles(YES, interval=HOUR, start=START, end=START + HOUR)
    assert found == ()


async def test_candles_of_an_unknown_market_are_not_found(
    wire: Wire, venue: KalshiVenue
) -> None:
    wire.on("/markets/candlesticks", {"markets": []})
    with pytest.raises(NotFound):
        await venue.candles(YES, interval=HOUR, start=START, end=START + HOUR)


@pytest.mark.parametrize(
    ("interval", "start", "end", "match"),
    [
        (timedelta(minutes=5), START, START + HOUR, "intervals 0:01:00"),
        (HOUR, START, START, "are none"),
        (HOUR, START.replace(tzinfo=None), START, "time zone"),
    ],
)
async def test_candles_that_cannot_be_are_not_asked_for(
    wire: Wire,
    venue: KalshiVenue,
    interval: timedelta,
    start: datetime,
    end: datetime,
    match: str,
) -> None:
    with pytest.raises(InvalidRequest, match=match):
        await venue.candles(YES, interval=interval, start=start, end=end)
    assert wire.sent == []


# -- opening ------------------------------------------------------------------


async def test_the_adapter_opens_by_name(wire: Wire) -> None:
    wire.on(f"/markets/{TICKER}", {"market": market()})
    transport = httpx.MockTransport(wire.answer)
    async with predcore.connect("kalshi", transport=transport) as venue:
        assert isinstance(venue, KalshiVenue)
        assert (await venue.market(TICKER)).id == TICKER
        assert venue.drift.report() == ()


async def test_an_option_the_adapter_does_not_have_is_refused() -> None:
    with pytest.raises(InvalidRequest, match="direct_member"):
        async with predcore.connect("kalshi", colour="blue"):
            pass


def test_the_adapter_can_what_its_protocols_say() -> None:
    assert predcore.capabilities(KalshiVenue) == (
        ("catalogue", "search", "quotes", "books", "trades", "candles", "fees")
    )


def test_an_unknown_environment_is_refused() -> None:
    with pytest.raises(InvalidRequest, match="live, demo, sandbox"):
        Kalshi(environment="moon")
