"""The pipeline: what errors and logs say, and what they never do."""

from __future__ import annotations

import dataclasses
import logging
import traceback
from collections.abc import Mapping

import pytest

from kit.scripted import (
    LOST,
    NEVER_LEFT,
    READ,
    WRITE,
    Script,
    Step,
    pipeline,
)
from predcore import (
    InvalidRequest,
    PredcoreError,
)


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
