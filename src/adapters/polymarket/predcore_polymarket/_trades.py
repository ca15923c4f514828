"""Public prints of one market."""

from __future__ import annotations

from datetime import UTC, datetime

from predcore import BadResponse, Trade
from predcore.kit import Page, Pages

from ._client import Polymarket
from ._directory import Directory
from ._price_mapping import to_trade
from ._tokens import Listing
from .models.data.v2_wallet import Trade as WireTrade

__all__ = ["trade_pages"]

_BEGINNING = datetime.fromtimestamp(1, UTC)
"""Without a start the venue looks back a limited time."""


def trade_pages(
    native: Polymarket,
    directory: Directory,
    market_id: str,
    since: datetime | None,
    until: datetime | None,
) -> Pages[Trade]:
    """Prints, newest first; the market is looked up with the first page."""

    async def fetch(cursor: str | None) -> Page[Trade]:
        listing = await directory.listing(market_id)
        page = await native.data.v2.trades.list(
            condition_id=listing.condition_id,
            taker_only=True,
            start=since or _BEGINNING,
            end=until,
            cursor=cursor,
        ).first()
        trades = tuple(_trade(listing, row) for row in page.items)
        return Page(trades, page.cursor, page.native)

    return Pages(fetch).filter(
        lambda trade: (
            (since is None or since <= trade.at)
            and (until is None or trade.at <= until)
        )
    )


def _trade(listing: Listing, native: WireTrade) -> Trade:
    key = listing.key(native.token_id)
    if key is None:
        raise BadResponse(
            f"a trade of {listing.condition_id} in a token that is not one of its own"
        )
    return to_trade(listing.instrument(key), native)
