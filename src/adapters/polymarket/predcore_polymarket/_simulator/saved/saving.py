"""From the venue to a document."""

from __future__ import annotations

from typing import Any

from ..accounts.members import Member
from ..entries import Entry
from ..floor import Floor
from ..trading.orders import VenueOrder
from ..trading.trades import Party, Trade
from .documents import (
    VERSION,
    Document,
    SavedClaim,
    SavedEntry,
    SavedMember,
    SavedOrder,
    SavedParty,
    SavedTrade,
    documents,
)

__all__ = ["save"]


def save(floor: Floor) -> dict[str, Any]:
    """Everything, ready for JSON; without heartbeats, which nobody could go on with,
    and notifications."""
    document = Document(
        version=VERSION,
        seed=floor.seed,
        start=floor.listing.start,
        now=floor.now,
        exchange=floor.exchange.save(),
        members=[_member(member) for member in floor.members],
        keys=[(key.address, key.nonce) for key in floor.keys],
        orders=[_order(order) for order in floor.orders.all.values()],
        trades=[_trade(trade) for trade in floor.trades.all.values()],
        entries=[_entry(floor, entry) for entry in floor.ledger.live()],
        claims=[
            SavedClaim(
                account=account,
                condition=condition,
                tokens=claim.tokens,
                payout=claim.payout,
                revenue=claim.revenue,
            )
            for (account, condition), claim in floor.claims.all.items()
        ],
        modes=floor.modes,
        book_at=floor.following.book_at,
    )
    dumped: dict[str, Any] = documents().dump_python(document, mode="json")
    return dumped


def _member(member: Member) -> SavedMember:
    return SavedMember(
        name=member.name,
        kind=int(member.type),
        owner=member.owner,
        funder=member.funder,
        # As texts: JSON's numbers are not exact that far.
        allowances={name: str(most) for name, most in member.allowances.items()},
        operators={name: str(most) for name, most in member.operators.items()},
        volume=member.volume,
    )


def _order(order: VenueOrder) -> SavedOrder:
    return SavedOrder(
        id=order.id,
        owner=order.owner,
        member=order.member.name,
        condition=order.market.condition,
        outcome=order.outcome,
        side=order.side,
        price=order.price,
        size=order.size,
        budget=order.budget,
        type=order.type,
        post_only=order.post_only,
        expiration=order.expiration,
        builder=order.builder,
        created_at=order.created_at,
        status=order.status,
        matched=order.matched,
        trades=order.trades,
    )


def _trade(trade: Trade) -> SavedTrade:
    return SavedTrade(
        id=trade.id,
        condition=trade.market.condition,
        parties=[_party(party) for party in trade.parties],
        legs=trade.legs,
        bucket=trade.bucket,
        at=trade.at,
        updated_at=trade.updated_at,
        status=trade.status,
        transaction=trade.transaction,
        error=trade.error,
    )


def _party(party: Party) -> SavedParty:
    return SavedParty(
        order_id=party.order_id,
        owner=party.owner,
        address=party.address,
        member=party.member.name if party.member else None,
        outcome=party.outcome,
        side=party.side,
        price=party.price,
        size=party.size,
        fee=party.fee,
        builder=party.builder,
    )


def _entry(floor: Floor, entry: Entry) -> SavedEntry:
    member = floor.members.funded_by(entry.trader.wallet)
    return SavedEntry(
        kind=entry.kind,
        member=member.name if member else None,
        address=entry.trader.wallet,
        condition=entry.market.condition,
        outcome=entry.outcome,
        side=entry.side,
        price=entry.price,
        size=entry.size,
        at=entry.at,
        transaction=entry.transaction,
        taker=entry.taker,
        fee=entry.fee,
        trade=entry.trade,
    )
