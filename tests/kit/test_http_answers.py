"""The pipeline: answers that cannot be read, are too large, or hold news."""

from __future__ import annotations

import dataclasses

import httpx
import pytest

from kit.scripted import (
    HTML,
    READ,
    Script,
    Step,
    pipeline,
)
from predcore import (
    BadResponse,
)
from predcore.kit import Drift, DriftEntry


class Endless(httpx.AsyncByteStream):
    """A body that never ends; counts what was taken of it."""

    def __init__(self) -> None:
        self.taken = 0

    def __aiter__(self) -> Endless:
        return self

    async def __anext__(self) -> bytes:
        self.taken += 1 << 16
        return b" " * (1 << 16)

    async def aclose(self) -> None:
        pass


@pytest.mark.parametrize(
    ("step", "message"),
    [
        (b"", "not JSON"),
        (b"<html>", "not JSON"),
        (HTML, "answered text/html instead of JSON"),
        (b'{"ok": tr', "not JSON"),
        (b'{"ok": NaN}', "not JSON"),
        (b'{"ok": 1.5}', "ok: "),
        (b"[" * 10_000, "not JSON"),
        (b"{}", "ok: required"),
    ],
)
async def test_an_unreadable_answer_to_a_read_is_one_clear_error(
    step: Step, message: str
) -> None:
    script = Script(step)
    with pytest.raises(BadResponse, match="GET /things: ") as caught:
        await pipeline(script).send(READ)
    assert message in str(caught.value)
    assert len(script.sent) == 1


async def test_the_path_of_the_wrong_field_survives_the_pipeline() -> None:
    with pytest.raises(BadResponse) as caught:
        await pipeline(Script(b'{"ok": [1]}')).send(READ)
    assert caught.value.path == "ok"


# httpx and httpcore read through generators inside generators, which nobody can
# close from outside; trio says so when the answer is left unread.
@pytest.mark.filterwarnings("ignore:Async generator 'httpx:ResourceWarning")
async def test_an_endless_answer_is_cut_off_at_the_cap() -> None:
    body = Endless()
    with pytest.raises(BadResponse, match="larger than 1000000 bytes"):
        await pipeline(
            Script(httpx.Response(200, stream=body)), largest=1_000_000
        ).send(READ)
    assert body.taken < 1_200_000


async def test_an_answer_that_announces_too_much_is_not_read_at_all() -> None:
    body = Endless()
    announced = httpx.Response(
        200, headers={"content-length": str(20 << 20)}, stream=body
    )
    with pytest.raises(BadResponse, match="larger than"):
        await pipeline(Script(announced)).send(READ)
    assert body.taken == 0


async def test_a_request_may_have_a_cap_of_its_own() -> None:
    large = b'{"ok": true, "note": "' + b"x" * 100 + b'"}'
    http = pipeline(Script(large, large), largest=50)
    with pytest.raises(BadResponse):
        await http.send(READ)
    assert (await http.send(dataclasses.replace(READ, largest=1000))).ok


async def test_an_oversize_refusal_of_a_read_is_not_taken_for_an_answer() -> None:
    refused = httpx.Response(404, content=b"x" * 200)
    with pytest.raises(BadResponse):
        await pipeline(Script(refused), largest=100).send(READ)


async def test_unknown_fields_are_counted() -> None:
    drift = Drift()
    await pipeline(Script(b'{"ok": true, "tint": 1}'), drift=drift).send(READ)
    assert drift.report() == (DriftEntry("Answer", "tint", None, 1),)
