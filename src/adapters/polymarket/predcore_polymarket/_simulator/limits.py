"""What may be asked in a time: sliding windows by address, buckets by signer.

Figures of August 2026. Off unless ``enforced``; both fill up by the exchange's clock.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence, Sized
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Literal, NamedTuple

from predcore.sim import SimClock

from .accounts.api_keys import ApiKey
from .accounts.members import Members
from .answers import Refused
from .notation import Json

__all__ = ["Limits"]

_TEN_SECONDS, _TEN_MINUTES = timedelta(seconds=10), timedelta(minutes=10)


class _Rule(NamedTuple):
    """So many requests of a method below a path, in ten seconds and ten minutes."""

    method: str
    path: str
    burst: int
    sustained: int | None = None


_RULES = (
    _Rule("POST", "/clob/order", 5000, 120_000),
    _Rule("DELETE", "/clob/order", 5000, 120_000),
    _Rule("POST", "/clob/orders", 2000, 21_000),
    _Rule("DELETE", "/clob/orders", 2000, 15_000),
    _Rule("DELETE", "/clob/cancel-all", 250, 6000),
    _Rule("DELETE", "/clob/cancel-market-orders", 1500, 21_000),
    _Rule("GET", "/clob/book", 1500),
    _Rule("GET", "/clob/price", 1500),
    _Rule("GET", "/clob/midpoint", 1500),
    _Rule("POST", "/clob/books", 500),
    _Rule("POST", "/clob/prices", 500),
    _Rule("POST", "/clob/midpoints", 500),
    _Rule("GET", "/clob/prices-history", 1000),
    _Rule("GET", "/clob/tick-size", 200),
    _Rule("GET", "/clob/data/orders", 500),
    _Rule("GET", "/clob/data/trades", 500),
    _Rule("GET", "/clob/notifications", 125),
    _Rule("GET", "/clob/balance-allowance", 200),
    _Rule("GET", "/clob/balance-allowance/update", 50),
    _Rule("GET", "/clob/ok", 100),
    _Rule("GET", "/gamma/events", 500),
    _Rule("GET", "/gamma/markets", 300),
    _Rule("GET", "/gamma/public-search", 350),
    _Rule("GET", "/gamma/tags", 200),
    _Rule("GET", "/gamma/comments", 200),
    _Rule("GET", "/data/trades", 200),
    _Rule("GET", "/data/positions", 150),
    _Rule("GET", "/data/closed-positions", 150),
)
_BY_PATH = {(rule.method, rule.path): rule for rule in _RULES}
_Kind = Literal["orders", "cancels"]


class _Tier(NamedTuple):
    """From a volume of 30 days on: orders and cancels a second, and at most."""

    name: str
    volume: int
    orders: tuple[int, int]
    cancels: tuple[int, int]


_TIERS = (
    _Tier("elite", 10_000_000, (600, 900), (1200, 1800)),
    _Tier("diamond", 5_000_000, (525, 787), (1050, 1575)),
    _Tier("platinum", 2_500_000, (450, 675), (900, 1350)),
    _Tier("gold", 500_000, (400, 600), (800, 1200)),
    _Tier("silver", 100_000, (200, 300), (400, 600)),
    _Tier("bronze", 50_000, (80, 120), (160, 240)),
    _Tier("copper", 30_000, (60, 90), (120, 180)),
    _Tier("standard", 0, (40, 60), (80, 120)),
)


@dataclass(slots=True)
class _Bucket:
    tokens: Decimal
    at: datetime

    def refill(self, rate: int, most: int, now: datetime) -> None:
        gone = (now - self.at) // timedelta(microseconds=1)
        more = Decimal(gone * rate).scaleb(-6)
        self.tokens, self.at = min(Decimal(most), self.tokens + more), now


class Limits:
    """Counts requests.

    Attributes:
        enforced: whether one too many is refused.
    """

    def __init__(self, clock: SimClock, members: Members, *, enforced: bool) -> None:
        self._clock = clock
        self._members = members
        self.enforced = enforced
        self._seen: dict[_Rule, deque[datetime]] = {}
        self._buckets: dict[tuple[str, _Kind], _Bucket] = {}

    def charge(self, method: str, path: str) -> None:
        """Count a request by its path; raises ``Refused`` (429)."""
        rule = _BY_PATH.get((method, path)) if self.enforced else None
        if rule is None:
            return
        now = self._clock.now()
        seen = self._seen.setdefault(rule, deque())
        kept = _TEN_MINUTES if rule.sustained else _TEN_SECONDS
        while seen and seen[0] <= now - kept:
            seen.popleft()
        recent = seen[-rule.burst] if len(seen) >= rule.burst else None
        if recent is not None and recent > now - _TEN_SECONDS:
            raise _too_many(recent + _TEN_SECONDS - now)
        if rule.sustained and len(seen) >= rule.sustained:
            raise _too_many(seen[0] + _TEN_MINUTES - now)
        seen.append(now)

    def charge_signer(
        self, key: ApiKey, method: str, path: str, body: Json
    ) -> dict[str, str]:
        """Take tokens for orders and cancels; gives the headers that tell of it.

        A batch is taken whole or not at all. Raises ``Refused`` (429).
        """
        kind = _kind(method, path)
        if not self.enforced or kind is None:
            return {}
        many = isinstance(body, Sequence) and not isinstance(body, str)
        cost = max(1, len(body)) if many and isinstance(body, Sized) else 1
        tier = self._tier(key)
        rate, most = tier.orders if kind == "orders" else tier.cancels
        now = self._clock.now()
        bucket = self._buckets.setdefault(
            (key.address, kind), _Bucket(Decimal(most), now)
        )
        bucket.refill(rate, most, now)
        missing = cost - bucket.tokens
        if missing <= 0:
            bucket.tokens -= cost
        reset = -(-max(missing, Decimal(1)) // rate)
        headers = {
            "poly-ratelimit-remaining": str(int(bucket.tokens)),
            "poly-ratelimit-reset": str(reset),
            "poly-ratelimit-tier": tier.name,
        }
        if missing > 0:
            refusal = _too_many(timedelta(seconds=int(reset)))
            refusal.headers |= headers
            raise refusal
        return headers

    def _tier(self, key: ApiKey) -> _Tier:
        mine = self._members.owned_by(key.address)
        volume = max((member.volume for member in mine), default=0)
        return next(tier for tier in _TIERS if volume >= tier.volume)


def _kind(method: str, path: str) -> _Kind | None:
    if method == "POST" and path in {"/order", "/orders"}:
        return "orders"
    return "cancels" if method == "DELETE" and path != "/auth/api-key" else None


def _too_many(wait: timedelta) -> Refused:
    seconds = str(max(1, -(-wait // timedelta(seconds=1))))
    return Refused(429, {"error": "Too Many Requests"}, {"retry-after": seconds})
