"""What is public of a market: books, tickers and trades."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from functools import cache

from predcore import Level, Side
from predcore.sim.exchange import (
    BookChange,
    BookView,
    MarketView,
    OrderView,
    Phase,
    Print,
)

from ..wire import Json, count, dollars, identifier, instant, unix, unix_ms

__all__ = ["delta", "market_id", "snapshot", "ticker", "to_the_ms", "trade"]

_NONE, _ONE = Decimal(0), Decimal(1)


@cache
def market_id(ticker: str) -> str:
    """The UUID of a market."""
    return identifier("market", ticker)


def to_the_ms(at: datetime) -> str:
    """A time as text, cut to the millisecond."""
    return instant(at.replace(microsecond=at.microsecond // 1000 * 1000))


def snapshot(book: BookView, *, use_yes_price: bool) -> Json:
    """A whole book; a side without levels is left out."""
    told: Json = {
        "market_ticker": book.market,
        "market_id": market_id(book.market),
        "clock": book.sequence,
    }
    asks = (Level(_no_price(p, use_yes_price), size) for p, size in book.asks)
    for side, levels in (("yes", book.bids), ("no", asks)):
        if found := _ascending(levels):
            told[f"{side}_dollars_fp"] = found
    return told


def _no_price(price: Decimal, use_yes_price: bool) -> Decimal:
    return price if use_yes_price else _ONE - price


def _ascending(levels: Iterable[Level]) -> list[list[str]]:
    return [[dollars(price), count(size)] for price, size in sorted(levels)]


def delta(change: BookChange, mine: OrderView | None, *, use_yes_price: bool) -> Json:
    """A level that changed; ``mine`` is the reader's order that did it."""
    yes = change.side is Side.BUY
    price = change.price if yes else _no_price(change.price, use_yes_price)
    told: Json = {
        "market_ticker": change.market,
        "market_id": market_id(change.market),
        "clock": change.sequence,
        "price_dollars": dollars(price),
        "delta_fp": count(change.delta),
        "side": "yes" if yes else "no",
        "ts": to_the_ms(change.at),
        "ts_ms": unix_ms(change.at),
    }
    if mine is not None:
        told["client_order_id"] = mine.client_id or ""
        told["subaccount"] = mine.wallet.subaccount
    return told


def ticker(market: MarketView, book: BookView, last_size: Decimal) -> Json:
    """Top of the book and totals, without the time of the update.

    Notional is told at half a dollar a contract, in whole dollars.
    """
    bid = book.bids[0] if book.bids else Level(_NONE, _NONE)
    # A market that was never quoted shows an ask of nothing, not of a dollar.
    none = _NONE if market.phase is Phase.LISTED else _ONE
    ask = book.asks[0] if book.asks else Level(none, _NONE)
    return {
        "market_id": market_id(market.key),
        "market_ticker": market.key,
        "price_dollars": dollars(market.last_price or _NONE),
        "yes_bid_dollars": dollars(bid.price),
        "yes_ask_dollars": dollars(ask.price),
        "yes_bid_size_fp": count(bid.size),
        "yes_ask_size_fp": count(ask.size),
        "last_trade_size_fp": count(last_size),
        "volume_fp": count(market.volume),
        "open_interest_fp": count(market.open_interest),
        "dollar_volume": int(market.volume / 2),
        "dollar_open_interest": int(market.open_interest / 2),
    }


def trade(printed: Print) -> Json:
    """A public trade."""
    bought = printed.taker is Side.BUY
    outcome = "yes" if bought else "no"
    return {
        "trade_id": printed.id,
        "market_ticker": printed.market,
        "yes_price_dollars": dollars(printed.price),
        "no_price_dollars": dollars(_ONE - printed.price),
        "count_fp": count(printed.size),
        "taker_side": outcome,
        "taker_outcome_side": outcome,
        "taker_book_side": "bid" if bought else "ask",
        "is_block_trade": False,
        "ts": unix(printed.at),
        "ts_ms": unix_ms(printed.at),
    }
