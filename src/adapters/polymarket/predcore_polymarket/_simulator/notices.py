"""What an account is notified of."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from predcore.sim.exchange import Phase

from .accounts.members import Member
from .clob.market_rows import market_row
from .notation import Row, seconds, text
from .trading.orders import Status, VenueOrder
from .trading.tap import (
    Happening,
    OrderEvent,
    OrderMoved,
    PhaseChanged,
    TradeMoved,
)
from .trading.trades import Finality, Trade

if TYPE_CHECKING:
    from .floor import Floor

__all__ = ["Notices"]

_CANCELED, _FILLED, _REGISTERED, _RESOLVED, _FAILED = 1, 2, 3, 4, 8
_OF_TRADES = {Finality.MATCHED: _FILLED, Finality.FAILED: _FAILED}


class Notices:
    """By account, oldest first: what its owner did not do, or should know of."""

    def __init__(self, floor: Floor) -> None:
        self._floor = floor
        self._rows: dict[str, list[Row]] = {}
        self._count = 0

    def of(self, member: Member) -> list[Row]:
        """What a wallet has not dropped yet."""
        return list(self._rows.get(member.account, ()))

    def drop(self, member: Member, ids: Collection[str]) -> None:
        """Forget some."""
        kept = [row for row in self.of(member) if str(row["id"]) not in ids]
        self._rows[member.account] = kept

    def clear(self) -> None:
        """Forget everything."""
        self._rows.clear()

    def hear(self, happening: Happening) -> None:
        """Take note of what somebody should know."""
        match happening:
            case OrderMoved(event=OrderEvent.CANCELLATION):
                if happening.order.status is not Status.CANCELED:
                    self._add(happening, happening.order, _CANCELED)
            case TradeMoved():
                kind = _OF_TRADES.get(happening.trade.status)
                if kind is not None:
                    self._traded(happening, happening.trade, kind)
            case PhaseChanged(phase=Phase.OPEN, previous=Phase.LISTED):
                for member in self._floor.members:
                    self._lifecycle(happening, member, _REGISTERED)
            case PhaseChanged(phase=Phase.FINALIZED):
                for account in self._floor.claims.awaited(happening.market):
                    holder = self._floor.members.funded_by(account)
                    if holder is not None:
                        self._lifecycle(happening, holder, _RESOLVED)
            case _:
                pass

    def _traded(self, happening: Happening, trade: Trade, kind: int) -> None:
        """Fills of orders that rested, and failures of all."""
        parties = trade.makers if kind == _FILLED else trade.parties
        for party in parties:
            order = self._floor.orders.get(party.order_id)
            if order is not None:
                self._add(happening, order, kind, trade)

    def _add(
        self,
        happening: Happening,
        order: VenueOrder,
        kind: int,
        trade: Trade | None = None,
    ) -> None:
        row = _order(order)
        if trade is not None:
            row |= {"trade_id": trade.id, "transaction_hash": trade.transaction}
        self._write(happening, order.member, order.owner, kind, row)

    def _lifecycle(self, happening: Happening, member: Member, kind: int) -> None:
        market = happening.market
        self._floor.renew(market)
        row = market_row(self._floor.listing, market)
        self._write(happening, member, "", kind, row)

    def _write(
        self, happening: Happening, member: Member, owner: str, kind: int, payload: Row
    ) -> None:
        self._count += 1
        row: Row = {
            "id": str(self._count),
            "type": kind,
            "owner": owner,
            "timestamp": str(seconds(happening.at)),
            "payload": payload,
        }
        self._rows.setdefault(member.account, []).append(row)


def _order(order: VenueOrder) -> Row:
    market = order.market
    return {
        "order_id": order.id,
        "asset_id": order.token,
        "market": market.condition,
        "question": market.sim.question,
        "market_slug": market.slug,
        "icon": "",
        "image": "",
        "side": order.side.value.upper(),
        "type": str(order.type),
        "price": text(order.price),
        "original_size": text(order.size),
        "matched_size": text(order.matched),
        "remaining_size": text(order.remaining),
        "outcome": market.sim.labels[order.outcome],
        "outcome_index": order.outcome,
        "transaction_hash": "",
        "trade_id": "",
    }
