"""The pipeline: what is repeated, what is signed, and what is never sent twice."""

from __future__ import annotations

import dataclasses
import logging
import traceback
from collections.abc import Mapping
from itertools import count

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.scripted import EAGER, READ, WRITE, Answer, Script, Step, pipeline
from predcore import (
    BadResponse,
    BudgetExceeded,
    InvalidRequest,
    NotFound,
    OutcomeUnknown,
    PredcoreError,
    RateLimited,
    TransportError,
    VenueError,
)
from predcore.kit import Budget, Drift, DriftEntry, Limiter, Retry

LOST = httpx.ReadTimeout("slow")
NEVER_LEFT = httpx.ConnectError("refused")
HTML = httpx.Response(
    200, content=b"<html>", headers={"content-type": "text/html; charset=utf-8"}
)
SUCCESS = b'{"ok": true}'


class Signer:
    """Signs with a counter instead of a clock."""

    def __init__(self) -> None:
        self.signed: list[tuple[str, str, bytes]] = []
        self._numbers = count(1)

    def __call__(self, method: str, path: str, body: bytes) -> Mapping[str, str]:
        self.signed.append((method, path, body))
        return {"x-signature": str(next(self._numbers))}


# -- what is sent -----------------------------------------------------------------


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


# -- reads ------------------------------------------------------------------------


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


# -- writes -----------------------------------------------------------------------

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


# -- answers that cannot be read --------------------------------------------------


@pytest.mark.parametrize(
    ("step", "message"),
    [
        (b"", "not JSON"),
        (b"<html>", "not JSON"),
        (HTML, "answered text/html instead of JSON"),
        (b'{"ok": tr', "not JSON"),
        (b'{"ok": NaN}', "ok: "),
        (b'{"ok": 1.5}', "ok: "),
        (b"[" * 10_000, "not JSON"),
        (b"{}", "ok: Field required"),
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


# -- budgets ----------------------------------------------------------------------


async def test_a_429_pauses_its_bucket_and_no_other() -> None:
    limiter = Limiter({"read": Budget(1, 100), "write": Budget(1, 100)})
    limited = httpx.Response(429, headers={"retry-after": "20"})
    http = pipeline(Script(limited, 200, 200), limiter=limiter, retry=Retry(budget=5))
    with pytest.raises(RateLimited):
        await http.send(READ)
    with pytest.raises(BudgetExceeded, match="nothing was sent"):
        await http.send(READ)
    assert (await http.send(WRITE)).ok


async def test_a_429_without_a_wait_still_pauses_the_bucket() -> None:
    limiter = Limiter({"read": Budget(1000, 1000)})
    http = pipeline(Script(429, 200), limiter=limiter, retry=Retry(budget=0.1))
    with pytest.raises((RateLimited, BudgetExceeded)):
        await http.send(READ)
    with pytest.raises(BudgetExceeded):
        await http.send(READ)


async def test_a_request_over_budget_is_not_sent() -> None:
    script = Script(200, 200)
    limiter = Limiter({"write": Budget(0.001, 1)})
    http = pipeline(script, limiter=limiter)
    await http.send(WRITE)
    with pytest.raises(BudgetExceeded):
        await http.send(WRITE)
    assert len(script.sent) == 1


async def test_a_request_costs_what_it_says() -> None:
    limiter = Limiter({"read": Budget(0.001, 10)})
    http = pipeline(Script(200, 200), limiter=limiter)
    await http.send(dataclasses.replace(READ, cost=6))
    with pytest.raises(BudgetExceeded):
        await http.send(dataclasses.replace(READ, cost=6))


async def test_every_attempt_is_paid_for() -> None:
    limiter = Limiter({"read": Budget(0.001, 2)})
    with pytest.raises(BudgetExceeded):
        await pipeline(Script(503, 503, 200), limiter=limiter).send(READ)


# -- drift, secrets, logs ---------------------------------------------------------


async def test_unknown_fields_are_counted() -> None:
    drift = Drift()
    await pipeline(Script(b'{"ok": true, "tint": 1}'), drift=drift).send(READ)
    assert drift.report() == (DriftEntry("Answer", "tint", None, 1),)


def everything_said(error: BaseException) -> str:
    return "".join(traceback.format_exception(error))


@pytest.mark.parametrize("failure", [LOST, NEVER_LEFT, 404, 500, b"<html>"])
@pytest.mark.parametrize("repeatable", [True, False])
async def test_an_error_names_the_request_without_query_body_or_signature(
    failure: Step, repeatable: bool
) -> None:
    secret = dataclasses.replace(
        WRITE, query="key=s3cret", body=b'{"k": "s3cret"}', repeatable=repeatable
    )

    def sign(method: str, path: str, body: bytes) -> Mapping[str, str]:
        return {"x-key": "s3cret"}

    with pytest.raises(PredcoreError) as caught:
        await pipeline(Script(*[failure] * 4), sign=sign).send(secret)
    assert "s3cret" not in everything_said(caught.value)


@pytest.mark.parametrize("value", ["s3cret\n", "s3cret\r\nx: y", "s3cret\x00"])
async def test_a_signature_no_header_can_hold_is_refused_and_not_repeated(
    value: str,
) -> None:
    def sign(method: str, path: str, body: bytes) -> Mapping[str, str]:
        return {"x-key": value}

    script = Script(200)
    with pytest.raises(InvalidRequest, match="header") as caught:
        await pipeline(script, sign=sign).send(WRITE)
    assert "s3cret" not in everything_said(caught.value)
    assert script.sent == []


async def test_the_log_names_requests_without_their_query(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG, "predcore.http")
    await pipeline(Script(200)).send(dataclasses.replace(READ, query="key=s3cret"))
    [line] = [r.getMessage() for r in caplog.records if r.name == "predcore.http"]
    assert line.startswith("GET /things: 200, ")
    assert "s3cret" not in line


async def test_the_pipeline_closes_its_engine() -> None:
    class Closing(Script):
        closed = 0

        async def aclose(self) -> None:
            self.closed += 1

    script = Closing(200)
    async with pipeline(script, retry=EAGER) as http:
        await http.send(READ)
    assert script.closed == 1
