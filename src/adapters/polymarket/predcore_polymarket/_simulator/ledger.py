"""Who traded with whom, and what they hold.

The catalogue's trades are dealt out to invented traders; what is traded on the
exchange comes on top, for its own wallets.

Every trade gets a taker and a maker. Someone who wants to be rid of an outcome they
do not hold buys the other one instead, so nobody is ever short: a trade transfers
shares, mints a pair or merges one. Half of the traders redeem what settled.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from hashlib import sha256

from predcore import Side
from predcore.sim import SimTrade

from . import ids
from .entries import Entry, Holding
from .listed import ListedMarket
from .listing import Listing
from .live_entries import Live
from .traders import TRADERS, Trader

__all__ = ["Ledger"]

_ZERO, _ONE = Decimal(0), Decimal(1)


class Ledger:
    """Everyone's history and holdings."""

    def __init__(self, listing: Listing) -> None:
        self.holdings: dict[tuple[str, str], Holding] = {}
        self._entries: list[Entry] = []
        self._live = Live()
        for market in listing.markets:
            for trade in market.sim.trades:
                self._replay(market, trade)
            if market.settled:
                self._redeem(market)
        self._entries.sort(key=lambda entry: entry.at, reverse=True)

    @property
    def entries(self) -> list[Entry]:
        """Everyone's history, newest first."""
        return [*self._live.entries(), *self._entries]

    def every_holding(self) -> list[Holding]:
        """What everyone has or had."""
        return [*self.holdings.values(), *self._live.holdings.values()]

    def holds(self, wallet: str, token: str) -> bool:
        """Whether a wallet has any of a token."""
        key = wallet, token
        found = self.holdings.get(key) or self._live.holdings.get(key)
        return found is not None and bool(found.size)

    def write(self, *entries: Entry) -> None:
        """What happened on the exchange just now."""
        self._live.write(entries)

    def live(self) -> list[Entry]:
        """What happened on the exchange, oldest first."""
        return self._live.entries()[::-1]

    def rewrite(self, entries: Iterable[Entry]) -> None:
        """Have happened on the exchange what is told here, and nothing else."""
        self._live = Live()
        self._live.write(entries)

    def strike(self, trade: str) -> None:
        """Forget a trade that came to nothing."""
        self._live.strike(trade)

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
