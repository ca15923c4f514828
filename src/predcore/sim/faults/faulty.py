"""An application, and the faults in front of it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from random import Random

import anyio

from .answers import PAGE, Held, answer, answer_huge, dated
from .asgi import App, Message, Receive, Send
from .control import CONTROL, Control
from .frames import Frames
from .line import Line
from .switches import Switches

__all__ = ["Faulty"]

_READS = frozenset({"GET", "HEAD"})


class Faulty:
    """An ASGI application in front of another, with switches per path prefix.

    They can also be set over HTTP, at ``/_sim/faults`` and from this machine only.

    >>> faulty = Faulty(simulator.app)          # doctest: +SKIP
    >>> faulty.everywhere.latency = 0.5         # doctest: +SKIP
    >>> faulty.at("/api/book").status = 503     # doctest: +SKIP

    Args:
        app: the application behind it.
        seed: another seed chooses other writes where only some are mistreated.

    Attributes:
        everywhere: the switches of paths that have none of their own.
        requests: how many requests arrived so far.
    """

    def __init__(self, app: App, *, seed: int = 0) -> None:
        self._app = app
        self.everywhere = Switches()
        self._at: dict[str, Switches] = {}
        self._dice = Random(seed)
        self._control = Control(self.everywhere, self.at, self._at, self.clear)
        self.requests = 0

    def at(self, prefix: str) -> Switches:
        """The switches of every path that starts with ``prefix``.

        They replace those of shorter prefixes, so a path can also be spared.
        """
        return self._at.setdefault(prefix, Switches())

    def clear(self) -> None:
        """Turn everything off, for every path."""
        self.everywhere.clear()
        self._at.clear()

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer one request, or carry one socket."""
        kind = str(scope["type"])
        path = str(scope.get("path", ""))
        if kind not in {"http", "websocket"}:
            await self._app(scope, receive, send)
            return
        if kind == "http" and path == CONTROL:
            await self._control(scope, receive, send)
            return
        line = Line.of(scope)
        line.find_switches = lambda: self._of(path)
        if skew := line.switches.clock_skew:
            send = dated(send, skew)
        if kind == "websocket":
            await self._carry(line, scope, receive, send)
            return
        self.requests += 1
        await self._answer(line, scope, receive, send)

    async def _answer(
        self, line: Line, scope: Message, receive: Receive, send: Send
    ) -> None:
        switches = line.switches
        dropped = self._dropped(switches, str(scope["method"]))
        if (dropped is None and not _harms(switches)) or not switches.spend():
            await self._app(scope, receive, send)
            return
        if switches.latency:
            await anyio.sleep(switches.latency)
        if dropped is not None:
            await dropped(scope, receive)
            line.hang_up()
            await _gone(receive)
        elif await _refused(switches, send):
            pass
        elif switches.huge:
            await answer_huge(send, switches.huge)
        elif switches.truncate or switches.drop:
            reply = Held()
            await self._app(scope, receive, reply.take)
            await (reply.drop if switches.drop else reply.truncate)(send)
        else:
            await self._app(scope, receive, send)

    def _dropped(
        self, switches: Switches, method: str
    ) -> Callable[[Message, Receive], Awaitable[None]] | None:
        if method in _READS or not (switches.accept_then_drop or switches.lost):
            return None
        chance = self._dice.randrange(100)
        if chance < switches.lost:
            return _lose
        if chance < switches.lost + switches.accept_then_drop:
            return self._carry_out
        return None

    async def _carry_out(self, scope: Message, receive: Receive) -> None:
        await self._app(scope, receive, Held().take)

    async def _carry(
        self, line: Line, scope: Message, receive: Receive, send: Send
    ) -> None:
        switches = line.switches
        if switches.latency:
            await anyio.sleep(switches.latency)
        if _refuses(switches) and switches.spend():
            await receive()
            await _refused(switches, send, to="websocket")
            return
        await self._app(scope, receive, Frames(send, line).send)

    def _of(self, path: str) -> Switches:
        prefixes = [prefix for prefix in self._at if path.startswith(prefix)]
        return self._at[max(prefixes, key=len)] if prefixes else self.everywhere


def _refuses(switches: Switches) -> bool:
    return switches.status is not None or switches.html or switches.rate_limited


def _harms(switches: Switches) -> bool:
    broken = switches.huge or switches.truncate or switches.drop
    return bool(switches.latency or _refuses(switches) or broken)


async def _refused(switches: Switches, send: Send, to: str = "http") -> bool:
    if switches.status is not None:
        body = b"simulated fault"
        await answer(send, switches.status, body, "text/plain", to=to)
    elif switches.html:
        await answer(send, 403, PAGE, "text/html; charset=UTF-8", to=to)
    elif switches.rate_limited:
        await answer(send, 429, b'{"error":"too many requests"}', to=to)
    else:
        return False
    return True


async def _lose(scope: Message, receive: Receive) -> None:
    """Not carried out."""
    del scope
    while (await receive()).get("more_body"):
        pass


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
