"""``/communications/quotes`` and ``/communications/rfqs/{rfq_id}/quotes``."""

from __future__ import annotations

from decimal import Decimal
from typing import get_args

from predcore.kit import Page, Pages, decoder, fill, nothing

from ..models import quotes as models
from ..models.requests import YesOrNo
from ._amounts import as_bids, one_of
from ._parameters import Instant, seconds, subaccount_number, within
from .quotes_by_id import QUOTE, QuotesById
from .rfqs import UserFilter

__all__ = ["Quotes"]

_PAGE = decoder(models.QuotePage).pick(
    lambda page: Page(page.quotes, page.cursor or None, page)
)
_CREATED = decoder(models.CreatedQuote).pick(lambda made: made.id)


class Quotes(QuotesById):
    """Makers' bids for whole requests; nobody sees another maker's."""

    def list(
        self,
        *,
        limit: int = 500,
        min_ts: Instant | None = None,
        max_ts: Instant | None = None,
        status: str | None = None,
        user_filter: UserFilter | None = None,
        rfq_user_filter: UserFilter | None = None,
        rfq_id: str | None = None,
        rfq_creator_subtrader_id: str | None = None,
        quote_creator_user_id: str | None = None,
        rfq_creator_user_id: str | None = None,
    ) -> Pages[models.Quote]:
        """List quotes one gave or was given.

        Args:
            limit: quotes a page, 1 to 500.
            min_ts, max_ts: last changed after and before.
            status: only quotes in this state.
            user_filter: only quotes one gave.
            rfq_user_filter: only quotes one was given.
            rfq_id: only for this request.
            rfq_creator_subtrader_id: only for requests of this subtrader.
            quote_creator_user_id, rfq_creator_user_id: deprecated by the venue.
        """
        params = {
            "limit": within("limit", limit, 1, 500),
            "min_ts": seconds("min_ts", min_ts),
            "max_ts": seconds("max_ts", max_ts),
            "status": status,
            "user_filter": user_filter,
            "rfq_user_filter": rfq_user_filter,
            "rfq_id": rfq_id,
            "rfq_creator_subtrader_id": rfq_creator_subtrader_id,
            "quote_creator_user_id": quote_creator_user_id,
            "rfq_creator_user_id": rfq_creator_user_id,
        }
        return self._listing("/communications/quotes", _PAGE, params)

    async def create(
        self,
        rfq_id: str,
        *,
        yes_bid: Decimal,
        no_bid: Decimal,
        rest_remainder: bool,
        post_only: bool | None = None,
        subaccount: int | None = None,
    ) -> str:
        """Bid for a whole request, in place of an earlier quote, and learn the id.

        Args:
            rfq_id: the request.
            yes_bid, no_bid: dollars a contract, at most 1 together; 0 declines a side.
            rest_remainder: what does not trade stays in the book.
            post_only: rather nothing than take from the book.
            subaccount: 0 (as when left out) to 63.
        """
        body = {
            "rfq_id": rfq_id,
            **as_bids(yes_bid, no_bid),
            "rest_remainder": rest_remainder,
            "post_only": post_only,
            "subaccount": subaccount_number(subaccount),
        }
        return await self._write("POST", "/communications/quotes", _CREATED, body)

    async def get(self, rfq_id: str, quote_id: str) -> models.Quote:
        """Fetch one quote; raises ``NotFound``."""
        return await self._read(_path("", rfq_id, quote_id), QUOTE)

    async def delete(self, rfq_id: str, quote_id: str) -> None:
        """Take a quote back; raises ``NotFound``."""
        await self._write("DELETE", _path("", rfq_id, quote_id), nothing)

    async def accept(
        self, rfq_id: str, quote_id: str, *, accepted_side: YesOrNo
    ) -> None:
        """Take one side of a quote; its maker then has seconds to confirm."""
        side = one_of("accepted_side", accepted_side, get_args(YesOrNo))
        path = _path("/accept", rfq_id, quote_id)
        await self._write("PUT", path, nothing, {"accepted_side": side})

    async def confirm(self, rfq_id: str, quote_id: str) -> None:
        """Stand by a quote that was accepted; then it trades."""
        await self._write("PUT", _path("/confirm", rfq_id, quote_id), nothing, {})


def _path(action: str, rfq_id: str, quote_id: str) -> str:
    path = "/communications/rfqs/{rfq_id}/quotes/{quote_id}"
    return fill(path, rfq_id=rfq_id, quote_id=quote_id) + action
