"""Markets as the CLOB lists them."""

from __future__ import annotations

from ..listed import ListedMarket
from ..listing import Listing
from ..notation import Row, iso
from ..prices import outcome_price
from ..rewards import DAILY_RATE, MAX_SPREAD, MIN_SIZE, REWARD_ASSET

__all__ = ["market_row", "slim_row"]


def market_row(listing: Listing, market: ListedMarket) -> Row:
    """Everything the CLOB says of a market."""
    sim, event = market.sim, listing.event_of(market)
    starts = iso(market.starts_at) if market.starts_at else None
    return {
        **slim_row(market),
        "question_id": market.question_id,
        "question": sim.question,
        "description": sim.rules,
        "market_slug": market.slug,
        "tags": [tag.label for tag in event.tags] + ["All"],
        "icon": "",
        "image": "",
        "enable_order_book": market.booked,
        "accepting_order_timestamp": iso(sim.opens_at),
        "end_date_iso": iso(sim.closes_at),
        "game_start_time": starts,
        "seconds_delay": market.seconds_delay,
        "minimum_order_size": sim.min_size,
        "minimum_tick_size": market.tick,
        "maker_base_fee": 0,
        "taker_base_fee": 0,
        "neg_risk": market.neg_risk,
        "neg_risk_market_id": event.neg_risk_market_id,
        "neg_risk_request_id": market.question_id if market.neg_risk else "",
        "is_50_50_outcome": False,
        "notifications_enabled": True,
        "fpmm": "",
    }


def slim_row(market: ListedMarket) -> Row:
    """What the simplified listings say of it."""
    rates: Row = {"asset_address": REWARD_ASSET, "rewards_daily_rate": DAILY_RATE}
    return {
        "condition_id": market.condition,
        "rewards": {
            "rates": [rates] if market.rewarded else None,
            "min_size": MIN_SIZE if market.rewarded else 0,
            "max_spread": MAX_SPREAD if market.rewarded else 0,
        },
        "tokens": [
            {
                "token_id": token,
                "outcome": market.sim.labels[outcome],
                "price": (price := outcome_price(market, outcome)),
                "winner": market.settled and price == 1,
            }
            for outcome, token in enumerate(market.tokens)
        ],
        "active": market.active,
        "closed": market.closed,
        "archived": False,
        "accepting_orders": market.accepting,
    }
