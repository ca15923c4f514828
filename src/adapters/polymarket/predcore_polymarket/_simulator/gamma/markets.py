"""``/markets``."""

from __future__ import annotations

from starlette.routing import Route

from ..answers import Ask
from ..kept import Kept
from ..listed import ListedEvent, ListedMarket
from ..listing import Listing
from ..notation import Json, Row
from .event_rows import event_stub, tag_row
from .filters import market_tests, matching
from .lookup import by_id, by_slug
from .market_rows import market_row
from .pages import keyset_page, offset_page, ordered
from .refusals import GAMMA

__all__ = ["Markets"]

_LARGEST, _DEEPEST = 500, 2000
_LARGEST_KEYSET = 100


class Markets:
    """Markets, each with a stub of its event."""

    def __init__(self, listing: Listing) -> None:
        self._events = {m.id: listing.event_of(m) for m in listing.markets}
        self._listing = listing
        self._kept = Kept[ListedMarket](self._row, listing.markets)

    def routes(self) -> list[Route]:
        """``keyset`` and ``slug`` before the ids they would be taken for."""
        return [
            GAMMA.get("/markets", self._list),
            GAMMA.get("/markets/keyset", self._keyset),
            GAMMA.get("/markets/slug/{slug}", self._by_slug),
            GAMMA.get("/markets/{id}", self._by_id),
            GAMMA.get("/markets/{id}/tags", self._tags),
        ]

    def _row(self, market: ListedMarket) -> Row:
        """With its event as it was when the market last changed."""
        event = self._listing.event_of(market)
        stub = event_stub(self._listing, event)
        return market_row(self._listing, market) | {"events": [stub]}

    def _rows(self) -> list[Row]:
        return self._kept.all()

    def _list(self, ask: Ask) -> Json:
        return offset_page(
            ask,
            self._found(ask),
            largest=_LARGEST,
            deepest=_DEEPEST,
            instead="/markets/keyset",
        )

    def _keyset(self, ask: Ask) -> Json:
        return keyset_page(ask, self._found(ask), "markets", largest=_LARGEST_KEYSET)

    def _found(self, ask: Ask) -> list[Row]:
        rows = ordered(ask, matching(self._rows(), market_tests(ask, self._event_of)))
        return [self._tagged(row) for row in rows] if ask.flag("include_tag") else rows

    def _by_id(self, ask: Ask) -> Json:
        row = by_id(ask, self._rows())
        return self._tagged(row) if ask.flag("include_tag") else row

    def _by_slug(self, ask: Ask) -> Json:
        row = by_slug(ask, self._rows())
        return self._tagged(row) if ask.flag("include_tag") else row

    def _tags(self, ask: Ask) -> Json:
        return self._tagged(by_id(ask, self._rows()))["tags"]

    def _event_of(self, row: Row) -> ListedEvent:
        return self._events[str(row["id"])]

    def _tagged(self, row: Row) -> Row:
        tags = self._event_of(row).tags
        return row | {"tags": [tag_row(self._listing, tag) for tag in tags]}
