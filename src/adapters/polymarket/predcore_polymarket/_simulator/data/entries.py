"""Trades and activity: lines of the ledger, and how version 2 shows them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal

from predcore import Side

from ..answers import Ask, Malformed
from ..entries import Entry
from ..listing import Listing
from ..notation import Row, seconds
from .holdings import rounded

__all__ = ["Test", "about", "activity_row", "amounting", "trade_row", "within"]

Test = Callable[[Entry], bool]


def trade_row(listing: Listing, entry: Entry) -> Row:
    """Version 2's trade, as the trader saw it."""
    market, trader = entry.market, entry.trader
    return {
        "proxy_wallet": trader.wallet,
        "side": entry.side.value.upper() if entry.side else "",
        "token_id": market.tokens[entry.outcome],
        "condition_id": market.condition,
        "size": entry.size,
        "price": entry.price,
        "timestamp": seconds(entry.at),
        "title": market.sim.question,
        "slug": market.slug,
        "icon": "",
        "event_slug": listing.event_of(market).slug,
        "outcome": market.sim.labels[entry.outcome],
        "outcome_index": entry.outcome,
        "name": trader.name,
        "pseudonym": trader.pseudonym,
        "bio": trader.bio,
        "profile_image": "",
        "profile_image_optimized": "",
        "transaction_hash": entry.transaction,
    }


def activity_row(listing: Listing, entry: Entry) -> Row:
    """Version 2's activity."""
    return trade_row(listing, entry) | {
        "type": entry.kind,
        "usdc_size": rounded(entry.money),
    }


def about(
    users: Iterable[str],
    conditions: Iterable[str],
    events: Iterable[str],
    listing: Listing,
) -> Iterator[Test]:
    """Of these wallets, markets and events; nothing named means all of them."""
    wallets = {user.lower() for user in users}
    markets = {condition.lower() for condition in conditions}
    numbers = set(events)
    if wallets:
        yield lambda entry: entry.trader.wallet in wallets
    if markets:
        yield lambda entry: entry.market.condition in markets
    if numbers:
        yield lambda entry: listing.event_of(entry.market).id in numbers


def within(ask: Ask) -> Iterator[Test]:
    """``start`` and ``end``, Unix seconds, both included; and the ``side``."""
    start, end, side = ask.count("start"), ask.count("end"), ask.text("side")
    if start is not None:
        yield lambda entry: seconds(entry.at) >= start
    if end is not None:
        yield lambda entry: seconds(entry.at) <= end
    if side is not None:
        try:
            wanted = Side(side.lower())
        except ValueError:
            raise Malformed("side") from None
        yield lambda entry: entry.side is wanted


def amounting(kind: str | None, least: Decimal | None) -> Iterator[Test]:
    """At least so much ``CASH`` or so many ``TOKENS``."""
    if least is None:
        return
    if kind == "TOKENS":
        yield lambda entry: entry.size >= least
    else:
        yield lambda entry: entry.money >= least
