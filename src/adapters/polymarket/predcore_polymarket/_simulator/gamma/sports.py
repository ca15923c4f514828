"""``/sports`` and ``/teams``."""

from __future__ import annotations

from datetime import timedelta

from starlette.routing import Route

from ..answers import Ask
from ..listing import Listing
from ..notation import Json, Row, iso
from .pages import offset_page, ordered
from .refusals import GAMMA

__all__ = ["Sports"]

_MARKET_TYPES = ["moneyline", "spreads", "totals"]


class Sports:
    """The leagues on the board, and the teams its games are between."""

    def __init__(self, listing: Listing) -> None:
        since = iso(listing.start - timedelta(days=365))
        leagues = [s for s in listing.series if s.sim.category == "Sports"]
        self._sports: list[Row] = [
            {
                "id": number,
                "sport": series.slug,
                "name": series.sim.code,
                "image": "",
                "resolution": "https://example.com/results",
                "ordering": "home",
                "tags": ",".join(
                    tag.id for tag in listing.tags if tag.label in series.sim.tags
                ),
                "series": series.id,
                "createdAt": since,
            }
            for number, series in enumerate(leagues, 1)
        ]
        games = [
            (event.series.slug, label)
            for event in listing.events
            for market in event.markets
            if market.starts_at
            for label in market.sim.labels
        ]
        self._teams: list[Row] = [
            {
                "id": number,
                "name": name,
                "league": league,
                "record": "0-0",
                "logo": "",
                "abbreviation": name[:3].lower(),
                "alias": name,
                "createdAt": since,
                "updatedAt": since,
                "providerId": 1000 + number,
                "color": "#204080",
            }
            for number, (league, name) in enumerate(dict.fromkeys(games), 1)
        ]

    def routes(self) -> list[Route]:
        """All three are reference data."""
        return [
            GAMMA.get("/sports", lambda ask: self._sports),
            GAMMA.get(
                "/sports/market-types", lambda ask: {"marketTypes": _MARKET_TYPES}
            ),
            GAMMA.get("/teams", self._list),
        ]

    def _list(self, ask: Ask) -> Json:
        rows = self._teams
        for name in ("league", "name", "abbreviation"):
            if wanted := set(ask.texts(name)):
                rows = [row for row in rows if row[name] in wanted]
        if providers := set(ask.texts("provider_id")):
            rows = [row for row in rows if str(row["providerId"]) in providers]
        return offset_page(ask, ordered(ask, rows), largest=100)
