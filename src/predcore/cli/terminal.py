"""The terminal as a canvas: drawn over and over, and left as it was found."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager
from importlib.util import find_spec
from re import findall
from typing import Any, TextIO

import anyio
import anyio.to_thread

from .screen import Screen, wants_colour
from .tables import Line, Style

__all__ = ["Terminal", "painted"]

_ENTER, _LEAVE = "\x1b[?1049h\x1b[?25l", "\x1b[?25h\x1b[?1049l"
"""The other screen without a cursor, and back."""
_HOME, _WIPE_LINE, _WIPE_REST = "\x1b[H", "\x1b[K", "\x1b[J"

_LOOK: dict[Style, str] = {
    "bid": "32",
    "ask": "31",
    "id": "36",
    "head": "1",
    "dim": "2",
    "good": "1;32",
    "bad": "1;31",
    "warn": "33",
}
_KEY = r"\x1b\[[0-9;]*[A-Za-z~]|[^\x1b]"
_KEYS = {"\x1b[A": "k", "\x1b[B": "j", "\x1b[5~": "b", "\x1b[6~": " "}
"""Arrows and pages, as the letters that do the same."""


def painted(lines: Sequence[Line], *, colour: bool) -> str:
    """What to write to have these lines on the screen, and nothing else."""
    texts = [_painted(line, colour) + _WIPE_LINE for line in lines]
    return _HOME + "\n".join(texts) + _WIPE_REST


def _painted(line: Line, colour: bool) -> str:
    return "".join(
        f"\x1b[{_LOOK[cell.style]}m{cell.text}\x1b[0m"
        if colour and cell.style
        else cell.text
        for cell in line
    )


class Terminal(AbstractContextManager["Terminal"]):
    """The process's own terminal, for the length of the block.

    Attributes:
        keyboard: whether somebody can press keys.
    """

    def __init__(self, out: TextIO, keys: TextIO) -> None:
        self._out = out
        self._colour = wants_colour(out)
        self._keys = keys.fileno() if keys.isatty() and _can_cbreak() else -1
        self._before: list[Any] = []
        self.keyboard = self._keys >= 0

    @classmethod
    def of(cls, screen: Screen) -> Terminal | None:
        """The terminal, where people are reading and it can be drawn on."""
        if screen.json or not sys.stdout.isatty() or os.environ.get("TERM") == "dumb":
            return None
        return cls(sys.stdout, sys.stdin)

    def __enter__(self) -> Terminal:
        self._remember()
        self._take()
        return self

    def __exit__(self, *exc: object) -> None:
        self._give_back()

    def stop(self) -> None:
        """Leave the terminal to the shell, and stop until there is a view again.

        Nothing else runs meanwhile; nothing may be being drawn.
        """
        self._give_back()
        os.kill(os.getpid(), signal.SIGSTOP)
        self._wait_in_background()
        self._remember()
        self._take()

    def resume(self) -> None:
        """Have the view back after a stop that was not ours."""
        self._wait_in_background()
        self._take()

    def _wait_in_background(self) -> None:
        """Stay stopped there: a shell that fetches a job that runs does not say so."""
        while not self._in_front():
            os.kill(os.getpid(), signal.SIGSTOP)

    def _in_front(self) -> bool:
        try:
            return os.tcgetpgrp(self._out.fileno()) == os.getpgrp()
        except OSError:
            return True  # no shell shares this terminal

    def _remember(self) -> None:
        if self.keyboard:
            import termios

            self._before = termios.tcgetattr(self._keys)

    def _take(self) -> None:
        if self.keyboard:
            import termios
            import tty

            tty.setcbreak(self._keys, termios.TCSADRAIN)
        self._write(_ENTER)

    def _give_back(self) -> None:
        self._write(_LEAVE)
        if self.keyboard:
            import termios

            termios.tcsetattr(self._keys, termios.TCSADRAIN, self._before)

    @property
    def size(self) -> tuple[int, int]:
        """Columns and rows, at this moment."""
        found = os.get_terminal_size(self._out.fileno())
        return found.columns or 80, found.lines or 24

    async def draw(self, lines: Sequence[Line]) -> None:
        """Show these lines; a slow terminal holds nobody else up."""
        text = painted(lines, colour=self._colour)
        await anyio.to_thread.run_sync(self._write, text)

    async def pressed(self) -> list[str]:
        """The next keys: letters, or those that do the same; waits for one."""
        await anyio.wait_readable(self._keys)
        text = os.read(self._keys, 1024).decode(errors="replace")
        if not text:
            await anyio.sleep_forever()  # hung up
        keys: list[str] = findall(_KEY, text)
        return [_KEYS.get(key, key) for key in keys]

    def _write(self, text: str) -> None:
        self._out.write(text)
        self._out.flush()


def _can_cbreak() -> bool:
    """Whether keys can be had one by one on this system."""
    return find_spec("termios") is not None
