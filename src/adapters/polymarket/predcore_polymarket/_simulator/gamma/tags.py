"""``/tags``."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from starlette.routing import Route

from ..answers import Ask
from ..listed import Tag
from ..listing import Listing
from ..notation import Json, Row
from .event_rows import tag_row
from .lookup import by_id, by_slug
from .pages import offset_page, ordered
from .refusals import GAMMA

__all__ = ["Tags"]


class Tags:
    """Tags; two of them are related when an event carries both."""

    def __init__(self, listing: Listing) -> None:
        self._listing = listing
        self._rows = [tag_row(listing, tag) for tag in listing.tags]

    def routes(self) -> list[Route]:
        """By id and by slug alike."""
        found: list[Route] = [GAMMA.get("/tags", self._list)]
        for path, find in (("/tags/slug/{slug}", by_slug), ("/tags/{id}", by_id)):
            found += self._of_one(path, find)
        return found

    def _of_one(
        self, path: str, find: Callable[[Ask, Sequence[Row]], Row]
    ) -> list[Route]:
        def one(ask: Ask) -> Row:
            return find(ask, self._rows)

        def edges(ask: Ask) -> Json:
            row = one(ask)
            return [
                {
                    "id": f"{row['id']}{tag.id}",
                    "tagID": int(str(row["id"])),
                    "relatedTagID": int(tag.id),
                    "rank": rank,
                }
                for rank, tag in enumerate(self._related(row))
            ]

        def related(ask: Ask) -> Json:
            tags = self._related(one(ask))
            return [
                tag_row(self._listing, tag) | {"activeEventsCount": self._active(tag)}
                for tag in tags
            ]

        return [
            GAMMA.get(path, one),
            GAMMA.get(f"{path}/related-tags", edges),
            GAMMA.get(f"{path}/related-tags/tags", related),
        ]

    def _list(self, ask: Ask) -> Json:
        return offset_page(ask, ordered(ask, self._rows), largest=100)

    def _related(self, row: Row) -> list[Tag]:
        labels = [event.tags for event in self._listing.events]
        together = [tags for tags in labels if row["id"] in {tag.id for tag in tags}]
        return [
            tag
            for tag in self._listing.tags
            if tag.id != row["id"] and any(tag in tags for tags in together)
        ]

    def _active(self, tag: Tag) -> int:
        return sum(tag in e.tags and not e.closed for e in self._listing.events)
