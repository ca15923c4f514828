"""Prints and the life of markets as updates tell of them: pure functions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from predcore import (
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

from .._mapping.values import VENUE, flip, from_unix, needed
from .lifecycle import MarketLifecycleV2
from .market_data import Trade as NativeTrade

__all__ = ["at_of", "to_ladder_update", "to_status_update", "to_trade"]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_ZERO, _ONE = Decimal(0), Decimal(1)
_BOUGHT = {"yes": Side.BUY, "no": Side.SELL}
_FLIPPED = {Side.BUY: Side.SELL, Side.SELL: Side.BUY}
_STATUS: Mapping[str, MarketStatus] = {
    "created": MarketStatus.PENDING,
    "activated": MarketStatus.OPEN,
    "deactivated": MarketStatus.HALTED,
    "determined": MarketStatus.DETERMINED,
    "settled": MarketStatus.SETTLED,
}


@mapping
def to_trade(native: NativeTrade, outcome: str) -> Trade:
    """A print, told as a trade of ``outcome``."""
    price = needed(native.yes_price_dollars, "yes_price_dollars")
    taker = _BOUGHT.get(native.taker_outcome_side or native.taker_side or "")
    if outcome == "no":
        price, taker = flip(price), taker and _FLIPPED[taker]
    return Trade(
        instrument=Instrument(VENUE, native.market_ticker, outcome),
        id=native.trade_id,
        price=price,
        size=needed(native.count_fp, "count_fp"),
        taker_side=taker,
        at=at_of(native.ts_ms, native.ts),
        native=native,
    )


@mapping
def to_status_update(native: MarketLifecycleV2) -> StatusUpdate | None:
    """What the market is now; ``None`` for news of another kind."""
    status = _STATUS.get(native.event_type)
    if status is None:
        return None
    at = {
        MarketStatus.DETERMINED: native.determination_ts,
        MarketStatus.SETTLED: native.settled_ts,
    }.get(status)
    return StatusUpdate(
        market=MarketRef(VENUE, native.market_ticker),
        status=status,
        at=None if at is None else from_unix(at),
        payouts=_payouts(native),
    )


def _payouts(native: MarketLifecycleV2) -> tuple[tuple[str, Decimal], ...]:
    match native.result:
        case "yes":
            yes = _ONE
        case "no":
            yes = _ZERO
        case "scalar":
            yes = needed(native.settlement_value, "settlement_value")
        case _:
            return ()
    return (("yes", yes), ("no", _ONE - yes))


@mapping
def to_ladder_update(native: MarketLifecycleV2) -> LadderUpdate | None:
    """The valid prices now; ``None`` where they did not change."""
    if native.event_type != "price_level_structure_updated" or not native.price_ranges:
        return None
    bands = [
        (
            needed(band.start, "start"),
            needed(band.end, "end"),
            needed(band.step, "step"),
        )
        for band in native.price_ranges
    ]
    return LadderUpdate(
        market=MarketRef(VENUE, native.market_ticker), ladder=PriceLadder.of(bands)
    )


def at_of(milliseconds: int | None, seconds: int | None = None) -> datetime:
    """Unix milliseconds, or else whole seconds; raises ``ValueError`` beyond the
    calendar, and ``BadResponse`` for neither."""
    if milliseconds is None:
        return from_unix(needed(seconds, "ts"))
    try:
        return _EPOCH + timedelta(milliseconds=milliseconds)
    except OverflowError:
        raise ValueError(f"{milliseconds} is no time in Unix milliseconds") from None
