"""Show a stream: on the terminal as it goes, or line by line to whoever reads."""

from __future__ import annotations

import signal
from collections.abc import AsyncIterator, Callable, Generator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime

import anyio

from .. import BookView, Instrument, Update
from .lines import write_lines
from .terminal import Terminal
from .view import View

__all__ = ["Clock", "show"]

Clock = Callable[[], datetime]
"""What time it is where the stream comes from."""

_BETWEEN = 0.08
"""Seconds between two pictures, at least."""
_IDLE = 0.5
"""Seconds after which ages are drawn again though nothing happened."""
_SCROLL = {"j": 1, "k": -1, " ": 10, "b": -10}


def _wall() -> datetime:
    return datetime.now(UTC)


async def show(
    terminal: Terminal | None,
    updates: AsyncIterator[Update],
    *,
    title: str,
    books: Mapping[Instrument, BookView],
    depth: int,
    clock: Clock = _wall,
    afterwards: str = "",
) -> None:
    """Show updates until there are no more, or somebody quits.

    Args:
        terminal: where to draw; otherwise lines are written.
        updates: what is shown.
        title: of the view.
        books: of what the updates are about.
        depth: levels a side.
        clock: by which ages are counted.
        afterwards: what the view says when there are no more updates, until somebody
            quits; by default it is closed at once.
    """
    if terminal is None:
        await write_lines(updates, depth)
        return
    view = View(title, books, depth=depth)
    with _stops() as stops, terminal:
        async with anyio.create_task_group() as tasks:
            live = _Live(terminal, view, clock, tasks.cancel_scope)
            tasks.start_soon(live.draw)
            tasks.start_soon(live.resized)
            if stops is not None:
                tasks.start_soon(live.stopped, stops)
            if terminal.keyboard:
                tasks.start_soon(live.keys)
            async for update in updates:
                view.take(update, clock())
                live.changed()
            if afterwards and terminal.keyboard:
                view.ended = afterwards
                await anyio.sleep_forever()
            tasks.cancel_scope.cancel()


@contextmanager
def _stops() -> Generator[AsyncIterator[signal.Signals] | None]:
    """Signals that the process is to stop, or has been; heeded from before there is a
    view until after."""
    if not hasattr(signal, "SIGTSTP"):
        yield None
        return
    with anyio.open_signal_receiver(signal.SIGTSTP, signal.SIGCONT) as signals:
        yield signals


class _Live:
    """The tasks around a view."""

    def __init__(
        self, terminal: Terminal, view: View, clock: Clock, scope: anyio.CancelScope
    ) -> None:
        self._terminal = terminal
        self._view = view
        self._clock = clock
        self._scope = scope
        self._changed = anyio.Event()
        self._drawing = anyio.Lock()

    def changed(self) -> None:
        """There is something else to see."""
        self._changed.set()

    async def draw(self) -> None:
        """Draw when something has changed, but not all the time."""
        while True:
            self._changed = anyio.Event()
            lines = self._view.draw(*self._terminal.size, self._clock())
            async with self._drawing:
                await self._terminal.draw(lines)
            await anyio.sleep(_BETWEEN)
            with anyio.move_on_after(_IDLE):
                await self._changed.wait()

    async def keys(self) -> None:
        """Do what is asked by key."""
        while True:
            for key in await self._terminal.pressed():
                if key in "qQ":
                    self._scope.cancel()
                self._view.scroll(_SCROLL.get(key, 0))
            self.changed()

    async def resized(self) -> None:
        """Draw again when the terminal has another size."""
        if not hasattr(signal, "SIGWINCH"):
            return
        with anyio.open_signal_receiver(signal.SIGWINCH) as signals:
            async for _ in signals:
                self.changed()

    async def stopped(self, signals: AsyncIterator[signal.Signals]) -> None:
        """Give the terminal to the shell at Ctrl-Z, and take it back afterwards."""
        async for number in signals:
            async with self._drawing:
                if number == signal.SIGTSTP:
                    self._terminal.stop()
                else:
                    self._terminal.resume()
            self.changed()
