"""What waits to be sent on one connection."""

from __future__ import annotations

import anyio

from ..notation import Json, encode

__all__ = ["Outbox"]

_LONGEST = 100_000
"""Frames; a client that is so far behind does not read at all."""


class Outbox:
    """Frames in order, and how the connection is to end.

    Attributes:
        code: the code it is closed with, once it is to be closed.
    """

    def __init__(self) -> None:
        self.code: int | None = None
        self._frames: list[str] = []
        self._due = anyio.Event()

    def put(self, frame: str) -> None:
        """A frame to send."""
        if len(self._frames) >= _LONGEST:
            self.close(1013)
            return
        self._frames.append(frame)
        self._due.set()

    def tell(self, message: Json) -> None:
        """A message to send."""
        self.put(encode(message))

    def close(self, code: int) -> None:
        """Send what there is, and hang up."""
        if self.code is None:
            self.code = code
        self._due.set()

    async def take(self) -> list[str]:
        """Wait for frames to send; none are left once it is to be closed."""
        await self._due.wait()
        self._due = anyio.Event()
        frames, self._frames = self._frames, []
        return frames
