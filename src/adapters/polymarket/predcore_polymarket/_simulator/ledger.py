"""Who traded with whom, and what they hold: replayed from the catalogue's trades.

Every trade gets a taker and a maker. Someone who wants to be rid of an outcome they
do not hold buys the other one instead, so nobody is ever short: a trade transfers
shares, mints a pair or merges one. Half of the traders redeem what settled.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from hashlib import sha256
from typing import Literal

from predcore import Side
from predcore.sim import SimTrade

from . import ids
from .listed import ListedMarket
from .listing import Listing
from .traders import TRADERS, Trader

__all__ = ["Entry", "Holding", "Ledger"]

_ZERO, _ONE = Decimal(0), Decimal(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line of a trader's history; ``realized`` is its profit in pUSD."""

    kind: Literal["TRADE", "REDEEM"]
    trader: Trader
    market: ListedMarket
    outcome: int
    side: Side | None
    price: Decimal
    size: Decimal
    at: datetime
    transaction: str
    taker: bool
    realized: Decimal = _ZERO

    @property
    def money(self) -> Decimal:
        """Price times size, in pUSD."""
        return self.price * self.size


@dataclass(slots=True, kw_only=True)
class Holding:
    """Shares of one outcome and what they cost, at the average price."""

    trader: Trader
    market: ListedMarket
    outcome: int
    first_at: datetime
    last_at: datetime
    size: Decimal = _ZERO
    cost: Decimal = _ZERO
    bought: Decimal = _ZERO
    paid: Decimal = _ZERO
    fees: Decimal = _ZERO
    realized: Decimal = _ZERO

    @property
    def average(self) -> Decimal:
        """What a share cost, over everything ever bought."""
        return self.paid / self.bought if self.bought else _ZERO

    def add(self, size: Decimal, price: Decimal, fee: Decimal) -> None:
        """Buy."""
        self.size += size
        self.cost += size * price
        self.bought += size
        self.paid += size * price
        self.fees += fee

    def take(self, size: Decimal, price: Decimal) -> Decimal:
        """Sell or redeem at ``price``; the profit."""
        cost = self.cost * size / self.size
        self.size -= size
        self.cost -= cost
        profit = size * price - cost
        self.realized += profit
        return profit


class Ledger:
    """Everyone's history, newest first, and holdings."""

    def __init__(self, listing: Listing) -> None:
        self.holdings: dict[tuple[str, str], Holding] = {}
        self._entries: list[Entry] = []
        for market in listing.markets:
            for trade in market.sim.trades:
                self._replay(market, trade)
            if market.settled:
                self._redeem(market)
        self.entries = tuple(
            sorted(self._entries, key=lambda entry: entry.at, reverse=True)
        )

    def _replay(self, market: ListedMarket, trade: SimTrade) -> None:
        draw = int(
            sha256(f"{market.condition}:{trade.number}".encode()).hexdigest(), 16
        )
        taker = draw % len(TRADERS)
        maker = (taker + 1 + draw // 1000 % (len(TRADERS) - 1)) % len(TRADERS)
        given = Side.SELL if trade.taker is Side.BUY else Side.BUY
        self._deal(market, trade, TRADERS[taker], trade.taker, taker=True)
        self._deal(market, trade, TRADERS[maker], given, taker=False)

    def _deal(
        self,
        market: ListedMarket,
        trade: SimTrade,
        trader: Trader,
        side: Side,
        *,
        taker: bool,
    ) -> None:
        outcome, price = 0, trade.price
        if side is Side.BUY and self._size(trader, market, 1) >= trade.size:
            outcome, side, price = 1, Side.SELL, _ONE - price
        elif side is Side.SELL and self._size(trader, market, 0) < trade.size:
            outcome, side, price = 1, Side.BUY, _ONE - price
        holding = self._holding(trader, market, outcome, trade.at)
        holding.last_at = trade.at
        realized = _ZERO
        if side is Side.SELL:
            realized = holding.take(trade.size, price)
        else:
            fee = market.fees.taker_fee(price, trade.size) if market.fees else _ZERO
            holding.add(trade.size, price, fee if taker else _ZERO)
        entry = Entry(
            kind="TRADE",
            trader=trader,
            market=market,
            outcome=outcome,
            side=side,
            price=price,
            size=trade.size,
            at=trade.at,
            transaction=ids.transaction_hash(f"{market.condition}:{trade.number}"),
            taker=taker,
            realized=realized,
        )
        self._entries.append(entry)

    def _redeem(self, market: ListedMarket) -> None:
        for (_, token), holding in self.holdings.items():
            redeems = holding.trader.number % 2 == 0 and holding.size
            if token not in market.tokens or not redeems:
                continue
            payout = market.sim.payout or _ZERO
            price = payout if holding.outcome == 0 else _ONE - payout
            size = holding.size
            holding.last_at = market.sim.settles_at
            entry = Entry(
                kind="REDEEM",
                trader=holding.trader,
                market=market,
                outcome=holding.outcome,
                side=None,
                price=price,
                size=size,
                at=holding.last_at,
                transaction=ids.transaction_hash(f"{holding.trader.wallet}:{token}"),
                taker=False,
                realized=holding.take(size, price),
            )
            self._entries.append(entry)

    def _size(self, trader: Trader, market: ListedMarket, outcome: int) -> Decimal:
        found = self.holdings.get((trader.wallet, market.tokens[outcome]))
        return found.size if found else _ZERO

    def _holding(
        self, trader: Trader, market: ListedMarket, outcome: int, at: datetime
    ) -> Holding:
        key = trader.wallet, market.tokens[outcome]
        found = self.holdings.get(key)
        if found is None:
            found = self.holdings[key] = Holding(
                trader=trader, market=market, outcome=outcome, first_at=at, last_at=at
            )
        return found
