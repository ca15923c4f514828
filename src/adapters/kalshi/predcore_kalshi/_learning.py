"""Ask the venue for the account's budgets, and for what requests cost."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from typing import Protocol, TypeVar

import anyio

from predcore import BadResponse, PredcoreError
from predcore.kit import Budget, Request, decoder

from ._limits import PUBLIC, READ, READ_COST
from ._tolls import Tolls
from .models.account import EndpointCosts
from .models.api_limits import AccountApiLimits, BucketLimit

__all__ = ["Send", "learn"]

T = TypeVar("T")

_log = logging.getLogger("predcore.kalshi")

_LIMITS = Request(
    path="/account/limits",
    parse=decoder(AccountApiLimits),
    signed=True,
    bucket=READ,
    cost=READ_COST,
)
_COSTS = Request(
    path="/account/endpoint_costs",
    parse=decoder(EndpointCosts),
    bucket=PUBLIC,
    cost=READ_COST,
)


class Send(Protocol):
    """Sends a request as it is."""

    async def __call__(self, request: Request[T]) -> T: ...


async def learn(send: Send, tolls: Tolls) -> bool:
    """Ask for both at the same time; whether both were answered.

    What is not answered stays as it was: a budget that is not known must not keep
    anyone from trading.
    """
    answered: list[bool] = []

    async def limits() -> None:
        found = await send(_LIMITS)
        tolls.learn_budgets(
            found.usage_tier or "basic", _budget(found.read), _budget(found.write)
        )

    async def costs() -> None:
        found = await send(_COSTS)
        tolls.learn_costs(
            found.default_cost,
            [(cost.method, cost.path, cost.cost) for cost in found.endpoint_costs],
        )

    async def tried(asked: Callable[[], Awaitable[None]]) -> None:
        try:
            await asked()
        except PredcoreError as error:
            _log.debug("budgets are not learned: %s", error)
        else:
            answered.append(True)

    async with anyio.create_task_group() as tasks:
        tasks.start_soon(tried, limits)
        tasks.start_soon(tried, costs)
    return len(answered) == 2


def _budget(limit: BucketLimit) -> Budget:
    if limit.refill_rate < 1 or limit.bucket_capacity < 1:
        raise BadResponse("a budget without tokens")
    return Budget(limit.refill_rate, limit.bucket_capacity)
