"""Frames of a socket, mistreated on their way out."""

from __future__ import annotations

from .asgi import Message, Send
from .line import Line

__all__ = ["Frames"]

_FAULTS = ("disconnect", "gap", "duplicate", "reorder", "malformed")
"""Of two that are due for the same frame, the first has its way."""


class Frames:
    """What an application sends on one socket, and what becomes of it."""

    def __init__(self, send: Send, line: Line) -> None:
        self._send = send
        self._line = line
        self._count = 0
        self._held: list[Message] = []

    async def send(self, message: Message) -> None:
        """Pass one message on, in the way the switches say."""
        if message["type"] != "websocket.send":
            await self._send(message)
        elif self._line.switches.stall:
            self._held.clear()
        elif (fault := self._fault(message)) is None:
            await self._pass(message)
        else:
            await self._mistreat(fault, message)

    def _fault(self, message: Message) -> str | None:
        switches = self._line.switches
        on = {name: every for name in _FAULTS if (every := getattr(switches, name))}
        if not on:
            self._count = 0  # counting begins when a fault is switched on
            return None
        if switches.matching not in _text(message):
            return None
        self._count += 1
        chosen = (name for name, every in on.items() if self._count % every == 0)
        fault = next(chosen, None)
        return fault if fault is not None and switches.spend() else None

    async def _mistreat(self, fault: str, message: Message) -> None:
        match fault:
            case "gap":
                pass
            case "duplicate":
                await self._pass(message)
                await self._send(message)
            case "reorder":
                self._held.append(message)
            case "malformed":
                text = _text(message)
                await self._pass(
                    {"type": "websocket.send", "text": text[: len(text) // 2]}
                )
            case _:
                self._line.hang_up()

    async def _pass(self, message: Message) -> None:
        await self._send(message)
        held, self._held = self._held, []
        for late in held:
            await self._send(late)


def _text(message: Message) -> str:
    text = message.get("text")
    return text if isinstance(text, str) else bytes(message["bytes"]).decode()
