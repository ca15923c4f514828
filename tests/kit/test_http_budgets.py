"""The pipeline: rate budgets are kept before anything is sent."""

from __future__ import annotations

import dataclasses

import httpx
import pytest

from kit.scripted import (
    READ,
    WRITE,
    Script,
    pipeline,
)
from predcore import (
    BudgetExceeded,
    RateLimited,
)
from predcore.kit import Budget, Limiter, Retry


async def test_a_429_pauses_its_bucket_and_no_other() -> None:
    limiter = Limiter({"read": Budget(1, 100), "write": Budget(1, 100)})
    limited = httpx.Response(429, headers={"retry-after": "20"})
    http = pipeline(Script(limited, 200, 200), limiter=limiter, retry=Retry(budget=5))
    with pytest.raises(RateLimited):
        await http.send(READ)
    with pytest.raises(BudgetExceeded, match="nothing was sent"):
        await http.send(READ)
    assert (await http.send(WRITE)).ok


async def test_a_429_without_a_wait_still_pauses_the_bucket() -> None:
    limiter = Limiter({"read": Budget(1000, 1000)})
    http = pipeline(Script(429, 200), limiter=limiter, retry=Retry(budget=0.1))
    with pytest.raises((RateLimited, BudgetExceeded)):
        await http.send(READ)
    with pytest.raises(BudgetExceeded):
        await http.send(READ)


async def test_a_request_over_budget_is_not_sent() -> None:
    script = Script(200, 200)
    limiter = Limiter({"write": Budget(0.001, 1)})
    http = pipeline(script, limiter=limiter)
    await http.send(WRITE)
    with pytest.raises(BudgetExceeded):
        await http.send(WRITE)
    assert len(script.sent) == 1


async def test_a_request_costs_what_it_says() -> None:
    limiter = Limiter({"read": Budget(0.001, 10)})
    http = pipeline(Script(200, 200), limiter=limiter)
    await http.send(dataclasses.replace(READ, cost=6))
    with pytest.raises(BudgetExceeded):
        await http.send(dataclasses.replace(READ, cost=6))


async def test_every_attempt_is_paid_for() -> None:
    limiter = Limiter({"read": Budget(0.001, 2)})
    with pytest.raises(BudgetExceeded):
        await pipeline(Script(503, 503, 200), limiter=limiter).send(READ)
