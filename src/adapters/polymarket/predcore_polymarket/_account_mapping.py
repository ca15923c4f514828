"""Money, holdings and pay-outs to predcore's. Pure functions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from predcore import (
    BadResponse,
    Balance,
    Instrument,
    Market,
    MarketRef,
    Order,
    Position,
    Settlement,
    Side,
)
from predcore.kit import mapping

from ._identity import canonical
from ._instants import from_seconds
from ._mapping import VENUE
from ._outcomes import outcome_keys

if TYPE_CHECKING:
    from .models.clob.account import BalanceAllowance
    from .models.data.v2_wallet import Activity
    from .models.data.v2_wallet import Position as WirePosition

__all__ = ["is_worthless", "shares", "to_balance", "to_position", "to_settlements"]

_MILLION = Decimal(1_000_000)
_ZERO = Decimal(0)
_ONE = Decimal(1)


def shares(millionths: Decimal | None) -> Decimal:
    """Whole pUSD or shares; raises ``BadResponse`` for none."""
    if millionths is None:
        raise BadResponse("a balance without its amount", path="balance")
    return millionths / _MILLION


@mapping
def to_balance(native: BalanceAllowance, open_orders: Iterable[Order]) -> Balance:
    """pUSD. The venue does not subtract what open purchases have a claim on; fees,
    which takers pay on top, are not in that claim."""
    total = shares(native.balance)
    claimed = sum(
        (one.price * one.remaining for one in open_orders if one.side is Side.BUY),
        _ZERO,
    )
    return Balance(
        currency="pUSD",
        total=total,
        available=max(total - claimed, _ZERO),
        native=native,
    )


def is_worthless(native: WirePosition) -> bool:
    """Whether nothing is held, or what lost: that stays in the wallet for good."""
    lost = native.status == "REDEEMABLE" and native.current_price == 0
    return not native.current_size or lost


@mapping
def to_position(native: WirePosition) -> Position:
    """Contracts of one outcome; a wallet may hold both."""
    if native.current_size is None:
        raise BadResponse("a position without its size", path="current_size")
    return Position(
        instrument=Instrument(VENUE, canonical(native.condition_id), _key(native)),
        size=native.current_size,
        average_price=native.avg_price,
        cost=native.entry_cost_usdc,
        realized=native.realized_pnl,
        fees=native.entry_fees_usdc,
        updated_at=None
        if native.last_event_at is None
        else from_seconds(native.last_event_at),
        native=native,
    )


def _key(native: WirePosition) -> str:
    """Of two labels the key depends on the order, which the index tells."""
    label, other, index = (
        native.outcome,
        native.opposite_outcome,
        native.outcome_index,
    )
    if not label:
        raise BadResponse("a position without its outcome", path="outcome")
    if not other or index not in {0, 1}:
        return outcome_keys((label,))[0]
    labels = (label, other) if index == 0 else (other, label)
    return outcome_keys(labels)[index]


def to_settlements(
    redeemed: Sequence[Activity],
    lost: Sequence[WirePosition],
    markets: Mapping[str, Market],
) -> list[Settlement]:
    """One a market, newest first.

    Args:
        redeemed: every pay-out.
        lost: what was held to the end and is worth nothing.
        markets: by condition id, as far as they are known.
    """
    paid: dict[str, list[Activity]] = defaultdict(list)
    for row in redeemed:
        if row.condition_id:
            paid[canonical(row.condition_id)].append(row)
    held: dict[str, WirePosition] = {}
    for position in lost:
        held.setdefault(canonical(position.condition_id), position)
    found = [_paid(key, rows, markets.get(key)) for key, rows in paid.items()]
    found += [
        _lost(key, position, markets.get(key))
        for key, position in held.items()
        if key not in paid
    ]
    return sorted(found, key=lambda one: one.at, reverse=True)


def _paid(key: str, rows: Sequence[Activity], market: Market | None) -> Settlement:
    return Settlement(
        market=MarketRef(VENUE, key),
        outcome=_winner(market),
        payout=sum((row.usdc_size or _ZERO for row in rows), _ZERO),
        at=from_seconds(max(row.timestamp for row in rows)),
        native=tuple(rows),
    )


def _lost(key: str, native: WirePosition, market: Market | None) -> Settlement:
    """Nobody redeems nothing: it counts as settled when its market was."""
    at = None if market is None else market.settles_at
    return Settlement(
        market=MarketRef(VENUE, key),
        outcome=_winner(market),
        payout=_ZERO,
        at=_last_event(native) if at is None else at,
        native=native,
    )


def _last_event(native: WirePosition) -> datetime:
    if native.last_event_at is None:
        raise BadResponse("a position without a time", path="last_event_at")
    return from_seconds(native.last_event_at)


def _winner(market: Market | None) -> str | None:
    if market is None:
        return None
    won = [one.key for one in market.outcomes if one.payout == _ONE]
    return won[0] if won else None
