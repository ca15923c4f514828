"""What signed requests cost, and which budget pays."""

from __future__ import annotations

import json
from typing import Any, Literal

import pytest

from kalshi.private import BALANCE, Done, cancel
from predcore import BudgetExceeded, InvalidRequest
from predcore.kit import Budget, Limiter, Request, decoder
from predcore_kalshi import tier
from predcore_kalshi._limits import TIERS
from predcore_kalshi._tolls import Tolls

Method = Literal["GET", "POST", "PUT", "DELETE"]
ORDERS = "/portfolio/events/orders"
BLOCKS = "/communications/block-trade-proposals"
_done = decoder(Done)


def request(
    method: Method, path: str, body: Any = None, query: str = ""
) -> Request[Done]:
    return Request(
        method=method,
        path=path,
        query=query,
        body=None if body is None else json.dumps(body).encode(),
        parse=_done,
        repeatable=method == "GET",
        signed=True,
    )


def batch(size: int) -> dict[str, Any]:
    return {"orders": [{"order_id": str(number)} for number in range(size)]}


@pytest.mark.parametrize(
    ("asked", "bucket", "cost", "priority"),
    [
        (request("GET", "/portfolio/balance"), "balance", 1, False),
        (request("GET", "/portfolio/fills"), "read", 10, False),
        (request("GET", "/portfolio/orders/abc"), "read", 2, False),
        (request("GET", "/portfolio/orders"), "read", 10, False),
        (request("GET", "/portfolio/order_groups"), "read", 10, False),
        (request("POST", "/portfolio/subaccounts", {}), "read", 10, False),
        (request("POST", "/api_keys", {}), "read", 10, False),
        (request("POST", ORDERS, {"ticker": "M"}), "write", 10, False),
        (request("POST", f"{ORDERS}/abc/amend", {}), "write", 10, False),
        (request("DELETE", f"{ORDERS}/abc"), "write", 2, True),
        (request("DELETE", ORDERS), "write", 2, True),
        (request("POST", f"{ORDERS}/batched", batch(7)), "write", 70, False),
        (request("DELETE", f"{ORDERS}/batched", batch(7)), "write", 14, True),
        (request("POST", "/portfolio/order_groups/create", {}), "write", 10, False),
        (request("PUT", "/portfolio/order_groups/g/trigger", {}), "write", 10, True),
        (request("DELETE", "/portfolio/order_groups/g"), "write", 10, False),
        (request("POST", "/communications/quotes", {}), "write:1", 2, False),
        (request("DELETE", "/communications/quotes/q"), "write:1", 2, True),
        (request("POST", "/communications/rfqs", {}), "write:1", 10, False),
        (request("DELETE", "/communications/rfq_batches/b"), "write:1", 10, True),
        (request("POST", f"{BLOCKS}/b/accept", {}), "write", 10, False),
        (request("POST", BLOCKS, {}), "read", 10, False),
        (request("POST", "/account/api_usage_level/upgrade"), "write", 30, False),
    ],
)
def test_a_request_is_priced_as_published(
    asked: Request[Done], bucket: str, cost: int, priority: bool
) -> None:
    priced = Tolls().priced(asked)
    assert (priced.bucket, priced.cost, priced.priority) == (bucket, cost, priority)


@pytest.mark.parametrize(
    ("body", "query", "bucket"),
    [
        ({"ticker": "M", "exchange_index": 2}, "", "write:2"),
        ({"ticker": "M", "exchange_index": 0}, "", "write"),
        ({"ticker": "M", "exchange_index": None}, "", "write"),
        (None, "exchange_index=3", "write:3"),
        (None, "subaccount=1&exchange_index=3", "write:3"),
        (None, "exchange_index=0", "write"),
        (None, "", "write"),
    ],
)
def test_a_write_pinned_to_a_shard_draws_on_that_shard(
    body: Any, query: str, bucket: str
) -> None:
    asked = request("POST", f"{ORDERS}/abc/amend", body, query)
    assert Tolls().priced(asked).bucket == bucket


