"""From a command line to an exit code, with nothing but one line when it fails."""

from __future__ import annotations

import os
import sys
from argparse import REMAINDER, SUPPRESS, Action, Namespace
from collections.abc import Sequence
from importlib import import_module
from typing import Any

from .arguments import Parser, Usage
from .command import Command, add_common
from .commands import COMMANDS
from .text import one_line

__all__ = ["main"]

_INTERRUPTED = 130
_PIPE_CLOSED = 141
"""128 plus the signal's number, as shells have it."""

_EPILOG = """\
ids:
  a market is venue:market, an instrument is venue:market:outcome

exit codes:
  0  everything was answered
  1  some of it was not
  2  the question was wrong (an option, an id, credentials); ask differently
  3  no venue could be reached

start with `predcore demo`; `predcore COMMAND --help` explains a command.
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run ``predcore`` with these arguments (the process's own by default).

    Returns the exit code; never raises, except with ``--debug``.
    """
    arguments = sys.argv[1:] if argv is None else list(argv)
    try:
        code = _run(arguments)
        sys.stdout.flush()
    except SystemExit as done:  # argparse, after it printed a help text
        return done.code if isinstance(done.code, int) else 0
    except BrokenPipeError:
        # Whoever was reading has enough; the interpreter must not flush once more.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _PIPE_CLOSED
    except KeyboardInterrupt:
        return _INTERRUPTED
    except Usage as error:
        _complain(str(error))
        return 2
    except Exception as error:
        if "--debug" in arguments:
            raise
        what = f"{type(error).__name__}: {one_line(str(error))}"
        _complain(f"unexpected {what}; run with --debug for the traceback")
        return 1
    return code


def _run(arguments: list[str]) -> int:
    command = _parse(arguments)
    if command is None:
        return 2

    import anyio

    from .._errors import PredcoreError
    from .failures import report
    from .screen import Screen

    screen = Screen(json=command.json)
    try:
        return anyio.run(command.run, screen)
    except (PredcoreError, BaseExceptionGroup) as raised:
        error = _cause(raised)
        if isinstance(error, PredcoreError) and not command.debug:
            return report(command, screen, {command.subject: error}, answered=False)
        raise error from error.__cause__


def _parse(arguments: list[str]) -> Command | None:
    first = _Outer()
    parser = _outer()
    parser.parse_args(arguments, namespace=first)
    name = first.command
    if name is None:
        parser.print_help()
        return None
    if name not in COMMANDS:
        raise Usage(_unknown(name))
    listed = COMMANDS[name]
    kind: type[Command] = getattr(
        import_module(f".commands.{name}", __package__), listed.home
    )
    examples = "\n".join(f"  predcore {example}" for example in kind.examples)
    inner = Parser(
        f"predcore {name}",
        description=(kind.__doc__ or listed.summary).strip(),
        epilog=f"examples:\n{examples}" if examples else "",
    )
    kind.define(inner)
    add_common(inner, defaults=True)
    command = kind()
    for key, value in vars(first).items():
        if key not in {"command", "arguments"}:
            setattr(command, key, value)
    return inner.parse_args(first.arguments, namespace=command)


class _Outer(Namespace):
    """What stands before the command's name, and the rest as it is."""

    command: str | None
    arguments: list[str]


def _outer() -> Parser:
    longest = max(map(len, COMMANDS))
    listing = "\n".join(f"  {n:{longest}}  {c.summary}" for n, c in COMMANDS.items())
    parser = Parser(
        "predcore",
        description=f"Prediction markets, one command for every venue.\n\n"
        f"commands:\n{listing}",
        epilog=_EPILOG,
    )
    parser.usage = "predcore COMMAND [options]"
    parser.add_argument("command", nargs="?", metavar="COMMAND", help=SUPPRESS)
    parser.add_argument("arguments", nargs=REMAINDER, help=SUPPRESS)
    parser.add_argument(
        "--version", action=_Version, nargs=0, help="show the version and exit"
    )
    add_common(parser, defaults=False)
    return parser


class _Version(Action):
    """Reading metadata takes a while, so it is read when asked for."""

    def __call__(self, parser: Any, *_: object) -> None:
        from importlib.metadata import version

        print(f"predcore {version('predcore')}")
        parser.exit()


def _unknown(name: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, COMMANDS, n=1)
    hint = f"did you mean {near[0]!r}?" if near else "`predcore --help` lists them"
    return f"there is no command {name!r}; {hint}"


def _cause(error: BaseException) -> BaseException:
    """What is inside groups of one, as task groups make them."""
    inner: tuple[BaseException, ...] = getattr(error, "exceptions", ())
    return _cause(inner[0]) if len(inner) == 1 else error


def _complain(text: str) -> None:
    print(f"predcore: {text}", file=sys.stderr)
