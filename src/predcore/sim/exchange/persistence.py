"""The exchange as a document, and back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from ... import FeeSchedule
from .markets import Phase, Policy
from .orders import AccountId
from .phases import PAYABLE, TRADING
from .records import FillRecord, Print, SettlementRecord
from .state import Account, Listed, State, Task
from .tariff import Tariff
from .units import Ids
from .working import Group, Market, Purse, Trade, Working

__all__ = ["Saved", "dump", "parse", "restore", "snapshot"]

_VERSION = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedAccount:
    """An account without its orders."""

    name: AccountId
    credit: bool
    client_ids: dict[str, int]
    fills: list[FillRecord]
    settlements: list[SettlementRecord]


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedMarket:
    """A market without its fees, and without its book, which its orders make up."""

    market: Market
    prints: list[Print]


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """Everything that cannot be worked out again."""

    version: int
    at: datetime
    policy: Policy
    seed: int
    ids: int
    sequence: int
    queue: int
    paused: bool
    deposited: int
    collected: int
    accounts: list[SavedAccount]
    purses: list[Purse]
    markets: list[SavedMarket]
    orders: list[Working]
    groups: list[Group]
    spent: list[str] = field(default_factory=list[str])
    trades: list[Trade] = field(default_factory=list[Trade])


@cache
def _adapter() -> TypeAdapter[Saved]:
    return TypeAdapter(Saved)


def dump(saved: Saved) -> dict[str, Any]:
    """Ready for JSON."""
    document: dict[str, Any] = _adapter().dump_python(saved, mode="json")
    return document


def parse(document: dict[str, Any]) -> Saved:
    """From JSON; raises ``ValueError`` for another version or a damaged document."""
    if document.get("version") != _VERSION:
        raise ValueError(
            f"a saved exchange of version {_VERSION} is needed, "
            f"got {document.get('version')!r}"
        )
    return _adapter().validate_python(document)


def snapshot(state: State, at: datetime) -> Saved:
    """What an exchange is at an instant."""
    return Saved(
        version=_VERSION,
        at=at,
        policy=state.policy,
        seed=state.ids.seed,
        ids=state.ids.count,
        sequence=state.journal.sequence,
        queue=state.queue,
        paused=state.paused,
        deposited=state.deposited,
        collected=state.collected,
        accounts=[
            SavedAccount(
                name=name,
                credit=account.credit,
                client_ids=account.client_ids,
                fills=account.fills,
                settlements=account.settlements,
            )
            for name, account in state.accounts.items()
        ],
        purses=list(state.purses.values()),
        markets=[
            SavedMarket(market=listed.market, prints=listed.prints)
            for listed in state.listed.values()
        ],
        orders=state.numbered,
        groups=list(state.groups.values()),
        spent=sorted(state.spent),
        trades=list(state.trades.values()),
    )


def restore(state: State, saved: Saved, fees: Callable[[str], FeeSchedule]) -> None:
    """Fill a new exchange's state."""
    state.ids = Ids(saved.seed, saved.ids)
    state.journal.sequence = saved.sequence
    state.journal.now = saved.at
    state.queue, state.paused = saved.queue, saved.paused
    state.spent = set(saved.spent)
    state.trades = {trade.id: trade for trade in saved.trades}
    state.deposited, state.collected = saved.deposited, saved.collected
    for account in saved.accounts:
        state.accounts[account.name] = Account(
            credit=account.credit,
            client_ids=account.client_ids,
            fills=account.fills,
            settlements=account.settlements,
        )
    state.purses = {purse.wallet: purse for purse in saved.purses}
    for group in saved.groups:
        state.groups[group.id], state.grouped[group.id] = group, {}
    for one in saved.markets:
        _restore_market(state, one, fees(one.market.key))
    for order in saved.orders:
        _restore_order(state, order)
    for order in sorted(saved.orders, key=lambda order: order.queue):
        if order.queue:
            state.listed[order.market].book.of(order.side).add(order)


def _restore_market(state: State, saved: SavedMarket, fees: FeeSchedule) -> None:
    market = saved.market
    state.listed[market.key] = Listed(
        market=market,
        tariff=Tariff(market.ladder, fees, gross=state.policy.gross),
        prints=saved.prints,
    )
    if market.phase is Phase.LISTED:
        state.plan(market.open_at, Task.OPEN, market.key)
    if market.phase is Phase.LISTED or market.phase in TRADING:
        state.plan(market.close_at, Task.CLOSE, market.key)
    if market.phase in PAYABLE and market.settles_at is not None:
        state.plan(market.settles_at, Task.SETTLE, market.key)


def _restore_order(state: State, order: Working) -> None:
    state.numbered.append(order)
    state.orders[order.id] = order
    state.accounts[order.wallet.account].orders.append(order)
    if order.queue and order.expires_at is not None:
        state.plan(order.expires_at, Task.EXPIRE, order.id)
    if order.queue and order.group in state.grouped:
        state.grouped[order.group][order.number] = order
