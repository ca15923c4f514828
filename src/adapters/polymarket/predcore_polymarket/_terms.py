"""What a market trades by, as far as an order has to keep to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from predcore import BadResponse, FeeSchedule, PriceLadder

from ._fees import fee_schedule
from ._identity import canonical
from ._outcomes import outcome_keys
from ._tokens import Listing
from .models.clob.market_info import MarketInfo

__all__ = ["Terms", "to_terms"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """Of one market; the tick changes while it trades, the rest hardly does.

    Attributes:
        listing: its tokens by outcome.
        ladder: from one tick to one minus a tick.
        min_size: shares, of an order that rests; ``None`` where none is told.
        neg_risk: for which exchange orders are signed.
        open: whether it takes orders; ``None`` where that is not told.
        delay: seconds for which orders that would trade are held back.
    """

    listing: Listing
    tick: Decimal
    ladder: PriceLadder
    min_size: Decimal | None
    neg_risk: bool
    fees: FeeSchedule
    open: bool | None
    delay: int
    native: MarketInfo

    @property
    def condition_id(self) -> str:
        """The market's id."""
        return self.listing.condition_id

    def with_tick(self, tick: Decimal) -> Terms:
        """The same market with another tick."""
        return replace(self, tick=tick, ladder=PriceLadder.uniform(tick))


def to_terms(condition_id: str, native: MarketInfo) -> Terms:
    """Read the venue's trading parameters.

    Raises ``BadResponse`` for a market without a tick or without named tokens: an
    order for it could not be signed.
    """
    tick = native.mts
    if tick is None or not 0 < tick < 1:
        raise BadResponse(f"a market with the tick {tick}", path="mts")
    return Terms(
        listing=Listing(
            canonical(condition_id),
            outcome_keys(_labels(native)),
            tuple(token.t for token in native.t),
        ),
        tick=tick,
        ladder=PriceLadder.uniform(tick),
        min_size=native.mos,
        neg_risk=native.nr is True,
        fees=fee_schedule(native.fd),
        open=native.ao,
        delay=native.sd or 0,
        native=native,
    )


def _labels(native: MarketInfo) -> tuple[str, ...]:
    labels: Sequence[str | None] = [token.o for token in native.t]
    named = tuple(label for label in labels if label)
    if not named or len(named) != len(labels):
        raise BadResponse("a market whose tokens have no outcomes", path="t")
    return named
