"""From a document back to the venue: all of it, or none."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from predcore.sim.exchange import Exchange

from ..._signing import WalletType
from ..accounts.members import Member
from ..claims import Claim
from ..entries import Entry
from ..fees import schedule_of
from ..floor import Floor
from ..trading.orders import VenueOrder
from ..trading.trades import Party, Trade
from .documents import (
    VERSION,
    Document,
    SavedEntry,
    SavedOrder,
    SavedParty,
    SavedTrade,
    documents,
)

__all__ = ["load"]


def load(floor: Floor, saved: Mapping[str, Any]) -> None:
    """Put back what ``save`` gave, on a simulator of the same catalogue.

    Raises:
        ValueError: it is damaged, or was saved by another version, or from another
            catalogue.
    """
    document = documents().validate_python(dict(saved))
    known = VERSION, floor.seed, floor.listing.start
    if (document.version, document.seed, document.start) != known:
        raise ValueError("a state goes with the catalogue it was saved from")
    wanted = {order.member for order in document.orders}
    if not wanted <= {member.name for member in document.members}:
        raise ValueError("there are orders of a wallet that is not there")
    conditions = {order.condition for order in document.orders}
    if not conditions <= floor.listing.by_condition.keys():
        raise ValueError("there are orders of a market that is not there")
    exchange = Exchange.load(
        document.exchange,
        fees=lambda condition: schedule_of(_category(floor, condition)),
        clock=floor.clock,
    )
    _put(floor, document, exchange)


def _put(floor: Floor, document: Document, exchange: Exchange) -> None:
    floor.clock.set(document.now)
    floor.replace(exchange, document.modes, document.book_at)
    for each in document.members:
        member = floor.members.named(each.name) or floor.members.add(
            each.name, WalletType(each.kind), each.owner, each.funder
        )
        member.allowances = {name: int(most) for name, most in each.allowances.items()}
        member.operators = {name: int(most) for name, most in each.operators.items()}
        member.volume = each.volume
    for key in list(floor.keys):
        floor.keys.remove(key.id)
    for address, nonce in document.keys:
        floor.keys.add(address, nonce)
    for order in document.orders:
        floor.resume_order(_order(floor, order))
    for trade in document.trades:
        floor.resume_trade(_trade(floor, trade))
    floor.ledger.rewrite(_entry(floor, entry) for entry in document.entries)
    for claim in document.claims:
        floor.claims.all[claim.account, claim.condition] = Claim(
            claim.tokens, claim.payout, claim.revenue
        )


def _category(floor: Floor, condition: str) -> str:
    market = floor.listing.by_condition[condition]
    return floor.listing.event_of(market).sim.category


def _member(floor: Floor, name: str) -> Member:
    member = floor.members.named(name)
    assert member is not None
    return member


def _order(floor: Floor, saved: SavedOrder) -> VenueOrder:
    return VenueOrder(
        id=saved.id,
        owner=saved.owner,
        member=_member(floor, saved.member),
        market=floor.listing.by_condition[saved.condition],
        outcome=saved.outcome,
        side=saved.side,
        price=saved.price,
        size=saved.size,
        budget=saved.budget,
        type=saved.type,
        post_only=saved.post_only,
        expiration=saved.expiration,
        builder=saved.builder,
        created_at=saved.created_at,
        status=saved.status,
        matched=saved.matched,
        trades=saved.trades,
    )


def _trade(floor: Floor, saved: SavedTrade) -> Trade:
    taker, *makers = (_party(floor, party) for party in saved.parties)
    return Trade(
        id=saved.id,
        market=floor.listing.by_condition[saved.condition],
        taker=taker,
        makers=makers,
        legs=saved.legs,
        bucket=saved.bucket,
        at=saved.at,
        updated_at=saved.updated_at,
        status=saved.status,
        transaction=saved.transaction,
        error=saved.error,
    )


def _party(floor: Floor, saved: SavedParty) -> Party:
    return Party(
        order_id=saved.order_id,
        owner=saved.owner,
        address=saved.address,
        member=_member(floor, saved.member) if saved.member else None,
        outcome=saved.outcome,
        side=saved.side,
        price=saved.price,
        size=saved.size,
        fee=saved.fee,
        builder=saved.builder,
    )


def _entry(floor: Floor, saved: SavedEntry) -> Entry:
    return Entry(
        kind=saved.kind,
        trader=(
            _member(floor, saved.member).trader
            if saved.member
            else floor.bookkeeping.stranger(saved.address)
        ),
        market=floor.listing.by_condition[saved.condition],
        outcome=saved.outcome,
        side=saved.side,
        price=saved.price,
        size=saved.size,
        at=saved.at,
        transaction=saved.transaction,
        taker=saved.taker,
        fee=saved.fee,
        trade=saved.trade,
    )
