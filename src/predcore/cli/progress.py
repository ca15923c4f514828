"""A line that says what is being waited for, and since when.

It lives in a thread, so that it also turns while modules load and answers decode.
"""

from __future__ import annotations

from itertools import cycle
from threading import Event, Thread
from time import monotonic
from typing import Self, TextIO

__all__ = ["Progress"]

_PATIENCE = 0.5
"""Seconds before anything is shown."""
_TURN = 0.1


class Progress:
    """Shown while the ``with`` block runs, wiped when it ends."""

    def __init__(self, doing: str, err: TextIO, *, patience: float = _PATIENCE) -> None:
        self._doing = doing
        self._err = err
        self._patience = patience
        self._done = Event()
        self._thread = Thread(target=self._turn, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *exc: object) -> None:
        self._done.set()
        self._thread.join()

    def _turn(self) -> None:
        started = monotonic()
        if self._done.wait(self._patience):
            return
        for sign in cycle("|/-\\"):
            passed = monotonic() - started
            self._err.write(f"\r\x1b[K{sign} {self._doing} ({passed:.0f} s)")
            self._err.flush()
            if self._done.wait(_TURN):
                break
        self._err.write("\r\x1b[K")
        self._err.flush()
