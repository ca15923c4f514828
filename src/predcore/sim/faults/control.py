"""``/_sim/faults``: the switches, over HTTP and from this machine only."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, cast

from ... import InvalidRequest
from ..callers import is_local
from .answers import answer
from .asgi import Message, Receive, Send
from .switches import Switches

__all__ = ["CONTROL", "Control"]

CONTROL = "/_sim/faults"


class Control:
    """Answers at :data:`CONTROL`.

    ``GET`` tells what is on. ``POST`` sets switches by name, for the paths below
    ``"at"`` if that is given. ``DELETE`` turns everything off.
    """

    def __init__(
        self,
        everywhere: Switches,
        at: Callable[[str], Switches],
        found: Mapping[str, Switches],
        clear: Callable[[], None],
    ) -> None:
        self._everywhere = everywhere
        self._at = at
        self._found = found
        self._clear = clear

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer one request."""
        status, body = self._answer(scope, await _body(receive))
        await answer(send, status, json.dumps(body).encode())

    def _answer(self, scope: Message, body: bytes) -> tuple[int, dict[str, object]]:
        if not is_local(scope):
            return 403, {"error": "faults are set from this machine only"}
        try:
            return 200, self._carry_out(scope, body)
        except InvalidRequest as error:
            return 400, {"error": str(error)}

    def _carry_out(self, scope: Message, body: bytes) -> dict[str, object]:
        match scope["method"]:
            case "GET":
                pass
            case "POST":
                self._set(_members(body))
            case "DELETE":
                self._clear()
            case method:
                raise InvalidRequest(
                    f"{CONTROL} takes GET, POST and DELETE, not {method}"
                )
        on = {prefix: switches.on() for prefix, switches in self._found.items()}
        return {"everywhere": self._everywhere.on(), "at": on}

    def _set(self, members: dict[str, object]) -> None:
        prefix = members.pop("at", None)
        if prefix is not None and not isinstance(prefix, str):
            raise InvalidRequest(f"'at' is the beginning of a path, got {prefix!r}")
        trial = Switches()
        for name, value in members.items():
            trial.put(name, value)
        switches = self._everywhere if prefix is None else self._at(prefix)
        for name, value in members.items():
            switches.put(name, value)


async def _body(receive: Receive) -> bytes:
    body = bytearray()
    more = True
    while more:
        message = await receive()
        body += message.get("body", b"")
        more = bool(message.get("more_body"))
    return bytes(body)


def _members(body: bytes) -> dict[str, object]:
    try:
        members: Any = json.loads(body)
    except ValueError as error:
        raise InvalidRequest(f"the body is not JSON: {error}") from None
    if not isinstance(members, dict):
        raise InvalidRequest("the body has to be an object of faults by name")
    return cast("dict[str, object]", members)
