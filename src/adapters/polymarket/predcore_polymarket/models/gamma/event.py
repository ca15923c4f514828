"""Events with the markets they group."""

from __future__ import annotations

from predcore.kit import Items, Loose, LooseTime, wire

from ..names import CAMEL
from .event_stub import EventStub
from .market import Market
from .sport import Sport, Team
from .tag import Tag, Template

__all__ = ["BestLine", "Chat", "Event", "EventCreator", "EventPage", "Partner"]


@wire
class BestLine:
    """The main spread or total of a game."""

    __dialect__ = CAMEL

    id: str | None = None
    line_type: str | None = None
    line: Loose = None


@wire
class Chat:
    """A live channel of an event."""

    __dialect__ = CAMEL

    id: str | None = None
    channel_id: str | None = None
    channel_name: str | None = None
    channel_image: str | None = None
    live: bool | None = None
    start_time: LooseTime = None
    end_time: LooseTime = None


@wire
class EventCreator:
    """Who made the event."""

    __dialect__ = CAMEL

    id: str | None = None
    creator_name: str | None = None
    creator_handle: str | None = None
    creator_url: str | None = None
    creator_image: str | None = None
    created_at: LooseTime = None
    updated_at: LooseTime = None


@wire
class PartnerName:
    """An outside organisation."""

    __dialect__ = CAMEL

    id: str | None = None
    slug: str | None = None
    name: str | None = None


@wire
class Partner:
    """The event under an outside organisation's id."""

    __dialect__ = CAMEL

    id: str | None = None
    external_id: str | None = None
    partner: PartnerName | None = None
    created_at: LooseTime = None
    updated_at: LooseTime = None


@wire
class Event(EventStub):
    """A happening, with its markets and tags."""

    schema: str | None = None
    markets: Items[Market] = ()
    tags: Items[Tag] = ()
    templates: Items[Template] = ()
    event_creators: Items[EventCreator] = ()
    external_partners: Items[Partner] = ()
    chats: Items[Chat] = ()
    best_lines: Items[BestLine] = ()
    teams: Items[Team] = ()
    sport: Sport | None = None


@wire
class EventPage:
    """One page of ``/events/keyset``; no cursor means it is the last."""

    __dialect__ = CAMEL

    events: tuple[Event, ...]
    next_cursor: str | None = None
