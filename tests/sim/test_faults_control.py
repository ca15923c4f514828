"""Faults are set over HTTP, by name, and from this machine only."""

from __future__ import annotations

from collections.abc import AsyncGenerator

import httpx
import pytest

from predcore import InvalidRequest
from predcore.sim import Faulty, Switches
from sim.application import application

FAULTS = "/_sim/faults"


@pytest.fixture
def faulty() -> Faulty:
    return Faulty(application())


@pytest.fixture
async def client(faulty: Faulty) -> AsyncGenerator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(faulty)
    async with httpx.AsyncClient(transport=transport, base_url="http://sim") as client:
        yield client


async def test_a_fault_is_set_and_told_by_name(client: httpx.AsyncClient) -> None:
    set_to = {"status": 503, "latency": 0.001, "matching": "a"}
    reply = await client.post(FAULTS, json=set_to)
    assert reply.json() == {"everywhere": set_to, "at": {}}
    assert (await client.get("/a")).status_code == 503
    assert (await client.get(FAULTS)).json() == reply.json()


async def test_a_fault_can_be_set_for_some_paths(client: httpx.AsyncClient) -> None:
    reply = await client.post(FAULTS, json={"at": "/book", "html": True})
    assert reply.json() == {"everywhere": {}, "at": {"/book": {"html": True}}}
    assert (await client.get("/book/a")).status_code == 403
    assert (await client.get("/a")).status_code == 200


async def test_deleting_turns_every_fault_off(client: httpx.AsyncClient) -> None:
    await client.post(FAULTS, json={"status": 503})
    await client.post(FAULTS, json={"at": "/a", "html": True})
    reply = await client.delete(FAULTS)
    assert reply.json() == {"everywhere": {}, "at": {}}
    assert (await client.get("/a")).status_code == 200


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b'{"status":',
        b'{"nonsense":1}',
        b'{"status":"503"}',
        b'{"status":true}',
        b'{"html":1}',
        b'{"gap":-1}',
        b'{"gap":1.5}',
        b'{"latency":-0.5}',
        b'{"accept_then_drop":101}',
        b'{"at":1,"html":true}',
        b'{"html":true,"gap":"x"}',
    ],
)
async def test_what_cannot_be_set_is_refused_and_sets_nothing(
    client: httpx.AsyncClient, body: bytes
) -> None:
    reply = await client.post(FAULTS, content=body)
    assert reply.status_code == 400
    assert set(reply.json()) == {"error"}
    assert (await client.get(FAULTS)).json() == {"everywhere": {}, "at": {}}


async def test_another_machine_cannot_set_faults(faulty: Faulty) -> None:
    far = httpx.ASGITransport(faulty, client=("192.0.2.1", 5))
    async with httpx.AsyncClient(transport=far, base_url="http://sim") as client:
        assert (await client.post(FAULTS, json={"html": True})).status_code == 403
    assert faulty.everywhere.on() == {}


async def test_other_methods_are_refused(client: httpx.AsyncClient) -> None:
    assert (await client.put(FAULTS, json={})).status_code == 400


def test_a_fault_that_is_not_there_is_answered_with_those_that_are() -> None:
    with pytest.raises(InvalidRequest, match="'slow'; there are latency, status"):
        Switches().put("slow", 1)
