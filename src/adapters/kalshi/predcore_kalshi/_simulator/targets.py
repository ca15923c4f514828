"""``/structured_targets``: who or what a market is about, as an object of its own."""

from __future__ import annotations

from collections.abc import Iterator

from predcore.sim import SimEvent, SimMarket

from .listing import Listing
from .query import Query
from .refusals import not_found
from .rows import ListedMarket
from .wire import Json, identifier, instant

__all__ = ["COMPETITION", "get", "listed", "strike", "team_id"]

COMPETITION = "Coastal Football League"
_TEAM = "football_team"


def _is_about_a_team(event: SimEvent) -> bool:
    return event.category == "Sports" and event.exclusive


def team_id(market: SimMarket) -> str:
    """The id of the team a market is about; the same in every event."""
    return identifier(_TEAM, market.code)


def strike(row: ListedMarket) -> Json:
    """What the market compares with, as fields of a ``Market``."""
    threshold = row.market.code.removeprefix("T")
    if row.event.category == "Crypto" and threshold.isdecimal():
        return {"strike_type": "greater_or_equal", "floor_strike": int(threshold)}
    if _is_about_a_team(row.event):
        target = team_id(row.market)
        return {
            "strike_type": "structured",
            "custom_strike": {_TEAM: target},
            "primary_participant_key": _TEAM,
        }
    return {}


def _targets(listing: Listing) -> Iterator[Json]:
    seen: set[str] = set()
    for event in listing.of_category("Sports"):
        for market in event.event.markets:
            target = team_id(market)
            if _is_about_a_team(event.event) and target not in seen:
                seen.add(target)
                yield {
                    "id": target,
                    "name": market.subtitle,
                    "type": _TEAM,
                    "details": {"league": COMPETITION, "abbreviation": market.code},
                    "source_id": f"team:{market.code}",
                    "source_ids": {"league": market.code},
                    "last_updated_ts": instant(market.opens_at),
                }


def listed(listing: Listing, query: Query) -> Json:
    """A page of structured targets."""
    ids = query.repeated("ids", most=2000)
    kind, competition = query.text("type"), query.text("competition")
    size = query.integer("page_size", least=1, most=2000) or 100
    rows = [
        target
        for target in _targets(listing)
        if (not ids or target["id"] in ids)
        and kind in {None, _TEAM}
        and competition in {None, COMPETITION}
    ]
    page, cursor = query.page(rows, size)
    return {"structured_targets": list(page), "cursor": cursor}


def get(listing: Listing, query: Query) -> Json:
    """One structured target."""
    wanted = query.path["structured_target_id"]
    for target in _targets(listing):
        if target["id"] == wanted:
            return {"structured_target": target}
    raise not_found()
