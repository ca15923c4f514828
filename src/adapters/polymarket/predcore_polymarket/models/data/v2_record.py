"""Version 2 of the Data API: what a wallet has won, lost and traded.

Sizes are shares, prices 0 to 1, money is pUSD, timestamps are seconds since 1970.
Everything lags the order books by seconds to minutes.
"""

from __future__ import annotations

from predcore.kit import Items, Loose, wire

from ..names import SNAKE

__all__ = ["PnlPoint", "PnlSeries", "UserStats", "UserVolume"]


@wire
class PnlPoint:
    """A wallet's running totals at an instant."""

    __dialect__ = SNAKE

    timestamp: int
    source_block: int | None = None
    trade_count: int | None = None
    realized_market_pnl: Loose = None
    realized_lp_pnl: Loose = None
    realized_combo_pnl: Loose = None
    realized_pnl: Loose = None
    unrealized_pnl: Loose = None
    volume: Loose = None
    """Shares; ``volume_usdc`` is money."""
    volume_usdc: Loose = None
    fees: Loose = None
    fees_paid: Loose = None
    fees_refunded: Loose = None
    maker_rebate: Loose = None
    taker_rebate: Loose = None
    reward_income: Loose = None
    yield_income: Loose = None
    referral_income: Loose = None
    sponsored_income: Loose = None
    deposits: Loose = None
    withdrawals: Loose = None
    cashflow_net: Loose = None
    wallet_income: Loose = None
    position_pnl: Loose = None
    settled_pnl: Loose = None
    economic_pnl: Loose = None
    trade_pnl: Loose = None


@wire
class PnlSeries:
    """A wallet's running totals over time."""

    __dialect__ = SNAKE

    proxy_wallet: str | None = None
    interval: str | None = None
    fidelity: str | None = None
    source_fidelity: str | None = None
    points: Items[PnlPoint] = ()


@wire
class UserStats:
    """A wallet's record; ``trades`` counts markets."""

    __dialect__ = SNAKE

    proxy_wallet: str | None = None
    trades: int | None = None
    biggest_win: Loose = None
    views: int | None = None
    join_date: int | None = None
    all_time_pnl: PnlPoint | None = None


@wire
class UserVolume:
    """What a wallet traded: shares, money, and how often."""

    __dialect__ = SNAKE

    volume: Loose = None
    volume_usdc: Loose = None
    trade_count: int | None = None


@wire
class PnlAnswer:
    """``/v2/user-pnl``."""

    data: PnlSeries | None = None


@wire
class StatsAnswer:
    """``/v2/user-stats``; nothing for a wallet that never traded."""

    data: UserStats | None = None


@wire
class VolumeAnswer:
    """``/v2/user-volume``."""

    data: UserVolume | None = None
