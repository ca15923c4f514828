"""Orders that are cancelled together when they trade too much."""

from __future__ import annotations

from decimal import Decimal

from .orders import AccountId
from .records import GroupView

__all__ = ["Groups"]


class Groups:
    """``exchange.groups``: raises ``Rejected(GROUP_NOT_FOUND)`` for unknown ids."""

    def create(
        self, account: AccountId, limit: Decimal, *, subaccount: int = 0, shard: int = 0
    ) -> GroupView:
        """A new group that may trade ``limit`` contracts in any window."""
        raise NotImplementedError

    def get(self, account: AccountId, group: str) -> GroupView:
        """One group."""
        raise NotImplementedError

    def list(self, account: AccountId) -> list[GroupView]:
        """Every group of the account, oldest first."""
        raise NotImplementedError

    def set_limit(self, account: AccountId, group: str, limit: Decimal) -> GroupView:
        """Another limit; one below what the window holds triggers the group."""
        raise NotImplementedError

    def reset(self, account: AccountId, group: str) -> GroupView:
        """Take orders again, and count from zero."""
        raise NotImplementedError

    def trigger(self, account: AccountId, group: str) -> GroupView:
        """Cancel its orders and take no more until it is reset."""
        raise NotImplementedError

    def delete(self, account: AccountId, group: str) -> None:
        """Cancel its orders and forget it."""
        raise NotImplementedError
