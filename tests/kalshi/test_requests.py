"""The native client: what goes over the wire."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from kalshi.bodies import event, market
from kalshi.scripted import Wire
from predcore import BadResponse, NotFound
from predcore_kalshi import Kalshi

AT = datetime(2026, 11, 1, tzinfo=UTC)
UNIX = 1_793_491_200


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
