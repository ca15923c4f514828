"""Your orders, fills and positions as updates tell of them: pure functions."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from predcore import (
    BadResponse,
    Fill,
    Instrument,
    Liquidity,
    Order,
    OrderStatus,
    Position,
    Side,
)
from predcore.kit import mapping

from .._mapping.values import VENUE, instant, needed
from .account import Fill as NativeFill
from .account import MarketPosition, UserOrder
from .market_updates import at_of

__all__ = ["to_fill", "to_order", "to_positions"]

_ZERO = Decimal(0)
_LEGS = {"bid": Side.BUY, "ask": Side.SELL}
_LIQUIDITY: Mapping[bool | None, Liquidity] = {
    True: Liquidity.TAKER,
    False: Liquidity.MAKER,
}
_STATUS: Mapping[str | None, OrderStatus] = {
    "resting": OrderStatus.RESTING,
    "canceled": OrderStatus.CANCELLED,
    "executed": OrderStatus.FILLED,
}


@mapping
def to_order(native: UserOrder) -> Order:
    """An order of yours, told as one of *yes*, as the venue's listings are."""
    status = _STATUS.get(native.status, OrderStatus.UNKNOWN)
    filled = needed(native.fill_count_fp, "fill_count_fp")
    remaining = needed(native.remaining_count_fp, "remaining_count_fp")
    taken, made = native.taker_fees_dollars, native.maker_fees_dollars
    updated, expires = native.last_updated_ts_ms, native.expiration_ts_ms
    return Order(
        id=native.order_id,
        client_id=native.client_order_id or None,
        instrument=Instrument(VENUE, native.ticker, "yes"),
        side=_side(native.book_side),
        price=needed(native.yes_price_dollars, "yes_price_dollars"),
        size=filled + remaining
        if status is OrderStatus.RESTING
        else needed(native.initial_count_fp, "initial_count_fp"),
        filled=filled,
        remaining=remaining,
        status=status,
        fees=None if taken is None or made is None else taken + made,
        created_at=instant(native.created_time),
        updated_at=None if updated is None else at_of(updated),
        expires_at=None if expires is None else at_of(expires),
        native=native,
    )


@mapping
def to_fill(native: NativeFill) -> Fill:
    """A trade of yours, told as one of *yes*: buying NO is selling YES."""
    return Fill(
        id=native.trade_id,
        order_id=native.order_id,
        client_id=native.client_order_id or None,
        instrument=Instrument(VENUE, native.market_ticker, "yes"),
        side=_side(native.book_side),
        price=needed(native.yes_price_dollars, "yes_price_dollars"),
        size=needed(native.count_fp, "count_fp"),
        liquidity=_LIQUIDITY.get(native.is_taker),
        fee=native.fee_cost,
        at=at_of(native.ts_ms, native.ts),
        native=native,
    )


@mapping
def to_positions(native: MarketPosition) -> tuple[Position, Position]:
    """Both outcomes of a market, as one message says that of the other is nothing."""
    count = needed(native.position_fp, "position_fp")
    held, other = ("yes", "no") if count >= 0 else ("no", "yes")
    return (
        Position(
            instrument=Instrument(VENUE, native.market_ticker, other),
            size=_ZERO,
            native=native,
        ),
        Position(
            instrument=Instrument(VENUE, native.market_ticker, held),
            size=abs(count),
            cost=native.position_cost_dollars,
            realized=native.realized_pnl_dollars,
            fees=native.fees_paid_dollars,
            native=native,
        ),
    )


def _side(leg: str | None) -> Side:
    if leg not in _LEGS:
        raise BadResponse(f"book_side: {leg!r} is no side", path="book_side")
    return _LEGS[leg]
