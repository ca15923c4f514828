"""``/multivariate_event_collections``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from predcore import InvalidRequest
from predcore.kit import Page, Pages, decoder, fill

from ..models import mve as models
from ..models.combos import CreatedMultivariateMarket
from ..models.requests import SelectedMarket
from ._combos import legs
from ._parameters import within
from ._resource import Resource

__all__ = ["CollectionFilter", "MultivariateEventCollections"]

CollectionFilter = Literal["unopened", "open", "closed"]

_ONE = decoder(models.MultivariateEventCollectionEnvelope).pick(
    lambda found: found.multivariate_contract
)
_CREATED = decoder(CreatedMultivariateMarket)
_PAGE = decoder(models.MultivariateEventCollectionPage).pick(
    lambda page: Page(page.multivariate_contracts, page.cursor or None, page)
)


class MultivariateEventCollections(Resource):
    """What combos may be made of."""

    def list(
        self,
        *,
        status: CollectionFilter | None = None,
        associated_event_ticker: str | None = None,
        series_ticker: str | None = None,
        limit: int = 200,
    ) -> Pages[models.MultivariateEventCollection]:
        """List collections.

        Args:
            status: only collections in this state.
            associated_event_ticker: only those this event may be a leg of.
            series_ticker: only those of this series.
            limit: collections a page, 1 to 200.
        """
        params = {
            "status": status,
            "associated_event_ticker": associated_event_ticker,
            "series_ticker": series_ticker,
            "limit": within("limit", limit, 1, 200),
        }
        return self._listing("/multivariate_event_collections", _PAGE, params)

    async def get(self, collection_ticker: str) -> models.MultivariateEventCollection:
        """Fetch one collection; raises ``NotFound``."""
        path = fill(
            "/multivariate_event_collections/{collection_ticker}",
            collection_ticker=collection_ticker,
        )
        return await self._read(path, _ONE)

    async def create_market(
        self,
        collection_ticker: str,
        *,
        selected_markets: Sequence[SelectedMarket],
        with_market_payload: bool | None = None,
    ) -> CreatedMultivariateMarket:
        """Find the combo of these legs, or make it: 5000 a week at most.

        Asking again is harmless: a combo is made once. ``with_market_payload`` fills
        ``market``.
        """
        if not selected_markets:
            raise InvalidRequest("selected_markets is empty; a combo has legs")
        path = fill(
            "/multivariate_event_collections/{collection_ticker}",
            collection_ticker=collection_ticker,
        )
        body = {
            "selected_markets": legs(selected_markets),
            "with_market_payload": with_market_payload,
        }
        return await self._write("POST", path, _CREATED, body)
