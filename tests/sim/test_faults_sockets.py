"""Frames of a socket go wrong in the way they are told to."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator

import aiohttp
import anyio
import pytest

from predcore.sim import Faulty, serve
from sim.application import counting


@pytest.fixture(scope="module")
def anyio_backend() -> str:
    """The server knows asyncio only."""
    return "asyncio"


@pytest.fixture
def faulty() -> Faulty:
    return Faulty(counting())


@pytest.fixture
async def url(faulty: Faulty) -> AsyncGenerator[str]:
    async with serve({"acme": faulty}) as origins:
        yield origins["acme"] + "/socket"


async def frames(url: str, *asked: int, until: int) -> list[int]:
    """The numbers that came, up to ``until``."""
    found: list[int] = []
    with anyio.fail_after(10):
        async with aiohttp.ClientSession() as http, http.ws_connect(url) as socket:
            for number in asked:
                await socket.send_str(str(number))
            while until not in found:
                found.append((await socket.receive_json())["n"])
    return found


async def test_nothing_is_wrong_with_a_socket_at_first(url: str) -> None:
    assert await frames(url, 4, until=4) == [1, 2, 3, 4]


async def test_a_gap_loses_every_so_many_th_frame(faulty: Faulty, url: str) -> None:
    faulty.everywhere.gap = 3
    assert await frames(url, 7, until=7) == [1, 2, 4, 5, 7]


async def test_a_fault_of_frames_can_last_for_a_number_of_them(
    faulty: Faulty, url: str
) -> None:
    faulty.everywhere.gap = 2
    faulty.everywhere.times = 1
    assert await frames(url, 6, until=6) == [1, 3, 4, 5, 6]


async def test_only_frames_that_contain_a_text_can_be_mistreated(
    faulty: Faulty, url: str
) -> None:
    faulty.everywhere.gap = 1
    faulty.everywhere.matching = '"n": 2'
    assert await frames(url, 4, until=4) == [1, 3, 4]


async def test_a_duplicate_comes_twice(faulty: Faulty, url: str) -> None:
    faulty.everywhere.duplicate = 2
    assert await frames(url, 5, until=5) == [1, 2, 2, 3, 4, 4, 5]


async def test_a_reordered_frame_comes_after_the_next(faulty: Faulty, url: str) -> None:
    faulty.everywhere.reorder = 2
    assert await frames(url, 5, until=5) == [1, 3, 2, 5]


async def test_a_malformed_frame_is_half_a_frame(faulty: Faulty, url: str) -> None:
    faulty.everywhere.malformed = 1
    async with aiohttp.ClientSession() as http, http.ws_connect(url) as socket:
        await socket.send_str("1")
        text = await socket.receive_str()
    assert json.dumps({"n": 1}).startswith(text)
    with pytest.raises(ValueError, match="delimiter"):
        json.loads(text)


async def test_a_disconnect_breaks_the_connection_off_without_a_goodbye(
    faulty: Faulty, url: str
) -> None:
    faulty.everywhere.disconnect = 2
    async with aiohttp.ClientSession() as http, http.ws_connect(url) as socket:
        await socket.send_str("3")
        assert await socket.receive_json() == {"n": 1}
        ended = await socket.receive()
        assert ended.type is aiohttp.WSMsgType.CLOSED
        assert socket.close_code == aiohttp.WSCloseCode.ABNORMAL_CLOSURE


async def test_what_is_written_to_a_connection_that_is_gone_is_no_error(
    url: str, caplog: pytest.LogCaptureFixture
) -> None:
    async with aiohttp.ClientSession() as http, http.ws_connect(url) as socket:
        await socket.send_str("break off")
        ended = await socket.receive()
        assert ended.type is aiohttp.WSMsgType.CLOSED
    assert await frames(url, 1, until=1) == [1]
    assert not caplog.records


async def test_a_stalled_socket_stays_open_and_only_its_heart_beats(
    faulty: Faulty, url: str
) -> None:
    async with (
        aiohttp.ClientSession() as http,
        http.ws_connect(url, autoping=False) as socket,
    ):
        faulty.everywhere.stall = True
        await socket.send_str("3")
        await socket.send_str("ping")
        beat = await socket.receive()
        assert (beat.type, beat.data) == (aiohttp.WSMsgType.PING, b"beat")
        faulty.everywhere.stall = False
        await socket.send_str("1")
        assert await socket.receive_json() == {"n": 1}


async def test_faults_are_cleared_for_sockets_that_are_open(
    faulty: Faulty, url: str
) -> None:
    faulty.at("/socket").gap = 1
    async with (
        aiohttp.ClientSession() as http,
        http.ws_connect(url, autoping=False) as socket,
    ):
        await socket.send_str("2")
        await socket.send_str("ping")
        assert (await socket.receive()).type is aiohttp.WSMsgType.PING
        faulty.clear()
        await socket.send_str("1")
        assert await socket.receive_json() == {"n": 1}


@pytest.mark.parametrize(
    ("switch", "value", "status"),
    [("status", 503, 503), ("html", True, 403), ("rate_limited", True, 429)],
)
async def test_a_handshake_is_refused_as_a_request_is(
    faulty: Faulty, url: str, switch: str, value: object, status: int
) -> None:
    faulty.everywhere.put(switch, value)
    async with aiohttp.ClientSession() as http:
        with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
            await http.ws_connect(url)
    assert refused.value.status == status
