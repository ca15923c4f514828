"""Books and prices of outcome tokens.

There is one book a market, of its first outcome. The second token shows the same
orders mirrored: a bid for one outcome at 0.40 is an offer of the other at 0.60.
"""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from hashlib import sha1

from predcore import Level, Side

from .listed import ListedMarket
from .notation import Row, encode, millis, text

__all__ = [
    "best_ask",
    "best_bid",
    "last_trade",
    "liquidity",
    "midpoint",
    "orderbook",
    "outcome_price",
    "price_at",
    "sides",
    "spread",
]

_ZERO, _ONE, _HALF = Decimal(0), Decimal(1), Decimal("0.5")
_ALMOST = Decimal("0.0005")
_MILLIONTH = Decimal("0.000001")


def sides(
    market: ListedMarket, outcome: int
) -> tuple[tuple[Level, ...], tuple[Level, ...]]:
    """Bids and asks of a token, best first."""
    bids, asks = market.sim.bids, market.sim.asks
    return (bids, asks) if outcome == 0 else (_mirror(asks), _mirror(bids))


def best_bid(market: ListedMarket, outcome: int) -> Decimal | None:
    """The highest bid for a token."""
    bids, _ = sides(market, outcome)
    return bids[0].price if bids else None


def best_ask(market: ListedMarket, outcome: int) -> Decimal | None:
    """The lowest offer of a token."""
    _, asks = sides(market, outcome)
    return asks[0].price if asks else None


def midpoint(market: ListedMarket, outcome: int) -> Decimal:
    """Halfway between the best prices; a missing bid counts as 0, an ask as 1."""
    return sum(_touch(market, outcome), _ZERO) / 2


def spread(market: ListedMarket, outcome: int) -> Decimal:
    """Best ask minus best bid; a missing bid counts as 0, an ask as 1."""
    bid, ask = _touch(market, outcome)
    return ask - bid


def last_trade(market: ListedMarket, outcome: int) -> tuple[Decimal, Side] | None:
    """Price and taker's side of the newest trade, as seen from a token."""
    if not market.sim.trades:
        return None
    trade = market.sim.trades[-1]
    if outcome == 0:
        return trade.price, trade.taker
    return _ONE - trade.price, Side.SELL if trade.taker is Side.BUY else Side.BUY


def price_at(market: ListedMarket, outcome: int, at: datetime) -> Decimal | None:
    """The price of the newest trade at or before ``at``, seen from a token."""
    newest_first = reversed(market.sim.trades)
    trade = next((trade for trade in newest_first if trade.at <= at), None)
    if trade is None:
        return None
    return trade.price if outcome == 0 else _ONE - trade.price


def outcome_price(market: ListedMarket, outcome: int) -> Decimal:
    """What the venue shows as a token's price.

    The midpoint while there is a book, the pay-out once it is final. While a result
    is only proposed the price stops just short of it.
    """
    payout = market.sim.payout
    if payout is not None:
        payout = payout if outcome == 0 else _ONE - payout
        return payout if market.settled else min(max(payout, _ALMOST), _ONE - _ALMOST)
    if market.booked:
        return midpoint(market, outcome)
    last = last_trade(market, outcome)
    return last[0] if last else _HALF


def liquidity(market: ListedMarket) -> Decimal:
    """What the resting orders are worth, in pUSD."""
    if not market.booked:
        return _ZERO
    both = (*market.sim.bids, *_mirror(market.sim.asks))
    worth = sum((level.price * level.size for level in both), _ZERO)
    return worth.quantize(_MILLIONTH)


def orderbook(market: ListedMarket, outcome: int) -> Row:
    """A token's book as the CLOB serves it: the best price is the last on each side."""
    bids, asks = sides(market, outcome)
    last = last_trade(market, outcome)
    book: Row = {
        "market": market.condition,
        "asset_id": market.tokens[outcome],
        "timestamp": millis(market.sim.book_at),
        "hash": "",
        "bids": [_level(level) for level in reversed(bids)],
        "asks": [_level(level) for level in reversed(asks)],
        "min_order_size": text(market.sim.min_size),
        "tick_size": text(market.tick),
        "neg_risk": market.neg_risk,
        "last_trade_price": text(last[0]) if last else "",
    }
    book["hash"] = sha1(encode(book).encode(), usedforsecurity=False).hexdigest()
    return book


def _touch(market: ListedMarket, outcome: int) -> tuple[Decimal, Decimal]:
    bid, ask = best_bid(market, outcome), best_ask(market, outcome)
    return _ZERO if bid is None else bid, _ONE if ask is None else ask


def _mirror(levels: tuple[Level, ...]) -> tuple[Level, ...]:
    return tuple(Level(_ONE - price, size) for price, size in levels)


def _level(level: Level) -> Row:
    return {"price": text(level.price), "size": text(level.size)}
