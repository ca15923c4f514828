"""Orders that are cancelled together when they trade too much."""

from __future__ import annotations

import builtins
from decimal import Decimal

from .matching import Floor
from .orders import AccountId, Wallet
from .records import GroupEvent
from .refusals import Rejected, Rejection
from .state import State
from .statements import GroupView
from .units import units
from .views import group_view
from .working import Group

__all__ = ["Groups"]


class Groups:
    """``exchange.groups``: a limit on the contracts traded in a rolling window.

    Trading more than the limit triggers the group: its orders are cancelled and no
    new ones are taken until ``reset``. Raises ``Rejected`` with ``GROUP_NOT_FOUND``
    for an unknown id, and with ``SIZE`` for a limit that is not positive.
    """

    def __init__(self, state: State, floor: Floor) -> None:
        self._state = state
        self._floor = floor

    def create(
        self, account: AccountId, limit: Decimal, *, subaccount: int = 0, shard: int = 0
    ) -> GroupView:
        """A new group that may trade ``limit`` contracts in any window."""
        state = self._state
        with state as now:
            wallet = Wallet(account, subaccount, shard)
            state.purse(wallet)
            whole = _limit(limit)
            group = Group(
                id=state.ids.new(), wallet=wallet, limit=whole, created_at=now
            )
            state.groups[group.id] = group
            state.grouped[group.id] = {}
            return self._changed(group, GroupEvent.CREATED)

    def get(self, account: AccountId, group: str) -> GroupView:
        """One group."""
        with self._state:
            return self._view(self._find(account, group))

    def list(self, account: AccountId) -> builtins.list[GroupView]:
        """Every group of the account, oldest first."""
        with self._state:
            self._state.account(account)
            groups = self._state.groups.values()
            return [self._view(g) for g in groups if g.wallet.account == account]

    def set_limit(self, account: AccountId, group: str, limit: Decimal) -> GroupView:
        """Another limit; one below what the window holds triggers the group."""
        with self._state as now:
            found = self._find(account, group)
            found.limit = _limit(limit)
            self._changed(found, GroupEvent.LIMIT_UPDATED)
            found.forget(now - self._state.policy.group_window)
            if found.matched > found.limit and not found.triggered:
                self._floor.trigger(found)
            return self._view(found)

    def reset(self, account: AccountId, group: str) -> GroupView:
        """Take orders again, and count from zero."""
        with self._state:
            found = self._find(account, group)
            found.triggered = False
            found.matched = 0
            found.trades.clear()
            return self._changed(found, GroupEvent.RESET)

    def trigger(self, account: AccountId, group: str) -> GroupView:
        """Cancel its orders and take no more until it is reset."""
        with self._state:
            found = self._find(account, group)
            self._floor.trigger(found)
            return self._view(found)

    def delete(self, account: AccountId, group: str) -> None:
        """Cancel its orders and forget it."""
        with self._state:
            found = self._find(account, group)
            self._floor.clear(found)
            self._changed(found, GroupEvent.DELETED)
            del self._state.groups[group], self._state.grouped[group]

    def _find(self, account: AccountId, group: str) -> Group:
        self._state.account(account)
        found = self._state.groups.get(group)
        if found is None or found.wallet.account != account:
            raise Rejected(
                Rejection.GROUP_NOT_FOUND, f"{account!r} has no group {group!r}"
            )
        return found

    def _resting(self, group: Group) -> tuple[str, ...]:
        orders = self._state.grouped[group.id].values()
        return tuple(order.id for order in orders)

    def _view(self, group: Group) -> GroupView:
        group.forget(self._state.journal.now - self._state.policy.group_window)
        return group_view(group, self._resting(group))

    def _changed(self, group: Group, event: GroupEvent) -> GroupView:
        self._state.journal.group(group, self._resting(group), event)
        return self._view(group)


def _limit(limit: Decimal) -> int:
    whole = units(limit)
    if whole is None or whole <= 0:
        raise Rejected(Rejection.SIZE, f"{limit} is not a limit in contracts")
    return whole
