"""Price first, then time, at the price of the order that rests."""

from __future__ import annotations

from ... import Liquidity, OrderStatus
from .ledger import Ledger
from .orders import Reason, SelfTrade
from .records import FillRecord, GroupEvent, Print
from .state import Listed, State
from .working import Group, Working

__all__ = ["Floor"]


class Floor:
    """Where orders meet, rest and leave."""

    def __init__(self, state: State, ledger: Ledger) -> None:
        self._state = state
        self._ledger = ledger

    def match(self, listed: Listed, order: Working) -> list[FillRecord]:
        """Trade an order that does not rest, as far as it goes; gives its fills."""
        fills: list[FillRecord] = []
        half = listed.book.against(order.side)
        while order.remaining and half.reaches(order.tick):
            level = half.best()
            assert level is not None
            resting = level.first()
            if resting.wallet.account != order.wallet.account:
                fills.append(self._trade(listed, order, resting))
            elif order.self_trade is SelfTrade.MAKER:
                self.withdraw(listed, resting, Reason.SELF_TRADE)
            else:
                self.withdraw(listed, order, Reason.SELF_TRADE)
        return fills

    def rest(self, listed: Listed, order: Working) -> None:
        """Put an order at the back of its price."""
        state = self._state
        state.queue += 1
        order.queue = state.queue
        total = listed.book.of(order.side).add(order)
        self._ledger.rest(listed, order)
        state.journal.book(order, order.remaining, total)

    def lift(self, listed: Listed, order: Working) -> None:
        """Take an order off the book, without ending it."""
        remaining = order.remaining
        self.shorten(listed, order, remaining)
        order.remaining = remaining

    def shorten(
        self, listed: Listed, order: Working, by: int, *, filled: bool = False
    ) -> None:
        """Take contracts off an order that rests; it keeps its place."""
        self._ledger.reduce(listed, order, by, filled)
        total = listed.book.of(order.side).reduce(order, by)
        self._state.journal.book(order, -by, total)

    def withdraw(self, listed: Listed, order: Working, reason: Reason) -> int:
        """End an order; gives the contracts that were left."""
        left = order.remaining
        if order.queue:
            self.shorten(listed, order, left)
        order.remaining = 0
        self.end(order, OrderStatus.CANCELLED, reason)
        return left

    def end(self, order: Working, status: OrderStatus, reason: Reason) -> None:
        """Tell of an order's last change."""
        order.status, order.reason = status, reason
        if order.group is not None:
            self._state.grouped[order.group].pop(order.number, None)
        self._state.journal.order(order)

    def _trade(self, listed: Listed, order: Working, resting: Working) -> FillRecord:
        state, market, tick = self._state, listed.market, resting.tick
        size = min(order.remaining, resting.remaining)
        trade_id = state.ids.new()
        self.shorten(listed, resting, size, filled=True)
        order.remaining -= size
        market.volume += size
        market.last_tick = tick
        fill = self._ledger.fill(listed, order, tick, size, Liquidity.TAKER, trade_id)
        self._ledger.fill(listed, resting, tick, size, Liquidity.MAKER, trade_id)
        printed = Print(
            sequence=state.journal.next(),
            at=state.journal.now,
            id=trade_id,
            market=market.key,
            price=fill.price,
            size=fill.size,
            taker=fill.side,
            outcome=order.outcome,
        )
        listed.prints.append(printed)
        state.journal.tell(printed)
        for traded in (resting, order):
            if traded.remaining:
                traded.reason = Reason.TRADE
                state.journal.order(traded)
            else:
                self.end(traded, OrderStatus.FILLED, Reason.TRADE)
        for traded in (resting, order):
            if traded.group is not None:
                self._count(state.groups[traded.group], size)
        return fill

    def _count(self, group: Group, size: int) -> None:
        now = self._state.journal.now
        group.forget(now - self._state.policy.group_window)
        group.trades.append((now, size))
        group.matched += size
        if group.matched > group.limit and not group.triggered:
            self.trigger(group)

    def trigger(self, group: Group) -> None:
        """Cancel a group's orders; it takes no more."""
        group.triggered = True
        self.clear(group)
        self._state.journal.group(group, (), GroupEvent.TRIGGERED)

    def clear(self, group: Group) -> None:
        """Cancel a group's orders."""
        for order in tuple(self._state.grouped[group.id].values()):
            self.withdraw(self._state.listed[order.market], order, Reason.GROUP)
