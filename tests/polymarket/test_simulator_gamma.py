"""The simulated Gamma: the catalogue, with the traps of the real one."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import AsyncGenerator
from decimal import Decimal
from typing import Any

import pytest

from polymarket_simulated import Wire, open_wire, simulated
from predcore import MarketStatus
from predcore_polymarket._simulator import PolymarketSimulator
from predcore_polymarket._simulator.traders import TRADERS


@pytest.fixture(scope="module")
def simulator() -> PolymarketSimulator:
    return simulated()


@pytest.fixture
async def wire(simulator: PolymarketSimulator) -> AsyncGenerator[Wire]:
    async with open_wire(simulator) as wire:
        yield wire


async def every(wire: Wire, path: str, name: str, **query: str | int) -> list[Any]:
    """What all pages of a keyset listing hold."""
    page = await wire.get(path, **query)
    found: list[Any] = page[name]
    while cursor := page.get("next_cursor"):
        page = await wire.get(path, after_cursor=cursor, **query)
        found += page[name]
    return found


async def test_keyset_pages_hold_every_market_once(
    wire: Wire, simulator: PolymarketSimulator
) -> None:
    pages = [
        await every(wire, "/gamma/markets/keyset", "markets", limit=7, closed=closed)
        for closed in ("false", "true")
    ]
    ids = [market["id"] for page in pages for market in page]
    assert sorted(ids) == [market.id for market in simulator.listing.markets]


async def test_the_last_keyset_page_has_no_cursor(wire: Wire) -> None:
    page = await wire.get("/gamma/events/keyset", limit=100)
    assert set(page) == {"events"}


async def test_closed_markets_are_hidden_unless_asked_for(
    wire: Wire, simulator: PolymarketSimulator
) -> None:
    closed = next(m for m in simulator.listing.markets if m.closed)
    query = {"condition_ids": closed.condition}
    assert await wire.get("/gamma/markets", **query) == []
    assert await wire.get("/gamma/markets/keyset", **query) == {"markets": []}
    (shown,) = await wire.get("/gamma/markets", closed="true", **query)
    page = await wire.get("/gamma/markets/keyset", closed="true", **query)
    assert page == {"markets": [shown]}
    assert shown["conditionId"] == closed.condition


async def test_a_cursor_made_up_by_the_caller_is_refused(wire: Wire) -> None:
    cursor = b64encode(b"keyset:-5").decode()
    assert (await wire.asked("/gamma/events/keyset", after_cursor=cursor))[0] == 422


async def test_a_keyset_listing_refuses_an_offset(wire: Wire) -> None:
    status, answer = await wire.asked("/gamma/markets/keyset", offset=0)
    assert status == 422
    assert answer["type"] == "validation error"


async def test_more_than_a_hundred_ids_are_refused(wire: Wire) -> None:
    ids = [str(number) for number in range(101)]
    assert (await wire.asked("/gamma/markets", id=ids))[0] == 422
    assert (await wire.asked("/gamma/markets", id=ids[:100]))[0] == 200


async def test_a_limit_that_is_too_large_is_cut_without_a_word(wire: Wire) -> None:
    assert (await wire.asked("/gamma/events/keyset", limit=500))[0] == 200


async def test_a_deep_offset_is_refused(wire: Wire) -> None:
    status, answer = await wire.asked("/gamma/events", offset=2001)
    assert status == 422
    assert "/events/keyset" in answer["error"]


async def test_lists_inside_markets_are_json_in_texts(
    wire: Wire, simulator: PolymarketSimulator
) -> None:
    listed = simulator.listing.markets[0]
    market = await wire.get(f"/gamma/markets/{listed.id}")
    assert json.loads(market["outcomes"]) == ["Yes", "No"]
    assert tuple(json.loads(market["clobTokenIds"])) == listed.tokens
    prices = [Decimal(price) for price in json.loads(market["outcomePrices"])]
    assert sum(prices) == 1


async def test_volume_is_a_text_and_a_number(wire: Wire) -> None:
    market = (await wire.get("/gamma/markets", limit=1))[0]
    assert isinstance(market["volume"], str)
    assert Decimal(market["volume"]) == market["volumeNum"]
    assert Decimal(market["liquidity"]) == market["liquidityNum"]


async def test_ordering_by_volume_compares_texts(wire: Wire) -> None:
    rows = await wire.get("/gamma/markets", order="volume", limit=500)
    texts = [row["volume"] for row in rows]
    assert texts == sorted(texts)
    assert texts != sorted(texts, key=Decimal)


async def test_ordering_by_the_number_compares_numbers(wire: Wire) -> None:
    query = {"order": "volumeNum", "ascending": "false"}
    rows = await wire.get("/gamma/markets", **query)
    volumes = [row["volumeNum"] for row in rows]
    assert volumes == sorted(volumes, reverse=True)


async def test_ordering_by_an_unknown_field_is_refused(wire: Wire) -> None:
    status, answer = await wire.asked("/gamma/markets", order="volume_num")
    assert (status, answer["error"]) == (422, "order fields are not valid")


async def test_a_missing_bid_is_left_out_and_a_missing_ask_is_one(
    wire: Wire, simulator: PolymarketSimulator
) -> None:
    booked = [m for m in simulator.listing.markets if m.booked]
    bids = next(m for m in booked if m.sim.bids and not m.sim.asks)
    asks = next(m for m in booked if m.sim.asks and not m.sim.bids)
    with_bids = await wire.get(f"/gamma/markets/{bids.id}")
    with_asks = await wire.get(f"/gamma/markets/{asks.id}")
    assert with_bids["bestBid"] == bids.sim.bids[0].price
    assert with_bids["bestAsk"] == 1
    assert "bestBid" not in with_asks
    assert with_asks["bestAsk"] == asks.sim.asks[0].price


@pytest.mark.parametrize(
    ("status", "flags", "oracle"),
    [
        (MarketStatus.PENDING, (False, False, False), None),
        (MarketStatus.OPEN, (True, False, True), None),
        (MarketStatus.HALTED, (True, False, False), None),
        (MarketStatus.CLOSED, (True, True, True), None),
        (MarketStatus.DETERMINED, (True, True, False), "proposed"),
        (MarketStatus.SETTLED, (True, True, False), "resolved"),
    ],
)
async def test_every_stage_of_a_market_has_its_flags(
    wire: Wire,
    simulator: PolymarketSimulator,
    status: MarketStatus,
    flags: tuple[bool, bool, bool],
    oracle: str | None,
) -> None:
    listed = next(m for m in simulator.listing.markets if m.sim.status is status)
    market = await wire.get(f"/gamma/markets/{listed.id}")
    assert (market["active"], market["closed"], market["acceptingOrders"]) == flags
    assert market.get("umaResolutionStatus") == oracle


async def test_only_a_settled_market_is_priced_at_its_payout(
    wire: Wire, simulator: PolymarketSimulator
) -> None:
    for listed in (m for m in simulator.listing.markets if m.closed):
        market = await wire.get(f"/gamma/markets/{listed.id}")
        price = Decimal(json.loads(market["outcomePrices"])[0])
        settled = listed.sim.status is MarketStatus.SETTLED
        assert (price in {0, 1}) is settled
        if settled:
            assert price == listed.sim.payout


async def test_events_with_one_winner_are_neg_risk(
    wire: Wire, simulator: PolymarketSimulator
) -> None:
    for listed in simulator.listing.events:
        event = await wire.get(f"/gamma/events/{listed.id}")
        exclusive = listed.sim.exclusive and len(listed.markets) > 1
        assert event["negRisk"] is exclusive
        assert {market["negRisk"] for market in event["markets"]} == {exclusive}
        shared = {market.get("negRiskMarketID") for market in event["markets"]}
        assert shared == {event.get("negRiskMarketID")}


@pytest.mark.parametrize(
    ("category", "rate"), [("Crypto", "0.07"), ("Sports", "0.05"), ("Tech", "0.04")]
)
async def test_the_fee_schedule_follows_the_category(
    wire: Wire, simulator: PolymarketSimulator, category: str, rate: str
) -> None:
    event = next(e for e in simulator.listing.events if e.sim.category == category)
    market = await wire.get(f"/gamma/markets/{event.markets[0].id}")
    assert market["feesEnabled"] is True
    assert market["feeSchedule"]["rate"] == Decimal(rate)
    assert market["feeSchedule"]["takerOnly"] is True


async def test_markets_are_found_by_every_id(
    wire: Wire, simulator: PolymarketSimulator
) -> None:
    listed = simulator.listing.markets[3]
    for query in (
        {"id": listed.id},
        {"slug": listed.slug},
        {"condition_ids": listed.condition},
        {"clob_token_ids": listed.tokens[1]},
        {"question_ids": listed.question_id},
    ):
        found = await wire.get("/gamma/markets", **query)
        assert [market["id"] for market in found] == [listed.id]
    assert (await wire.get(f"/gamma/markets/slug/{listed.slug}"))["id"] == listed.id


async def test_ranges_and_ticks_filter_markets(wire: Wire) -> None:
    rows = await wire.get("/gamma/markets", limit=500)
    middle = sorted(row["volumeNum"] for row in rows)[len(rows) // 2]
    big = await wire.get("/gamma/markets", limit=500, volume_num_min=str(middle))
    fine = await wire.get("/gamma/markets", limit=500, decimalized="true")
    soon = await wire.get("/gamma/markets", end_date_max="2026-12-01T00:00:00Z")
    assert len(big) == len([row for row in rows if row["volumeNum"] >= middle])
    assert {row["orderPriceMinTickSize"] for row in fine} == {Decimal("0.001")}
    assert soon
    assert all(row["endDate"] <= "2026-12-01T00:00:00Z" for row in soon)


async def test_tags_and_series_filter_events(
    wire: Wire, simulator: PolymarketSimulator
) -> None:
    tag = next(tag for tag in simulator.listing.tags if tag.label == "Crypto")
    series = simulator.listing.series[0]
    tagged = await wire.get("/gamma/events", tag_id=tag.id)
    slugged = await wire.get("/gamma/events", tag_slug="crypto")
    others = await wire.get("/gamma/events", exclude_tag_id=tag.id, limit=100)
    mine = await wire.get("/gamma/events", series_id=series.id)
    assert tagged == slugged
    assert {event["id"] for event in tagged}.isdisjoint(e["id"] for e in others)
    assert len(tagged) + len(others) == len(simulator.listing.events)
    assert {event["series"][0]["id"] for event in mine} == {series.id}


async def test_events_come_without_markets_on_request(wire: Wire) -> None:
    events = await wire.get("/gamma/events", include_markets="false")
    assert not any("markets" in event for event in events)


async def test_tags_come_with_markets_on_request(wire: Wire) -> None:
    (bare,) = await wire.get("/gamma/markets", limit=1)
    (full,) = await wire.get("/gamma/markets", limit=1, include_tag="true")
    assert "tags" not in bare
    assert full["tags"] == await wire.get(f"/gamma/markets/{full['id']}/tags")


@pytest.mark.parametrize(
    ("path", "status", "error"),
    [
        ("/gamma/markets/999999", 404, "id not found"),
        ("/gamma/markets/abc", 422, "id is invalid"),
        ("/gamma/events/slug/no-such-thing", 404, "slug not found"),
        ("/gamma/events/slug/No%20Slug", 422, "slug is invalid"),
        ("/gamma/series/1", 404, "id not found"),
        ("/gamma/tags/99999", 404, "id not found"),
        ("/gamma/public-profile?address=0x0", 404, "profile not found"),
        ("/gamma/markets?limit=ten", 422, "limit is invalid"),
        ("/gamma/markets?closed=yes", 422, "closed is invalid"),
        ("/gamma/markets?volume_num_min=NaN", 422, "volume_num_min is invalid"),
        ("/gamma/markets/keyset?after_cursor=eA==", 422, "after_cursor is invalid"),
        ("/gamma/events/keyset?after_cursor=*", 422, "after_cursor is invalid"),
        ("/gamma/comments", 422, "required query parameter is missing"),
        ("/gamma/public-search", 422, "q is required"),
    ],
)
async def test_a_refusal_says_why(
    wire: Wire, path: str, status: int, error: str
) -> None:
    found, answer = await wire.asked(path)
    assert (found, answer["error"]) == (status, error)


async def test_search_finds_events_by_the_beginnings_of_words(wire: Wire) -> None:
    answer = await wire.get("/gamma/public-search", q="bitc above", search_tags="true")
    titles = [event["title"] for event in answer["events"]]
    assert titles == ["Bitcoin above ___ on December 31?"]
    assert answer["tags"] is None
    assert answer["pagination"] == {"hasMore": False, "totalResults": 1}


async def test_what_search_does_not_find_is_null(wire: Wire) -> None:
    answer = await wire.get("/gamma/public-search", q="zebra")
    assert answer["events"] is None
    assert "tags" not in answer


async def test_search_goes_on_to_the_next_page(wire: Wire) -> None:
    pages = [
        await wire.get("/gamma/public-search", q="bitcoin", limit_per_type=1, page=page)
        for page in (1, 2, 3)
    ]
    assert [page["pagination"]["hasMore"] for page in pages] == [True, True, False]
    assert len({page["events"][0]["id"] for page in pages}) == 3


async def test_search_filters_by_status(wire: Wire) -> None:
    query = {"q": "bitcoin", "events_status": "closed"}
    closed = await wire.get("/gamma/public-search", **query)
    assert [event["closed"] for event in closed["events"]] == [True]


async def test_related_tags_share_an_event(wire: Wire) -> None:
    edges = await wire.get("/gamma/tags/slug/crypto/related-tags")
    tags = await wire.get("/gamma/tags/slug/crypto/related-tags/tags")
    assert {tag["slug"] for tag in tags} == {"bitcoin", "ethereum"}
    assert [edge["rank"] for edge in edges] == [0, 1]
    assert {str(edge["relatedTagID"]) for edge in edges} == {tag["id"] for tag in tags}


async def test_series_come_with_their_events(wire: Wire) -> None:
    full = await wire.get("/gamma/series", slug="fomc")
    bare = await wire.get("/gamma/series", slug="fomc", exclude_events="true")
    assert len(full[0].pop("events")) == 2
    assert full == bare


async def test_teams_are_those_that_play(wire: Wire) -> None:
    teams = await wire.get("/gamma/teams")
    (sport,) = await wire.get("/gamma/sports")
    assert {"Gulls", "Rams"} <= {team["name"] for team in teams}
    assert {team["league"] for team in teams} == {sport["sport"]}
    types = await wire.get("/gamma/sports/market-types")
    assert "moneyline" in types["marketTypes"]


async def test_a_limit_of_comments_counts_remarks_and_not_replies(
    wire: Wire, simulator: PolymarketSimulator
) -> None:
    parent = {
        "parent_entity_type": "Event",
        "parent_entity_id": simulator.listing.events[3].id,
    }
    rows = await wire.get("/gamma/comments", **parent)
    remarks = [row for row in rows if "parentCommentID" not in row]
    times = [row["createdAt"] for row in remarks]
    assert times == sorted(times, reverse=True)
    assert len(remarks) == len(rows) - 1 > 1
    one = await wire.get("/gamma/comments", limit=1, **parent)
    paged = await every(wire, "/gamma/comments/keyset", "comments", limit=1, **parent)
    assert [row for row in one if "parentCommentID" not in row] == remarks[:1]
    assert {row["id"] for row in paged} == {row["id"] for row in rows}


async def test_a_thread_is_found_by_any_of_its_comments(
    wire: Wire, simulator: PolymarketSimulator
) -> None:
    event = simulator.listing.events[3].id
    query = {"parent_entity_type": "Event", "parent_entity_id": event}
    rows = await wire.get("/gamma/comments", get_positions="true", **query)
    (reply,) = (row for row in rows if "parentCommentID" in row)
    thread = await wire.get(f"/gamma/comments/{reply['id']}")
    assert [row["id"] for row in thread] == [reply["parentCommentID"], reply["id"]]
    assert reply["profile"]["positions"]
    assert await wire.get(f"/gamma/comments/{reply['parentCommentID']}") == thread


async def test_a_trader_has_a_profile_and_says_things(wire: Wire) -> None:
    wallet = TRADERS[0].wallet
    profile = await wire.get("/gamma/public-profile", address=wallet.upper())
    said = await wire.get(f"/gamma/comments/user_address/{wallet}")
    assert profile["proxyWallet"] == wallet
    assert {comment["userAddress"] for comment in said} == {wallet}
