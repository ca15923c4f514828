"""``/milestones``: games and races that events are about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from predcore import MarketStatus

from .listing import Listing
from .query import Query
from .refusals import invalid, not_found
from .rows import ListedEvent
from .targets import COMPETITION, team_id
from .wire import Json, identifier, instant

__all__ = ["Milestone", "find", "get", "listed", "of_events"]

_OPERATION = "GetMilestones"
_TEAMS_IN_A_GAME = 2
_OVER = {MarketStatus.CLOSED, MarketStatus.DETERMINED, MarketStatus.SETTLED}


@dataclass(frozen=True, slots=True)
class Milestone:
    """What an event is about, when that is a game or a race."""

    kind: str
    event: ListedEvent

    @property
    def id(self) -> str:
        """Its UUID."""
        return identifier("milestone", self.event.ticker)

    @property
    def starts_at(self) -> datetime:
        """When it takes place: trading ends with it."""
        return max(market.closes_at for market in self.event.event.markets)

    @property
    def status(self) -> str:
        """``scheduled`` or ``finished``."""
        return "finished" if self.event.statuses <= _OVER else "scheduled"

    @property
    def competition(self) -> str:
        """The league of a game, the title of a race."""
        game = self.kind == "football_game"
        return COMPETITION if game else self.event.event.title

    def body(self, now: datetime) -> Json:
        """A ``Milestone``."""
        event = self.event.event
        details: Json = {"status": self.status, "league": self.competition}
        if self.kind == "football_game":
            away, home = event.markets
            details |= {"away_team_id": team_id(away), "home_team_id": team_id(home)}
        return {
            "id": self.id,
            "category": event.category,
            "type": self.kind,
            "title": event.title,
            "notification_message": f"{event.title} is about to start",
            "start_date": instant(self.starts_at),
            "end_date": None,
            "related_event_tickers": [self.event.ticker],
            "primary_event_tickers": [self.event.ticker],
            "details": details,
            "source_id": f"source:{event.code}",
            "source_ids": {"league": event.code},
            "last_updated_ts": instant(min(now, self.starts_at)),
        }


def _milestones(listing: Listing) -> Iterator[Milestone]:
    for event in listing.of_category("Sports"):
        if event.event.exclusive and len(event.event.markets) == _TEAMS_IN_A_GAME:
            yield Milestone("football_game", event)
    for event in listing.of_category("Politics"):
        if event.event.exclusive:
            yield Milestone("political_race", event)


def find(listing: Listing, milestone_id: str) -> Milestone:
    """One milestone; raises ``Refusal``."""
    for milestone in _milestones(listing):
        if milestone.id == milestone_id:
            return milestone
    raise not_found()


def get(listing: Listing, query: Query) -> Json:
    """One milestone."""
    milestone = find(listing, query.path["milestone_id"])
    return {"milestone": milestone.body(listing.now)}


def of_events(listing: Listing, tickers: set[str]) -> list[Json]:
    """Milestones of some events."""
    return [
        milestone.body(listing.now)
        for milestone in _milestones(listing)
        if milestone.event.ticker in tickers
    ]


def listed(listing: Listing, query: Query) -> Json:
    """A page of milestones; ``limit`` has no default."""
    size = query.required("limit", query.integer("limit", least=1, most=500))
    wanted = {
        name: query.text(name)
        for name in ("category", "competition", "source_id", "type")
    }
    ticker = query.text("related_event_ticker")
    starting, updated = _day(query), query.instant("min_updated_ts")
    rows = [
        milestone.body(listing.now)
        for milestone in _milestones(listing)
        if ticker in {None, milestone.event.ticker}
        and wanted["competition"] in {None, milestone.competition}
        and (starting is None or milestone.starts_at >= starting)
        and (updated is None or min(listing.now, milestone.starts_at) > updated)
    ]
    rows = [
        body
        for body in rows
        if all(
            wanted[name] in {None, body[name]}
            for name in ("category", "source_id", "type")
        )
    ]
    page, cursor = query.page(rows, size)
    return {"milestones": list(page), "cursor": cursor}


def _day(query: Query) -> datetime | None:
    text = query.text("minimum_start_date")
    if text is None:
        return None
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        at = None
    if at is None or at.tzinfo is None:
        raise invalid(_OPERATION, "minimum_start_date", "datetime")
    return at
