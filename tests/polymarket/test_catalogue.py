"""The catalogue: which requests answer which question."""

from __future__ import annotations

import pytest

from polymarket_wire import Wire, condition, event, market
from predcore import InvalidRequest, MarketStatus
from predcore_polymarket import PolymarketVenue


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
