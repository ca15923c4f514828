"""Pages: how each service is read to its end, and no further."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from polymarket_wire import Answer, Wire, event, market, page, trade
from predcore import BadResponse
from predcore.kit import Pages
from predcore_polymarket import Polymarket


def tags(*numbers: int) -> list[dict[str, str]]:
    return [{"id": str(number)} for number in numbers]


async def test_an_offset_listing_ends_with_a_short_page(
    wire: Wire, polymarket: Polymarket
) -> None:
    wire.on("gamma/tags", tags(1, 2), tags(3))
    found = await polymarket.gamma.tags.list(limit=2).collect()
    assert [tag.id for tag in found] == ["1", "2", "3"]
    assert [dict(wire.params(n)).get("offset") for n in (0, 1)] == [None, "2"]


async def test_an_offset_listing_goes_on_where_the_venue_caps_its_pages(
    wire: Wire, polymarket: Polymarket
) -> None:
    full = tags(*range(100))
    wire.on("gamma/tags", full, tags(100))
    found = await polymarket.gamma.tags.list(limit=500).collect()
    assert len(found) == 101
    assert dict(wire.params())["offset"] == "100"


async def test_an_offset_listing_may_start_anywhere(
    wire: Wire, polymarket: Polymarket
) -> None:
    wire.on("gamma/markets", [market(7)])
    first = await polymarket.gamma.markets.list(limit=1, offset=6).first()
    assert (dict(wire.params())["offset"], first.cursor) == ("6", "7")


async def test_a_keyset_listing_follows_the_cursor(
    wire: Wire, polymarket: Polymarket
) -> None:
    wire.on(
        "gamma/events/keyset",
        {"events": [event(1)], "next_cursor": "c1"},
        {"events": [event(2)], "next_cursor": ""},
    )
    found = await polymarket.gamma.events.keyset.list(closed=True).collect()
    assert [one.id for one in found] == ["30001", "30002"]
    assert dict(wire.params()) == {
        "closed": "true",
        "limit": "100",
        "after_cursor": "c1",
    }


async def test_a_keyset_listing_can_be_resumed(
    wire: Wire, polymarket: Polymarket
) -> None:
    wire.on("gamma/markets/keyset", {"markets": []})
    await polymarket.gamma.markets.keyset.list(after_cursor="c9").first()
    assert dict(wire.params())["after_cursor"] == "c9"


async def test_the_clob_says_with_a_cursor_that_it_is_done(
    wire: Wire, polymarket: Polymarket
) -> None:
    row = {"condition_id": "0x1"}
    wire.on(
        "clob/simplified-markets",
        {"data": [row], "next_cursor": "MTAw"},
        {"data": [row], "next_cursor": "LTE="},
    )
    assert len(await polymarket.clob.simplified_markets.list().collect()) == 2
    assert wire.params() == [("next_cursor", "MTAw")]


async def test_version_2_repeats_the_filters_with_the_cursor(
    wire: Wire, polymarket: Polymarket
) -> None:
    wire.on("data/v2/trades", page(trade(1, 10), cursor="c1"), page(trade(2, 9)))
    found = await polymarket.data.v2.trades.list(side="BUY", limit=1).collect()
    assert [row.timestamp for row in found] == [10, 9]
    assert dict(wire.params()) == {"side": "BUY", "limit": "1", "cursor": "c1"}


async def test_a_search_counts_its_pages(wire: Wire, polymarket: Polymarket) -> None:
    def answer(request: httpx.Request) -> Answer:
        number = int(request.url.params["page"])
        more = {"hasMore": number < 2, "totalResults": 2}
        return {"events": [event(number)], "pagination": more}

    wire.ask("gamma/public-search", answer)
    found = await polymarket.gamma.search.list("rain").collect()
    assert [one.id for one in found] == ["30001", "30002"]


async def test_a_search_page_keeps_the_tags_and_profiles_beside_the_events(
    wire: Wire, polymarket: Polymarket
) -> None:
    answer = {
        "events": None,
        "tags": [{"id": "7", "event_count": 3}],
        "profiles": [{"pseudonym": "Quiet-Ledger"}],
        "pagination": {"hasMore": False},
    }
    wire.on("gamma/public-search", answer)
    found = await polymarket.gamma.search.list("rain", search_tags=True).first()
    assert found.items == ()
    assert found.native.tags[0].event_count == 3
    assert found.native.profiles[0].pseudonym == "Quiet-Ledger"


async def test_a_search_that_promises_more_and_has_none_ends(
    wire: Wire, polymarket: Polymarket
) -> None:
    wire.on("gamma/public-search", {"events": [], "pagination": {"hasMore": True}})
    assert await polymarket.gamma.search.list("rain").collect() == []
    assert len(wire.sent) == 1


async def test_replies_do_not_count_against_the_limit_of_comments(
    wire: Wire, polymarket: Polymarket
) -> None:
    root, reply = {"id": "1"}, {"id": "2", "parentCommentID": "1"}
    wire.on("gamma/comments", [root, reply], [])
    listing = polymarket.gamma.comments.list(
        parent_entity_type="Event", parent_entity_id="7", limit=1
    )
    assert len(await listing.collect()) == 2
    assert dict(wire.params())["offset"] == "1"


@pytest.mark.parametrize(
    ("path", "answer"),
    [
        ("gamma/events/keyset", {"events": [], "next_cursor": "same"}),
        ("clob/markets", {"data": [], "next_cursor": "same"}),
        ("data/v2/trades", page(cursor="same")),
    ],
)
async def test_a_repeated_cursor_is_refused(
    wire: Wire, polymarket: Polymarket, path: str, answer: Answer
) -> None:
    wire.on(path, answer)
    listings: dict[str, Pages[Any]] = {
        "gamma/events/keyset": polymarket.gamma.events.keyset.list(),
        "clob/markets": polymarket.clob.markets.list(),
        "data/v2/trades": polymarket.data.v2.trades.list(),
    }
    with pytest.raises(BadResponse, match="same page cursor twice"):
        await listings[path].collect()
    assert len(wire.sent) == 2
