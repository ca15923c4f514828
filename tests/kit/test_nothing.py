"""Answers that say nothing but that it was done."""

from __future__ import annotations

from dataclasses import replace

import httpx
import pytest

from kit.scripted import HTML, WRITE, Script, pipeline
from predcore import BadResponse, OutcomeUnknown
from predcore.kit import Drift, Request, nothing

CANCEL = Request(
    path="/orders", method="DELETE", parse=nothing, repeatable=False, client_id="c1"
)


@pytest.mark.parametrize("body", [b"", b"\n", b"null", b"{}", b'{"ok": true}'])
def test_no_body_and_an_object_say_that_it_was_done(body: bytes) -> None:
    nothing(body)


@pytest.mark.parametrize("body", [b"<html>blocked</html>", b"[]", b'"done"', b"{"])
def test_anything_else_is_no_answer(body: bytes) -> None:
    with pytest.raises(BadResponse):
        nothing(body)


@pytest.mark.parametrize("status", [200, 201, 204])
async def test_a_write_is_done_without_a_body(status: int) -> None:
    drift = Drift()
    async with pipeline(Script(httpx.Response(status)), drift=drift) as http:
        await http.send(CANCEL)
    assert drift.report() == ()


async def test_a_page_of_html_does_not_say_that_it_was_done() -> None:
    async with pipeline(Script(HTML)) as http:
        with pytest.raises(OutcomeUnknown, match="text/html") as caught:
            await http.send(CANCEL)
    assert caught.value.client_id == "c1"


async def test_an_object_is_no_empty_body() -> None:
    script = Script(httpx.Response(204), httpx.Response(204))
    async with pipeline(script) as http:
        with pytest.raises(OutcomeUnknown):
            await http.send(replace(WRITE, body=b"{}"))
