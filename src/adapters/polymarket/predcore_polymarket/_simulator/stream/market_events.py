"""What happens in a market, as its channel writes it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from hashlib import sha1

from predcore import Side

from ..ids import transaction_hash
from ..listed import ListedMarket
from ..listing import Listing
from ..notation import Row, encode, text
from ..prices import orderbook
from ..trading.tap import LevelChange, TickChanged
from ..trading.trades import Trade

__all__ = [
    "Top",
    "best_bid_ask",
    "book",
    "last_trade_price",
    "market_resolved",
    "new_market",
    "price_change",
    "tick_size_change",
]

_ZERO, _ONE = Decimal(0), Decimal(1)

Top = tuple[Decimal, Decimal]
"""Best bid and ask of a token; 0 and 1 where there is none."""


def book(market: ListedMarket, outcome: int, stamp: int) -> Row:
    """A token's whole book, with the hash that REST would give it."""
    row = {**orderbook(market, outcome), "timestamp": str(stamp), "hash": ""}
    row["hash"] = _sha1(encode(row))
    return {**row, "event_type": "book"}


def price_change(
    market: ListedMarket,
    changes: Sequence[LevelChange],
    tops: tuple[Top, Top],
    stamp: int,
) -> Row:
    """Levels of both tokens as they are after one call."""
    return {
        "market": market.condition,
        "price_changes": [
            _change(market, outcome, change, tops[outcome], stamp)
            for change in changes
            for outcome in (0, 1)
        ],
        "timestamp": str(stamp),
        "event_type": "price_change",
    }


def _change(
    market: ListedMarket, outcome: int, change: LevelChange, top: Top, stamp: int
) -> Row:
    buys = (change.side is Side.BUY) is (outcome == 0)
    price = text(change.price if outcome == 0 else _ONE - change.price)
    token, size = market.tokens[outcome], text(change.size)
    return {
        "asset_id": token,
        "price": price,
        "size": size,
        "side": "BUY" if buys else "SELL",
        "hash": _sha1(f"{token}:{price}:{size}:{stamp}"),
        "best_bid": text(top[0]),
        "best_ask": text(top[1]),
    }


def best_bid_ask(market: ListedMarket, outcome: int, top: Top, stamp: int) -> Row:
    """The top of a token's book."""
    return {
        "market": market.condition,
        "asset_id": market.tokens[outcome],
        "best_bid": text(top[0]),
        "best_ask": text(top[1]),
        "spread": text(top[1] - top[0]),
        "timestamp": str(stamp),
        "event_type": "best_bid_ask",
    }


def last_trade_price(trade: Trade, stamp: int) -> Row:
    """A print, in the terms of the taker's token."""
    taker = trade.taker
    return {
        "market": trade.market.condition,
        "asset_id": trade.market.tokens[taker.outcome],
        "price": text(taker.price),
        "size": text(taker.size),
        "fee_rate_bps": "0",
        "side": taker.side.value.upper(),
        "timestamp": str(stamp),
        "event_type": "last_trade_price",
        "transaction_hash": transaction_hash(trade.id),
    }


def tick_size_change(happening: TickChanged, outcome: int, stamp: int) -> Row:
    """A token has other valid prices."""
    return {
        "market": happening.market.condition,
        "asset_id": happening.market.tokens[outcome],
        "old_tick_size": text(happening.old),
        "new_tick_size": text(happening.new),
        "timestamp": str(stamp),
        "event_type": "tick_size_change",
    }


def new_market(listing: Listing, market: ListedMarket, stamp: int) -> Row:
    """A market has begun; lists are lists here."""
    sim = market.sim
    return {
        "id": market.id,
        "question": sim.question,
        "market": market.condition,
        "condition_id": market.condition,
        "slug": market.slug,
        "description": sim.rules,
        "assets_ids": list(market.tokens),
        "clob_token_ids": list(market.tokens),
        "outcomes": list(sim.labels),
        "event_message": _event(listing, market),
        "tags": [tag.slug for tag in listing.event_of(market).tags],
        "active": True,
        "sports_market_type": "moneyline" if market.starts_at else "",
        "line": "",
        "game_start_time": market.starts_at.isoformat() if market.starts_at else "",
        "order_price_min_tick_size": text(market.tick),
        "group_item_title": sim.subtitle,
        "taker_base_fee": "0",
        "fees_enabled": market.fees is not None,
        "timestamp": str(stamp),
        "event_type": "new_market",
    }


def market_resolved(
    listing: Listing, market: ListedMarket, payout: Decimal, stamp: int
) -> Row:
    """A market was decided; without a winner where both sides get a half."""
    winner = {_ONE: 0, _ZERO: 1}.get(payout)
    return {
        "id": market.id,
        "market": market.condition,
        "assets_ids": list(market.tokens),
        "winning_asset_id": "" if winner is None else market.tokens[winner],
        "winning_outcome": "" if winner is None else market.sim.labels[winner],
        "event_message": _event(listing, market),
        "tags": [tag.slug for tag in listing.event_of(market).tags],
        "timestamp": str(stamp),
        "event_type": "market_resolved",
    }


def _event(listing: Listing, market: ListedMarket) -> Row:
    event = listing.event_of(market)
    return {
        "id": event.id,
        "ticker": event.slug,
        "slug": event.slug,
        "title": event.sim.title,
        "description": "",
    }


def _sha1(words: str) -> str:
    return sha1(words.encode(), usedforsecurity=False).hexdigest()
