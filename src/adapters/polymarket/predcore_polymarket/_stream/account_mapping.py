"""Your orders and trades as the user channel tells them: pure functions.

The channel says what the listings say, in the listings' words, so it is read as they
are; what it says beyond them (what happened, and when) is added.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from predcore import FeeSchedule, Fill, Instrument, Order
from predcore.kit import mapping

from .._fill_mapping import to_fills
from .._order_mapping import to_order
from ..models.clob.instants import instant
from ..models.clob.order import OpenOrder
from ..models.clob.trade import MakerOrder, Trade
from ..models.streams.user import MakerOrder as ToldMaker
from ..models.streams.user import UserOrder, UserTrade

__all__ = ["fills_of", "order_of", "trade_of"]

_UNSAID = {"PLACEMENT": "LIVE", "UPDATE": "MATCHED", "CANCELLATION": "CANCELED"}
"""The state behind an event that does not name it."""


@mapping
def order_of(native: UserOrder, instrument: Instrument, client_id: str | None) -> Order:
    """An order as it is now.

    Whatever a cancellation calls itself, nothing rests after it.
    """
    kind = (native.type or "").upper()
    status = native.status or _UNSAID.get(kind)
    if kind == "CANCELLATION" and status in {"LIVE", "MATCHED"}:
        status = "CANCELED"
    listed = OpenOrder(
        id=native.id,
        market=native.market,
        asset_id=native.asset_id,
        owner=native.owner,
        maker_address=native.maker_address,
        side=native.side.upper(),
        price=native.price,
        original_size=native.original_size,
        size_matched=native.size_matched,
        outcome=native.outcome,
        order_type=native.order_type,
        status=status,
        expiration=native.expiration,
        associate_trades=native.associate_trades,
        created_at=native.created_at,
    )
    order = to_order(listed, instrument, client_id)
    return replace(order, updated_at=instant(native.timestamp), native=native)


@mapping
def fills_of(
    native: UserTrade,
    mine: Callable[[MakerOrder], bool],
    instrument: Callable[[str], Instrument],
    fees: FeeSchedule | None,
) -> tuple[Fill, ...]:
    """What of a trade is yours; arguments as of :func:`to_fills`."""
    found = to_fills(trade_of(native), mine, instrument, fees)
    return tuple(replace(fill, native=native) for fill in found)


def trade_of(native: UserTrade) -> Trade:
    """A trade as the listing of trades has it."""
    return Trade(
        id=native.id,
        taker_order_id=native.taker_order_id,
        market=native.market,
        asset_id=native.asset_id,
        side=native.side.upper(),
        size=native.size,
        price=native.price,
        outcome=native.outcome,
        fee_rate_bps=native.fee_rate_bps,
        status=native.status,
        match_time=native.match_time or native.matchtime or native.timestamp,
        last_update=native.last_update,
        owner=native.owner or native.trade_owner,
        maker_address=native.maker_address,
        transaction_hash=native.transaction_hash,
        bucket_index=native.bucket_index,
        trader_side=None if native.trader_side is None else native.trader_side.upper(),
        maker_orders=tuple(map(_maker, native.maker_orders)),
    )


def _maker(native: ToldMaker) -> MakerOrder:
    return MakerOrder(
        order_id=native.order_id,
        owner=native.owner,
        maker_address=native.maker_address,
        asset_id=native.asset_id,
        outcome=native.outcome,
        side=None if native.side is None else native.side.upper(),
        matched_amount=native.matched_amount,
        price=native.price,
        fee_rate_bps=native.fee_rate_bps,
    )
