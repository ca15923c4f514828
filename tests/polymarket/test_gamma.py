"""The catalogue: which request each verb sends."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from polymarket_wire import Call, Wire, check_call, condition, event, market
from predcore_polymarket import Polymarket

WALLET = "0x" + "ab" * 20
CONDITION = condition(1)
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)

CALLS: list[tuple[Call, str, str, Any]] = [
    (lambda p: p.gamma.events.list(), "gamma/events", "limit=100", []),
    (
        lambda p: p.gamma.events.list(limit=5, offset=10, tag_id=[1, 2], live=True),
        "gamma/events",
        "tag_id=1&tag_id=2&live=true&limit=5&offset=10",
        [],
    ),
    (
        lambda p: p.gamma.events.keyset.list(
            closed=True, slug=["a", "b"], volume_min=Decimal("1.50")
        ),
        "gamma/events/keyset",
        "closed=true&slug=a&slug=b&volume_min=1.50&limit=100",
        {"events": []},
    ),
    (
        lambda p: p.gamma.events.keyset.list(end_date_min=NOON),
        "gamma/events/keyset",
        "end_date_min=2026-11-22T12%3A00%3A00%2B00%3A00&limit=100",
        {"events": []},
    ),
    (
        lambda p: p.gamma.events.keyset.list(event_date=NOON.date()),
        "gamma/events/keyset",
        "event_date=2026-11-22&limit=100",
        {"events": []},
    ),
    (lambda p: p.gamma.events.get("7"), "gamma/events/7", "", event()),
    (lambda p: p.gamma.events.slug.get("rain"), "gamma/events/slug/rain", "", event()),
    (lambda p: p.gamma.events.tags.list("7"), "gamma/events/7/tags", "", []),
    (lambda p: p.gamma.markets.list(limit=500), "gamma/markets", "limit=500", []),
    (
        lambda p: p.gamma.markets.keyset.list(condition_ids=[CONDITION], limit=1),
        "gamma/markets/keyset",
        f"condition_ids={CONDITION}&limit=1",
        {"markets": []},
    ),
    (
        lambda p: p.gamma.markets.get("7", include_tag=True),
        "gamma/markets/7",
        "include_tag=true",
        market(),
    ),
    (lambda p: p.gamma.markets.slug.get("a"), "gamma/markets/slug/a", "", market()),
    (lambda p: p.gamma.markets.tags.list("7"), "gamma/markets/7/tags", "", []),
    (
        lambda p: p.gamma.series.list(exclude_events=True),
        "gamma/series",
        "exclude_events=true&limit=50",
        [],
    ),
    (lambda p: p.gamma.series.get("7"), "gamma/series/7", "", {"id": 7}),
    (lambda p: p.gamma.tags.list(), "gamma/tags", "limit=100", []),
    (lambda p: p.gamma.tags.get("7"), "gamma/tags/7", "", {"id": "7"}),
    (lambda p: p.gamma.tags.slug.get("rain"), "gamma/tags/slug/rain", "", {"id": "7"}),
    (
        lambda p: p.gamma.tags.related_tags.list("7", omit_empty=True),
        "gamma/tags/7/related-tags",
        "omit_empty=true",
        [],
    ),
    (
        lambda p: p.gamma.tags.related_tags.tags.list("7"),
        "gamma/tags/7/related-tags/tags",
        "",
        [],
    ),
    (
        lambda p: p.gamma.tags.slug.related_tags.list("rain"),
        "gamma/tags/slug/rain/related-tags",
        "",
        [],
    ),
    (
        lambda p: p.gamma.tags.slug.related_tags.tags.list("rain"),
        "gamma/tags/slug/rain/related-tags/tags",
        "",
        [],
    ),
    (lambda p: p.gamma.sports.list(), "gamma/sports", "", []),
    (
        lambda p: p.gamma.sports.market_types.get(),
        "gamma/sports/market-types",
        "",
        {"marketTypes": ["moneyline"]},
    ),
    (
        lambda p: p.gamma.teams.list(league=["nba"]),
        "gamma/teams",
        "league=nba&limit=100",
        [],
    ),
    (
        lambda p: p.gamma.comments.list(
            parent_entity_type="Event", parent_entity_id="7"
        ),
        "gamma/comments",
        "parent_entity_type=Event&parent_entity_id=7&limit=100",
        [],
    ),
    (
        lambda p: p.gamma.comments.keyset.list(
            parent_entity_type="Series", parent_entity_id="7", limit=9, order="id"
        ),
        "gamma/comments/keyset",
        "parent_entity_type=Series&parent_entity_id=7&limit=9&order=id&ascending=false",
        {"comments": []},
    ),
    (lambda p: p.gamma.comments.get("9"), "gamma/comments/9", "", []),
    (
        lambda p: p.gamma.comments.user_address.list(WALLET),
        f"gamma/comments/user_address/{WALLET}",
        "limit=100",
        [],
    ),
    (
        lambda p: p.gamma.search.list("rain & sun", keep_closed_markets=False),
        "gamma/public-search",
        "q=rain%20%26%20sun&limit_per_type=50&keep_closed_markets=0&page=1",
        {"events": None, "tags": None, "profiles": None, "pagination": None},
    ),
    (
        lambda p: p.gamma.public_profile.get(WALLET),
        "gamma/public-profile",
        f"address={WALLET}",
        {"proxyWallet": WALLET},
    ),
]


@pytest.mark.parametrize(
    ("call", "path", "query", "answer"), CALLS, ids=[f"{c[1]}?{c[2]}" for c in CALLS]
)
async def test_each_verb_asks_its_path_and_nothing_else(
    wire: Wire, polymarket: Polymarket, call: Call, path: str, query: str, answer: Any
) -> None:
    await check_call(wire, polymarket, call, path, query, answer)
