"""Kalshi's rate budgets (venue documentation, October 2026).

Budgets belong to an account, and only signed requests are said to draw on them. What
an address may read unsigned is not published: public reads keep to a generous budget
of their own, and a 429 pauses that one and not the account's.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from predcore import InvalidRequest
from predcore.kit import Budget, Limiter

__all__ = ["BALANCE", "PUBLIC", "READ", "READ_COST", "TIERS", "WRITE", "Tier", "tier"]

PUBLIC = "public"
READ = "read"
WRITE = "write"
BALANCE = "balance"

READ_COST = 10
"""Tokens of a public read: a hundred of them a second, three hundred at once."""


class Tier(NamedTuple):
    """What accounts of a level may do, in tokens; most requests cost 10."""

    read: Budget
    write: Budget

    def budgets(self, name: str) -> dict[str, Budget]:
        """Every bucket; that of the balance counts requests, the others tokens."""
        balance = 1 if name in {"basic", "advanced"} else 5
        return {
            PUBLIC: Budget(rate=1000, capacity=3000),
            READ: self.read,
            WRITE: self.write,
            BALANCE: Budget(rate=balance, capacity=balance),
        }


TIERS: Mapping[str, Tier] = {
    "basic": Tier(Budget(200, 600), Budget(100, 100)),
    "advanced": Tier(Budget(300, 900), Budget(300, 900)),
    "expert": Tier(Budget(600, 600), Budget(600, 1800)),
    "premier": Tier(Budget(1200, 1200), Budget(1200, 3600)),
    "paragon": Tier(Budget(2400, 2400), Budget(2400, 7200)),
    "prime": Tier(Budget(4800, 4800), Budget(4800, 14_400)),
    "prestige": Tier(Budget(12_000, 12_000), Budget(9600, 28_800)),
}


def tier(name: str = "basic") -> Limiter:
    """The published budgets of a level; raises ``InvalidRequest`` for no such level.

    A client with credentials asks the venue for its own instead.
    """
    if name not in TIERS:
        raise InvalidRequest(f"kalshi has no tier {name!r}; it has {', '.join(TIERS)}")
    return Limiter(TIERS[name].budgets(name))
