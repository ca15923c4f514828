"""A ``Market`` as every endpoint gives it."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

from predcore import Level, MarketStatus
from predcore.sim import SimMarket

from .combos import COLLECTION_TICKER
from .ladders import price_ranges, structure
from .listing import ListedMarket
from .targets import strike
from .wire import Json, count, dollars, instant

__all__ = ["created_at", "market_body", "settled_at", "updated_at"]

_STATUSES = {
    MarketStatus.PENDING: "initialized",
    MarketStatus.OPEN: "active",
    MarketStatus.HALTED: "inactive",
    MarketStatus.CLOSED: "closed",
    MarketStatus.DETERMINED: "determined",
    MarketStatus.SETTLED: "finalized",
}
_NONE, _ONE = Decimal(0), Decimal(1)
_DAY = timedelta(days=1)


def created_at(market: SimMarket, now: datetime) -> datetime:
    """When it was first listed."""
    return min(market.opens_at, now) - timedelta(hours=1)


def settled_at(market: SimMarket) -> datetime | None:
    """When it was paid out."""
    return market.settles_at if market.status is MarketStatus.SETTLED else None


def updated_at(market: SimMarket, now: datetime) -> datetime:
    """When something other than trading last changed it."""
    match market.status:
        case MarketStatus.SETTLED:
            return market.settles_at
        case MarketStatus.CLOSED | MarketStatus.DETERMINED:
            return market.closes_at
        case MarketStatus.HALTED:
            return now - timedelta(minutes=5)
        case _:
            return min(market.opens_at, now)


def market_body(row: ListedMarket, now: datetime) -> Json:
    """A ``Market`` as every endpoint gives it."""
    market = row.market
    expires = instant(market.settles_at + timedelta(days=7))
    return {
        "ticker": row.ticker,
        "event_ticker": row.event_ticker,
        "market_type": "binary",
        "title": market.question,
        "yes_sub_title": market.subtitle,
        "no_sub_title": market.subtitle,
        "status": _STATUSES[market.status],
        "created_time": instant(created_at(market, now)),
        "updated_time": instant(updated_at(market, now)),
        "open_time": instant(market.opens_at),
        "close_time": instant(market.closes_at),
        "expected_expiration_time": instant(market.settles_at),
        "expiration_time": expires,
        "latest_expiration_time": expires,
        "settlement_timer_seconds": 60,
        "settlement_bounds_type": "default",
        "can_close_early": True,
        "notional_value_dollars": "1.0000",
        "rules_primary": f"{market.rules} {market.question}",
        "rules_secondary": "",
        "price_level_structure": structure(market.ladder),
        "price_ranges": price_ranges(market.ladder),
        "exchange_index": row.exchange_index,
        **_quote(market),
        **_traded(market, now),
        **_result(market),
        **strike(row),
        **_legs(row),
    }


def _quote(market: SimMarket) -> Json:
    bid = market.bids[0] if market.bids else Level(_NONE, _NONE)
    ask = market.asks[0] if market.asks else Level(_ONE, _NONE)
    if market.status is MarketStatus.PENDING:
        # A market that was never quoted shows an ask of nothing, not of a dollar.
        ask = Level(_NONE, _NONE)
    return {
        "yes_bid_dollars": dollars(bid.price),
        "yes_bid_size_fp": count(bid.size),
        "yes_ask_dollars": dollars(ask.price),
        "yes_ask_size_fp": count(ask.size),
        "no_bid_dollars": dollars(_ONE - ask.price),
        "no_ask_dollars": dollars(_ONE - bid.price),
    }


def _traded(market: SimMarket, now: datetime) -> Json:
    before = [trade.price for trade in market.trades if trade.at <= now - _DAY]
    previous = before[-1] if before else _NONE
    bid = market.ladder.previous(previous) if before else None
    ask = market.ladder.next(previous) if before else None
    last = market.trades[-1].price if market.trades else _NONE
    return {
        "last_price_dollars": dollars(last),
        "previous_price_dollars": dollars(previous),
        "previous_yes_bid_dollars": dollars(bid or _NONE),
        "previous_yes_ask_dollars": dollars(ask or (_ONE if before else _NONE)),
        "volume_fp": count(market.volume),
        "volume_24h_fp": count(market.volume_24h),
        "open_interest_fp": count(market.open_interest),
    }


def _result(market: SimMarket) -> Json:
    if market.payout is None:
        return {"result": "", "expiration_value": ""}
    results = {_ONE: "yes", _NONE: "no"}
    body: Json = {
        "result": results.get(market.payout, "scalar"),
        "expiration_value": str(market.payout),
        "settlement_value_dollars": dollars(market.payout),
    }
    if (at := settled_at(market)) is not None:
        body["settlement_ts"] = instant(at)
    return body


def _legs(row: ListedMarket) -> Json:
    if not row.legs:
        return {}
    legs = [
        {
            "event_ticker": leg.event_ticker,
            "market_ticker": leg.market_ticker,
            "side": leg.side,
        }
        for leg in row.legs
    ]
    return {"mve_collection_ticker": COLLECTION_TICKER, "mve_selected_legs": legs}
