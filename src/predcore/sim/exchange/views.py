"""Whole units, told in decimals."""

from __future__ import annotations

from ... import FeeSchedule, Level
from .book import Book
from .markets import BookView, MarketView
from .orders import OrderView, Wallet
from .statements import BalanceView, GroupView, PositionView, TokenView
from .tokens import Leg, Tokens
from .units import ONE, to_money, to_price, to_size
from .working import Group, Holding, Market, Purse, Working

__all__ = [
    "balance_view",
    "book_view",
    "group_view",
    "market_view",
    "order_view",
    "position_view",
    "token_view",
]


# Most numbers of an order are nought for most of its life.
_NO_SIZE, _NO_MONEY = to_size(0), to_money(0)


def order_view(order: Working) -> OrderView:
    """An order as it is."""
    tick = order.tick
    side, tick = order.own(tick) if order.outcome else (order.side, tick)
    return OrderView(
        id=order.id,
        number=order.number,
        client_id=order.client_id,
        wallet=order.wallet,
        market=order.market,
        side=side,
        price=to_price(tick),
        size=to_size(order.size),
        filled=to_size(order.filled) if order.filled else _NO_SIZE,
        remaining=to_size(order.remaining) if order.remaining else _NO_SIZE,
        taker_filled=to_size(order.taker_filled) if order.taker_filled else _NO_SIZE,
        taker_value=to_money(order.taker_value) if order.taker_value else _NO_MONEY,
        maker_value=to_money(order.maker_value) if order.maker_value else _NO_MONEY,
        taker_fees=to_money(order.taker_fees) if order.taker_fees else _NO_MONEY,
        maker_fees=to_money(order.maker_fees) if order.maker_fees else _NO_MONEY,
        status=order.status,
        reason=order.reason,
        time_in_force=order.time_in_force,
        expires_at=order.expires_at,
        post_only=order.post_only,
        reduce_only=order.reduce_only,
        cancel_on_pause=order.cancel_on_pause,
        self_trade=order.self_trade,
        group=order.group,
        created_at=order.created_at,
        updated_at=order.updated_at,
        outcome=order.outcome,
        undone=to_size(order.undone) if order.undone else _NO_SIZE,
    )


def position_view(wallet: Wallet, holding: Holding | Tokens) -> PositionView:
    """A position as it is."""
    if isinstance(holding, Tokens):
        return _gross_view(wallet, holding)
    sold_cost = holding.sold * ONE - holding.sold_value
    return PositionView(
        wallet=wallet,
        market=holding.market,
        size=to_size(holding.size),
        exposure=to_money(holding.exposure),
        realized=to_money(holding.realized),
        fees=to_money(holding.fees),
        traded=to_money(holding.bought_value + sold_cost),
        volume=to_size(holding.bought + holding.sold),
        bought=to_size(holding.bought),
        sold=to_size(holding.sold),
        bought_value=to_money(holding.bought_value),
        sold_value=to_money(holding.sold_value),
        resting=holding.resting,
        updated_at=holding.updated_at,
    )


def _gross_view(wallet: Wallet, tokens: Tokens) -> PositionView:
    first, second = tokens.legs
    bought, sold = first.bought + second.sold, first.sold + second.bought
    bought_value = first.bought_value + second.sold * ONE - second.sold_value
    sold_value = first.sold_value + second.bought * ONE - second.bought_value
    return PositionView(
        wallet=wallet,
        market=tokens.market,
        size=to_size(first.held - second.held),
        exposure=to_money(first.cost + second.cost),
        realized=to_money(first.realized + second.realized),
        fees=to_money(tokens.fees),
        traded=to_money(bought_value + sold * ONE - sold_value),
        volume=to_size(bought + sold),
        bought=to_size(bought),
        sold=to_size(sold),
        bought_value=to_money(bought_value),
        sold_value=to_money(sold_value),
        resting=tokens.resting,
        updated_at=tokens.updated_at,
        outcomes=(token_view(first), token_view(second)),
    )


def token_view(leg: Leg) -> TokenView:
    """Tokens as they are."""
    return TokenView(
        held=to_size(leg.held),
        reserved=to_size(leg.committed),
        cost=to_money(leg.cost),
        realized=to_money(leg.realized),
        bought=to_size(leg.bought),
        sold=to_size(leg.sold),
        bought_value=to_money(leg.bought_value),
        sold_value=to_money(leg.sold_value),
    )


def balance_view(purse: Purse) -> BalanceView:
    """A wallet's money as it is."""
    return BalanceView(
        wallet=purse.wallet,
        cash=to_money(purse.cash),
        reserved=to_money(purse.reserved),
    )


def group_view(group: Group, orders: tuple[str, ...]) -> GroupView:
    """A group and its resting orders as they are."""
    return GroupView(
        id=group.id,
        wallet=group.wallet,
        limit=to_size(group.limit),
        matched=to_size(group.matched),
        triggered=group.triggered,
        orders=orders,
        created_at=group.created_at,
    )


def market_view(market: Market, fees: FeeSchedule) -> MarketView:
    """A market as it is."""
    return MarketView(
        key=market.key,
        phase=market.phase,
        ladder=market.ladder,
        size_step=to_size(market.size_step),
        min_size=to_size(market.min_size),
        shard=market.shard,
        open_at=market.open_at,
        close_at=market.close_at,
        settlement_timer=market.settlement_timer,
        fees=fees,
        payout=None if market.payout is None else to_price(market.payout),
        determined_at=market.determined_at,
        settles_at=market.settles_at,
        settled_at=market.settled_at,
        volume=market.base_volume + to_size(market.volume),
        open_interest=market.base_interest + to_size(market.pairs),
        last_price=None if market.last_tick is None else to_price(market.last_tick),
        updated_at=market.updated_at,
    )


def book_view(market: str, book: Book, sequence: int, outcome: int) -> BookView:
    """A book as it is, in prices of an outcome."""
    halves = (book.asks, book.bids) if outcome else (book.bids, book.asks)
    bids, asks = (
        tuple(
            Level(to_price(ONE - at.tick if outcome else at.tick), to_size(at.total))
            for at in half.ranked()
        )
        for half in halves
    )
    return BookView(
        market=market, sequence=sequence, bids=bids, asks=asks, outcome=outcome
    )
