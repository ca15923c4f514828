"""Prices of tokens, one number at a time."""

from __future__ import annotations

from typing import Any, ClassVar

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

    __pydantic_config__: ClassVar[dict[str, Any]] = SNAKE

    price: Loose = None


@wire
class Midpoint:
    """``/midpoint``; one page of the venue's documentation says ``mid_price``."""

    __pydantic_config__: ClassVar[dict[str, Any]] = SNAKE

    mid: Loose = None
    mid_price: Loose = None


@wire
class Spread:
    """``/spread``."""

    __pydantic_config__: ClassVar[dict[str, Any]] = SNAKE

    spread: Loose = None


@wire
class LastTradePrice:
    """``/last-trade-price``; an empty side means it has never traded."""

    __pydantic_config__: ClassVar[dict[str, Any]] = SNAKE

    price: Loose = None
    side: str | None = None


@wire
class TokenLastTradePrice:
    """One row of ``/last-trades-prices``."""

    __pydantic_config__: ClassVar[dict[str, Any]] = SNAKE

    token_id: str
    price: Loose = None
    side: str | None = None


@wire
class TickSize:
    """``/tick-size``."""

    __pydantic_config__: ClassVar[dict[str, Any]] = SNAKE

    minimum_tick_size: Loose = None


@wire
class NegRisk:
    """``/neg-risk``."""

    __pydantic_config__: ClassVar[dict[str, Any]] = SNAKE

    neg_risk: bool


@wire
class FeeRate:
    """``/fee-rate``, in basis points: legacy, and not what anyone pays."""

    __pydantic_config__: ClassVar[dict[str, Any]] = SNAKE

    base_fee: int | None = None


@wire
class Version:
    """``/version`` of the order struct."""

    __pydantic_config__: ClassVar[dict[str, Any]] = SNAKE

    version: int


@wire
class PricePoint:
    """A sampled price ``p`` (0 to 1) at ``t``, seconds since 1970."""

    __pydantic_config__: ClassVar[dict[str, Any]] = SNAKE

    t: int
    p: Loose = None


@wire
class History:
    """``/prices-history``, oldest first."""

    __pydantic_config__: ClassVar[dict[str, Any]] = SNAKE

    history: Items[PricePoint] = ()


@wire
class BatchHistory:
    """``/batch-prices-history``: points by token id."""

    __pydantic_config__: ClassVar[dict[str, Any]] = SNAKE

    history: dict[str, Items[PricePoint]]
