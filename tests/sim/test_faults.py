"""Every switch mistreats requests in its own way, where it is told to."""

from __future__ import annotations

from collections.abc import AsyncGenerator

import anyio
import httpx
import pytest

from predcore.sim import Faulty
from sim.application import application


@pytest.fixture
def faulty() -> Faulty:
    return Faulty(application())


@pytest.fixture
async def client(faulty: Faulty) -> AsyncGenerator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(faulty)
    async with httpx.AsyncClient(transport=transport, base_url="http://sim") as client:
        yield client


async def test_nothing_is_wrong_at_first(
    faulty: Faulty, client: httpx.AsyncClient
) -> None:
    reply = await client.get("/a")
    assert reply.json() == {"name": "acme", "path": "/a"}
    assert faulty.requests == 1


async def test_a_status_can_be_forced(
    faulty: Faulty, client: httpx.AsyncClient
) -> None:
    faulty.everywhere.status = 503
    assert (await client.get("/a")).status_code == 503


async def test_a_firewall_page_is_html_and_forbidden(
    faulty: Faulty, client: httpx.AsyncClient
) -> None:
    faulty.everywhere.html = True
    reply = await client.get("/a")
    assert reply.status_code == 403
    assert reply.headers["content-type"].startswith("text/html")
    assert reply.text.startswith("<!DOCTYPE html>")


async def test_a_rate_limit_does_not_say_when_to_come_back(
    faulty: Faulty, client: httpx.AsyncClient
) -> None:
    faulty.everywhere.rate_limited = True
    reply = await client.get("/a")
    assert reply.status_code == 429
    assert "retry-after" not in reply.headers


async def test_a_truncated_answer_is_complete_http_and_broken_json(
    faulty: Faulty, client: httpx.AsyncClient
) -> None:
    whole = (await client.get("/a")).content
    faulty.everywhere.truncate = True
    reply = await client.get("/a")
    assert reply.status_code == 200
    assert reply.content == whole[: len(whole) // 2]
    assert reply.headers["content-length"] == str(len(reply.content))


async def test_a_huge_answer_is_as_many_megabytes_of_valid_json(
    faulty: Faulty, client: httpx.AsyncClient
) -> None:
    faulty.everywhere.huge = 2
    reply = await client.get("/a")
    assert len(reply.content) == 2_000_000
    assert set(reply.json()) == {"padding"}


async def test_latency_comes_before_the_answer(
    faulty: Faulty, client: httpx.AsyncClient
) -> None:
    faulty.everywhere.latency = 600.0
    with anyio.move_on_after(0.05) as scope:
        await client.get("/a")
    assert scope.cancelled_caught


async def test_a_prefix_has_switches_of_its_own(
    faulty: Faulty, client: httpx.AsyncClient
) -> None:
    faulty.at("/book").status = 500
    assert (await client.get("/markets")).status_code == 200
    assert (await client.get("/book/a")).status_code == 500


async def test_the_longest_prefix_wins_so_a_path_can_be_spared(
    faulty: Faulty, client: httpx.AsyncClient
) -> None:
    faulty.everywhere.status = 500
    faulty.at("/book").status = 502
    faulty.at("/book/good")
    assert (await client.get("/a")).status_code == 500
    assert (await client.get("/book/bad")).status_code == 502
    assert (await client.get("/book/good")).status_code == 200


async def test_a_fault_can_last_for_a_number_of_requests(
    faulty: Faulty, client: httpx.AsyncClient
) -> None:
    faulty.everywhere.status = 503
    faulty.everywhere.times = 2
    statuses = [(await client.get("/a")).status_code for _ in range(4)]
    assert statuses == [503, 503, 200, 200]


async def test_clearing_turns_every_switch_off(
    faulty: Faulty, client: httpx.AsyncClient
) -> None:
    faulty.everywhere.truncate = True
    faulty.at("/b").rate_limited = True
    faulty.clear()
    for path in ("/a", "/b"):
        assert (await client.get(path)).status_code == 200
    assert (await client.get("/a")).json()["name"] == "acme"
