"""Token buckets: what an account may ask in a second."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from predcore.sim.exchange import SimClock

from .refusals import too_many_requests

__all__ = ["TIERS", "Budgets", "BucketName", "Tier"]

BucketName = Literal["read", "write", "balance"]


@dataclass(frozen=True, slots=True)
class Tier:
    """Tokens a second and at most, of reads and of writes."""

    read_rate: int
    read_capacity: int
    write_rate: int
    write_capacity: int

    def limits(self, bucket: BucketName) -> tuple[int, int]:
        """The rate and the capacity of a bucket."""
        if bucket == "read":
            return self.read_rate, self.read_capacity
        if bucket == "write":
            return self.write_rate, self.write_capacity
        quick = self.read_rate > TIERS["advanced"].read_rate
        return (50, 50) if quick else (10, 10)


TIERS = {
    "basic": Tier(200, 600, 100, 100),
    "advanced": Tier(300, 900, 300, 900),
    "expert": Tier(600, 600, 600, 1_800),
    "premier": Tier(1_200, 1_200, 1_200, 3_600),
    "paragon": Tier(2_400, 2_400, 2_400, 7_200),
    "prime": Tier(4_800, 4_800, 4_800, 14_400),
    "prestige": Tier(12_000, 12_000, 9_600, 28_800),
}


@dataclass(slots=True)
class _Bucket:
    tokens: float
    at: datetime

    def refill(self, rate: int, capacity: int, now: datetime) -> None:
        gone = max(timedelta(0), now - self.at).total_seconds()
        self.tokens = min(capacity, self.tokens + gone * rate)
        self.at = now


class Budgets:
    """The buckets of every account; all keys of an account draw from the same.

    They fill up by the exchange's clock, so not at all while it stands still.

    Attributes:
        enforced: whether a request that costs too much is refused.
    """

    def __init__(self, clock: SimClock, *, enforced: bool) -> None:
        self._clock = clock
        self.enforced = enforced
        self._buckets: dict[tuple[str, BucketName, int], _Bucket] = {}

    def spend(
        self,
        account: str,
        tier: Tier,
        bucket: BucketName,
        cost: int,
        shards: Iterable[int] = (0,),
    ) -> None:
        """Take ``cost`` tokens from the bucket of every shard; all of them or none.

        Raises:
            Refusal: 429, where one of the buckets holds less.
        """
        if not self.enforced:
            return
        rate, capacity = tier.limits(bucket)
        now = self._clock.now()
        drawn = [
            self._buckets.setdefault((account, bucket, shard), _Bucket(capacity, now))
            for shard in shards
        ]
        for each in drawn:
            each.refill(rate, capacity, now)
        if any(each.tokens < cost for each in drawn):
            raise too_many_requests()
        for each in drawn:
            each.tokens -= cost
