"""What a signed request costs, and which budget pays."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar
from urllib.parse import parse_qs

from predcore.kit import Budget, Limiter, Request

from ._limits import BALANCE, READ, TIERS, WRITE, Tier, tier

__all__ = ["Tolls"]

T = TypeVar("T")

_ROOT = "/trade-api/v2"
_DEFAULT = 10
_COSTS = (
    ("POST", "/account/api_usage_level/upgrade", 30),
    ("DELETE", "/portfolio/events/orders", 2),
    ("DELETE", "/portfolio/events/orders/:order_id", 2),
    ("DELETE", "/portfolio/events/orders/batched", 2),
    ("GET", "/portfolio/orders/:order_id", 2),
    ("POST", "/communications/quotes", 2),
    ("DELETE", "/communications/quotes/:quote_id", 2),
    ("GET", "/communications/rfqs/:rfq_id/quotes/:quote_id", 2),
    ("DELETE", "/communications/rfqs/:rfq_id/quotes/:quote_id", 2),
)
"""As published, until the venue is asked."""
_ORDERS = "/portfolio/events/orders"
_QUOTES = ("/communications/quotes", "/communications/rfq")
_WRITES = (_ORDERS, "/portfolio/order_groups", "/account/api_usage_level/", *_QUOTES)
_ACCEPT = "/accept"
"""Of a block trade; proposing one is no write to Kalshi."""
_CANCELS = (_ORDERS, *_QUOTES)

_Segments = tuple[str, ...]


class Tolls:
    """Costs by endpoint, kept with the budgets they are paid from.

    A write pinned to a shard of the exchange draws on that shard's own budget.
    Elsewhere the account's is charged; a write that the venue routes by itself is
    charged there alone, though the venue also counts it against every shard.

    Args:
        limiter: the caller's own budgets, which are then left as they are.
    """

    def __init__(self, limiter: Limiter | None = None) -> None:
        self.fixed = limiter is not None
        self.limiter = limiter or tier()
        self._write = TIERS["basic"].write
        self._shards: set[str] = set()
        self._default = _DEFAULT
        self._costs = _by_length(_COSTS)

    def priced(self, request: Request[T]) -> Request[T]:
        """The same request with its bucket, its cost and its lane."""
        path = request.path
        if path == "/portfolio/balance":
            return replace(request, bucket=BALANCE, cost=1)
        cost = self._cost(request.method, path)
        if request.method == "GET" or not _is_write(path):
            return replace(request, bucket=READ, cost=cost)
        batch = path.endswith("/batched")
        return replace(
            request,
            bucket=WRITE if batch else self._bucket(request),
            cost=cost * _items(request) if batch else cost,
            priority=request.priority or _withdraws(request),
        )

    def learn_costs(self, default: int, costs: Iterable[tuple[str, str, int]]) -> None:
        """Take over ``GET /account/endpoint_costs``: method, path and tokens."""
        self._default = default
        self._costs = _by_length(
            (method, path.removeprefix(_ROOT), cost) for method, path, cost in costs
        )

    def learn_budgets(self, name: str, read: Budget, write: Budget) -> None:
        """Take over ``GET /account/limits``; ``name`` is that of the tier."""
        self._write = write
        for bucket, budget in Tier(read, write).budgets(name).items():
            self.limiter.set(bucket, budget)
        for bucket in self._shards:
            self.limiter.set(bucket, write)

    def _cost(self, method: str, path: str) -> int:
        segments = _segments(path)
        for template, cost in self._costs.get((method, len(segments)), ()):
            if all(map(_fits, template, segments)):
                return cost
        return self._default

    def _bucket(self, request: Request[T]) -> str:
        shard = 1 if request.path.startswith(_QUOTES) else _shard(request)
        if not shard:
            return WRITE
        name = f"{WRITE}:{shard}"
        if name not in self._shards and not self.fixed:
            self._shards.add(name)
            self.limiter.set(name, self._write)
        return name


def _by_length(
    costs: Iterable[tuple[str, str, int]],
) -> dict[tuple[str, int], list[tuple[_Segments, int]]]:
    """Costs by method and number of segments, those without names first."""
    found: dict[tuple[str, int], list[tuple[_Segments, int]]] = {}
    for method, path, cost in sorted(costs, key=lambda entry: ":" in entry[1]):
        segments = _segments(path)
        found.setdefault((method, len(segments)), []).append((segments, cost))
    return found


def _segments(path: str) -> _Segments:
    return tuple(path.strip("/").split("/"))


def _fits(template: str, segment: str) -> bool:
    return template[:1] in {":", "*"} or template == segment


def _is_write(path: str) -> bool:
    return path.startswith(_WRITES) or path.endswith(_ACCEPT)


def _items(request: Request[T]) -> int:
    """Orders in a batch: each is paid for."""
    return max(1, len(json.loads(request.body or b"{}").get("orders", ())))


def _shard(request: Request[T]) -> int:
    """The shard a write is pinned to, 0 where it is not."""
    if request.body and b'"exchange_index"' in request.body:
        return json.loads(request.body).get("exchange_index") or 0
    found = parse_qs(request.query).get("exchange_index", ["0"])[0]
    return int(found)


def _withdraws(request: Request[T]) -> bool:
    """Whether it takes offers back, which must not wait behind new ones."""
    ends = request.method == "DELETE" and request.path.startswith(_CANCELS)
    return ends or request.path.endswith("/trigger")
