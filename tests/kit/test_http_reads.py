"""The pipeline: what is sent, and which reads are repeated."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from itertools import count

import httpx
import pytest

from kit.scripted import (
    EAGER,
    LOST,
    NEVER_LEFT,
    READ,
    WRITE,
    Answer,
    Script,
    Step,
    pipeline,
)
from predcore import (
    NotFound,
    TransportError,
    VenueError,
)


class Signer:
    """Signs with a counter instead of a clock."""

    def __init__(self) -> None:
        self.signed: list[tuple[str, str, bytes]] = []
        self._numbers = count(1)

    def __call__(self, method: str, path: str, body: bytes) -> Mapping[str, str]:
        self.signed.append((method, path, body))
        return {"x-signature": str(next(self._numbers))}


async def test_an_answer_is_decoded() -> None:
    assert await pipeline(Script(200)).send(READ) == Answer(ok=True)


async def test_the_request_goes_below_the_base_url() -> None:
    script = Script(200)
    request = dataclasses.replace(READ, path="/a%2Fb", query="ids=a&ids=b%20c")
    await pipeline(script).send(request)
    [sent] = script.sent
    assert str(sent.url) == "https://acme.test/v1/a%2Fb?ids=a&ids=b%20c"
    assert sent.headers["accept"] == "application/json"
    assert sent.headers["user-agent"].startswith("predcore")
    assert "content-type" not in sent.headers


async def test_a_body_is_sent_as_json() -> None:
    script = Script(200)
    await pipeline(script).send(WRITE)
    [sent] = script.sent
    assert sent.method == "POST"
    assert sent.content == WRITE.body
    assert sent.headers["content-type"] == "application/json"


async def test_headers_of_the_adapter_are_sent_with_every_request() -> None:
    script = Script(200)
    await pipeline(script, headers={"x-client": "acme"}).send(READ)
    assert script.sent[0].headers["x-client"] == "acme"


async def test_only_what_needs_it_is_signed() -> None:
    script, sign = Script(200, 200), Signer()
    http = pipeline(script, sign=sign)
    await http.send(READ)
    await http.send(WRITE)
    assert sign.signed == [("POST", "/v1/orders", WRITE.body)]
    assert [sent.headers.get("x-signature") for sent in script.sent] == [None, "1"]


async def test_every_attempt_is_signed_afresh() -> None:
    script = Script(503, 429, LOST, 200)
    signed = dataclasses.replace(READ, signed=True)
    await pipeline(script, sign=Signer()).send(signed)
    assert [sent.headers["x-signature"] for sent in script.sent] == list("1234")


async def test_a_redirect_is_not_followed() -> None:
    script = Script(httpx.Response(302, headers={"location": "https://evil.test/"}))
    with pytest.raises(VenueError) as caught:
        await pipeline(script).send(READ)
    assert caught.value.status == 302
    assert len(script.sent) == 1


@pytest.mark.parametrize(
    "failure",
    [LOST, NEVER_LEFT, httpx.ReadError("reset"), 408, 425, 429, 500, 503, 524],
)
async def test_a_read_is_repeated_until_it_succeeds(failure: Step) -> None:
    script = Script(failure, failure, 200)
    assert (await pipeline(script).send(READ)).ok
    assert len(script.sent) == 3


@pytest.mark.parametrize("status", [400, 401, 403, 404, 409, 410, 422, 451, 501])
async def test_a_refusal_is_final(status: int) -> None:
    script = Script(status, 200)
    with pytest.raises(VenueError) as caught:
        await pipeline(script).send(READ)
    assert caught.value.status == status
    assert len(script.sent) == 1


async def test_the_adapter_chooses_the_exception_of_a_refusal() -> None:
    with pytest.raises(NotFound, match="the venue said 404"):
        await pipeline(Script(404)).send(READ)


async def test_giving_up_raises_the_last_failure() -> None:
    script = Script(503, 503, 503, LOST)
    with pytest.raises(TransportError, match="GET /things: no answer in time"):
        await pipeline(script).send(READ)
    assert len(script.sent) == 4


async def test_a_read_that_posts_is_still_repeated() -> None:
    script = Script(LOST, 200)
    batch = dataclasses.replace(READ, method="POST", body=b"[]")
    await pipeline(script).send(batch)
    assert len(script.sent) == 2


async def test_the_pipeline_closes_its_engine() -> None:
    class Closing(Script):
        closed = 0

        async def aclose(self) -> None:
            self.closed += 1

    script = Closing(200)
    async with pipeline(script, retry=EAGER) as http:
        await http.send(READ)
    assert script.closed == 1
