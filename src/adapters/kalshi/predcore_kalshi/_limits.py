"""Kalshi's rate budgets (venue documentation, October 2026).

Tokens a second and tokens saved up, of the lowest tier. Only signed requests are
said to draw on them; what an address may do unsigned is not published, so public
reads keep to the same budget.
"""

from __future__ import annotations

from predcore.kit import Budget, Limiter

__all__ = ["READ_COST", "basic_tier"]

READ_COST = 10
"""Tokens of a read, unless ``account.endpoint_costs`` says otherwise."""

_BASIC = {"read": Budget(rate=200, capacity=600)}


def basic_tier() -> Limiter:
    """The budgets every account has."""
    return Limiter(_BASIC)
