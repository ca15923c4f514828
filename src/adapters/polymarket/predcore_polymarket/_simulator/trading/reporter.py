"""From the exchange's records to what the venue says has happened.

Records are taken call by call: only once a call is through is it clear which fills
are one trade, and what a level has come to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from decimal import Decimal
from uuid import NAMESPACE_URL, uuid5

from predcore import OrderStatus
from predcore.sim.exchange import (
    BookChange,
    FillRecord,
    LadderChange,
    OrderChange,
    OrderView,
    Reason,
    Record,
    SettlementRecord,
    StatusChange,
)

from .. import ids
from ..listing import Listing
from .changes import book_moves
from .orders import Register, Status, VenueOrder
from .tap import (
    Happening,
    OrderEvent,
    OrderMoved,
    PhaseChanged,
    TickChanged,
    Traded,
    TradeMoved,
)
from .trades import Party, Trade, TradeBook

__all__ = ["Reporter"]

_ENDED = {
    Reason.EXPIRED: Status.EXPIRED,
    Reason.CLOSED: Status.RESOLVED,
    Reason.FUNDS: Status.NO_BALANCE,
}
_NO_BUILDER = "0x" + "00" * 32


class Reporter:
    """Hears the exchange and keeps orders and trades.

    Args:
        listing: the markets.
        orders: where orders are looked up, and moved on.
        trades: where trades of known wallets go.
        sequence: gives the number of the exchange's last record.
        tell: hears what has happened.
        settle: hears of new trades of known wallets.
        pay: hears what a market that is over has paid.
    """

    def __init__(
        self,
        listing: Listing,
        orders: Register,
        trades: TradeBook,
        *,
        sequence: Callable[[], int],
        tell: Callable[[Happening], None],
        settle: Callable[[Trade], None],
        pay: Callable[[SettlementRecord], None],
    ) -> None:
        self._listing = listing
        self._orders = orders
        self._trades = trades
        self._sequence = sequence
        self._tell = tell
        self._settle = settle
        self._pay = pay
        self._batch: list[Record] = []
        self._awaited: dict[str, VenueOrder] = {}
        self.ticks = {market.condition: market.tick for market in listing.markets}

    def expect(self, order: VenueOrder) -> None:
        """An order is about to be placed."""
        self._awaited[order.id] = order

    def hear(self, record: Record) -> None:
        """Take a record; the last one of a call has the whole call reported."""
        self._batch.append(record)
        if record.sequence >= self._sequence():
            batch, self._batch = self._batch, []
            self._report(batch)

    def killed(self, order: VenueOrder, at: datetime) -> None:
        """An order came to nothing on arrival."""
        self._awaited.pop(order.id, None)
        self._orders.add(order)
        self._moved(order, OrderEvent.CANCELLATION, at)

    def forget(self, order: VenueOrder) -> None:
        """An order was refused after all."""
        self._awaited.pop(order.id, None)

    def moved(self, order: VenueOrder, event: OrderEvent, at: datetime) -> None:
        """Tell of an order that the exchange knows nothing of."""
        self._orders.file(order)
        self._moved(order, event, at)

    def _report(self, batch: list[Record]) -> None:
        at = batch[-1].at
        self._placements(batch, at)
        trades = list(self._matched(batch))
        for trade in trades:
            for party in trade.parties:
                self._count(party, trade)
        self._order_changes(batch, trades, at)
        for trade in trades:
            self._tell(Traded(at=at, market=trade.market, trade=trade))
            if any(party.member for party in trade.parties):
                self._trades.add(trade)
                self._settle(trade)
                self._tell(
                    TradeMoved(
                        at=at, market=trade.market, trade=trade, status=trade.status
                    )
                )
        changes = [record for record in batch if isinstance(record, BookChange)]
        traded = {trade.market.condition for trade in trades}
        for move in book_moves(self._listing, changes, traded, at):
            self._tell(move)
        for record in batch:
            self._other(record)

    def _placements(self, batch: list[Record], at: datetime) -> None:
        """Awaited orders that the exchange speaks of have been taken."""
        for order_id in {_order_id(record) for record in batch} & self._awaited.keys():
            order = self._awaited.pop(order_id)
            if order.status is not Status.DELAYED:
                self._orders.add(order)
                self._moved(order, OrderEvent.PLACEMENT, at)
            else:
                order.status = Status.LIVE

    def _matched(self, batch: list[Record]) -> Iterable[Trade]:
        """One trade for a taker and a price; its fills come in pairs, taker first."""
        fills = [record for record in batch if isinstance(record, FillRecord)]
        found: dict[tuple[str, Decimal], Trade] = {}
        buckets: dict[str, int] = {}
        for taker, maker in zip(fills[::2], fills[1::2], strict=True):
            key = taker.order_id, taker.price
            trade = found.get(key)
            if trade is None:
                bucket = buckets.get(taker.order_id, 0)
                buckets[taker.order_id] = bucket + 1
                trade = found[key] = Trade(
                    id=taker.trade_id,
                    market=self._listing.by_condition[taker.market],
                    taker=self._party(taker),
                    makers=[],
                    legs=[],
                    bucket=bucket,
                    at=taker.at,
                    updated_at=taker.at,
                )
            else:
                trade.taker.size += taker.size
                trade.taker.fee += taker.fee
            trade.makers.append(self._party(maker))
            trade.legs.append(taker.trade_id)
        return found.values()

    def _party(self, fill: FillRecord) -> Party:
        order = self._orders.get(fill.order_id)
        account = fill.wallet.account
        return Party(
            order_id=order.id if order else "0x" + fill.order_id.replace("-", "") * 2,
            owner=order.owner if order else str(uuid5(NAMESPACE_URL, account)),
            address=order.member.funder if order else ids.wallet(account),
            member=order.member if order else None,
            outcome=fill.outcome,
            side=fill.side,
            price=fill.price,
            size=fill.size,
            fee=fill.fee,
            builder=order.builder if order else _NO_BUILDER,
        )

    def _count(self, party: Party, trade: Trade) -> None:
        order = self._orders.get(party.order_id)
        if order is not None:
            order.matched += party.size
            if not order.trades or order.trades[-1] != trade.id:
                order.trades.append(trade.id)

    def _order_changes(
        self, batch: list[Record], trades: list[Trade], at: datetime
    ) -> None:
        last: dict[str, OrderChange] = {}
        for record in batch:
            if isinstance(record, OrderChange) and record.reason is not Reason.UNDONE:
                last[record.order.id] = record
        filled = {party.order_id for trade in trades for party in trade.parties}
        for order_id, change in last.items():
            order = self._orders.get(order_id)
            if order is None:
                continue
            before = order.status
            order.status = _status(change.order, order)
            self._orders.file(order)
            if order_id in filled:
                self._moved(order, OrderEvent.UPDATE, at)
            if order.status is not before and order.status.startswith("CANCELED"):
                self._moved(order, OrderEvent.CANCELLATION, at)

    def _other(self, record: Record) -> None:
        match record:
            case LadderChange():
                market = self._listing.by_condition[record.market]
                old = self.ticks[market.condition]
                new = min(band.step for band in record.ladder.bands)
                self.ticks[market.condition] = new
                self._tell(TickChanged(at=record.at, market=market, old=old, new=new))
            case StatusChange():
                self._tell(
                    PhaseChanged(
                        at=record.at,
                        market=self._listing.by_condition[record.market],
                        phase=record.phase,
                        previous=record.previous,
                        payout=record.payout,
                    )
                )
            case SettlementRecord():
                self._pay(record)
            case _:
                pass

    def _moved(self, order: VenueOrder, event: OrderEvent, at: datetime) -> None:
        self._tell(
            OrderMoved(
                at=at,
                market=order.market,
                order=order,
                event=event,
                status=order.status,
                matched=order.matched,
            )
        )


def _order_id(record: Record) -> str:
    match record:
        case BookChange() | FillRecord():
            return record.order_id
        case OrderChange():
            return record.order.id
        case _:
            return ""


def _status(view: OrderView, order: VenueOrder) -> Status:
    match view.status:
        case OrderStatus.FILLED:
            return Status.MATCHED
        case OrderStatus.CANCELLED if view.reason is Reason.IMMEDIATE:
            return Status.MATCHED if order.matched else Status.NO_COUNTERPART
        case OrderStatus.CANCELLED:
            return _ENDED.get(view.reason, Status.CANCELED)
        case _:
            return Status.LIVE
