"""A command on a terminal of its own, with somebody who looks and presses keys."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
from collections.abc import Callable, Mapping
from time import monotonic
from types import TracebackType
from typing import Any, Self

__all__ = ["Terminal"]

PATIENCE = 60
_SEQUENCE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


class Terminal:
    """A command, and everything it has written to its terminal.

    Attributes:
        written: as it was written.
        before: the terminal's settings when the command was started.
    """

    def __init__(
        self, *arguments: str, columns: int, rows: int, environ: Mapping[str, str]
    ) -> None:
        self.written = ""
        self._near, self._far = pty.openpty()
        self._size(columns, rows)
        self.before = self.settings
        self.process = subprocess.Popen(
            [sys.executable, "-m", "predcore", *arguments],
            stdin=self._far,
            stdout=self._far,
            stderr=self._far,
            env={**os.environ, "TERM": "xterm", **environ},
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self._near)
        os.close(self._far)

    @property
    def settings(self) -> list[Any]:
        """How the terminal treats keys."""
        return termios.tcgetattr(self._far)

    @property
    def picture(self) -> list[str]:
        """The lines of the last whole picture."""
        found = self.written.rpartition("\x1b[J")[0].rpartition("\x1b[H")[2]
        return _SEQUENCE.sub("", found).replace("\r", "").split("\n")

    def press(self, key: str) -> None:
        """Press a key."""
        os.write(self._near, key.encode())

    def resize(self, columns: int, rows: int) -> None:
        """Give the window another size, and say so."""
        self._size(columns, rows)
        self.process.send_signal(signal.SIGWINCH)

    def _size(self, columns: int, rows: int) -> None:
        window = struct.pack("HHHH", rows, columns, 0, 0)
        fcntl.ioctl(self._far, termios.TIOCSWINSZ, window)

    def until(self, seen: Callable[[list[str]], object]) -> list[str]:
        """Look until a picture is as it is wanted; gives that picture."""
        deadline = monotonic() + PATIENCE
        while not seen(self.picture):
            assert monotonic() < deadline, self.written[-2000:]
            self._read()
        return self.picture

    def ended(self) -> int:
        """Look until the command has ended; gives its exit code."""
        deadline = monotonic() + PATIENCE
        while self.process.poll() is None:
            assert monotonic() < deadline, self.written[-2000:]
            self._read()
        while self._read():
            pass
        return self.process.returncode

    def _read(self) -> bool:
        if not select.select([self._near], [], [], 0.05)[0]:
            return False
        self.written += os.read(self._near, 1 << 16).decode(errors="replace")
        return True
