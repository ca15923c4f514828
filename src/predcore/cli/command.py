"""What a command is: the arguments it takes and what it does with them."""

from __future__ import annotations

import os
from abc import abstractmethod
from argparse import Namespace
from typing import TYPE_CHECKING, ClassVar

from .arguments import seconds

if TYPE_CHECKING:
    from .arguments import Parser
    from .screen import Screen

__all__ = ["Command", "add_common"]


class Command(Namespace):
    """The namespace a command line is parsed into, which then runs.

    Attributes:
        examples: command lines for the help, without ``predcore``.
        environment: ``live``, ``demo``, ``sandbox`` or what an adapter calls its own.
        venues: adapters named with ``--venue``; empty for all.
        timeout: seconds one question to a venue may take, retries included.
        subject: the id or venue that a failure of the whole command is about.
    """

    examples: ClassVar[tuple[str, ...]] = ()

    environment: str
    venues: list[str]
    timeout: float
    json: bool
    debug: bool
    subject: str = ""

    @classmethod
    @abstractmethod
    def define(cls, parser: Parser) -> None:
        """Add the command's own arguments."""

    @abstractmethod
    async def run(self, screen: Screen) -> int:
        """Do it; return the exit code. ``PredcoreError`` becomes a line and a code."""


def add_common(parser: Parser, *, defaults: bool) -> None:
    """The options every command has, before or after its name.

    Args:
        defaults: set what is not given, on the parser that is asked last.
    """
    from argparse import SUPPRESS

    common = parser.add_argument_group("common options")
    common.add_argument(
        "-e",
        "--env",
        dest="environment",
        metavar="ENV",
        default=os.environ.get("PREDCORE_ENV") or "live" if defaults else SUPPRESS,
        help="live, demo (a venue's own test site) or sandbox (`predcore sim`); "
        "default: PREDCORE_ENV, else live",
    )
    common.add_argument(
        "--venue",
        dest="venues",
        metavar="VENUE",
        action="append",
        default=[] if defaults else SUPPRESS,
        help="only this venue, may be repeated; also the venue of ids that name none",
    )
    common.add_argument(
        "--timeout",
        type=seconds,
        metavar="SECONDS",
        default=20.0 if defaults else SUPPRESS,
        help="how long one question to a venue may take (default: 20)",
    )
    common.add_argument(
        "--json",
        action="store_true",
        default=False if defaults else SUPPRESS,
        help="for programs: one JSON object per line",
    )
    common.add_argument(
        "--debug",
        action="store_true",
        default=False if defaults else SUPPRESS,
        help="show a traceback where something fails",
    )
