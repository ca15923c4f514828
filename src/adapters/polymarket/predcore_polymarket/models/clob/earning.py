"""What an account earned by quoting."""

from __future__ import annotations

from predcore.kit import Items, Loose, wire

from ..names import SNAKE
from .reward import MarketReward

__all__ = [
    "Earning",
    "EarningPage",
    "EarningPart",
    "MarketEarning",
    "MarketEarningPage",
    "TotalEarning",
]


@wire
class EarningPart:
    """What was earned in one asset."""

    __dialect__ = SNAKE

    asset_address: str | None = None
    earnings: Loose = None
    """Units of the asset."""
    asset_rate: Loose = None
    """Dollars a unit."""


@wire
class TotalEarning(EarningPart):
    """What was earned in one asset on one day, all markets together."""

    date: str | None = None
    maker_address: str | None = None
    native_earnings: Loose = None
    """The venue's part, and that of sponsors."""
    sponsored_earnings: Loose = None


@wire
class Earning(EarningPart):
    """What was earned in one asset on one day in one market."""

    date: str | None = None
    condition_id: str | None = None
    maker_address: str | None = None


@wire
class MarketEarning(MarketReward):
    """A market with rewards, and what was earned of them."""

    maker_address: str | None = None
    earning_percentage: Loose = None
    """Percent of the market's rewards, now."""
    earnings: Items[EarningPart] = ()


@wire
class EarningPage:
    """One page; the cursor ``LTE=``, or none, means it is the last."""

    __dialect__ = SNAKE

    data: Items[Earning] = ()
    next_cursor: str | None = None
    limit: int | None = None
    count: int | None = None


@wire
class MarketEarningPage:
    """One page; the cursor ``LTE=``, or none, means it is the last."""

    __dialect__ = SNAKE

    data: Items[MarketEarning] = ()
    next_cursor: str | None = None
    limit: int | None = None
    count: int | None = None
    total_count: int | None = None
