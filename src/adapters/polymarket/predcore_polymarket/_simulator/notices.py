"""What an account is notified of."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from predcore.sim.exchange import Phase

from .accounts.members import Member
from .notation import Row, seconds, text
from .trading.orders import Status
from .trading.tap import (
    Happening,
    OrderEvent,
    OrderMoved,
    PhaseChanged,
    TradeMoved,
)
from .trading.trades import Finality, Party, Trade

if TYPE_CHECKING:
    from .floor import Floor

__all__ = ["Notices"]

_CANCELED, _FILLED, _RESOLVED = 1, 2, 4


class Notices:
    """By account, oldest first."""

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

    def hear(self, happening: Happening) -> None:
        """Take note of what somebody should know."""
        match happening:
            case OrderMoved(event=OrderEvent.CANCELLATION):
                order = happening.order
                if order.status is not Status.CANCELED:
                    self._add(
                        happening,
                        order.member,
                        _CANCELED,
                        {"order_id": order.id, "status": str(order.status)},
                    )
            case TradeMoved(status=Finality.MATCHED):
                for party in happening.trade.makers:
                    if party.member is not None:
                        row = _fill(happening.trade, party)
                        self._add(happening, party.member, _FILLED, row)
            case PhaseChanged(phase=Phase.FINALIZED):
                for member in self._floor.members:
                    if self._floor.claims.of(member, happening.market):
                        self._add(happening, member, _RESOLVED, {})
            case _:
                pass

    def _add(self, happening: Happening, member: Member, kind: int, more: Row) -> None:
        self._count += 1
        row: Row = {
            "id": self._count,
            "type": kind,
            "owner": member.owner,
            "timestamp": seconds(happening.at),
            "payload": {
                "condition_id": happening.market.condition,
                "question": happening.market.sim.question,
                "market_slug": happening.market.slug,
                **more,
            },
        }
        self._rows.setdefault(member.account, []).append(row)


def _fill(trade: Trade, party: Party) -> Row:
    return {
        "order_id": party.order_id,
        "trade_id": trade.id,
        "asset_id": trade.market.tokens[party.outcome],
        "outcome": trade.market.sim.labels[party.outcome],
        "outcome_index": party.outcome,
        "side": party.side.value.upper(),
        "price": text(party.price),
        "matched_size": text(party.size),
        "owner": party.owner,
    }
