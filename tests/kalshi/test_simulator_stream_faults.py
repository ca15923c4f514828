"""Faults of the simulated socket, as a client that counts would see them."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator

import aiohttp
import pytest

from kalshi.socket_desk import Client, SocketDesk
from predcore.sim import Switches
from predcore_kalshi._simulator.stream import StreamLimits


@pytest.fixture(scope="module")
def anyio_backend() -> str:
    """The server knows asyncio only."""
    return "asyncio"


@pytest.fixture
async def desk() -> AsyncGenerator[SocketDesk]:
    async with SocketDesk().served() as desk:
        yield desk


@pytest.fixture
async def client(desk: SocketDesk) -> AsyncGenerator[Client]:
    async with desk.client() as client:
        await client.subscribe("trade")
        yield client


@pytest.fixture
def market(desk: SocketDesk) -> str:
    return desk.two_sided()[0]


@pytest.fixture
def faults(desk: SocketDesk) -> Switches:
    desk.faulty.everywhere.matching = '"type":"trade"'
    return desk.faulty.everywhere


async def seqs(desk: SocketDesk, client: Client, market: str) -> list[int]:
    """The numbers of six trades, as they arrive."""
    for _ in range(6):
        desk.buy_best(market)
    return [m["seq"] for m in await client.settle() if m["type"] == "trade"]


@pytest.mark.parametrize(
    ("fault", "arrived"),
    [
        ("gap", [1, 2, 4, 5]),
        ("duplicate", [1, 2, 3, 3, 4, 5, 6, 6]),
        ("reorder", [1, 2, 4, 3, 5]),
    ],
)
async def test_frames_are_lost_doubled_and_late_but_always_numbered(
    desk: SocketDesk,
    client: Client,
    market: str,
    faults: Switches,
    fault: str,
    arrived: list[int],
) -> None:
    faults.put(fault, 3)
    found = await seqs(desk, client, market)
    assert found[: len(arrived)] == arrived
    assert set(found) <= set(range(1, 7))


async def test_a_malformed_frame_is_not_json(
    desk: SocketDesk, client: Client, market: str, faults: Switches
) -> None:
    faults.malformed = 1
    desk.buy_best(market)
    text = await client.socket.receive_str()
    with pytest.raises(json.JSONDecodeError):
        json.loads(text)


async def test_a_forced_disconnect_says_no_goodbye(
    desk: SocketDesk, client: Client, market: str, faults: Switches
) -> None:
    faults.disconnect = 2
    desk.buy_best(market)
    desk.buy_best(market)
    assert (await client.next())["seq"] == 1
    await client.socket.receive()
    assert client.socket.close_code == aiohttp.WSCloseCode.ABNORMAL_CLOSURE


async def test_an_overflow_ends_the_subscription_in_place_of_a_message(
    desk: SocketDesk, client: Client, market: str, faults: Switches
) -> None:
    faults.overflow = 3
    for _ in range(5):
        desk.buy_best(market)
    heard = await client.settle()
    assert [m["type"] for m in heard] == ["trade", "trade", "error"]
    assert heard[-1]["seq"] == 3
    assert heard[-1]["msg"] == {"code": 25, "msg": "Subscription buffer overflow"}
    faults.clear()
    assert await client.subscribe("trade") == 2


async def test_a_reader_that_is_really_too_slow_is_cut_off_likewise() -> None:
    async with (
        SocketDesk(StreamLimits(buffer=40)).served() as desk,
        desk.client() as client,
    ):
        await client.subscribe("trade")
        for _ in range(20):
            desk.buy_best(desk.two_sided()[0], "0.01")
        heard = await client.settle()
    assert [m["msg"]["code"] for m in heard] == [25]
    assert heard[0]["seq"] == 1


async def test_a_stalled_socket_goes_on_counting(desk: SocketDesk, market: str) -> None:
    async with desk.client(autoping=False) as client:
        await client.subscribe("trade")
        desk.faulty.everywhere.stall = True
        desk.buy_best(market)
        await client.socket.ping()
        assert (await client.socket.receive()).type is aiohttp.WSMsgType.PONG
        desk.faulty.everywhere.stall = False
        desk.buy_best(market)
        assert (await client.next())["seq"] == 2
