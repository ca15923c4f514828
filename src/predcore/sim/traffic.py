"""Synthetic traders, so that books and streams have something to do.

Makers quote both sides of a fair value that wanders (and take what it has left
behind), takers hit them, and what has become old is cancelled.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from decimal import Decimal
from random import Random
from time import monotonic_ns

import anyio

from .. import PriceLadder, Side, TimeInForce
from .exchange import (
    AccountId,
    Exchange,
    MarketView,
    NewOrder,
    Phase,
    Rejected,
    SelfTrade,
)

__all__ = ["Traffic"]

_SECOND = 10**9
_PAUSE = 0.02
"""Seconds between two bursts of orders."""
_MOST_RESTING = 24
"""Orders of the makers, in one market."""
_TRIES = 8
"""Markets that are tried for an open one."""
_HALF = Decimal("0.5")
_WANDERS, _TAKES, _CANCELS = 10, 25, 30
"""Per cent: the fair value moves, a taker comes, a maker cancels, or else quotes."""


class Traffic:
    """Makers and takers of their own accounts, the same ones for the same seed.

    Where holdings are gross, they sell the tokens they have and otherwise buy those of
    the other outcome, which is as good to the book.

    Args:
        exchange: where they trade.
        seed: of their decisions.
        markets: where they trade; everywhere by default.
    """

    def __init__(
        self,
        exchange: Exchange,
        *,
        seed: int = 0,
        markets: Sequence[str] | None = None,
    ) -> None:
        self._exchange = exchange
        self._random = Random(f"traffic {seed}")
        self._markets = markets or [market.key for market in exchange.markets()]
        self._maker = _account(exchange, "traffic-makers")
        self._taker = _account(exchange, "traffic-takers")
        self._fair: dict[str, Decimal] = {}
        self._resting: dict[str, deque[str]] = {}

    def step(self) -> None:
        """One order, or one cancellation, in an open market if there is one."""
        market = self._open_market()
        if market is None:
            return
        fair = self._move(market)
        dice = self._random.randrange(100)
        resting = self._resting.setdefault(market.key, deque())
        if len(resting) >= _MOST_RESTING or (dice < _CANCELS and resting):
            self._cancel(resting)
        elif dice < _CANCELS + _TAKES:
            self._take(market)
        else:
            self._quote(market, fair, resting)

    async def run(self, rate: int) -> None:
        """``rate`` steps a second by the wall clock, until cancelled."""
        started, done = monotonic_ns(), 0
        while True:
            due = (monotonic_ns() - started) * rate // _SECOND
            # A busy machine is not made busier by what it has missed.
            for _ in range(min(due - done, rate // 4 + 1)):
                self.step()
            done = due
            await anyio.sleep(_PAUSE)

    def _open_market(self) -> MarketView | None:
        tried = min(_TRIES, len(self._markets))
        for key in self._random.sample(self._markets, tried):
            market = self._exchange.market(key)
            if market.phase is Phase.OPEN:
                return market
        return None

    def _move(self, market: MarketView) -> Decimal:
        """The fair value of a market, which has moved now and then."""
        fair = self._fair.get(market.key) or self._first_fair(market)
        if self._random.randrange(100) < _WANDERS:
            fair = _stepped(market.ladder, fair, self._random.choice((-1, 1)))
        self._fair[market.key] = fair
        return fair

    def _first_fair(self, market: MarketView) -> Decimal:
        book = self._exchange.book(market.key)
        if book.bids and book.asks:
            return market.ladder.nearest((book.bids[0].price + book.asks[0].price) / 2)
        return market.ladder.nearest(market.last_price or _HALF)

    def _cancel(self, resting: deque[str]) -> None:
        try:
            self._exchange.cancel(self._maker, resting.popleft())
        except Rejected:
            return  # it was filled

    def _take(self, market: MarketView) -> None:
        side = self._side()
        book = self._exchange.book(market.key)
        levels = book.asks if side is Side.BUY else book.bids
        if levels:
            order = self._order(self._taker, market, side, levels[0].price, most=20)
            self._place(order)

    def _quote(self, market: MarketView, fair: Decimal, resting: deque[str]) -> None:
        side = self._side()
        away = self._random.randint(1, 6) * (-1 if side is Side.BUY else 1)
        price = _stepped(market.ladder, fair, away)
        placed = self._place(
            self._order(self._maker, market, side, price, most=200, rests=True)
        )
        if placed is not None:
            resting.append(placed)

    def _side(self) -> Side:
        return self._random.choice((Side.BUY, Side.SELL))

    def _order(
        self,
        account: AccountId,
        market: MarketView,
        side: Side,
        price: Decimal,
        *,
        most: int,
        rests: bool = False,
    ) -> NewOrder:
        steps = self._random.randint(1, 100 * most)
        size = max(market.min_size, _sized(market, Decimal(steps) / 100))
        outcome = self._outcome(account, market, side, size)
        return NewOrder(
            account=account,
            market=market.key,
            outcome=outcome,
            side=_opposite(side) if outcome else side,
            price=1 - price if outcome else price,
            size=size,
            time_in_force=TimeInForce.GTC if rests else TimeInForce.IOC,
            self_trade=SelfTrade.MAKER,
        )

    def _outcome(
        self, account: AccountId, market: MarketView, side: Side, size: Decimal
    ) -> int:
        """The outcome in whose terms the account can bid or offer in the book."""
        if not self._exchange.policy.gross:
            return 0
        first, second = self._exchange.accounts.tokens(account, market.key)
        if side is Side.SELL:
            return 0 if first.available >= size else 1
        return 1 if second.available >= size else 0

    def _place(self, order: NewOrder) -> str | None:
        try:
            placed = self._exchange.place(order).order
        except Rejected:
            return None  # the market has just closed
        return placed.id if placed.remaining else None


def _account(exchange: Exchange, name: str) -> AccountId:
    known = AccountId(name)
    if known in exchange.accounts.names():
        return known
    return exchange.accounts.open(name, credit=True)


def _opposite(side: Side) -> Side:
    return Side.SELL if side is Side.BUY else Side.BUY


def _sized(market: MarketView, size: Decimal) -> Decimal:
    return size // market.size_step * market.size_step


def _stepped(ladder: PriceLadder, price: Decimal, steps: int) -> Decimal:
    """The price so many steps up or down, as far as the ladder goes."""
    for _ in range(abs(steps)):
        moved = ladder.next(price) if steps > 0 else ladder.previous(price)
        price = price if moved is None else moved
    return price
