"""Writes whose answer is lost, and a clock that is wrong."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import httpx
import pytest

from predcore.sim import Faulty, serve
from sim.application import written


@pytest.fixture(scope="module")
def anyio_backend() -> str:
    """The server knows asyncio only."""
    return "asyncio"


@pytest.fixture
def taken() -> list[str]:
    return []


@pytest.fixture
def faulty(taken: list[str]) -> Faulty:
    return Faulty(written(taken))


@pytest.fixture
async def client(faulty: Faulty) -> AsyncGenerator[httpx.AsyncClient]:
    async with (
        serve({"acme": faulty}) as origins,
        httpx.AsyncClient(base_url=origins["acme"]) as client,
    ):
        yield client


async def unanswered(client: httpx.AsyncClient, writes: int) -> list[str]:
    """The bodies of writes that got no answer."""
    lost: list[str] = []
    for number in range(writes):
        try:
            await client.post("/orders", content=str(number))
        except (httpx.RemoteProtocolError, httpx.ReadError):
            lost.append(str(number))
    return lost


async def test_an_accepted_write_is_carried_out_and_not_answered(
    faulty: Faulty, client: httpx.AsyncClient, taken: list[str]
) -> None:
    faulty.everywhere.accept_then_drop = 100
    assert await unanswered(client, 3) == taken == ["0", "1", "2"]


async def test_a_lost_write_is_not_carried_out(
    faulty: Faulty, client: httpx.AsyncClient, taken: list[str]
) -> None:
    faulty.everywhere.lost = 100
    assert await unanswered(client, 3) == ["0", "1", "2"]
    assert taken == []


async def test_reads_are_spared_by_faults_of_writes(
    faulty: Faulty, client: httpx.AsyncClient
) -> None:
    faulty.everywhere.accept_then_drop = 50
    faulty.everywhere.lost = 50
    assert (await client.get("/orders")).status_code == 200


async def test_a_share_of_the_writes_is_dropped_the_same_ones_every_time(
    faulty: Faulty, client: httpx.AsyncClient, taken: list[str]
) -> None:
    faulty.everywhere.accept_then_drop = 30
    lost = await unanswered(client, 40)
    assert 4 <= len(lost) <= 20
    assert len(taken) == 40
    again: list[str] = []
    twin = Faulty(written(again))
    twin.everywhere.accept_then_drop = 30
    async with (
        serve({"acme": twin}) as origins,
        httpx.AsyncClient(base_url=origins["acme"]) as other,
    ):
        assert await unanswered(other, 40) == lost


async def test_a_fault_of_writes_can_last_for_a_number_of_them(
    faulty: Faulty, client: httpx.AsyncClient
) -> None:
    faulty.everywhere.accept_then_drop = 100
    faulty.everywhere.times = 1
    assert await unanswered(client, 3) == ["0"]


async def test_every_answer_is_dated(client: httpx.AsyncClient) -> None:
    assert abs(told(await client.get("/orders"))) < timedelta(seconds=30)


@pytest.mark.parametrize("skew", [90, -90])
async def test_a_skewed_clock_shows_in_the_date_of_answers(
    faulty: Faulty, client: httpx.AsyncClient, skew: int
) -> None:
    faulty.everywhere.clock_skew = skew
    ahead = told(await client.get("/orders"))
    assert abs(ahead - timedelta(seconds=skew)) < timedelta(seconds=30)


def told(reply: httpx.Response) -> timedelta:
    """How far ahead of ours the clock is that dated an answer."""
    return parsedate_to_datetime(reply.headers["date"]) - datetime.now(UTC)
