"""The simulator lists, pages and filters as the venue does."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kalshi.simulator_wire import ARCHIVED, FED, NOW, get, listed, pages


async def tickers(path: str) -> list[str]:
    return [row["ticker"] for row in (await get(path))["markets"]]


async def test_pages_join_to_the_whole_listing_and_end_with_an_empty_cursor() -> None:
    found = await pages("/markets?limit=7&mve_filter=exclude", "markets")
    assert {len(page) for page in found[:-1]} == {7}
    joined = [row["ticker"] for page in found for row in page]
    assert joined == [ticker for ticker in listed() if ticker != ARCHIVED]


async def test_a_page_that_is_exactly_full_has_no_successor() -> None:
    count = len((await get("/events?limit=200"))["events"])
    assert (await get(f"/events?limit={count}"))["cursor"] == ""


async def test_a_cursor_nobody_handed_out_means_the_first_page() -> None:
    first = await get("/markets?limit=3")
    for garbage in ("nonsense", "%00", first["cursor"][:5], "R2V0RXZlbnRzOjM"):
        assert (await get(f"/markets?limit=3&cursor={garbage}")) == first


async def test_incentives_name_their_cursor_differently() -> None:
    path = "/incentive_programs?limit=3"
    found = await pages(path, "incentive_programs", "next_cursor")
    assert [len(page) for page in found] == [3, 3, 2]


async def test_a_limit_of_zero_means_the_default() -> None:
    assert len((await get("/markets/trades?limit=0"))["trades"]) == 100


@pytest.mark.parametrize(
    ("wanted", "statuses"),
    [
        ("unopened", {"initialized"}),
        ("open", {"active"}),
        ("paused", {"inactive"}),
        ("closed", {"closed", "determined"}),
        ("settled", {"finalized"}),
    ],
)
async def test_the_filter_has_other_words_than_the_field(
    wanted: str, statuses: set[str]
) -> None:
    rows = (await get(f"/markets?status={wanted}&limit=1000"))["markets"]
    assert {row["status"] for row in rows} == statuses


async def test_markets_are_filtered_by_event_series_and_tickers() -> None:
    inside = [ticker for ticker in listed() if ticker.startswith(f"{FED}-")]
    assert await tickers(f"/markets?event_ticker={FED}") == inside
    assert await tickers("/markets?series_ticker=KXHIGHMIA") == [
        ticker for ticker in listed() if ticker.startswith("KXHIGHMIA-")
    ]
    assert await tickers(f"/markets?tickers={inside[1]},KXNOPE") == [inside[1]]


async def test_markets_are_filtered_by_time() -> None:
    soon = int((NOW + timedelta(days=3)).timestamp())
    closing = await tickers(f"/markets?max_close_ts={soon}&mve_filter=exclude")
    assert closing == [
        ticker
        for ticker, market in listed().items()
        if market.closes_at <= NOW + timedelta(days=3) and ticker != ARCHIVED
    ]
    yesterday = int((NOW - timedelta(days=4)).timestamp())
    assert await tickers(f"/markets?min_settled_ts={yesterday}&status=settled") == [
        "KXCFLGAME-26NOVOTTPIN-OTT",
        "KXCFLGAME-26NOVOTTPIN-PIN",
    ]


async def test_combos_are_listed_with_markets_and_not_with_events() -> None:
    combos = await tickers("/markets?mve_filter=only")
    assert len(combos) == 3
    assert set(combos) < set(await tickers("/markets?limit=1000"))
    events = (await get("/events"))["events"]
    assert not [row for row in events if row["event_ticker"].startswith("KXMVE")]
    leg = (await get(f"/markets/{combos[0]}"))["market"]["mve_selected_legs"][0]
    assert leg["market_ticker"] in listed()


async def test_a_result_is_shown_from_determination_on() -> None:
    determined = (await get("/markets/KXBRIDGE-26NOV20-YES"))["market"]
    assert determined["result"] == "yes"
    assert determined["settlement_value_dollars"] == "1.0000"
    assert "settlement_ts" not in determined
    settled = (await get("/markets/KXCFLGAME-26NOVOTTPIN-PIN"))["market"]
    assert (settled["result"], settled["settlement_ts"]) == (
        "no",
        "2026-11-18T13:30:00Z",
    )
    split = (await get(f"/historical/markets/{ARCHIVED}"))["market"]
    assert (split["result"], split["settlement_value_dollars"]) == ("scalar", "0.5000")


async def test_an_event_has_its_markets_beside_inside_or_not_at_all() -> None:
    beside = await get(f"/events/{FED}")
    inside = await get(f"/events/{FED}?with_nested_markets=true")
    assert "markets" not in beside["event"]
    assert inside["event"]["markets"] == beside["markets"]
    assert inside["markets"] == []
    assert (await get(f"/events/{FED}?exclude_markets=true"))["markets"] == []


async def test_an_event_matches_the_status_of_any_of_its_markets() -> None:
    board = {status: set[str]() for status in ("open", "closed", "settled")}
    for status, found in board.items():
        rows = (await get(f"/events?status={status}"))["events"]
        found |= {row["event_ticker"] for row in rows}
    assert "KXASSISTANT-26DEC31T" in board["open"]
    assert "KXBRIDGE-26NOV20" in board["closed"]
    assert board["settled"] == {"KXBRIDGE-26NOV15", "KXCFLGAME-26NOVOTTPIN"}


async def test_series_are_filtered_by_category_and_tag() -> None:
    crypto = (await get("/series?category=Crypto"))["series"]
    assert [row["ticker"] for row in crypto] == ["KXBTCY", "KXETHM"]
    assert (await get("/series?category=crypto"))["series"] == []
    tagged = (await get("/series?tags=Storms,Bitcoin"))["series"]
    assert [row["ticker"] for row in tagged] == ["KXBTCY"]


async def test_scheduled_fee_changes_are_told_apart_from_past_ones() -> None:
    path = "/series/fee_changes"
    coming = (await get(path))["series_fee_change_arr"]
    every = (await get(f"{path}?show_historical=true"))["series_fee_change_arr"]
    assert [row["series_ticker"] for row in coming] == ["KXASSISTANT"]
    assert len(every) > len(coming)
