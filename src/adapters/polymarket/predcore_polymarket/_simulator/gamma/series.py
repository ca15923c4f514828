"""``/series``."""

from __future__ import annotations

from starlette.routing import Route

from ..answers import Ask
from ..listing import Listing
from ..notation import Json
from .event_rows import series_row
from .filters import Test, matching
from .lookup import by_id
from .pages import offset_page, ordered
from .refusals import GAMMA

__all__ = ["Series"]


class Series:
    """Series, with their events unless ``exclude_events``."""

    def __init__(self, listing: Listing) -> None:
        self._full = [series_row(listing, s, events=True) for s in listing.series]
        self._bare = [series_row(listing, s, events=False) for s in listing.series]

    def routes(self) -> list[Route]:
        """The listing and the single form."""
        return [
            GAMMA.get("/series", self._list),
            GAMMA.get("/series/{id}", lambda ask: by_id(ask, self._full)),
        ]

    def _list(self, ask: Ask) -> Json:
        rows = self._bare if ask.flag("exclude_events") else self._full
        slugs, closed = ask.texts("slug"), ask.flag("closed")
        recurrence = ask.text("recurrence")
        tests: list[Test] = [
            lambda row: not slugs or row["slug"] in slugs,
            lambda row: closed is None or row["closed"] is closed,
            lambda row: recurrence is None or row["recurrence"] == recurrence,
        ]
        return offset_page(ask, ordered(ask, matching(rows, tests)), largest=50)
