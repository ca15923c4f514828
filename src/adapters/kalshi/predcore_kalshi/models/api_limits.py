"""What an account may ask, and how it may ask for more."""

from __future__ import annotations

from predcore.kit import Amount, Items, wire

from .transfers import ExchangeInstance

__all__ = [
    "AccountApiLimits",
    "AccountApiUsageLevelVolumeGoal",
    "AccountApiUsageLevelVolumeProgress",
    "VolumeProgressEnvelope",
    "ApiUsageLevelGrant",
    "BucketLimit",
]


@wire
class BucketLimit:
    """A rate budget, in tokens."""

    refill_rate: int
    """Tokens a second."""
    bucket_capacity: int
    """Tokens saved up, at most."""


@wire
class ApiUsageLevelGrant:
    """A level that was earned (``volume``) or given (``manual``)."""

    exchange_instance: ExchangeInstance | None = None
    level: str | None = None
    expires_ts: int | None = None
    """Unix seconds; ``None`` is for good."""
    source: str | None = None


@wire
class AccountApiLimits:
    """``GET /account/limits``."""

    usage_tier: str | None = None
    """Such as ``basic`` or ``premier``."""
    read: BucketLimit
    write: BucketLimit
    grants: Items[ApiUsageLevelGrant] = ()


@wire
class AccountApiUsageLevelVolumeGoal:
    """Contracts in 30 days that earn a level, and that keep it."""

    level: str | None = None
    earn_volume_goal_fp: Amount | None = None
    keep_volume_goal_fp: Amount | None = None


@wire
class AccountApiUsageLevelVolumeProgress:
    """How far the account has come."""

    computed_ts: int | None = None
    """Unix seconds."""
    trailing_30d_volume_fp: Amount | None = None
    """Contracts in the 30 days before."""
    goals: Items[AccountApiUsageLevelVolumeGoal] = ()


@wire
class VolumeProgressEnvelope:
    """``GET /account/api_usage_level/volume_progress``."""

    volume_progress: Items[AccountApiUsageLevelVolumeProgress]
