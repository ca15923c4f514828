"""Price-time matching the slow way: lists, sorted anew for every order.

And tokens the slow way: what every wallet has, worked out from the trades alone.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal

from predcore import FeeSchedule, Liquidity, Side, TimeInForce
from predcore.sim.exchange import AccountId, OrderView, SelfTrade, Wallet

__all__ = ["Oracle", "Tokens", "Trade"]

_WINDOW = timedelta(seconds=15)
_NOTHING = Decimal(0)
_TAKER = SelfTrade.TAKER_AT_CROSS
_RESTS = frozenset({TimeInForce.GTC, TimeInForce.GTD})


@dataclass(frozen=True)
class Trade:
    """``taker`` traded with ``maker``, at a price of the first outcome."""

    taker: str
    maker: str
    price: Decimal
    size: Decimal


@dataclass
class Resting:
    """An order on some book."""

    id: str
    account: AccountId
    market: str
    side: Side
    price: Decimal
    remaining: Decimal
    self_trade: SelfTrade
    group: str | None


@dataclass
class Limit:
    """A group, and every trade its orders ever had since the last reset."""

    limit: Decimal
    triggered: bool = False
    trades: list[tuple[datetime, Decimal]] = field(
        default_factory=list[tuple[datetime, Decimal]]
    )

    def matched(self, now: datetime) -> Decimal:
        return sum((size for at, size in self.trades if at > now - _WINDOW), _NOTHING)


class Oracle:
    """Knows what should trade with what."""

    def __init__(self) -> None:
        self.resting: list[Resting] = []
        self.groups: dict[str, Limit] = {}

    def find(self, order_id: str) -> Resting:
        return next(one for one in self.resting if one.id == order_id)

    def drop(self, order_id: str) -> None:
        self.resting = [one for one in self.resting if one.id != order_id]

    def volume(self, market: str, side: Side, price: Decimal) -> Decimal:
        """Contracts that an order could meet."""
        wanted = Resting("", AccountId(""), market, side, price, _NOTHING, _TAKER, None)
        return sum((one.remaining for one in self._meets(wanted)), _NOTHING)

    def place(self, order: OrderView, now: datetime) -> list[Trade]:
        """An order came in, and ``order`` is what the exchange made of it."""
        new = Resting(
            order.id,
            order.wallet.account,
            order.market,
            order.book_side,
            order.book_price,
            order.size,
            order.self_trade,
            order.group,
        )
        trades = self._match(new, now)
        if new.remaining and order.time_in_force in _RESTS:
            self.resting.append(new)
        return trades

    def amend(
        self, order_id: str, price: Decimal, remaining: Decimal, now: datetime
    ) -> list[Trade]:
        """An order was amended to rest ``remaining`` contracts at ``price``."""
        old = self.find(order_id)
        keeps = price == old.price and remaining <= old.remaining
        old.price, old.remaining = price, remaining
        if keeps and remaining:
            return []
        self.drop(order_id)
        trades = self._match(old, now)
        if old.remaining:
            self.resting.append(old)
        return trades

    def limit(self, group: str, limit: Decimal) -> None:
        self.groups.setdefault(group, Limit(limit)).limit = limit

    def reset(self, group: str) -> None:
        self.groups[group] = Limit(self.groups[group].limit)

    def trigger(self, group: str) -> None:
        self.groups[group].triggered = True
        self.resting = [one for one in self.resting if one.group != group]

    def _meets(self, order: Resting) -> list[Resting]:
        buys = order.side is Side.BUY
        found = [
            one
            for one in self.resting
            if one.market == order.market
            and one.side is not order.side
            and (one.price <= order.price if buys else one.price >= order.price)
        ]
        # Sorting is stable, so equal prices stay in the order of arrival.
        return sorted(found, key=lambda one: one.price if buys else -one.price)

    def _match(self, order: Resting, now: datetime) -> list[Trade]:
        trades: list[Trade] = []
        while order.remaining and (found := self._meets(order)):
            maker = found[0]
            if maker.account == order.account:
                if order.self_trade is _TAKER:
                    order.remaining = _NOTHING
                else:
                    self.drop(maker.id)
                continue
            size = min(order.remaining, maker.remaining)
            trades.append(Trade(order.id, maker.id, maker.price, size))
            order.remaining -= size
            maker.remaining -= size
            if not maker.remaining:
                self.drop(maker.id)
            for one in (maker, order):
                if one.group is not None:
                    self._count(one.group, size, now)
                    if self.groups[one.group].triggered and one is order:
                        order.remaining = _NOTHING
        return trades

    def _count(self, group: str, size: Decimal, now: datetime) -> None:
        found = self.groups[group]
        found.trades.append((now, size))
        if found.matched(now) > found.limit:
            self.trigger(group)


def _neither() -> list[Decimal]:
    return [_NOTHING, _NOTHING]


class Tokens:
    """Who has what, where holdings are gross and a fee is a function of one fill.

    Attributes:
        gained: what came in for tokens less what they cost, each of a pair one half.
    """

    def __init__(self, fees: FeeSchedule) -> None:
        self.fees = fees
        self.cash: dict[Wallet, Decimal] = defaultdict(Decimal)
        self.held: dict[tuple[Wallet, str], list[Decimal]] = defaultdict(_neither)
        self.gained: dict[tuple[Wallet, str], list[Decimal]] = defaultdict(_neither)

    def trade(
        self, trade: Trade, taker: OrderView, maker: OrderView, sign: int = 1
    ) -> None:
        """A trade happened, or with ``sign=-1`` was undone."""
        for order, liquidity in (taker, Liquidity.TAKER), (maker, Liquidity.MAKER):
            price = 1 - trade.price if order.outcome else trade.price
            fee = self.fees.charge(
                price, trade.size, side=order.side, liquidity=liquidity
            ).fee
            value = trade.size * price
            if order.side is Side.BUY:
                got, paid = trade.size, value + fee
            else:
                got, paid = -trade.size, fee - value
            self.held[order.wallet, order.market][order.outcome] += sign * got
            self.gained[order.wallet, order.market][order.outcome] += sign * (
                -value if order.side is Side.BUY else value
            )
            self.cash[order.wallet] -= sign * paid

    def split(self, wallet: Wallet, market: str, size: Decimal) -> None:
        """Pairs were made of money, or money of pairs where ``size`` is below zero."""
        self.cash[wallet] -= size
        for outcome in 0, 1:
            self.held[wallet, market][outcome] += size
            self.gained[wallet, market][outcome] -= size / 2

    def settle(self, wallet: Wallet, market: str, payout: Decimal) -> Decimal:
        """A market was paid out; gives what the wallet got."""
        first, second = self.held.pop((wallet, market))
        del self.gained[wallet, market]
        got = first * payout + second * (1 - payout)
        self.cash[wallet] += got
        return got
