"""What the exchange keeps, in whole units."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal

from ... import OrderStatus, PriceLadder, Side, TimeInForce
from .markets import Phase
from .orders import Reason, SelfTrade, Wallet, opposite
from .tokens import Tokens
from .units import ONE

__all__ = ["Group", "Holding", "Market", "Part", "Purse", "Trade", "Working"]


@dataclass(slots=True, kw_only=True)
class Working:
    """An order, from its acceptance on.

    Attributes:
        side, tick: in the book, which is of the first outcome.
        outcome: that its owner named; values are in its prices.
        queue: its place in time among all resting orders; 0 while off the book.
        cost: what it may still cost at most, as counted in its holding.
        carry: the fee schedule's rounding so far.
    """

    number: int
    id: str
    client_id: str | None
    wallet: Wallet
    market: str
    side: Side
    tick: int
    size: int
    remaining: int
    time_in_force: TimeInForce
    expires_at: datetime | None
    post_only: bool
    reduce_only: bool
    cancel_on_pause: bool
    self_trade: SelfTrade
    group: str | None
    created_at: datetime
    updated_at: datetime
    status: OrderStatus = OrderStatus.RESTING
    reason: Reason = Reason.PLACED
    queue: int = 0
    cost: int = 0
    carry: Decimal = Decimal(0)
    filled: int = 0
    taker_filled: int = 0
    taker_value: int = 0
    maker_value: int = 0
    taker_fees: int = 0
    maker_fees: int = 0
    outcome: int = 0
    undone: int = 0

    def own(self, tick: int) -> tuple[Side, int]:
        """The side, and the tick for a tick of the book, of the order's outcome."""
        if self.outcome:
            return opposite(self.side), ONE - tick
        return self.side, tick


@dataclass(slots=True, kw_only=True)
class Holding:
    """One wallet in one market: its position and its resting orders."""

    market: str
    updated_at: datetime
    size: int = 0
    exposure: int = 0
    realized: int = 0
    fees: int = 0
    bought: int = 0
    sold: int = 0
    bought_value: int = 0
    sold_value: int = 0
    buying: int = 0
    buying_cost: int = 0
    selling: int = 0
    selling_cost: int = 0
    resting: int = 0
    reserved: int = 0

    def reserve(self, side: Side | None = None, more: int = 0, cost: int = 0) -> int:
        """What the resting orders hold back, with ``more`` contracts on ``side``.

        Contracts that close the position hold back nothing, the others their cost;
        where an order is as good as another, that is its share of the cost of all,
        rounded up. Whatever fills first, a wallet that can carry this stays able to.
        """
        buying, buying_cost = self.buying, self.buying_cost
        selling, selling_cost = self.selling, self.selling_cost
        if side is Side.BUY:
            buying, buying_cost = buying + more, buying_cost + cost
        elif side is Side.SELL:
            selling, selling_cost = selling + more, selling_cost + cost
        size = self.size
        if size < 0 and buying:
            opening = max(buying + size, 0)
            buying_cost = -(-buying_cost * opening // buying)
        elif size > 0 and selling:
            opening = max(selling - size, 0)
            selling_cost = -(-selling_cost * opening // selling)
        return buying_cost + selling_cost

    @property
    def touched(self) -> bool:
        """Whether there ever was anything to pay for."""
        return bool(self.bought or self.sold)

    def settle(self, payout: int) -> int:
        """Give up all contracts for what they pay, the first outcome's ``payout``."""
        whole = self.size * payout if self.size > 0 else -self.size * (ONE - payout)
        self.realized += whole - self.exposure
        self.size = self.exposure = 0
        return whole

    def trade(self, side: Side, tick: int, size: int) -> int:
        """Buy or sell the first outcome; gives the pairs the short side gained.

        What a part of the position has cost is worked out to the unit, downwards.
        """
        short = max(-self.size, 0)
        if side is Side.BUY:
            each, closing = tick, min(size, short)
            self.bought += size
            self.bought_value += tick * size
        else:
            each, closing = ONE - tick, min(size, max(self.size, 0))
            self.sold += size
            self.sold_value += tick * size
        if closing:
            given_up = self.exposure * closing // abs(self.size)
            self.exposure -= given_up
            self.realized += (ONE - each) * closing - given_up
        self.exposure += each * (size - closing)
        self.size += size if side is Side.BUY else -size
        return max(-self.size, 0) - short


@dataclass(slots=True, kw_only=True)
class Purse:
    """The money of one wallet, and its positions or, where they are gross, tokens."""

    wallet: Wallet
    cash: int = 0
    reserved: int = 0
    holdings: dict[str, Holding] = field(default_factory=dict[str, Holding])
    tokens: dict[str, Tokens] = field(default_factory=dict[str, Tokens])

    def holding(self, market: str, now: datetime) -> Holding:
        """The holding of a market, made when first needed."""
        found = self.holdings.get(market)
        if found is None:
            found = self.holdings[market] = Holding(market=market, updated_at=now)
        return found

    def held(self, market: str, now: datetime) -> Tokens:
        """The tokens of a market, none when first asked for."""
        found = self.tokens.get(market)
        if found is None:
            found = self.tokens[market] = Tokens(market=market, updated_at=now)
        return found

    def positions(self) -> list[Holding | Tokens]:
        """Of every market, in the order they came up."""
        return [*self.holdings.values(), *self.tokens.values()]

    def reserve(self, holding: Holding) -> None:
        """Hold back what a holding of this wallet needs now."""
        needed = holding.reserve() if holding.resting else 0
        self.reserved += needed - holding.reserved
        holding.reserved = needed


@dataclass(slots=True, kw_only=True)
class Part:
    """One side of a trade that may be undone.

    Attributes:
        order: its number.
        fill: the place of its record among the account's.
        released: what the tokens that were sold had cost.
    """

    order: int
    fill: int
    fee: int
    released: int


@dataclass(slots=True, kw_only=True)
class Trade:
    """A trade that may be undone; ``parts`` are the taker's and the maker's."""

    id: str
    market: str
    tick: int
    size: int
    parts: list[Part] = field(default_factory=list[Part])
    undone: bool = False


@dataclass(slots=True, kw_only=True)
class Group:
    """An order group; ``trades`` are the instants and sizes in its window."""

    id: str
    wallet: Wallet
    limit: int
    created_at: datetime
    triggered: bool = False
    matched: int = 0
    trades: deque[tuple[datetime, int]] = field(
        default_factory=deque[tuple[datetime, int]]
    )

    def forget(self, before: datetime) -> None:
        """Let what was traded at or before an instant leave the window."""
        while self.trades and self.trades[0][0] <= before:
            self.matched -= self.trades.popleft()[1]


@dataclass(slots=True, kw_only=True)
class Market:
    """A listed market; ``volume`` and ``pairs`` are of this exchange alone."""

    key: str
    ladder: PriceLadder
    size_step: int
    min_size: int
    shard: int
    open_at: datetime
    close_at: datetime
    settlement_timer: timedelta
    base_volume: Decimal
    base_interest: Decimal
    updated_at: datetime
    phase: Phase = Phase.LISTED
    payout: int | None = None
    determined_at: datetime | None = None
    settles_at: datetime | None = None
    settled_at: datetime | None = None
    volume: int = 0
    pairs: int = 0
    last_tick: int | None = None
