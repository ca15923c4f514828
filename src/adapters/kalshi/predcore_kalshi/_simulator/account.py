"""What an account may ask, and how it may ask more."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from .budgets import TIERS
from .call import Call, forbidden
from .wire import Json, count, unix

__all__ = ["limits", "upgrade", "volume_progress"]

_MONTH = timedelta(days=30)
_VENUE_VOLUME = Decimal(900_000_000)
"""Contracts that the whole venue is said to trade in 30 days."""
_SHARES = {
    "expert": ("0.00075", "0.0005"),
    "premier": ("0.00125", "0.001"),
    "paragon": ("0.0025", "0.002"),
    "prime": ("0.005", "0.004"),
    "prestige": ("0.01", "0.008"),
}


def limits(call: Call) -> Json:
    """The buckets of the account's tier."""
    tier = TIERS[call.ledger.tier]
    bodies = {
        name: {"refill_rate": rate, "bucket_capacity": capacity}
        for name in ("read", "write")
        for rate, capacity in [tier.limits("read" if name == "read" else "write")]
    }
    return {"usage_tier": call.ledger.tier, **bodies, "grants": []}


def upgrade(call: Call) -> None:
    """From basic to advanced, for whoever places orders over the API."""
    if not call.ledger.by_api:
        raise forbidden("none of the last 100 orders came by API")
    if call.ledger.tier == "basic":
        call.ledger.tier = "advanced"


def volume_progress(call: Call) -> Json:
    """Contracts of the last 30 days, and what earns and keeps each tier."""
    now = call.floor.now
    traded = sum(
        (f.size for f in call.exchange.fills(call.account) if f.at > now - _MONTH),
        Decimal(0),
    )
    goals = [
        {
            "level": level,
            "earn_volume_goal_fp": count(_VENUE_VOLUME * Decimal(earn)),
            "keep_volume_goal_fp": count(_VENUE_VOLUME * Decimal(keep)),
        }
        for level, (earn, keep) in _SHARES.items()
    ]
    progress: Json = {
        "computed_ts": unix(now),
        "trailing_30d_volume_fp": count(traded),
        "goals": goals,
    }
    return {"volume_progress": [progress]}
