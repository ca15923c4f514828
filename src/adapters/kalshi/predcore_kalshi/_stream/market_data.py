"""Public books, prices and prints. Times ``ts_ms`` are Unix milliseconds."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from .envelope import Body, Message

__all__ = [
    "OrderbookDelta",
    "OrderbookDeltaMessage",
    "OrderbookSnapshot",
    "OrderbookSnapshotMessage",
    "Ticker",
    "TickerMessage",
    "Trade",
    "TradeMessage",
]


class OrderbookSnapshot(Body, frozen=True):
    """A whole book: bids of each side; an empty side is absent."""

    market_ticker: str
    market_id: str | None = None
    clock: int | None = None
    yes_dollars_fp: tuple[tuple[Decimal, Decimal], ...] | None = None
    no_dollars_fp: tuple[tuple[Decimal, Decimal], ...] | None = None


class OrderbookSnapshotMessage(Message, tag="orderbook_snapshot", frozen=True):
    """Type ``orderbook_snapshot``."""

    msg: OrderbookSnapshot


class OrderbookDelta(Body, frozen=True):
    """A level changed by ``delta_fp`` contracts; order fields only if it was yours."""

    market_ticker: str
    market_id: str | None = None
    clock: int | None = None
    price_dollars: Decimal | None = None
    delta_fp: Decimal | None = None
    side: str | None = None
    client_order_id: str | None = None
    ts: datetime | None = None
    ts_ms: int | None = None
    subaccount: int | None = None


class OrderbookDeltaMessage(Message, tag="orderbook_delta", frozen=True):
    """Type ``orderbook_delta``."""

    msg: OrderbookDelta


class Ticker(Body, frozen=True):
    """Top of book and totals; 0 and 1 stand for no price."""

    market_ticker: str
    market_id: str | None = None
    price_dollars: Decimal | None = None
    yes_bid_dollars: Decimal | None = None
    yes_ask_dollars: Decimal | None = None
    volume_fp: Decimal | None = None
    open_interest_fp: Decimal | None = None
    dollar_volume: int | None = None
    dollar_open_interest: int | None = None
    yes_bid_size_fp: Decimal | None = None
    yes_ask_size_fp: Decimal | None = None
    last_trade_size_fp: Decimal | None = None
    ts: int | None = None
    ts_ms: int | None = None
    time: datetime | None = None


class TickerMessage(Message, tag="ticker", frozen=True):
    """Type ``ticker``."""

    msg: Ticker


class Trade(Body, frozen=True):
    """A print."""

    trade_id: str
    market_ticker: str
    yes_price_dollars: Decimal | None = None
    no_price_dollars: Decimal | None = None
    count_fp: Decimal | None = None
    taker_side: str | None = None
    taker_outcome_side: str | None = None
    taker_book_side: str | None = None
    is_block_trade: bool | None = None
    ts: int | None = None
    ts_ms: int | None = None


class TradeMessage(Message, tag="trade", frozen=True):
    """Type ``trade``."""

    msg: Trade
