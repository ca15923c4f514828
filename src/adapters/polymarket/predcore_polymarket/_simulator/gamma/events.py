"""``/events``."""

from __future__ import annotations

from functools import partial

from starlette.routing import Route

from ..answers import Ask
from ..kept import Kept
from ..listed import ListedEvent
from ..listing import Listing
from ..notation import Json, Row
from .event_rows import event_row
from .filters import event_tests, matching
from .lookup import by_id, by_slug
from .pages import keyset_page, offset_page, ordered
from .refusals import GAMMA

__all__ = ["Events"]

_LARGEST, _DEEPEST = 500, 2000
_LARGEST_KEYSET = 100


class Events:
    """Events, each with all its markets."""

    def __init__(self, listing: Listing) -> None:
        self._events = {event.id: event for event in listing.events}
        self._kept = Kept[ListedEvent](partial(event_row, listing), listing.events)

    def routes(self) -> list[Route]:
        """``keyset`` and ``slug`` before the ids they would be taken for."""
        return [
            GAMMA.get("/events", self._list),
            GAMMA.get("/events/keyset", self._keyset),
            GAMMA.get("/events/slug/{slug}", lambda ask: by_slug(ask, self._rows())),
            GAMMA.get("/events/{id}", lambda ask: by_id(ask, self._rows())),
            GAMMA.get("/events/{id}/tags", self._tags),
        ]

    def _rows(self) -> list[Row]:
        return self._kept.all()

    def _tags(self, ask: Ask) -> Json:
        return by_id(ask, self._rows())["tags"]

    def _list(self, ask: Ask) -> Json:
        return offset_page(
            ask,
            self._found(ask),
            largest=_LARGEST,
            deepest=_DEEPEST,
            instead="/events/keyset",
        )

    def _keyset(self, ask: Ask) -> Json:
        return keyset_page(ask, self._found(ask), "events", largest=_LARGEST_KEYSET)

    def _found(self, ask: Ask) -> list[Row]:
        rows = ordered(ask, matching(self._rows(), event_tests(ask, self._event_of)))
        if ask.flag("include_markets") is False:
            return [{k: v for k, v in row.items() if k != "markets"} for row in rows]
        return rows

    def _event_of(self, row: Row) -> ListedEvent:
        return self._events[str(row["id"])]
