"""One JSON line per update, as fast as somebody reads them and no faster."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator

import anyio
import anyio.to_thread

from .. import Update
from .records import to_json
from .updates import to_object

__all__ = ["write_lines"]

_MOST = 500
"""Updates that are written at once, if so many wait."""


async def write_lines(updates: AsyncIterator[Update], depth: int) -> None:
    """Write updates until there are no more, each as soon as it is there.

    While the reader of a pipe is behind nothing is taken from the stream, whose
    mailbox knows best what to do then.
    """
    lines: list[str] = []
    try:
        while True:
            lines.append(_line(await anext(updates), depth))
            # And what is there already.
            with anyio.move_on_after(0):
                while len(lines) < _MOST:
                    lines.append(_line(await anext(updates), depth))
            text = "".join(lines)
            lines.clear()
            await anyio.to_thread.run_sync(_write, text)
    except StopAsyncIteration:
        pass
    finally:
        _write("".join(lines))


def _line(update: Update, depth: int) -> str:
    return f"{to_json(to_object(update, depth))}\n"


def _write(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()
