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
from collections.abc import Callable, Mapping, Sequence
from time import monotonic
from types import TracebackType
from typing import Any, Self

__all__ = ["Terminal"]

PATIENCE = 60
_OWN = """
import fcntl, os, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
os.execvp(sys.argv[1], sys.argv[1:])
"""
"""Has keys that are signals reach the command: it leads the terminal's session."""
_SEQUENCE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


class Terminal:
    """A command, and everything it has written to its terminal.

    Args:
        arguments: of ``predcore``.
        columns, rows: how large the window is.
        environ: variables beside ours.
        program: what is run instead of ``predcore``, such as a shell.

    Attributes:
        written: as it was written.
        before: the terminal's settings when the command was started.
    """

    def __init__(
        self,
        *arguments: str,
        columns: int,
        rows: int,
        environ: Mapping[str, str],
        program: Sequence[str] = (sys.executable, "-m", "predcore"),
    ) -> None:
        self.written = ""
        self._near, self._far = pty.openpty()
        self._size(columns, rows)
        self.before = self.settings
        self.process = subprocess.Popen(
            [sys.executable, "-c", _OWN, *program, *arguments],
            stdin=self._far,
            stdout=self._far,
            stderr=self._far,
            env={**os.environ, "TERM": "xterm", **environ},
            start_new_session=True,
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

    @settings.setter
    def settings(self, wanted: list[Any]) -> None:
        termios.tcsetattr(self._far, termios.TCSANOW, wanted)

    @property
    def picture(self) -> list[str]:
        """The lines of the last whole picture."""
        return self._picture(self.written)

    def since(self, text: str) -> list[str]:
        """The lines of the last whole picture after a text that was written."""
        return self._picture(self.written.rpartition(text)[2])

    def _picture(self, written: str) -> list[str]:
        found = written.rpartition("\x1b[J")[0].rpartition("\x1b[H")[2]
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

    def until_written(self, text: str, times: int = 1) -> None:
        """Look until something has been written so many times."""
        deadline = monotonic() + PATIENCE
        while self.written.count(text) < times:
            assert monotonic() < deadline, self.written[-2000:]
            self._read()

    def until_stopped(self) -> None:
        """Look until the command has been stopped, as Ctrl-Z does."""
        deadline = monotonic() + PATIENCE
        while True:
            found, status = os.waitpid(self.process.pid, os.WUNTRACED | os.WNOHANG)
            if found and os.WIFSTOPPED(status):
                break
            assert monotonic() < deadline, self.written[-2000:]
            self._read()
        while self._read():
            pass

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
