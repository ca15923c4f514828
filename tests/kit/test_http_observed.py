"""The pipeline: an adapter sees every answer, whatever becomes of it."""

from __future__ import annotations

import httpx
import pytest

from kit.scripted import LOST, READ, Script, pipeline
from predcore import BudgetExceeded, NotFound, RateLimited
from predcore.kit import Budget, Limiter, Reply, Retry


async def test_every_answer_is_seen_before_it_is_read() -> None:
    seen: list[Reply] = []
    http = pipeline(Script(LOST, 503, 200), observe=seen.append)
    assert (await http.send(READ)).ok
    assert [reply.status for reply in seen] == [503, 200]


async def test_a_refusal_is_seen_with_its_headers() -> None:
    seen: list[Reply] = []
    said = httpx.Response(404, headers={"Date": "Wed, 21 Oct 2026 07:28:00 GMT"})
    with pytest.raises(NotFound):
        await pipeline(Script(said), observe=seen.append).send(READ)
    assert seen[0].headers["date"] == "Wed, 21 Oct 2026 07:28:00 GMT"


class Pauses(Limiter):
    """Writes down how long it is told to pause."""

    def __init__(self) -> None:
        super().__init__({"read": Budget(1000, 1000)})
        self.told: list[float] = []

    def pause(self, bucket: str, seconds: float) -> None:
        self.told.append(seconds)
        super().pause(bucket, seconds)


async def paused_for(limited: httpx.Response) -> float:
    limiter = Pauses()
    http = pipeline(Script(limited), limiter=limiter, retry=Retry(budget=0.1))
    with pytest.raises((RateLimited, BudgetExceeded)):
        await http.send(READ)
    return limiter.told[0]


async def test_two_pauses_after_a_429_are_not_the_same() -> None:
    pauses = [await paused_for(httpx.Response(429)) for _ in range(5)]
    assert len(set(pauses)) > 1
    assert all(0.5 <= pause <= 1.5 for pause in pauses)


async def test_a_pause_is_never_shorter_than_the_venue_asked_for() -> None:
    pauses = [
        await paused_for(httpx.Response(429, headers={"retry-after": "7"}))
        for _ in range(5)
    ]
    assert all(7 <= pause <= 8 for pause in pauses)
