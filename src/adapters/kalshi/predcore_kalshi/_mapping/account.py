"""Money, positions and what settled markets paid."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from predcore import Balance, Instrument, MarketRef, Position, Settlement
from predcore.kit import mapping

from .values import VENUE, from_unix, instant, needed

if TYPE_CHECKING:
    from ..models import balances, positions, settlements

__all__ = ["to_balance", "to_position", "to_settlement"]

_CENT = Decimal("0.01")


@mapping
def to_balance(native: balances.Balance) -> Balance:
    """Cash and holdings; ``parts`` are shards, by ``exchange_index``.

    Resting orders are said not to reduce the balance, and nothing says what they
    leave to use.
    """
    value = native.portfolio_value
    return Balance(
        currency="USD",
        total=native.balance_dollars,
        positions_value=None if value is None else value * _CENT,
        parts={
            str(part.exchange_index): part.balance for part in native.balance_breakdown
        },
        at=None if native.updated_ts is None else from_unix(native.updated_ts),
        native=native,
    )


@mapping
def to_position(native: positions.MarketPosition) -> Position | None:
    """Contracts of YES, or of NO where the count is negative; ``None`` for none."""
    count = native.position_fp
    if not count:
        return None
    return Position(
        instrument=Instrument(VENUE, native.ticker, "yes" if count > 0 else "no"),
        size=abs(count),
        cost=native.market_exposure_dollars,
        realized=native.realized_pnl_dollars,
        fees=native.fees_paid_dollars,
        updated_at=instant(native.last_updated_ts),
        native=native,
    )


@mapping
def to_settlement(native: settlements.Settlement) -> Settlement:
    """What was paid for what was held at the end, which may be nothing.

    The venue's ``fee_cost`` repeats the fees of the fills, and its counts and costs
    are gross over all of them: none of these belongs to the settlement.
    """
    result = native.market_result
    return Settlement(
        market=MarketRef(VENUE, native.ticker),
        outcome=result if result in {"yes", "no"} else None,
        payout=needed(native.revenue, "revenue") * _CENT,
        at=needed(instant(native.settled_time), "settled_time"),
        native=native,
    )
