"""What the market channel tells beside books, in predcore's words: pure functions."""

from __future__ import annotations

from decimal import Decimal

from predcore import (
    BadResponse,
    Instrument,
    LadderUpdate,
    MarketRef,
    MarketStatus,
    PriceLadder,
    Side,
    StatusUpdate,
    Trade,
)
from predcore.kit import mapping

from .._instants import from_milliseconds
from .._mapping import VENUE
from .._tokens import Listing
from ..models.streams.market import LastTradePrice, MarketResolved, TickSizeChange

__all__ = ["to_ladder_update", "to_status_update", "to_trade"]

_ZERO = Decimal(0)
_ONE = Decimal(1)
_SIDES = {"BUY": Side.BUY, "SELL": Side.SELL}


@mapping
def to_trade(instrument: Instrument, native: LastTradePrice) -> Trade:
    """A print of the taker's token; its transaction names it, as in the listings."""
    if native.size is None or native.timestamp is None:
        raise BadResponse("stream: a trade without a size or a time")
    return Trade(
        instrument=instrument,
        id=native.transaction_hash or "",
        price=native.price,
        size=native.size,
        taker_side=_SIDES.get((native.side or "").upper()),
        at=from_milliseconds(str(native.timestamp)),
        native=native,
    )


@mapping
def to_status_update(
    name: str, listing: Listing, native: MarketResolved
) -> StatusUpdate:
    """A market was decided. Without a winner (as when both sides get a half) the
    pay-outs are left to the catalogue."""
    at = native.timestamp
    payouts: tuple[tuple[str, Decimal], ...] = ()
    if native.winning_asset_id in listing.tokens:
        payouts = tuple(
            (key, _ONE if token == native.winning_asset_id else _ZERO)
            for key, token in zip(listing.keys, listing.tokens, strict=False)
        )
    return StatusUpdate(
        market=MarketRef(VENUE, name),
        status=MarketStatus.SETTLED,
        at=None if at is None else from_milliseconds(str(at)),
        payouts=payouts,
    )


@mapping
def to_ladder_update(name: str, native: TickSizeChange) -> LadderUpdate:
    """The valid prices now: from one tick to one minus a tick."""
    if not native.new_tick_size.is_finite():
        raise BadResponse(f"stream: {native.new_tick_size} is no tick size")
    return LadderUpdate(
        market=MarketRef(VENUE, name),
        ladder=PriceLadder.uniform(native.new_tick_size),
    )