def test_a_batch_is_charged_to_the_account_whatever_its_shards() -> None:
    orders = {"orders": [{"ticker": "M", "exchange_index": 2}] * 3}
    assert Tolls().priced(request("POST", f"{ORDERS}/batched", orders)).bucket == (
        "write"
    )


def test_costs_are_taken_over_from_the_venue() -> None:
    tolls = Tolls()
    root = "/trade-api/v2"
    tolls.learn_costs(
        7,
        [
            ("DELETE", f"{root}{ORDERS}/:order_id", 3),
            ("DELETE", f"{root}{ORDERS}/batched", 4),
            ("GET", f"{root}/cfbenchmarks/*endpoint", 150),
        ],
    )
    assert tolls.priced(cancel("abc")).cost == 3
    batched = request("DELETE", f"{ORDERS}/batched", batch(5))
    assert tolls.priced(batched).cost == 20
    assert tolls.priced(request("GET", "/portfolio/fills")).cost == 7


async def spend(limiter: Limiter, bucket: str, tokens: int) -> None:
    await limiter.acquire(bucket, tokens, patience=0.0)


async def test_the_tier_decides_how_often_the_balance_may_be_read() -> None:
    for name, at_once in (("basic", 1), ("advanced", 1), ("expert", 5)):
        limiter = tier(name)
        await spend(limiter, "balance", at_once)
        with pytest.raises(BudgetExceeded):
            await spend(limiter, "balance", 1)


async def test_reading_the_balance_leaves_the_other_reads_their_budget() -> None:
    tolls = Tolls()
    priced = tolls.priced(BALANCE)
    await spend(tolls.limiter, priced.bucket, priced.cost)
    await spend(tolls.limiter, "read", 600)
    with pytest.raises(BudgetExceeded):
        await spend(tolls.limiter, "read", 10)


async def test_public_reads_leave_the_account_its_budget() -> None:
    limiter = tier()
    await spend(limiter, "public", 3000)
    await spend(limiter, "read", 600)


async def holds(limiter: Limiter, bucket: str, tokens: int) -> bool:
    """Whether a bucket can save up that many, and not one more."""
    with pytest.raises(InvalidRequest):
        await spend(limiter, bucket, tokens + 1)
    try:
        await spend(limiter, bucket, tokens)
    except InvalidRequest:
        return False
    except BudgetExceeded:
        return True
    return True


async def test_budgets_are_taken_over_from_the_venue() -> None:
    tolls = Tolls()
    pinned = tolls.priced(request("POST", ORDERS, {"exchange_index": 2}))
    tolls.learn_budgets("expert", Budget(600, 700), Budget(600, 1800))
    later = tolls.priced(request("POST", ORDERS, {"exchange_index": 3}))
    assert await holds(tolls.limiter, "read", 700)
    assert await holds(tolls.limiter, "balance", 5)
    for bucket in ("write", pinned.bucket, later.bucket):
        assert await holds(tolls.limiter, bucket, 1800)


async def test_a_shard_has_a_budget_of_its_own() -> None:
    tolls = Tolls()
    pinned = tolls.priced(request("POST", ORDERS, {"exchange_index": 2}))
    await spend(tolls.limiter, "write", 100)
    await spend(tolls.limiter, pinned.bucket, 100)
    with pytest.raises(BudgetExceeded):
        await spend(tolls.limiter, pinned.bucket, 10)


async def test_a_limiter_of_ones_own_is_left_as_it_is() -> None:
    tolls = Tolls(Limiter({}))
    pinned = tolls.priced(request("POST", ORDERS, {"exchange_index": 2}))
    await spend(tolls.limiter, pinned.bucket, 1_000_000)


@pytest.mark.parametrize("name", TIERS)
async def test_every_tier_has_every_budget(name: str) -> None:
    limiter = tier(name)
    assert await holds(limiter, "read", round(TIERS[name].read.capacity))
    assert await holds(limiter, "write", round(TIERS[name].write.capacity))
    assert await holds(limiter, "public", 3000)


def test_a_tier_that_is_none_is_refused() -> None:
    with pytest.raises(InvalidRequest, match="basic, advanced, expert"):
        tier("platinum")
