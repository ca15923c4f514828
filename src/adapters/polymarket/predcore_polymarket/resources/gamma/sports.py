"""``/sports`` and ``/teams``."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from predcore.kit import Decoder, Pages, Request, decoder

from ...models.gamma.sport import Sport, SportsMarketTypes, Team
from .._paging import offset_pages, one_page
from .._resource import Resource

__all__ = ["Sports", "Teams"]

_BUCKET = "gamma"
_SPORTS: Decoder[tuple[Sport, ...]] = Decoder(tuple[Sport, ...])
_TEAMS: Decoder[tuple[Team, ...]] = Decoder(tuple[Team, ...])
_TYPES = decoder(SportsMarketTypes)


class Sports(Resource):
    """Leagues and games."""

    def list(self) -> Pages[Sport]:
        """List sports, all on one page."""
        request = Request(path="/sports", parse=_SPORTS, bucket=_BUCKET)
        return one_page(self._http, request)

    @cached_property
    def market_types(self) -> MarketTypes:
        """``/sports/market-types``."""
        return MarketTypes(self._http)


class MarketTypes(Resource):
    """The kinds of sports markets."""

    async def get(self) -> tuple[str, ...]:
        """Fetch the values ``sports_market_types`` may be filtered by."""
        types = await self._http.send(
            Request(path="/sports/market-types", parse=_TYPES, bucket=_BUCKET)
        )
        return types.market_types


class Teams(Resource):
    """Teams of all leagues."""

    def list(
        self,
        *,
        limit: int = 100,
        offset: int = 0,
        order: str | None = None,
        ascending: bool | None = None,
        league: Sequence[str] | None = None,
        name: Sequence[str] | None = None,
        abbreviation: Sequence[str] | None = None,
        provider_id: Sequence[int] | None = None,
    ) -> Pages[Team]:
        """List teams, at most 100 a page."""
        params = {
            "order": order,
            "ascending": ascending,
            "league": league,
            "name": name,
            "abbreviation": abbreviation,
            "provider_id": provider_id,
        }
        return offset_pages(
            self._http,
            "/teams",
            _TEAMS,
            params,
            limit=limit,
            offset=offset,
            bucket=_BUCKET,
        )
