"""Polymarket's trades to predcore's fills. Pure functions: payload in, models out.

A trade is one taker's order met by the orders of several makers. What of it is yours
is one fill for each of your orders in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from predcore import (
    BadResponse,
    FeeSchedule,
    Fill,
    Finality,
    Instrument,
    Liquidity,
    Side,
)
from predcore.kit import mapping

from ._order_mapping import SIDES

if TYPE_CHECKING:
    from .models.clob.trade import MakerOrder, Trade

__all__ = ["finality_of", "to_fills"]

_FINALITY = {
    "MATCHED": Finality.MATCHED,
    "MATCHED_NOT_BROADCASTED": Finality.MATCHED,
    "MINED": Finality.SETTLING,
    "RETRYING": Finality.RETRYING,
    "CONFIRMED": Finality.FINAL,
    "FAILED": Finality.FAILED,
}


def finality_of(word: str) -> Finality:
    """How final a trade of this status is; a word never seen is nothing to build on."""
    return _FINALITY.get(word, Finality.MATCHED)


@mapping
def to_fills(
    native: Trade,
    mine: Callable[[MakerOrder], bool],
    instrument: Callable[[str], Instrument],
    fees: FeeSchedule | None = None,
) -> tuple[Fill, ...]:
    """What of a trade is yours.

    As its taker you have one fill of the taker's token, or one for each price where
    makers of several prices were met; as a maker one for each of your orders, of that
    order's own token and price, whichever the taker's was. The id of a fill is the
    trade's and the order's (and the price, of several), for either alone comes again.

    Args:
        native: the trade.
        mine: whether a maker's order is yours.
        instrument: of a token of the trade's market.
        fees: of the market. The venue does not say what a fill cost: ``fee`` is what
            its published rule makes of price and size, and ``None`` without one.
    """
    at = native.matched_at
    if at is None:
        raise BadResponse("a trade without its time", path="match_time")
    finality = finality_of(native.plain_status)
    makers = tuple(filter(mine, native.maker_orders))
    parts = [_made(native, maker) for maker in makers]
    if native.trader_side == "TAKER" or (native.trader_side is None and not makers):
        parts = [*_taken(native), *parts]
    return tuple(
        Fill(
            id=part.id,
            order_id=part.order_id,
            instrument=instrument(part.token),
            side=part.side,
            price=part.price,
            size=part.size,
            liquidity=part.liquidity,
            fee=None if fees is None else _fee(fees, part),
            at=at,
            finality=finality,
            native=native,
        )
        for part in parts
    )


class _Part(NamedTuple):
    id: str
    order_id: str
    token: str
    side: Side
    price: Decimal
    size: Decimal
    liquidity: Liquidity


def _fee(fees: FeeSchedule, part: _Part) -> Decimal:
    if not (0 <= part.price <= 1 and part.size > 0):
        raise BadResponse(f"a trade of {part.size} at {part.price}", path="price")
    charge = fees.charge(
        part.price, part.size, side=part.side, liquidity=part.liquidity
    )
    return charge.fee


def _taken(native: Trade) -> Iterator[_Part]:
    order_id, side = native.taker_order_id, SIDES.get(native.side or "")
    if order_id is None or side is None or not native.price or not native.size:
        raise BadResponse("a trade without its taker's order, side, price or size")
    fill_id = f"{native.id}:{order_id}"
    levels = _levels(native) or {native.price: native.size}
    for price, size in levels.items():
        yield _Part(
            fill_id if len(levels) == 1 else f"{fill_id}:{_plain(price)}",
            order_id,
            native.asset_id,
            side,
            price,
            size,
            Liquidity.TAKER,
        )


def _plain(price: Decimal) -> str:
    """The same however many zeros it is told with: listing and stream differ."""
    return format(price.normalize(), "f")


def _levels(native: Trade) -> dict[Decimal, Decimal]:
    """What the taker traded at each price; nothing where the makers do not add up.

    Each maker is met at its own price, so that is exact where the trade's own price
    can only be an average.
    """
    levels: dict[Decimal, Decimal] = {}
    for maker in native.maker_orders:
        if not maker.price or not maker.matched_amount:
            return {}
        same = maker.asset_id == native.asset_id
        price = maker.price if same else 1 - maker.price
        levels[price] = levels.get(price, Decimal(0)) + maker.matched_amount
    return levels if sum(levels.values()) == native.size else {}


def _made(native: Trade, maker: MakerOrder) -> _Part:
    side, token = SIDES.get(maker.side or ""), maker.asset_id
    if side is None or not token or not maker.price or not maker.matched_amount:
        raise BadResponse("a maker's order without token, side, price or amount")
    return _Part(
        f"{native.id}:{maker.order_id}",
        maker.order_id,
        token,
        side,
        maker.price,
        maker.matched_amount,
        Liquidity.MAKER,
    )
