"""Who calls a simulator, and what they say."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

import pytest

from predcore.sim import is_local, next_text


@pytest.mark.parametrize(
    ("client", "here"),
    [
        (("127.0.0.1", 5000), True),
        (("127.8.8.8", 5000), True),
        (("::1", 5000), True),
        (("10.0.0.1", 5000), False),
        (("testclient", 5000), False),
        (("", 0), False),
        (None, False),
    ],
)
def test_only_this_machine_is_local(client: tuple[str, int] | None, here: bool) -> None:
    assert is_local({"type": "http", "client": client}) is here
    assert is_local({"type": "http"}) is False


def saying(**message: object) -> Callable[[], Awaitable[MutableMapping[str, Any]]]:
    async def receive() -> MutableMapping[str, Any]:
        return {"type": "websocket.receive", **message}

    return receive


async def test_a_text_is_what_was_sent() -> None:
    assert await next_text(saying(text="ping")) == "ping"
    assert await next_text(saying(text="")) == ""


async def test_bytes_are_taken_for_text() -> None:
    assert await next_text(saying(text=None, bytes=b"pi\xffng")) == "pi\ufffdng"


async def test_after_who_has_left_there_is_nothing() -> None:
    assert await next_text(saying(type="websocket.disconnect", code=1000)) is None
