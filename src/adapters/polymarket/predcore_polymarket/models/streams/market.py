"""Events of the market channel. Times are Unix milliseconds."""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct

from .envelope import Event, Part

__all__ = [
    "BestBidAsk",
    "Book",
    "EventMessage",
    "FeeSchedule",
    "LastTradePrice",
    "Level",
    "MarketEvent",
    "MarketResolved",
    "NewMarket",
    "PriceChange",
    "PriceChanges",
    "TickSizeChange",
]


class Level(Struct, frozen=True, gc=False):
    """Shares resting at a price; sizes have up to six decimals."""

    price: Decimal
    size: Decimal


class Book(Event, tag="book", frozen=True):
    """A whole book, which replaces what was known; levels in any order."""

    asset_id: str
    market: str | None = None
    bids: tuple[Level, ...] = ()
    asks: tuple[Level, ...] = ()
    timestamp: int | None = None
    hash: str | None = None
    tick_size: Decimal | None = None
    min_order_size: Decimal | None = None
    neg_risk: bool | None = None
    last_trade_price: Decimal | None = None


class PriceChange(Part, frozen=True):
    """A level as it is now: ``size`` is all that rests there, 0 that it is gone.

    Attributes:
        best_bid, best_ask: once every change of the same instant has been made.
    """

    asset_id: str
    price: Decimal
    size: Decimal
    side: str
    hash: str | None = None
    best_bid: Decimal | None = None
    best_ask: Decimal | None = None


class PriceChanges(Event, tag="price_change", frozen=True):
    """Levels of a market changed, of either token.

    Captures of 2024 tell of one level, in fields of the event itself.
    """

    market: str | None = None
    price_changes: tuple[PriceChange, ...] = ()
    timestamp: int | None = None
    asset_id: str | None = None
    price: Decimal | None = None
    size: Decimal | None = None
    side: str | None = None
    hash: str | None = None


class LastTradePrice(Event, tag="last_trade_price", frozen=True):
    """Somebody traded; ``side`` is the taker's."""

    asset_id: str
    price: Decimal
    market: str | None = None
    size: Decimal | None = None
    side: str | None = None
    fee_rate_bps: Decimal | None = None
    timestamp: int | None = None
    transaction_hash: str | None = None


class TickSizeChange(Event, tag="tick_size_change", frozen=True):
    """The valid prices changed; resting orders keep theirs."""

    asset_id: str
    new_tick_size: Decimal
    market: str | None = None
    old_tick_size: Decimal | None = None
    timestamp: int | None = None


class BestBidAsk(Event, tag="best_bid_ask", frozen=True):
    """The top of a book moved; it may come before the change that moved it."""

    asset_id: str
    market: str | None = None
    best_bid: Decimal | None = None
    best_ask: Decimal | None = None
    spread: Decimal | None = None
    timestamp: int | None = None


class EventMessage(Part, frozen=True):
    """The event that a market belongs to."""

    id: str | None = None
    ticker: str | None = None
    slug: str | None = None
    title: str | None = None
    description: str | None = None


class FeeSchedule(Part, frozen=True, rename="camel"):
    """What takers of a new market will pay."""

    rate: Decimal | None = None
    exponent: Decimal | None = None
    taker_only: bool | None = None
    rebate_rate: Decimal | None = None


class NewMarket(Event, tag="new_market", frozen=True):
    """A market was made. ``id`` is Gamma's."""

    id: str
    market: str | None = None
    condition_id: str | None = None
    question: str | None = None
    slug: str | None = None
    description: str | None = None
    assets_ids: tuple[str, ...] = ()
    clob_token_ids: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    event_message: EventMessage | None = None
    tags: tuple[str, ...] = ()
    active: bool | None = None
    sports_market_type: str | None = None
    line: Decimal | None = None
    game_start_time: str | None = None
    order_price_min_tick_size: Decimal | None = None
    group_item_title: str | None = None
    taker_base_fee: Decimal | None = None
    fees_enabled: bool | None = None
    fee_schedule: FeeSchedule | None = None
    timestamp: int | None = None


class MarketResolved(Event, tag="market_resolved", frozen=True):
    """A market was decided: the winning token pays 1. ``id`` is Gamma's."""

    market: str
    id: str | None = None
    assets_ids: tuple[str, ...] = ()
    winning_asset_id: str | None = None
    winning_outcome: str | None = None
    event_message: EventMessage | None = None
    tags: tuple[str, ...] = ()
    timestamp: int | None = None


MarketEvent = (
    Book
    | PriceChanges
    | LastTradePrice
    | TickSizeChange
    | BestBidAsk
    | NewMarket
    | MarketResolved
)
"""Whatever the market channel says."""
