"""Recordings: complete, without secrets, and played back strictly."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import httpx
import pytest

from acme_predcore._plugin import predcore_adapter
from acme_predcore._simulator import AcmeSimulator
from predcore import BadResponse, MarketStatus, NotFound
from predcore.plugins import Settings
from predcore.testing import Recorder, Replayer, UnexpectedRequest
from predcore.testing.suite import take

SIMULATOR = AcmeSimulator()


@pytest.fixture
def tape(tmp_path: Path) -> Path:
    return tmp_path / "acme.json"


def settings(transport: httpx.AsyncBaseTransport) -> Settings:
    return Settings(
        environment="sandbox", urls=SIMULATOR.urls("http://acme"), transport=transport
    )


async def session(transport: httpx.AsyncBaseTransport) -> list[str]:
    """Open Acme, list two markets, read a book, miss a market."""
    async with predcore_adapter().open(settings(transport)) as venue:
        found = await take(venue.markets(status=MarketStatus.OPEN), 2)
        with pytest.raises(NotFound):
            await venue.market("NO-SUCH-QUESTION")
        return [market.title for market in found]


def written(tape: Path) -> list[dict[str, Any]]:
    exchanges: list[dict[str, Any]] = json.loads(tape.read_text())["exchanges"]
    return exchanges


def echo(request: httpx.Request) -> httpx.Response:
    """Answer with what could be secret, and something to keep."""
    return httpx.Response(
        200,
        headers={"set-cookie": "s3cret=1", "retry-after": "3"},
        json={"n": len(request.content)},
    )


async def test_what_was_recorded_is_played_back(tape: Path) -> None:
    recorded = await session(Recorder(tape, httpx.ASGITransport(SIMULATOR.app)))
    replayer = Replayer(tape)
    assert await session(replayer) == recorded
    assert replayer.unplayed == []


async def test_a_request_that_was_not_recorded_is_an_error(tape: Path) -> None:
    await session(Recorder(tape, httpx.ASGITransport(SIMULATOR.app)))
    async with predcore_adapter().open(settings(Replayer(tape))) as venue:
        with pytest.raises(UnexpectedRequest, match=r"GET /v1/events .* 0 times"):
            await take(venue.events(), 1)


async def test_a_request_more_than_recorded_is_an_error(tape: Path) -> None:
    await session(Recorder(tape, httpx.ASGITransport(SIMULATOR.app)))
    replayer = Replayer(tape)
    await session(replayer)
    with pytest.raises(UnexpectedRequest, match="recorded 1 times"):
        await session(replayer)


async def test_what_nobody_asked_for_is_named(tape: Path) -> None:
    await session(Recorder(tape, httpx.ASGITransport(SIMULATOR.app)))
    replayer = Replayer(tape)
    async with predcore_adapter().open(settings(replayer)) as venue:
        with pytest.raises(NotFound):
            await venue.market("NO-SUCH-QUESTION")
    [left] = replayer.unplayed
    assert left == "GET http://acme/v1/questions?status=trading"


async def test_the_same_request_is_answered_in_the_order_recorded(tape: Path) -> None:
    answers = iter([b"first", b"second"])
    transport = httpx.MockTransport(
        lambda _: httpx.Response(200, content=next(answers))
    )
    async with httpx.AsyncClient(transport=Recorder(tape, transport)) as client:
        for _ in range(2):
            await client.get("http://acme/x")
    async with httpx.AsyncClient(transport=Replayer(tape)) as client:
        played = [(await client.get("http://acme/x")).content for _ in range(2)]
    assert played == [b"first", b"second"]


async def test_no_secret_is_written(tape: Path) -> None:
    recorder = Recorder(tape, httpx.MockTransport(echo), secrets=["key"])
    async with httpx.AsyncClient(transport=recorder) as client:
        await client.post(
            "http://acme/orders?key=s3cret&limit=1",
            headers={"authorization": "s3cret", "cookie": "session=s3cret"},
            content=b'{"password": "s3cret"}',
        )
    [exchange] = written(tape)
    assert "s3cret" not in json.dumps(exchange)
    assert exchange["url"] == "http://acme/orders?key=hidden&limit=1"
    assert exchange["headers"] == {
        "content-type": "application/json",
        "retry-after": "3",
    }


async def test_requests_are_told_apart_by_their_body(tape: Path) -> None:
    async with httpx.AsyncClient(
        transport=Recorder(tape, httpx.MockTransport(echo))
    ) as client:
        await client.post("http://acme/books", content=b"[1]")
    async with httpx.AsyncClient(transport=Replayer(tape)) as client:
        with pytest.raises(UnexpectedRequest):
            await client.post("http://acme/books", content=b"[2]")
        assert (
            await client.post("http://acme/books", content=b"[1]")
        ).status_code == 200


@pytest.mark.parametrize("body", [b"", b"\xff\x00\xfe", "ünïcode".encode()])
async def test_bytes_come_back_as_they_were(tape: Path, body: bytes) -> None:
    transport = httpx.MockTransport(lambda _: httpx.Response(200, content=body))
    async with httpx.AsyncClient(transport=Recorder(tape, transport)) as client:
        await client.get("http://acme/x")
    async with httpx.AsyncClient(transport=Replayer(tape)) as client:
        assert (await client.get("http://acme/x")).content == body


async def test_a_compressed_answer_is_recorded_open(tape: Path) -> None:
    packed = httpx.Response(
        200, headers={"content-encoding": "gzip"}, content=gzip.compress(b"[]")
    )
    recorder = Recorder(tape, httpx.MockTransport(lambda _: packed))
    async with httpx.AsyncClient(transport=recorder) as client:
        assert (await client.get("http://acme/x")).content == b"[]"
    assert written(tape)[0]["text"] == "[]"


async def test_an_unanswered_request_is_not_recorded(tape: Path) -> None:
    def refuse(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("down")

    async with httpx.AsyncClient(
        transport=Recorder(tape, httpx.MockTransport(refuse))
    ) as client:
        with pytest.raises(httpx.ConnectError):
            await client.get("http://acme/x")
    assert written(tape) == []


def test_a_file_that_is_no_recording_is_a_bad_response(tape: Path) -> None:
    tape.write_text("{}")
    with pytest.raises(BadResponse, match="exchanges"):
        Replayer(tape)


async def test_a_key_that_a_venue_hands_out_is_not_written(tape: Path) -> None:
    body = {
        "api_key_id": "public",
        "private_key": '-----BEGIN "KEY"-----\nMII',
        "keys": [{"secret": "c2VjcmV0", "passphrase": "open sesame"}],
    }
    handing_out = httpx.MockTransport(lambda _: httpx.Response(201, json=body))
    recorder = Recorder(tape, handing_out)
    async with httpx.AsyncClient(transport=recorder) as client:
        answer = await client.post("http://acme/keys")
    assert answer.json() == body
    (exchange,) = written(tape)
    assert json.loads(exchange["text"]) == {
        "api_key_id": "public",
        "private_key": "hidden",
        "keys": [{"secret": "hidden", "passphrase": "hidden"}],
    }
