"""Where a market is in its life, and what it paid. Pure functions."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from predcore import MarketStatus

from .models.gamma.market import Market

__all__ = ["closed_values", "payouts", "status_of"]

_OVER = frozenset({"resolved", "settled"})
_DECISIVE = {"0": Decimal(0), "0.5": Decimal("0.5"), "1": Decimal(1)}
_ENDED = frozenset({MarketStatus.CLOSED, MarketStatus.DETERMINED, MarketStatus.SETTLED})


def status_of(native: Market) -> MarketStatus:
    """The status, from flags that overlap.

    ``closed`` wins: captures of closed markets that still accept orders exist. Closed
    is not resolved; only a resolution makes it settled, because the prices of a
    closed market may be the last ones traded.
    """
    if native.closed is None and native.active is None:
        return MarketStatus.UNKNOWN
    if native.closed:
        return MarketStatus.SETTLED if _resolved(native) else MarketStatus.CLOSED
    if native.archived:
        return MarketStatus.HALTED
    if not native.active or native.enable_order_book is False:
        return MarketStatus.PENDING
    if native.accepting_orders:
        return MarketStatus.OPEN
    started = native.accepting_orders_timestamp is not None
    return MarketStatus.HALTED if started else MarketStatus.PENDING


def payouts(native: Market) -> tuple[Decimal | None, ...]:
    """What each outcome paid; ``None`` while that is not settled.

    The prices of a resolved market are its pay-outs: 1 and 0, or 0.5 each.
    """
    nothing = (None,) * len(native.outcomes)
    if not (native.closed and _resolved(native)):
        return nothing
    found = [_DECISIVE.get(_plain(price)) for price in native.outcome_prices]
    known = [payout for payout in found if payout is not None]
    if len(known) != len(native.outcomes) or sum(known) != 1:
        return nothing
    return tuple(known)


def closed_values(status: MarketStatus | None) -> tuple[bool, ...]:
    """Which values of the catalogue's ``closed`` filter hold markets of a status."""
    if status in _ENDED:
        return (True,)
    if status in {MarketStatus.PENDING, MarketStatus.OPEN, MarketStatus.HALTED}:
        return (False,)
    return (False, True)


def _resolved(native: Market) -> bool:
    return native.uma_resolution_status in _OVER or native.resolution_status in _OVER


def _plain(price: str) -> str:
    """``1.0`` and ``1`` are the same pay-out."""
    try:
        return format(Decimal(price).normalize(), "f")
    except InvalidOperation:
        return price
