"""A ``Market`` as every endpoint gives it."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

from predcore import Level, MarketStatus
from predcore.sim import SimMarket
from predcore.sim.exchange import Phase

from .combos import COLLECTION_TICKER
from .ladders import price_ranges, structure
from .rows import TIMER, ListedMarket
from .targets import strike
from .wire import Json, count, dollars, instant

__all__ = ["market_body"]

_STATUSES = {
    Phase.LISTED: "initialized",
    Phase.OPEN: "active",
    Phase.PAUSED: "inactive",
    Phase.CLOSED: "closed",
    Phase.DETERMINED: "determined",
    Phase.DISPUTED: "disputed",
    Phase.AMENDED: "amended",
    Phase.FINALIZED: "finalized",
}
_NONE, _ONE = Decimal(0), Decimal(1)
_DAY = timedelta(days=1)


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
        "status": _STATUSES[row.phase],
        "created_time": instant(row.created_at),
        "updated_time": instant(row.updated_at),
        "open_time": instant(market.opens_at),
        "close_time": instant(market.closes_at),
        "expected_expiration_time": instant(market.settles_at),
        "expiration_time": expires,
        "latest_expiration_time": expires,
        "settlement_timer_seconds": int(TIMER.total_seconds()),
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
        **_result(row),
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


def _result(row: ListedMarket) -> Json:
    market = row.market
    if market.payout is None:
        return {"result": "", "expiration_value": ""}
    results = {_ONE: "yes", _NONE: "no"}
    body: Json = {
        "result": results.get(market.payout, "scalar"),
        "expiration_value": str(market.payout),
        "settlement_value_dollars": dollars(market.payout),
    }
    if row.settled_at is not None:
        body["settlement_ts"] = instant(row.settled_at)
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
