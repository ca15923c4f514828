"""Prices of tokens, one number at a time."""

from __future__ import annotations

from predcore.kit import Items, Loose, wire

from ..names import SNAKE

__all__ = [
    "BatchHistory",
    "FeeRate",
    "History",
    "LastTradePrice",
    "Midpoint",
    "NegRisk",
    "Price",
    "PricePoint",
    "Spread",
    "TickSize",
    "TokenLastTradePrice",
    "Version",
]


@wire
class Price:
    """``/price``."""

    __dialect__ = SNAKE

    price: Loose = None


@wire
class Midpoint:
    """``/midpoint``; one page of the venue's documentation says ``mid_price``."""

    __dialect__ = SNAKE

    mid: Loose = None
    mid_price: Loose = None


@wire
class Spread:
    """``/spread``."""

    __dialect__ = SNAKE

    spread: Loose = None


@wire
class LastTradePrice:
    """``/last-trade-price``; an empty side means it has never traded."""

    __dialect__ = SNAKE

    price: Loose = None
    side: str | None = None


@wire
class TokenLastTradePrice:
    """One row of ``/last-trades-prices``."""

    __dialect__ = SNAKE

    token_id: str
    price: Loose = None
    side: str | None = None


@wire
class TickSize:
    """``/tick-size``."""

    __dialect__ = SNAKE

    minimum_tick_size: Loose = None


@wire
class NegRisk:
    """``/neg-risk``."""

    __dialect__ = SNAKE

    neg_risk: bool


@wire
class FeeRate:
    """``/fee-rate``, in basis points: legacy, and not what anyone pays."""

    __dialect__ = SNAKE

    base_fee: int | None = None


@wire
class Version:
    """``/version`` of the order struct."""

    __dialect__ = SNAKE

    version: int


@wire
class PricePoint:
    """A sampled price ``p`` (0 to 1) at ``t``, seconds since 1970."""

    __dialect__ = SNAKE

    t: int
    p: Loose = None


@wire
class History:
    """``/prices-history``, oldest first."""

    __dialect__ = SNAKE

    history: Items[PricePoint] = ()


@wire
class BatchHistory:
    """``/batch-prices-history``: points by token id."""

    __dialect__ = SNAKE

    history: dict[str, Items[PricePoint]]
