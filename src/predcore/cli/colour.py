"""Lines in colour, through rich where it is installed."""

from __future__ import annotations

from collections.abc import Callable
from typing import NoReturn, TextIO

from rich.console import Console
from rich.text import Text

from .tables import Line, Style

__all__ = ["coloured"]

_LOOK: dict[Style, str] = {
    "": "",
    "bid": "green",
    "ask": "red",
    "id": "cyan",
    "head": "bold",
    "dim": "dim",
    "good": "bold green",
    "bad": "bold red",
    "warn": "yellow",
}


class _Console(Console):
    def on_broken_pipe(self) -> NoReturn:
        """Rich would exit here; what a closed pipe means is for the program to say."""
        raise BrokenPipeError


def coloured(out: TextIO) -> Callable[[Line], None]:
    """A function that writes one line to ``out``, folding nothing."""
    console = _Console(file=out, highlight=False)

    def write(line: Line) -> None:
        text = Text.assemble(*((cell.text, _LOOK[cell.style]) for cell in line))
        text.rstrip()
        console.print(text, soft_wrap=True)

    return write
