"""``/communications/rfq_batches/{rfq_batch_id}/quotes`` and ``best_quotes``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from predcore import InvalidRequest
from predcore.kit import decoder, fill, nothing

from ..models import rfq_batches as models
from ..models.requests import BatchQuote
from ._amounts import as_bids
from ._parameters import subaccount_number
from ._resource import Json, PrivateResource

__all__ = ["RFQBatchBestQuotes", "RFQBatchQuotes"]

_BEST = decoder(models.RFQBatchBestQuotesEnvelope).pick(lambda found: found.best_quotes)
_ALL = decoder(models.RFQBatchQuotes).pick(lambda found: found.batch_quotes)
_CREATED = decoder(models.CreatedRFQBatchQuote).pick(lambda made: made.id)
_PATH = "/communications/rfq_batches/{rfq_batch_id}/quotes"


class RFQBatchBestQuotes(PrivateResource):
    """The best bids for a batch; for its creator."""

    async def get(self, rfq_batch_id: str) -> models.RFQBatchBestQuotes:
        """Fetch the best bids for a batch; raises ``NotFound``."""
        path = fill(
            "/communications/rfq_batches/{rfq_batch_id}/best_quotes",
            rfq_batch_id=rfq_batch_id,
        )
        return await self._read(path, _BEST)


class RFQBatchQuotes(PrivateResource):
    """Makers' bids for whole batches, good for 30 seconds each."""

    async def list(self, rfq_batch_id: str) -> tuple[models.RFQBatchQuote, ...]:
        """Fetch the quotes for a batch that one may see."""
        return await self._read(fill(_PATH, rfq_batch_id=rfq_batch_id), _ALL)

    async def create(
        self,
        rfq_batch_id: str,
        *,
        quotes: Sequence[BatchQuote],
        rest_remainder: bool,
        post_only: bool | None = None,
        subaccount: int | None = None,
    ) -> str:
        """Bid for every combo of a batch and learn the quote's id.

        Args:
            rfq_batch_id: the batch.
            quotes: one for each of its requests.
            rest_remainder: what does not trade stays in the book.
            post_only: rather nothing than take from the book.
            subaccount: 0 (as when left out) to 63.
        """
        if not 2 <= len(quotes) <= 57:
            raise InvalidRequest(f"quotes are 2 to 57, got {len(quotes)}")
        body: Mapping[str, Json] = {
            "quotes": [
                {"rfq_id": quote.rfq_id, **as_bids(quote.yes_bid, quote.no_bid)}
                for quote in quotes
            ],
            "rest_remainder": rest_remainder,
            "post_only": post_only,
            "subaccount": subaccount_number(subaccount),
        }
        path = fill(_PATH, rfq_batch_id=rfq_batch_id)
        return await self._write("POST", path, _CREATED, body)

    async def delete(self, rfq_batch_id: str, batch_quote_id: str) -> None:
        """Take a batch quote back; raises ``NotFound``."""
        await self._write("DELETE", _path("", rfq_batch_id, batch_quote_id), nothing)

    async def confirm(self, rfq_batch_id: str, batch_quote_id: str) -> None:
        """Stand by what was accepted; then it trades."""
        path = _path("/confirm", rfq_batch_id, batch_quote_id)
        await self._write("PUT", path, nothing, {})


def _path(action: str, rfq_batch_id: str, batch_quote_id: str) -> str:
    path = fill(
        f"{_PATH}/{{batch_quote_id}}",
        rfq_batch_id=rfq_batch_id,
        batch_quote_id=batch_quote_id,
    )
    return path + action
