"""Polymarket's published rate limits (documentation of August 2026).

Per address the venue counts requests in sliding windows of ten seconds and delays what
is over. Orders and cancels also draw on token buckets of whoever signs, one token an
order or id; their size goes by what the wallet traded in 30 days, and answers to orders
and cancels tell the tier.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import NamedTuple

from predcore.kit import Budget, Limiter, Reply

__all__ = [
    "BUDGETS",
    "CANCELS",
    "CANCELS_AT_ONCE",
    "ORDERS",
    "TIERS",
    "SignerLimits",
    "Tier",
]

ORDERS = "clob.orders"
"""The bucket of new orders, tokens of the signer."""

CANCELS = "clob.cancels"
"""The bucket of cancels, tokens of the signer."""

_WINDOW = 10
_PER_WINDOW = {
    "gamma": 4000,
    "gamma.events": 500,
    "gamma.markets": 300,
    "gamma.comments": 200,
    "gamma.tags": 200,
    "gamma.search": 350,
    "clob": 9000,
    "clob.ok": 100,
    "clob.book": 1500,
    "clob.books": 500,
    "clob.price": 1500,
    "clob.prices": 500,
    "clob.midpoint": 1500,
    "clob.midpoints": 500,
    "clob.history": 1000,
    "clob.tick": 200,
    "clob.ledger": 500,
    "clob.notifications": 125,
    "clob.keys": 100,
    "clob.balance": 200,
    "clob.balance.update": 50,
    "data": 1000,
    "data.trades": 200,
    "data.positions": 150,
    "data.closed": 150,
    "data.pnl": 200,
}
_SUSTAINED = {"clob.cancel_all": 6000, "clob.cancel_market": 21_000}
"""Per ten minutes; what they cancel costs the signer, too, and is not known before."""


class Tier(NamedTuple):
    """What a signer may send: tokens a second, and how many may be saved up."""

    orders: Budget
    cancels: Budget


TIERS: Mapping[str, Tier] = {
    name: Tier(Budget(rate, burst), Budget(2 * rate, 3 * rate))
    for name, rate, burst in (
        ("standard", 40, 60),
        ("copper", 60, 90),
        ("bronze", 80, 120),
        ("silver", 200, 300),
        ("gold", 400, 600),
        ("platinum", 450, 675),
        ("diamond", 525, 787),
        ("elite", 600, 900),
    )
}
"""By what the venue calls them; who is not known to be better is ``standard``."""

CANCELS_AT_ONCE = int(TIERS["standard"].cancels.capacity)
"""Ids to cancel in one request that every tier allows. More are sent as they are, for
no rule of ours shall keep an order alive, and the venue may refuse them all."""


def _budget(most: int, window: int = _WINDOW) -> Budget:
    """A burst of a tenth and a steady nine tenths: no window ever holds more."""
    burst = most / 10
    return Budget(rate=(most - burst) / window, capacity=burst)


def _sustained(most: int) -> Budget:
    """A burst of a second and no more than ``most`` in ten minutes."""
    burst = most / 600
    return Budget(rate=(most - burst) / 600, capacity=burst)


BUDGETS: Mapping[str, Budget] = {
    **{name: _budget(most) for name, most in _PER_WINDOW.items()},
    **{name: _sustained(most) for name, most in _SUSTAINED.items()},
    ORDERS: TIERS["standard"].orders,
    CANCELS: TIERS["standard"].cancels,
    "relayer.submit": _budget(25, 60),
}
"""By the bucket that requests name."""

_log = logging.getLogger("predcore.polymarket")


class SignerLimits:
    """What the venue says of the signer's budgets, answer by answer.

    Args:
        limiter: whose buckets follow the tier; ``None`` leaves budgets as they are.
    """

    def __init__(self, limiter: Limiter | None) -> None:
        self._limiter = limiter
        self.tier: str | None = None
        """What the venue called the tier last."""
        self.remaining: str | None = None
        """Tokens left after the last order or cancel, as the venue wrote it."""
        self.warnings = 0
        """Answers that said they would have been refused if limits were enforced."""

    def observe(self, reply: Reply) -> None:
        """Read the headers of an answer; does nothing where there are none."""
        tier = reply.headers.get("poly-ratelimit-tier")
        self.remaining = reply.headers.get("poly-ratelimit-remaining", self.remaining)
        if reply.headers.get("poly-ratelimit-warning", "").lower() in {"1", "true"}:
            self.warnings += 1
            _log.warning("over the signer's rate limit, which is not enforced yet")
        if tier is not None and tier != self.tier:
            self.tier = tier
            self._learn(tier.strip().lower())

    def _learn(self, name: str) -> None:
        found = TIERS.get(name)
        if found is not None and self._limiter is not None:
            self._limiter.set(ORDERS, found.orders)
            self._limiter.set(CANCELS, found.cancels)
