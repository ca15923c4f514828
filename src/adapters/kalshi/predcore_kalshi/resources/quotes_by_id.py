"""``/communications/quotes/{quote_id}``: deprecated by the venue, and dearer."""

from __future__ import annotations

from typing import get_args

from predcore.kit import decoder, fill, nothing

from ..models.quotes import Quote, QuoteEnvelope
from ..models.requests import YesOrNo
from ._amounts import one_of
from ._resource import PrivateResource

__all__ = ["QUOTE", "QuotesById"]

QUOTE = decoder(QuoteEnvelope).pick(lambda found: found.quote)


class QuotesById(PrivateResource):
    """Quotes by nothing but their id."""

    async def get_by_id(self, quote_id: str) -> Quote:
        """Fetch one quote; deprecated by the venue in favour of ``get``."""
        return await self._read(_path("", quote_id), QUOTE)

    async def delete_by_id(self, quote_id: str) -> None:
        """Take a quote back; deprecated by the venue in favour of ``delete``."""
        await self._write("DELETE", _path("", quote_id), nothing)

    async def accept_by_id(self, quote_id: str, *, accepted_side: YesOrNo) -> None:
        """Take one side; deprecated by the venue in favour of ``accept``."""
        side = one_of("accepted_side", accepted_side, get_args(YesOrNo))
        path = _path("/accept", quote_id)
        await self._write("PUT", path, nothing, {"accepted_side": side})

    async def confirm_by_id(self, quote_id: str) -> None:
        """Stand by a quote; deprecated by the venue in favour of ``confirm``."""
        await self._write("PUT", _path("/confirm", quote_id), nothing, {})


def _path(action: str, quote_id: str) -> str:
    return fill("/communications/quotes/{quote_id}", quote_id=quote_id) + action
