"""The numbered records, written for whoever listens."""

from __future__ import annotations

from datetime import datetime

from ... import PriceLadder
from .markets import Phase
from .orders import Reason, Wallet
from .records import (
    BalanceCause,
    BalanceChange,
    BookChange,
    GroupChange,
    GroupEvent,
    LadderChange,
    Listener,
    OrderChange,
    PositionChange,
    Record,
    ScheduleChange,
    StatusChange,
)
from .tokens import Tokens
from .units import to_money, to_price, to_size
from .views import group_view, order_view, position_view
from .working import Group, Holding, Market, Purse, Working

__all__ = ["Journal"]


class Journal:
    """Counts every change, and builds the record only where someone listens."""

    __slots__ = ("_pending", "_publishing", "listeners", "now", "sequence")

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.sequence = 0
        self.listeners: list[Listener] = []
        self._pending: list[Record] = []
        self._publishing = False

    def next(self) -> int:
        """The number of the next record."""
        self.sequence += 1
        return self.sequence

    def tell(self, record: Record) -> None:
        """Keep a record that is numbered already until ``publish``."""
        if self.listeners:
            self._pending.append(record)

    def publish(self) -> None:
        """Hand over what has happened since the last time.

        What happens while a listener asks the exchange something comes after.
        """
        if self._publishing:
            return
        self._publishing = True
        try:
            while self._pending:
                records, self._pending = self._pending, []
                for record in records:
                    for listener in tuple(self.listeners):
                        listener(record)
        finally:
            self._publishing = False

    def book(self, order: Working, delta: int, size: int) -> None:
        """An order changed the contracts at its price."""
        self.sequence += 1
        if self.listeners:
            self._pending.append(
                BookChange(
                    sequence=self.sequence,
                    at=self.now,
                    market=order.market,
                    side=order.side,
                    price=to_price(order.tick),
                    delta=to_size(delta),
                    size=to_size(size),
                    order_id=order.id,
                )
            )

    def order(self, order: Working, reason: Reason | None = None) -> None:
        """An order changed for its ``reason``, or for one that leaves it."""
        self.sequence += 1
        order.updated_at = self.now
        if self.listeners:
            self._pending.append(
                OrderChange(
                    sequence=self.sequence,
                    at=self.now,
                    order=order_view(order),
                    reason=reason or order.reason,
                )
            )

    def position(self, wallet: Wallet, holding: Holding | Tokens) -> None:
        """A position changed."""
        self.sequence += 1
        holding.updated_at = self.now
        if self.listeners:
            self._pending.append(
                PositionChange(
                    sequence=self.sequence,
                    at=self.now,
                    position=position_view(wallet, holding),
                )
            )

    def balance(self, purse: Purse, delta: int, cause: BalanceCause) -> None:
        """The cash of a wallet changed."""
        self.sequence += 1
        if self.listeners:
            self._pending.append(
                BalanceChange(
                    sequence=self.sequence,
                    at=self.now,
                    wallet=purse.wallet,
                    delta=to_money(delta),
                    cash=to_money(purse.cash),
                    cause=cause,
                )
            )

    def group(self, group: Group, orders: tuple[str, ...], event: GroupEvent) -> None:
        """A group changed."""
        self.tell(
            GroupChange(
                sequence=self.next(),
                at=self.now,
                group=group_view(group, orders),
                event=event,
            )
        )

    def status(self, market: Market, previous: Phase | None) -> None:
        """A market is in another phase."""
        market.updated_at = self.now
        payout = None if market.payout is None else to_price(market.payout)
        self.tell(
            StatusChange(
                sequence=self.next(),
                at=self.now,
                market=market.key,
                phase=market.phase,
                previous=previous,
                payout=payout,
            )
        )

    def schedule(self, market: Market) -> None:
        """A market closes at another time."""
        market.updated_at = self.now
        self.tell(
            ScheduleChange(
                sequence=self.next(),
                at=self.now,
                market=market.key,
                close_at=market.close_at,
            )
        )

    def ladder(self, market: Market, ladder: PriceLadder) -> None:
        """A market has other prices."""
        market.updated_at = self.now
        self.tell(
            LadderChange(
                sequence=self.next(), at=self.now, market=market.key, ladder=ladder
            )
        )
