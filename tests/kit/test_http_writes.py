"""The pipeline: a write that may have happened is never sent again."""

from __future__ import annotations

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.scripted import (
    HTML,
    LOST,
    NEVER_LEFT,
    WRITE,
    Script,
    Step,
    pipeline,
)
from predcore import (
    OutcomeUnknown,
    PredcoreError,
    TransportError,
    VenueError,
)

AMBIGUOUS: list[Step] = [
    LOST,
    httpx.ReadError("reset"),
    httpx.WriteError("broken pipe"),
    httpx.RemoteProtocolError("server disconnected"),
    httpx.WriteTimeout("slow"),
    408,
    500,
    502,
    503,
    504,
    520,
    522,
    524,
    529,
    b"<html>",
    b"",
    b'{"ok": "tr',
    b'{"ok": "maybe so"}',
    HTML,
    httpx.Response(200, content=b"x" * 100, headers={"content-length": "99999999"}),
]


PLAYED: dict[str, Step] = {
    "done": 200,
    "refused": 400,
    "too early": 425,
    "too many": 429,
    "never left": NEVER_LEFT,
    "timed out": 408,
    "failed": 500,
    "down": 503,
    "proxy": 520,
    "lost": LOST,
    "torn": b'{"ok',
}


DID_NOTHING = {"refused", "too early", "too many", "never left"}


@pytest.mark.parametrize("failure", AMBIGUOUS, ids=repr)
async def test_a_write_that_may_have_happened_is_never_sent_again(
    failure: Step,
) -> None:
    script = Script(failure, 200)
    with pytest.raises(OutcomeUnknown, match="POST /orders") as caught:
        await pipeline(script).send(WRITE)
    assert caught.value.client_id == "c1"
    assert len(script.sent) == 1


@pytest.mark.parametrize(
    "failure",
    [NEVER_LEFT, httpx.ConnectTimeout("slow"), httpx.PoolTimeout("busy"), 429],
)
async def test_a_write_that_certainly_did_nothing_is_sent_again(failure: Step) -> None:
    script = Script(failure, 200)
    assert (await pipeline(script).send(WRITE)).ok
    assert len(script.sent) == 2


async def test_a_write_that_never_leaves_is_a_transport_error() -> None:
    with pytest.raises(TransportError, match="cannot connect"):
        await pipeline(Script(*[NEVER_LEFT] * 4)).send(WRITE)


@pytest.mark.parametrize("status", [400, 401, 403, 404, 409, 422])
async def test_a_refused_write_is_refused(status: int) -> None:
    with pytest.raises(VenueError) as caught:
        await pipeline(Script(status)).send(WRITE)
    assert caught.value.status == status


async def test_a_redirected_write_is_not_taken_for_done() -> None:
    with pytest.raises(PredcoreError):
        await pipeline(Script(307)).send(WRITE)


@given(st.lists(st.sampled_from(sorted(PLAYED)), min_size=4, max_size=4))
async def test_at_most_one_attempt_of_a_write_can_have_reached_the_venue(
    names: list[str],
) -> None:
    script = Script(*[PLAYED[name] for name in names])
    outcome: PredcoreError | None = None
    try:
        await pipeline(script).send(WRITE)
    except PredcoreError as error:
        outcome = error
    reached = [name for name in names[: len(script.sent)] if name not in DID_NOTHING]
    assert len(reached) <= 1
    unknown = bool(reached) and reached != ["done"]
    assert isinstance(outcome, OutcomeUnknown) is unknown
