"""Applications are served on loopback ports for the length of a block."""

from __future__ import annotations

import anyio
import httpx
import pytest

from predcore import InvalidRequest, Unsupported
from predcore.sim import Faulty, serve
from sim.application import application


@pytest.fixture(scope="module")
def anyio_backend() -> str:
    """The server knows asyncio only."""
    return "asyncio"


async def test_every_application_has_an_origin_of_its_own() -> None:
    apps = {"one": application("one"), "two": application("two")}
    async with serve(apps) as origins, httpx.AsyncClient() as client:
        for name, origin in origins.items():
            reply = await client.get(f"{origin}/x")
            assert reply.json() == {"name": name, "path": "/x"}
    assert len(set(origins.values())) == 2


async def test_nothing_listens_after_the_block() -> None:
    async with serve({"acme": application()}) as origins:
        pass
    async with httpx.AsyncClient() as client:
        with pytest.raises(httpx.ConnectError):
            await client.get(origins["acme"])


async def test_a_port_can_be_chosen() -> None:
    async with serve({"acme": application()}) as origins:
        port = int(origins["acme"].rpartition(":")[2])
    async with serve({"acme": application()}, ports={"acme": port}) as again:
        assert again == origins


async def test_a_taken_port_is_a_clear_refusal() -> None:
    async with serve({"acme": application()}) as origins:
        port = int(origins["acme"].rpartition(":")[2])
        with pytest.raises(InvalidRequest, match=f"beta at 127.0.0.1 port {port}"):
            async with serve({"beta": application()}, ports={"beta": port}):
                raise AssertionError("two servers on one port")


async def test_a_failure_in_the_block_stops_the_servers_and_is_passed_on() -> None:
    served: dict[str, str] = {}

    async def fail() -> None:
        async with serve({"acme": application()}) as origins:
            served.update(origins)
            raise KeyError("mine")

    with pytest.raises(KeyError, match="mine"):
        await fail()
    async with httpx.AsyncClient() as client:
        with pytest.raises(httpx.ConnectError):
            await client.get(served["acme"])


def test_another_event_loop_than_asyncio_is_refused() -> None:
    async def on_trio() -> None:
        async with serve({"acme": application()}):
            raise AssertionError("served on trio")

    with pytest.raises(Unsupported, match="trio"):
        anyio.run(on_trio, backend="trio")


async def test_cancelling_the_block_stops_the_servers() -> None:
    with anyio.move_on_after(0.05) as scope:
        async with serve({"acme": application()}):
            await anyio.sleep_forever()
    assert scope.cancelled_caught


async def test_a_request_in_flight_does_not_hold_up_the_end() -> None:
    faulty = Faulty(application())
    faulty.everywhere.latency = 600.0
    with anyio.fail_after(10):
        async with serve({"acme": faulty}) as origins, httpx.AsyncClient() as client:
            with pytest.raises(httpx.ReadTimeout):
                await client.get(origins["acme"], timeout=0.1)


async def test_a_dropped_connection_breaks_off_in_the_middle_of_the_answer() -> None:
    faulty = Faulty(application())
    faulty.everywhere.drop = True
    async with serve({"acme": faulty}) as origins, httpx.AsyncClient() as client:
        with pytest.raises(httpx.RemoteProtocolError):
            await client.get(origins["acme"])
