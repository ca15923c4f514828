"""The native client: what goes over the wire, and what is refused before."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import httpx
import pytest

from kalshi.scripted import Wire, event, market, trade
from predcore import BadResponse, InvalidId, InvalidRequest, NotFound, Unavailable
from predcore.kit import Pages
from predcore_kalshi import Kalshi

AT = datetime(2026, 11, 1, tzinfo=UTC)
UNIX = 1_793_491_200
RANGE: dict[str, Any] = {"start_ts": UNIX, "end_ts": UNIX, "period_interval": 60}
FIVE_MINUTES: dict[str, Any] = {**RANGE, "period_interval": 5}


# -- requests -----------------------------------------------------------------


async def test_a_listing_follows_its_cursors(wire: Wire, kalshi: Kalshi) -> None:
    wire.on(
        "/markets",
        {"markets": [market("A")], "cursor": "one"},
        {"markets": [], "cursor": "two"},
        {"markets": [market("B")], "cursor": ""},
    )
    assert [m.ticker async for m in kalshi.markets.list()] == ["A", "B"]
    cursors = [request.url.params.get("cursor") for request in wire.sent]
    assert cursors == [None, "one", "two"]


async def test_a_cursor_that_comes_again_is_refused(wire: Wire, kalshi: Kalshi) -> None:
    wire.on("/markets", {"markets": [market()], "cursor": "again"})
    with pytest.raises(BadResponse, match="same page cursor twice"):
        await kalshi.markets.list().collect()


async def test_incentives_have_a_cursor_of_another_name(
    wire: Wire, kalshi: Kalshi
) -> None:
    wire.on(
        "/incentive_programs",
        {"incentive_programs": [{"id": "1"}], "next_cursor": "more"},
        {"incentive_programs": [{"id": "2"}]},
    )
    assert [program.id async for program in kalshi.incentives.list()] == ["1", "2"]
    assert wire.params()["cursor"] == "more"


async def test_milestones_come_beside_the_events_of_a_page(
    wire: Wire, kalshi: Kalshi
) -> None:
    body = {"events": [event()], "milestones": [{"id": "game"}], "cursor": ""}
    wire.on("/events", body)
    page = await kalshi.events.list(with_milestones=True).first()
    assert [milestone.id for milestone in page.native.milestones] == ["game"]


async def test_ids_are_joined_or_repeated_as_each_path_wants(
    wire: Wire, kalshi: Kalshi
) -> None:
    wire.on("/markets", {"markets": [], "cursor": ""})
    wire.on("/markets/orderbooks", {"orderbooks": []})
    wire.on("/structured_targets", {})
    await kalshi.markets.list(tickers=["A", "B"]).first()
    await kalshi.markets.orderbooks.list(["A", "B"])
    await kalshi.structured_targets.list(ids=["A", "B"]).first()
    queries = [request.url.query.decode() for request in wire.sent]
    assert queries == [
        "limit=1000&tickers=A%2CB",
        "tickers=A&tickers=B",
        "ids=A&ids=B&page_size=1000",
    ]


@pytest.mark.parametrize(
    ("ticker", "path"),
    [
        ("a/b", "/markets/a%2Fb"),
        ("a?b=c", "/markets/a%3Fb%3Dc"),
        ("a%2fb", "/markets/a%252fb"),
        ("../series", "/markets/..%2Fseries"),
        ("a b", "/markets/a%20b"),
    ],
)
async def test_an_id_cannot_change_the_route(
    wire: Wire, kalshi: Kalshi, ticker: str, path: str
) -> None:
    with pytest.raises(NotFound):
        await kalshi.markets.get(ticker)
    assert wire.paths == [path]


@pytest.mark.parametrize("at", [UNIX, AT, AT.astimezone(timezone(timedelta(hours=9)))])
async def test_instants_are_unix_seconds_or_datetimes(
    wire: Wire, kalshi: Kalshi, at: int | datetime
) -> None:
    wire.on("/markets/trades", {"trades": [], "cursor": ""})
    await kalshi.markets.trades.list(min_ts=at).first()
    assert wire.params()["min_ts"] == str(UNIX)


async def test_the_weather_window_is_in_milliseconds(
    wire: Wire, kalshi: Kalshi
) -> None:
    wire.on("/live_data/weather/miami", {"city": "miami", "timeseries": None})
    await kalshi.live_data.weather.get("miami", start=AT, end=AT)
    assert wire.params() == {"from": f"{UNIX}000", "to": f"{UNIX}000"}


async def test_milestones_start_at_a_text_in_utc(wire: Wire, kalshi: Kalshi) -> None:
    wire.on("/milestones", {"milestones": []})
    at = AT.astimezone(timezone(timedelta(hours=9)))
    await kalshi.milestones.list(minimum_start_date=at).first()
    assert wire.params()["minimum_start_date"] == "2026-11-01T00:00:00Z"


@pytest.mark.parametrize(
    "body",
    [
        {"event": event(markets=[market()]), "markets": None},
        {"event": event(), "markets": [market()]},
    ],
)
async def test_an_event_has_its_markets_wherever_they_were_sent(
    wire: Wire, kalshi: Kalshi, body: dict[str, Any]
) -> None:
    wire.on("/events/KXRAIN-26DEC", body)
    found = await kalshi.events.get("KXRAIN-26DEC")
    assert [m.ticker for m in found.markets] == ["KXRAIN-26DEC-T1"]


async def test_an_event_can_come_without_its_markets(
    wire: Wire, kalshi: Kalshi
) -> None:
    wire.on("/events/KXRAIN-26DEC", {"event": event()})
    found = await kalshi.events.get("KXRAIN-26DEC", exclude_markets=True)
    assert found.markets == ()
    assert wire.params() == {"exclude_markets": "true"}


async def test_public_reads_carry_no_credentials(wire: Wire, kalshi: Kalshi) -> None:
    with pytest.raises(NotFound):
        await kalshi.markets.get("M")
    assert not [name for name in wire.sent[0].headers if "kalshi" in name]


@pytest.mark.parametrize(
    ("environment", "host"),
    [
        ("live", "external-api.kalshi.com"),
        ("demo", "external-api.demo.kalshi.co"),
        ("sandbox", "127.0.0.1"),
    ],
)
async def test_an_environment_is_a_host(
    wire: Wire, environment: str, host: str
) -> None:
    async with wire.kalshi(environment=environment) as kalshi:
        with pytest.raises(NotFound):
            await kalshi.markets.get("M")
    assert wire.sent[0].url.host == host
    assert wire.sent[0].url.path == "/trade-api/v2/markets/M"


async def test_a_url_can_be_pointed_elsewhere(
    wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PREDCORE_KALSHI_REST_URL", "http://there/trade-api/v2")
    for urls in None, {"rest": "http://here/trade-api/v2"}:
        async with wire.kalshi(urls=urls) as kalshi:
            with pytest.raises(NotFound):
                await kalshi.markets.get("M")
    assert [request.url.host for request in wire.sent] == ["there", "here"]


# -- refused here -------------------------------------------------------------

Call = Callable[[Kalshi], Awaitable[Any] | Pages[Any]]

OUT_OF_RANGE: dict[str, Call] = {
    "limit is 0 to 1000": lambda k: k.markets.list(limit=1001),
    "limit is 1 to 200": lambda k: k.events.list(limit=0),
    "limit is 1 to 500": lambda k: k.milestones.list(limit=501),
    "limit is 1 to 10000": lambda k: k.incentives.list(limit=10_001),
    "page_size is 1 to 2000": lambda k: k.structured_targets.list(page_size=0),
    "depth is 0 to 100": lambda k: k.markets.orderbook.get("M", depth=101),
    "tickers holds at most 100": lambda k: k.markets.orderbooks.list(["M"] * 101),
    "at most 200 characters": lambda k: k.markets.orderbooks.list(["M" * 201]),
    "ids holds at most 2000": lambda k: k.structured_targets.list(ids=["x"] * 2001),
    "milestone_ids holds at most 100": lambda k: k.live_data.batch(["x"] * 101),
    "market_tickers holds at most 100": lambda k: k.markets.candlesticks.batch(
        ["x"] * 101, **RANGE
    ),
    "tickers is empty": lambda k: k.markets.list(tickers=[]),
    "tickers is a sequence of ids": lambda k: k.markets.list(tickers="ABC"),
    "which is no id": lambda k: k.markets.list(tickers=["A,B"]),
    "min_ts is in Unix seconds": lambda k: k.markets.trades.list(min_ts=UNIX * 1000),
    "max_ts needs a time zone": lambda k: k.markets.trades.list(
        max_ts=AT.replace(tzinfo=None)
    ),
    "is after end_ts": lambda k: k.markets.candlesticks.list(
        "M", series_ticker="S", start_ts=UNIX + 1, end_ts=UNIX, period_interval=60
    ),
    "1, 60 or 1440 minutes": lambda k: k.historical.candlesticks.list(
        "M", **FIVE_MINUTES
    ),
    "ticker is empty": lambda k: k.markets.trades.list(ticker=""),
    "created and settled time cannot": lambda k: k.markets.list(
        min_created_ts=AT, min_settled_ts=AT
    ),
    "created time cannot be combined with status 'settled'": lambda k: k.markets.list(
        max_created_ts=AT, status="settled"
    ),
    "updated time cannot be combined with status": lambda k: k.markets.list(
        min_updated_ts=AT, status="open"
    ),
    "combined with series_ticker unless": lambda k: k.markets.list(
        min_updated_ts=AT, series_ticker="S"
    ),
    "updated time cannot be combined with tickers": lambda k: k.markets.list(
        min_updated_ts=AT, tickers=["A"], mve_filter="exclude"
    ),
    "series_ticker and collection_ticker": lambda k: k.events.list_multivariate(
        series_ticker="S", collection_ticker="C"
    ),
    "tickers and event_ticker": lambda k: k.historical.markets.list(
        tickers=["A"], event_ticker="E"
    ),
    "both its start and its end": lambda k: k.live_data.weather.get("c", start=AT),
    "last_sec cannot be combined": lambda k: k.live_data.weather.get(
        "c", start=AT, end=AT, last_sec=1
    ),
}


@pytest.mark.parametrize("complaint", OUT_OF_RANGE)
async def test_what_the_venue_would_refuse_is_not_sent(
    wire: Wire, kalshi: Kalshi, complaint: str
) -> None:
    with pytest.raises(InvalidRequest, match=complaint):
        await sent(OUT_OF_RANGE[complaint], kalshi)
    assert wire.sent == []


async def sent(call: Call, kalshi: Kalshi) -> None:
    asked = call(kalshi)
    await (asked.first() if isinstance(asked, Pages) else asked)


@pytest.mark.parametrize("ticker", ["", ".", ".."])
async def test_an_id_that_is_no_name_is_not_sent(
    wire: Wire, kalshi: Kalshi, ticker: str
) -> None:
    with pytest.raises(InvalidId):
        await kalshi.markets.get(ticker)
    assert wire.sent == []


# -- strange answers ----------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "path"),
    [
        ({"markets": [market(yes_bid_dollars=0.4)]}, "markets.0.yes_bid_dollars"),
        ({"markets": [market(), market(close_time="soon")]}, "markets.1.close_time"),
        ({"markets": [market(volume_fp="many")]}, "markets.0.volume_fp"),
        ({"markets": [market(yes_ask_dollars="NaN")]}, "markets.0.yes_ask_dollars"),
        ({"markets": [{"event_ticker": "E"}]}, "markets.0.ticker"),
        ({"cursor": ""}, "markets"),
    ],
)
async def test_an_answer_that_does_not_fit_names_its_field(
    wire: Wire, kalshi: Kalshi, body: dict[str, Any], path: str
) -> None:
    wire.on("/markets", body)
    with pytest.raises(BadResponse) as caught:
        await kalshi.markets.list().first()
    assert caught.value.path == path


@pytest.mark.parametrize(
    "answer",
    [
        httpx.Response(200, html="<html>maintenance</html>"),
        httpx.Response(200, content=b'{"markets": [{"ticker": "A"'),
        httpx.Response(200, content=b""),
        httpx.Response(
            200, content=b'{"markets": [{"ticker": "A", "cap_strike": NaN}]}'
        ),
        httpx.Response(200, content=b"\xff\xfe"),
    ],
)
async def test_an_unreadable_answer_is_a_bad_one(
    wire: Wire, kalshi: Kalshi, answer: httpx.Response
) -> None:
    wire.on("/markets", answer)
    with pytest.raises(BadResponse, match="GET /markets"):
        await kalshi.markets.list().first()


async def test_an_answer_that_is_far_too_large_is_not_read(
    wire: Wire, kalshi: Kalshi
) -> None:
    wire.on("/markets", httpx.Response(200, content=b" " * (20 * 1024 * 1024)))
    with pytest.raises(BadResponse, match="larger than"):
        await kalshi.markets.list().first()


async def test_lists_that_are_null_are_empty(wire: Wire, kalshi: Kalshi) -> None:
    wire.on("/markets", {"markets": None, "cursor": None})
    wire.on("/events/E/metadata", {"image_url": "", "market_details": None})
    wire.on("/markets/M/orderbook", {"orderbook_fp": dict.fromkeys(SIDES)})
    wire.on("/search/tags_by_categories", {"tags_by_categories": {"Sports": None}})
    assert await kalshi.markets.list().collect() == []
    assert (await kalshi.events.metadata.get("E")).market_details == ()
    assert (await kalshi.markets.orderbook.get("M")).yes_dollars == ()
    assert await kalshi.search.tags_by_categories.get() == {"Sports": ()}


SIDES = ("yes_dollars", "no_dollars")


@pytest.mark.parametrize("side", SIDES)
async def test_a_book_without_one_of_its_sides_is_no_book(
    wire: Wire, kalshi: Kalshi, side: str
) -> None:
    wire.on("/markets/M/orderbook", {"orderbook_fp": {side: []}})
    with pytest.raises(BadResponse, match="orderbook_fp"):
        await kalshi.markets.orderbook.get("M")


async def test_unknown_fields_and_values_are_counted(
    wire: Wire, kalshi: Kalshi
) -> None:
    wire.on("/markets", {"markets": [market(status="new", colour=1)], "cursor": ""})
    (found,) = await kalshi.markets.list().collect()
    assert found.status == "new"
    assert {(entry.field, entry.value) for entry in kalshi.drift.report()} == {
        ("status", "new"),
        ("colour", None),
    }


async def test_strikes_are_exact_though_they_come_as_numbers(
    wire: Wire, kalshi: Kalshi
) -> None:
    wire.on("/markets/M", {"market": market(floor_strike=65776.62, cap_strike=None)})
    found = await kalshi.markets.get("M")
    assert (found.floor_strike, found.cap_strike) == (Decimal("65776.62"), None)


async def test_a_status_in_maintenance_says_so(wire: Wire, kalshi: Kalshi) -> None:
    body = {
        "exchange_active": False,
        "trading_active": False,
        "exchange_estimated_resume_time": "2026-11-05T10:00:00Z",
    }
    wire.on("/exchange/status", httpx.Response(503, json=body))
    with pytest.raises(Unavailable, match="paused, back at 2026-11-05T10:00:00Z"):
        await kalshi.exchange.status.get()


async def test_trades_of_a_page_keep_their_order(wire: Wire, kalshi: Kalshi) -> None:
    rows = [trade(number, "2026-11-01T00:00:00Z") for number in (3, 1, 2)]
    wire.on("/markets/trades", {"trades": rows})
    page = await kalshi.markets.trades.list(ticker="M").first()
    assert [item.trade_id for item in page.items] == ["t3", "t1", "t2"]
    assert page.cursor is None
