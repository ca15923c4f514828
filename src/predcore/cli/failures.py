"""What went wrong, as one line and an exit code."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import IntEnum
from typing import TYPE_CHECKING

from .._errors import (
    AdapterBroken,
    AdapterError,
    AuthenticationFailed,
    InvalidId,
    InvalidRequest,
    NotFound,
    PermissionDenied,
    PredcoreError,
    RateLimited,
    TransportError,
    Unsupported,
)
from .text import one_line

if TYPE_CHECKING:
    from .command import Command
    from .screen import Screen

__all__ = ["Exit", "advice", "lines", "report", "verdict"]

_SHOWN = 5


class Exit(IntEnum):
    """What the shell learns."""

    OK = 0
    PARTIAL = 1
    """Some of it was answered; or predcore itself failed."""
    USAGE = 2
    """Nothing was answered, and asking differently would help."""
    UNREACHABLE = 3
    """Nothing was answered, because no venue could."""


_YOURS = (AdapterError, AuthenticationFailed, InvalidRequest, NotFound, Unsupported)
"""Errors that go away when the question, the credentials or the installation change."""


def verdict(errors: Iterable[PredcoreError], *, answered: bool) -> Exit:
    """The exit code of a command that met these errors.

    Args:
        errors: everything that failed.
        answered: whether anything succeeded.
    """
    found = list(errors)
    if not found:
        return Exit.OK
    if answered:
        return Exit.PARTIAL
    yours = all(isinstance(error, _YOURS) for error in found)
    return Exit.USAGE if yours else Exit.UNREACHABLE


def advice(error: PredcoreError, environment: str, venue: str = "") -> str:
    """What to do about it; empty where the message already says."""
    match error:
        case InvalidId():
            return "`predcore markets` lists ids"
        case NotFound():
            return (
                f"`predcore markets --venue {venue or 'VENUE'} --query WORDS` finds ids"
            )
        case AdapterBroken():
            return f"reinstall it, or hide it with PREDCORE_BLOCK={venue or 'NAME'}"
        case AdapterError():
            return "`predcore adapters` lists what is installed"
        case RateLimited():
            return "wait a little and ask for less at once"
        case AuthenticationFailed(status=int()):
            return "`predcore doctor` says which credentials are found"
        case PermissionDenied():
            return "the venue refuses this address or account"
        case TransportError() if environment == "sandbox":
            return f"is it running? `predcore sim {venue}` starts it"
        case TransportError():
            return "`predcore doctor` checks the way to each venue"
        case _:
            return ""


def report(
    command: Command,
    screen: Screen,
    errors: Mapping[str, PredcoreError],
    *,
    answered: bool,
) -> Exit:
    """Say on standard error what failed; return the exit code.

    Args:
        command: whose environment the venues are in.
        screen: where to say it.
        errors: by venue, or by an id that begins with its venue.
        answered: whether anything else succeeded.
    """
    for line in lines(errors, command.environment):
        screen.complain(line)
    return verdict(errors.values(), answered=answered)


def lines(errors: Mapping[str, PredcoreError], environment: str) -> list[str]:
    """One line per trouble rather than per id.

    Every id that is itself wrong has a line, up to a few of a kind; a venue that
    failed in one way for all of them has one.
    """
    kinds: dict[tuple[str, type[PredcoreError]], list[PredcoreError]] = {}
    for key, error in errors.items():
        venue = key.partition(":")[0] if type(error) is not InvalidId else ""
        kinds.setdefault((venue, type(error)), []).append(error)
    found: list[str] = []
    for (venue, kind), group in kinds.items():
        messages = list(dict.fromkeys(one_line(str(error)) for error in group))
        if not issubclass(kind, _YOURS):
            times = f" ({len(group)} times)" if len(group) > 1 else ""
            messages = [messages[0] + times]
        elif len(messages) > _SHOWN:
            rest = len(messages) - _SHOWN
            messages = [*messages[:_SHOWN], f"and {rest} more like these"]
        *others, last = (_named(venue, message) for message in messages)
        help_ = advice(group[0], environment, venue)
        found += [*others, f"{last}; {help_}" if help_ else last]
    return found


def _named(venue: str, message: str) -> str:
    known = not venue or message.startswith((venue, f"adapter '{venue}'"))
    return message if known else f"{venue}: {message}"
