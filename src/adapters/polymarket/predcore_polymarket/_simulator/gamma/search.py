"""``/public-search``: events, tags and people by words."""

from __future__ import annotations

import re
from functools import partial
from typing import cast

from starlette.routing import Route

from ..answers import Ask
from ..kept import Kept
from ..listed import ListedEvent
from ..listing import Listing
from ..notation import Json, Row
from ..traders import TRADERS
from .event_rows import event_row
from .pages import ordered
from .people import profile_row
from .refusals import GAMMA, invalid

__all__ = ["Search"]

_DEFAULT, _LARGEST = 10, 50
_SORTS = {
    "volume": "volume",
    "volume_24hr": "volume24hr",
    "liquidity": "liquidity",
    "competitive": "commentCount",
    "closed_time": "closedTime",
    "start_date": "startDate",
    "end_date": "endDate",
}


class Search:
    """Everything whose words begin with the words asked for."""

    def __init__(self, listing: Listing) -> None:
        self._listing = listing
        self._kept = Kept[ListedEvent](partial(event_row, listing), listing.events)
        self._words = {event.id: _words(event) for event in listing.events}

    def routes(self) -> list[Route]:
        """The only route."""
        return [GAMMA.get("/public-search", self._search)]

    def _search(self, ask: Ask) -> Json:
        """What was not asked for is absent, and what was not found is null."""
        query = ask.text("q")
        if query is None:
            raise invalid("q is required")
        wanted = _split(query)
        rows = self._sorted(ask, self._events(ask, wanted))
        size = min(ask.count("limit_per_type") or _DEFAULT, _LARGEST)
        start = (max(ask.count("page") or 1, 1) - 1) * size
        page = rows[start : start + size]
        answer: Row = {"events": page or None}
        if ask.flag("search_tags"):
            answer["tags"] = self._tags(wanted) or None
        if ask.flag("search_profiles"):
            answer["profiles"] = _profiles(wanted) or None
        answer["pagination"] = {
            "hasMore": start + size < len(rows),
            "totalResults": len(rows),
        }
        return answer

    def _events(self, ask: Ask, wanted: set[str]) -> list[Row]:
        """Matching events, those that match in the title first."""
        status, slugs = ask.text("events_status"), set(ask.texts("events_tag"))
        excluded = set(ask.texts("exclude_tag_id"))
        recurrence = ask.text("recurrence")
        keeps = ask.count("keep_closed_markets") == 1
        titled: list[Row] = []
        other: list[Row] = []
        for event in self._listing.events:
            if (
                (status == "active" and event.closed)
                or (status in {"closed", "resolved"} and not event.closed)
                or (slugs and slugs.isdisjoint(tag.slug for tag in event.tags))
                or not excluded.isdisjoint(tag.id for tag in event.tags)
                or (recurrence and event.series.sim.frequency != recurrence)
                or not _match(wanted, self._words[event.id])
            ):
                continue
            row = self._kept.of(event)
            shown = row if keeps or event.closed else _without_closed(row)
            (titled if _match(wanted, _split(event.sim.title)) else other).append(shown)
        return titled + other

    def _sorted(self, ask: Ask, rows: list[Row]) -> list[Row]:
        sort = ask.text("sort")
        if sort is None or not rows:
            return rows
        if sort not in _SORTS:
            raise invalid("sort is invalid")
        return ordered(ask, rows, _SORTS[sort])

    def _tags(self, wanted: set[str]) -> list[Row]:
        return [
            {
                "id": tag.id,
                "label": tag.label,
                "slug": tag.slug,
                "event_count": sum(tag in e.tags for e in self._listing.events),
            }
            for tag in self._listing.tags
            if _match(wanted, _split(tag.label))
        ]


def _profiles(wanted: set[str]) -> list[Row]:
    return [
        profile_row(trader)
        for trader in TRADERS
        if _match(wanted, _split(f"{trader.pseudonym} {trader.name}"))
    ]


def _without_closed(row: Row) -> Row:
    markets = cast("list[Row]", row["markets"])
    return row | {"markets": [market for market in markets if not market["closed"]]}


def _words(event: ListedEvent) -> set[str]:
    texts = [event.sim.title, *(m.sim.question for m in event.markets)]
    return _split(" ".join(texts + [tag.label for tag in event.tags]))


def _split(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower()))


def _match(wanted: set[str], words: set[str]) -> bool:
    return all(any(word.startswith(start) for word in words) for start in wanted)
