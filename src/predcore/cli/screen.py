"""Where a command writes: lines for people, JSON for programs, errors for both."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from importlib.util import find_spec
from io import TextIOWrapper
from typing import Any, TextIO

from .spelling import DRAWN, SPELT
from .tables import Cell, Line, Style, Table, lay_out
from .text import one_line

__all__ = ["Screen", "wants_colour"]

Write = Callable[[Line], None]


class Screen:
    """Standard output and standard error, as one command uses them.

    Args:
        json: write records, and none of what is only for people.
    """

    def __init__(self, *, json: bool = False) -> None:
        self.json = json
        self.room = _room(sys.stdout)
        self._write: Write | None = None
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, TextIOWrapper):
                stream.reconfigure(errors=SPELT if json else DRAWN)

    # -- for programs -----------------------------------------------------------

    def record(self, value: Any) -> None:
        """One object on one line, if programs are reading."""
        if self.json:
            from .records import to_json

            print(to_json(value))

    # -- for people -------------------------------------------------------------

    def line(self, *cells: str | Cell) -> None:
        """One line, if people are reading."""
        if self.json:
            return
        if self._write is None:
            self._write = _writer()
        self._write([Cell(c) if isinstance(c, str) else c for c in cells])

    def heading(self, text: str, style: Style = "head") -> None:
        """What comes next, in a venue's own words or ours."""
        self.line(Cell(one_line(text), style))

    def table(self, table: Table) -> None:
        """A table, if people are reading and it has rows."""
        if self.json or not table.rows:
            return
        for line in lay_out(table, self.room):
            self.line(*line)

    # -- for both ---------------------------------------------------------------

    def complain(self, text: str) -> None:
        """One line on standard error."""
        sys.stdout.flush()
        print(f"predcore: {one_line(text)}", file=sys.stderr, flush=True)

    def flush(self) -> None:
        """Let a program that waits for these lines have them now."""
        sys.stdout.flush()

    def progress(self, doing: str) -> AbstractContextManager[object]:
        """Show on standard error that something is going on, if it takes a while."""
        if not sys.stderr.isatty():
            return nullcontext()
        from .progress import Progress

        return Progress(doing, sys.stderr)


def _room(out: TextIO, environ: Mapping[str, str] = os.environ) -> int | None:
    if out.isatty() or "FORCE_COLOR" in environ:
        return max(40, shutil.get_terminal_size().columns)
    return None


def _writer() -> Write:
    if wants_colour(sys.stdout) and find_spec("rich") is not None:
        from .colour import coloured

        return coloured(sys.stdout)
    return _plain


def wants_colour(out: TextIO, environ: Mapping[str, str] = os.environ) -> bool:
    """Whether lines for people are in colour there."""
    if environ.get("NO_COLOR"):
        return False
    if environ.get("FORCE_COLOR"):
        return True
    return out.isatty() and environ.get("TERM") != "dumb"


def _plain(line: Line) -> None:
    print("".join(cell.text for cell in line).rstrip())
