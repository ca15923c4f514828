"""``/series``."""

from __future__ import annotations

from starlette.routing import Route

from ..answers import Ask
from ..listing import Listing
from ..notation import Json, Row
from .event_rows import series_row
from .filters import Test, matching
from .lookup import by_id
from .pages import offset_page, ordered
from .refusals import GAMMA

__all__ = ["Series"]


class Series:
    """Series, with their events unless ``exclude_events``."""

    def __init__(self, listing: Listing) -> None:
        self._listing = listing

    def routes(self) -> list[Route]:
        """The listing and the single form."""
        return [
            GAMMA.get("/series", self._list),
            GAMMA.get("/series/{id}", lambda ask: by_id(ask, self._rows(events=True))),
        ]

    def _rows(self, *, events: bool) -> list[Row]:
        return [
            series_row(self._listing, series, events=events)
            for series in self._listing.series
        ]

    def _list(self, ask: Ask) -> Json:
        rows = self._rows(events=not ask.flag("exclude_events"))
        slugs, closed = ask.texts("slug"), ask.flag("closed")
        recurrence = ask.text("recurrence")
        tests: list[Test] = [
            lambda row: not slugs or row["slug"] in slugs,
            lambda row: closed is None or row["closed"] is closed,
            lambda row: recurrence is None or row["recurrence"] == recurrence,
        ]
        return offset_page(ask, ordered(ask, matching(rows, tests)), largest=50)
