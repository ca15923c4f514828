"""Which engine sends: the one asked for, or the one that suits."""

from __future__ import annotations

import sys
from typing import cast

import httpx
import pytest

from kit.loopback import Loopback, get
from predcore import InvalidRequest
from predcore.kit import AutoEngine, EngineName


@pytest.fixture
def anyio_backend(loop_and_engine: tuple[str, EngineName]) -> str:
    return loop_and_engine[0]


async def test_an_engine_that_was_never_used_can_be_closed(
    loop_and_engine: tuple[str, EngineName],
) -> None:
    await AutoEngine(loop_and_engine[1]).aclose()


async def test_a_transport_is_used_whatever_the_engine(
    loop_and_engine: tuple[str, EngineName],
) -> None:
    transport = httpx.MockTransport(lambda request: httpx.Response(204))
    engine = AutoEngine(loop_and_engine[1], transport)
    assert (await get(engine, "http://acme.test/ok")).status == 204
    await engine.aclose()


async def test_the_automatic_choice_suits_the_event_loop(
    anyio_backend: str, server: Loopback
) -> None:
    engine = AutoEngine()
    assert (await get(engine, server.origin + "/ok")).status == 200
    await engine.aclose()


async def test_the_automatic_choice_is_httpx_where_aiohttp_is_missing(
    server: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "aiohttp", None)
    engine = AutoEngine()
    assert (await get(engine, server.origin + "/ok")).status == 200
    await engine.aclose()
    with pytest.raises(InvalidRequest, match=r"predcore\[stream\]"):
        await get(AutoEngine("aiohttp"), server.origin + "/ok")


async def test_the_aiohttp_engine_is_refused_where_it_cannot_run(
    anyio_backend: str, server: Loopback
) -> None:
    engine = AutoEngine("aiohttp")
    if anyio_backend == "trio":
        with pytest.raises(InvalidRequest, match="needs asyncio"):
            await get(engine, server.origin + "/ok")
    else:
        assert (await get(engine, server.origin + "/ok")).status == 200
    await engine.aclose()


def test_an_engine_that_is_none_is_refused_before_anything_is_sent() -> None:
    with pytest.raises(InvalidRequest, match="auto, httpx or aiohttp, not 'curl'"):
        AutoEngine(cast("EngineName", "curl"))
