"""One signed request, and what an endpoint needs to answer it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from predcore.sim.exchange import AccountId, Exchange

from .body import Body
from .floor import Floor
from .keys import ApiKey
from .ledger import Ledger
from .query import Query
from .refusals import Refusal, refused
from .wire import Json

__all__ = ["Answer", "Call", "forbidden"]

T = TypeVar("T")

_MOST_SUBACCOUNTS = 63


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A request of a key that is known, whose budget allowed it.

    Attributes:
        query: path and query parameters.
        body: the fields of its body; none where the endpoint reads none.
    """

    floor: Floor
    key: ApiKey
    query: Query
    body: Body

    @property
    def account(self) -> AccountId:
        """Whose request it is."""
        return AccountId(self.key.account)

    @property
    def exchange(self) -> Exchange:
        """The matching engine."""
        return self.floor.exchange

    @property
    def ledger(self) -> Ledger:
        """What is remembered of the account."""
        return self.floor.ledgers[self.key.account]

    def subaccount(self, number: int | None) -> int:
        """The subaccount that is meant: the primary one unless the key is locked.

        Raises:
            Refusal: 403 for one that the key may not touch.
        """
        locked = self.key.subaccount
        if locked is not None and number not in {None, locked}:
            raise forbidden("the API key is restricted to a single sub-account")
        return locked or 0 if number is None else number

    def subaccounts(self, number: int | None) -> int | None:
        """Likewise where leaving it out means all of them."""
        if number is None and self.key.subaccount is None:
            return None
        return self.subaccount(number)

    def asked_subaccount(self) -> int:
        """The query's subaccount, the primary one by default."""
        return self.subaccount(self._subaccount())

    def asked_subaccounts(self) -> int | None:
        """The query's subaccount; ``None`` is all of them."""
        return self.subaccounts(self._subaccount())

    def _subaccount(self) -> int | None:
        return self.query.integer("subaccount", least=0, most=_MOST_SUBACCOUNTS)

    def unlocked(self) -> None:
        """Refuse a key that is locked to one subaccount."""
        if self.key.subaccount is not None:
            raise forbidden("the API key is restricted to a single sub-account")

    def page(self, name: str, rows: Sequence[Json], *, most: int) -> Json:
        """A page of ready rows, and the cursor of the next."""
        size = self.query.limit(default=100, most=most)
        page, cursor = self.query.page(rows, size)
        return {name: list(page), "cursor": cursor}


Answer = Callable[[Call], Json | None]
"""What answers a call; ``None`` is no body."""


def forbidden(details: str | None = None) -> Refusal:
    """The account, or its key, may not do that."""
    return refused(403, "permission_denied", details)
