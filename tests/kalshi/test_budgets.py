"""Budgets on the wire: learned from the venue, cancels first, 429 heard by all."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import anyio
import httpx
import pytest
import trio
from trio.testing import MockClock

from kalshi.keys import KEY_ID, ed25519_pem
from kalshi.private import BALANCE, ORDER, Done, cancel
from kalshi.scripted import Wire, raw_path
from predcore import BudgetExceeded, RateLimited
from predcore.kit import Budget, Limiter, Request, Retry, decoder
from predcore_kalshi import Credentials, Kalshi

CREDENTIALS = Credentials.of(KEY_ID, ed25519_pem())
FILLS = Request(path="/portfolio/fills", parse=decoder(Done), signed=True)
LIMITS: dict[str, Any] = {
    "usage_tier": "expert",
    "read": {"refill_rate": 600, "bucket_capacity": 600},
    "write": {"refill_rate": 600, "bucket_capacity": 1800},
    "grants": [],
}
COSTS: dict[str, Any] = {
    "default_cost": 10,
    "endpoint_costs": [
        {
            "method": "GET",
            "path": "/trade-api/v2/portfolio/fills",
            "cost": 600,
        }
    ],
}


def answer_all(request: httpx.Request) -> dict[str, Any]:
    return {"ok": True, **_KNOWN.get(raw_path(request), {})}


_KNOWN: Mapping[str, Mapping[str, Any]] = {
    "/account/limits": LIMITS,
    "/account/endpoint_costs": COSTS,
}


@pytest.fixture
def venue(wire: Wire) -> Wire:
    """A venue that knows the account, and answers what is asked in these tests."""
    for path in (*_KNOWN, "/portfolio/fills", "/portfolio/balance"):
        wire.ask(path, answer_all)
    for path in ("/portfolio/events/orders", "/portfolio/events/orders/a"):
        wire.ask(path, answer_all)
    return wire


def learner(wire: Wire, **options: Any) -> Kalshi:
    return wire.kalshi(credentials=CREDENTIALS, limiter=None, **options)


async def test_the_first_signed_request_asks_what_the_account_may(venue: Wire) -> None:
    async with learner(venue) as kalshi:
        await kalshi._http.send(ORDER)
        assert sorted(venue.paths[:2]) == ["/account/endpoint_costs", "/account/limits"]
        assert venue.paths[2:] == ["/portfolio/events/orders"]
        await kalshi._http.send(BALANCE)
    assert venue.paths[3:] == ["/portfolio/balance"]


async def test_what_was_learned_holds_for_the_request_that_asked(venue: Wire) -> None:
    async with learner(venue, retry=Retry(attempts=1, budget=0.2)) as kalshi:
        await kalshi._http.send(FILLS)
        with pytest.raises(BudgetExceeded, match="nothing was sent"):
            await kalshi._http.send(FILLS)
    assert venue.paths.count("/portfolio/fills") == 1


async def test_a_cancel_does_not_wait_for_learning(venue: Wire) -> None:
    async with learner(venue) as kalshi:
        await kalshi._http.send(cancel("a"))
    assert venue.paths == ["/portfolio/events/orders/a"]


async def test_a_public_read_learns_nothing(venue: Wire) -> None:
    venue.on("/series", {"series": []})
    async with learner(venue) as kalshi:
        await kalshi.series.list()
    assert venue.paths == ["/series"]


async def test_a_limiter_of_ones_own_is_not_taught(venue: Wire) -> None:
    async with venue.kalshi(credentials=CREDENTIALS) as kalshi:
        await kalshi._http.send(ORDER)
    assert venue.paths == ["/portfolio/events/orders"]


@pytest.mark.parametrize(
    "answer",
    [
        httpx.Response(500),
        httpx.Response(403, json={"error": {"code": "permission_denied"}}),
        {"unheard": "of"},
        {**LIMITS, "read": {"refill_rate": 0, "bucket_capacity": 0}},
    ],
)
async def test_a_venue_that_tells_no_limits_stops_nobody(
    venue: Wire, answer: httpx.Response | dict[str, Any]
) -> None:
    venue.on("/account/limits", answer)
    venue.on("/account/endpoint_costs", answer)
    async with learner(venue) as kalshi:
        await kalshi._http.send(ORDER)
        await kalshi._http.send(ORDER)
    assert venue.paths.count("/account/limits") == 1
    assert venue.paths.count("/portfolio/events/orders") == 2


class Slow(httpx.AsyncBaseTransport):
    """Answers orders, and never what the account may do."""

    def __init__(self) -> None:
        self.sent: list[str] = []

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        path = raw_path(request)
        self.sent.append(path)
        if path in _KNOWN:
            await anyio.sleep_forever()
        return httpx.Response(200, json={"ok": True})


class TestOnAJumpingClock:
    """Every instant is exact, and nothing takes long."""

    @pytest.fixture
    def anyio_backend(self) -> tuple[str, dict[str, MockClock]]:
        return "trio", {"clock": MockClock(autojump_threshold=0)}

    async def test_a_venue_that_is_slow_to_tell_holds_one_request_up_for_3_s(
        self,
    ) -> None:
        slow = Slow()
        started = trio.current_time()
        async with Kalshi(credentials=CREDENTIALS, transport=slow) as kalshi:
            await kalshi._http.send(ORDER)
        assert trio.current_time() - started == pytest.approx(3.0)
        assert slow.sent[-1] == "/portfolio/events/orders"

    async def test_cancels_go_before_the_orders_that_wait(self, venue: Wire) -> None:
        limiter = Limiter({"write": Budget(10, 10)}, clock=trio.current_time)
        for number in range(50):
            venue.ask(f"/portfolio/events/orders/{number}", answer_all)
        patient = Retry(budget=1000)
        async with (
            venue.kalshi(
                credentials=CREDENTIALS, limiter=limiter, retry=patient
            ) as kalshi,
            anyio.create_task_group() as tasks,
        ):
            for _ in range(5):
                tasks.start_soon(kalshi._http.send, ORDER)
            await trio.testing.wait_all_tasks_blocked()
            for number in range(50):
                tasks.start_soon(kalshi._http.send, cancel(str(number)))
        first, *rest = venue.sent
        assert first.method == "POST"
        assert [one.method for one in rest] == ["DELETE"] * 50 + ["POST"] * 4

    async def test_a_429_holds_every_request_of_its_bucket_back(
        self, venue: Wire
    ) -> None:
        limiter = Limiter(
            {"write": Budget(100, 100), "read": Budget(100, 100)},
            clock=trio.current_time,
        )
        refusal = httpx.Response(429, json={"error": "too many requests"})
        venue.on("/portfolio/events/orders", refusal, {"ok": True})
        async with venue.kalshi(credentials=CREDENTIALS, limiter=limiter) as kalshi:
            started = trio.current_time()
            with pytest.raises(RateLimited):
                await kalshi._http.send(ORDER)
            await kalshi._http.send(FILLS)
            assert trio.current_time() == started
            await kalshi._http.send(cancel("a"))
        assert 0.5 <= trio.current_time() - started <= 1.6
