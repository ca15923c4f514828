"""``/series``."""

from __future__ import annotations

from collections.abc import Sequence

from predcore.kit import Decoder, Pages, Request, decoder, fill, query

from ...models.gamma.series import Series as SeriesModel
from .._paging import offset_pages
from .._resource import Resource

__all__ = ["Series"]

_BUCKET = "gamma"
_SERIES = decoder(SeriesModel)
_ALL: Decoder[tuple[SeriesModel, ...]] = Decoder(tuple[SeriesModel, ...])
_MOST = 50


class Series(Resource):
    """What recurring events belong to."""

    def list(
        self,
        *,
        limit: int = _MOST,
        offset: int = 0,
        order: str | None = None,
        ascending: bool | None = None,
        slug: Sequence[str] | None = None,
        closed: bool | None = None,
        recurrence: str | None = None,
        exclude_events: bool | None = None,
        locale: str | None = None,
    ) -> Pages[SeriesModel]:
        """List series, at most 50 a page.

        Args:
            recurrence: daily, weekly or monthly.
            exclude_events: leave the events out; they make the answer large.
        """
        params = {
            "order": order,
            "ascending": ascending,
            "slug": slug,
            "closed": closed,
            "recurrence": recurrence,
            "exclude_events": exclude_events,
            "locale": locale,
        }
        return offset_pages(
            self._http,
            "/series",
            _ALL,
            params,
            limit=limit,
            offset=offset,
            shortest_full=_MOST,
            bucket=_BUCKET,
        )

    async def get(self, series_id: str, *, locale: str | None = None) -> SeriesModel:
        """Fetch one series by its id; raises ``NotFound``."""
        path = fill("/series/{id}", id=series_id)
        params = query({"locale": locale})
        return await self._http.send(
            Request(path=path, query=params, parse=_SERIES, bucket=_BUCKET)
        )
