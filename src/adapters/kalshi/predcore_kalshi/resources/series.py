"""``/series``."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from predcore.kit import decoder, fill

from ..models import series as models
from ._parameters import Instant, joined, seconds
from ._resource import LARGEST, Resource

__all__ = ["Series", "SeriesFeeChanges"]

_ONE = decoder(models.SeriesEnvelope).pick(lambda found: found.series)
_ALL = decoder(models.SeriesList).pick(lambda found: found.series)
_FEE_CHANGES = decoder(models.SeriesFeeChanges).pick(
    lambda found: found.series_fee_change_arr
)


class Series(Resource):
    """Series: templates of events."""

    @cached_property
    def fee_changes(self) -> SeriesFeeChanges:
        """``/series/fee_changes``."""
        return SeriesFeeChanges(self._http)

    async def list(
        self,
        *,
        category: str | None = None,
        tags: Sequence[str] | None = None,
        include_product_metadata: bool | None = None,
        include_volume: bool | None = None,
        min_updated_ts: Instant | None = None,
    ) -> tuple[models.Series, ...]:
        """Fetch all series at once; there are thousands and no pages.

        Args:
            category: exact and case-sensitive, any of the series' categories.
            tags: any of these.
            include_product_metadata: fill ``product_metadata``.
            include_volume: fill ``volume_fp``.
            min_updated_ts: only series whose metadata changed after this.
        """
        params = {
            "category": category,
            "tags": joined("tags", tags),
            "include_product_metadata": include_product_metadata,
            "include_volume": include_volume,
            "min_updated_ts": seconds("min_updated_ts", min_updated_ts),
        }
        return await self._read("/series", _ALL, params, largest=LARGEST)

    async def get(
        self, series_ticker: str, *, include_volume: bool | None = None
    ) -> models.Series:
        """Fetch one series; raises ``NotFound``."""
        path = fill("/series/{series_ticker}", series_ticker=series_ticker)
        return await self._read(path, _ONE, {"include_volume": include_volume})


class SeriesFeeChanges(Resource):
    """Fees that change for a whole series."""

    async def list(
        self, *, series_ticker: str | None = None, show_historical: bool | None = None
    ) -> tuple[models.SeriesFeeChange, ...]:
        """Fetch coming changes, and past ones too with ``show_historical``."""
        params = {"series_ticker": series_ticker, "show_historical": show_historical}
        return await self._read("/series/fee_changes", _FEE_CHANGES, params)
