"""Markets: one question each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from predcore.kit import Amount, Exact, Items, Known, Loose, Time, wire

__all__ = [
    "Market",
    "MarketEnvelope",
    "MarketPage",
    "MarketStatus",
    "MveSelectedLeg",
    "OutcomeSide",
    "PriceRange",
]

MarketStatus = Annotated[
    str,
    Known(
        "initialized",
        "inactive",
        "active",
        "closed",
        "determined",
        "disputed",
        "amended",
        "finalized",
    ),
]
"""Filters say it in other words: ``open`` is ``active``, ``settled`` is
``finalized``."""

OutcomeSide = Annotated[str, Known("yes", "no")]


@wire
class PriceRange:
    """A band of valid order prices, in dollars; both ends are on the grid."""

    end: Exact
    start: Exact
    step: Exact


@wire
class MveSelectedLeg:
    """One leg of a combo."""

    event_ticker: str | None = None
    market_ticker: str | None = None
    side: OutcomeSide | None = None
    yes_settlement_value_dollars: Exact | None = None
    """What a YES contract of the leg paid; only after determination."""


@wire
class Market:
    """One yes/no (or scalar) question.

    Prices are dollars a contract and sizes contracts. Where nobody quotes, the
    venue fills in 0.0000 or 1.0000: neither is ever a price.
    """

    can_close_early: bool | None = None
    cap_strike: Loose = None
    close_time: Time | None = None
    created_time: Time | None = None
    custom_strike: Mapping[str, Any] | None = None
    early_close_condition: str | None = None
    event_ticker: str | None = None
    exchange_index: int | None = None
    """The shard it trades on."""
    expected_expiration_time: Time | None = None
    """May be before ``close_time``."""
    expiration_time: Time | None = None
    """Deprecated by the venue."""
    expiration_value: str | None = None
    """What the outcome was decided by; empty until known."""
    fee_waiver_expiration_time: Time | None = None
    floor_strike: Loose = None
    functional_strike: str | None = None
    is_provisional: bool | None = None
    """It may be removed after determination if nobody traded it."""
    last_price_dollars: Exact | None = None
    """Of YES; 0.0000 before the first trade."""
    latest_expiration_time: Time | None = None
    market_type: Annotated[str, Known("binary", "scalar")] | None = None
    mve_collection_ticker: str | None = None
    mve_selected_legs: Items[MveSelectedLeg] = ()
    no_ask_dollars: Exact | None = None
    no_bid_dollars: Exact | None = None
    no_sub_title: str | None = None
    notional_value_dollars: Exact | None = None
    """What a winning contract pays."""
    occurrence_datetime: Time | None = None
    open_interest_fp: Amount | None = None
    """Contracts bought, before netting."""
    open_time: Time | None = None
    previous_price_dollars: Exact | None = None
    previous_yes_ask_dollars: Exact | None = None
    previous_yes_bid_dollars: Exact | None = None
    """A day ago, as the other ``previous_*``."""
    price_level_structure: str | None = None
    """A name for ``price_ranges``; only the ranges say what is valid."""
    price_ranges: Items[PriceRange] = ()
    primary_participant_key: str | None = None
    result: Annotated[str, Known("yes", "no", "scalar", "")] | None = None
    rules_primary: str | None = None
    rules_secondary: str | None = None
    settlement_bounds_type: Annotated[str, Known("default", "floor")] | None = None
    settlement_floor_dollars: Exact | None = None
    settlement_timer_seconds: int | None = None
    """Seconds from determination to pay-out."""
    settlement_ts: Time | None = None
    settlement_value_dollars: Exact | None = None
    """What YES pays; only after determination."""
    status: MarketStatus | None = None
    strike_type: (
        Annotated[
            str,
            Known(
                "greater",
                "greater_or_equal",
                "less",
                "less_or_equal",
                "between",
                "functional",
                "custom",
                "structured",
            ),
        ]
        | None
    ) = None
    subtitle: str | None = None
    """Deprecated by the venue."""
    ticker: str
    title: str | None = None
    """Deprecated by the venue."""
    updated_time: Time | None = None
    """The last change that was not trading."""
    volume_24h_fp: Amount | None = None
    volume_fp: Amount | None = None
    yes_ask_dollars: Exact | None = None
    yes_ask_size_fp: Amount | None = None
    yes_bid_dollars: Exact | None = None
    yes_bid_size_fp: Amount | None = None
    yes_sub_title: str | None = None


@wire
class MarketEnvelope:
    """``GET /markets/{ticker}``."""

    market: Market


@wire
class MarketPage:
    """``GET /markets`` and ``GET /historical/markets``."""

    markets: Items[Market]
    cursor: str | None = None
