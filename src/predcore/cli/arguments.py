"""Reading the command line: the parser and what single arguments may be."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, RawDescriptionHelpFormatter
from datetime import UTC, datetime, timedelta
from decimal import Decimal, InvalidOperation
from re import fullmatch
from typing import NoReturn

__all__ = [
    "Parser",
    "Usage",
    "contracts",
    "fault",
    "instant",
    "interval",
    "port",
    "positive",
    "price",
    "rate",
    "seconds",
    "whole",
]

_UNITS = {
    "s": timedelta(seconds=1),
    "m": timedelta(minutes=1),
    "h": timedelta(hours=1),
    "d": timedelta(days=1),
    "w": timedelta(weeks=1),
}


class Usage(Exception):
    """The command line makes no sense; the message says what would."""


class Parser(ArgumentParser):
    """An argument parser that raises ``Usage`` where argparse would print and exit."""

    def __init__(self, prog: str, *, description: str, epilog: str) -> None:
        super().__init__(
            prog,
            description=description,
            epilog=epilog,
            formatter_class=RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )

    def error(self, message: str) -> NoReturn:
        raise Usage(f"{message}; see `{self.prog} --help`")


def seconds(text: str) -> float:
    """A positive number of seconds, read to the millisecond."""
    return int(_decimal(text, "a number of seconds above 0") * 1000) / 1000


def positive(text: str) -> int:
    """A whole number of at least 1."""
    number = whole(text)
    if number < 1:
        raise ArgumentTypeError(f"expected a whole number above 0, got {text!r}")
    return number


def whole(text: str) -> int:
    """A whole number, 0 included."""
    if not (text.isascii() and text.isdigit()) or len(text) > 18:
        raise ArgumentTypeError(f"expected a whole number, got {text!r}")
    return int(text)


def port(text: str) -> int:
    """A TCP port that leaves room for a few after it, or 0."""
    number = whole(text)
    if number > 65_500:
        raise ArgumentTypeError(f"expected a port up to 65500, got {text!r}")
    return number


def price(text: str) -> Decimal:
    """A price between 0 and 1, both excluded."""
    wanted = "a price between 0 and 1 (0.45 is 45 cents)"
    found = _decimal(text, wanted)
    if found >= 1:
        raise ArgumentTypeError(f"expected {wanted}, got {text!r}")
    return found


def contracts(text: str) -> Decimal:
    """A number of contracts above 0; venues may allow fractions."""
    return _decimal(text, "a number of contracts above 0")


def fault(text: str) -> tuple[str, object]:
    """A switch of :class:`predcore.sim.Switches`, as ``html`` or ``gap=5``."""
    # Not at the top: the help must do without them.
    from json import loads

    from .. import InvalidRequest
    from ..sim import Switches

    name, given, value = text.partition("=")
    trial = Switches()
    try:
        read: object = loads(value) if given else True
    except ValueError:
        read = value
    try:
        trial.put(name, read)
    except InvalidRequest as error:
        raise ArgumentTypeError(str(error)) from None
    return name, read


def _decimal(text: str, wanted: str) -> Decimal:
    try:
        found = Decimal(text)
    except InvalidOperation:
        found = Decimal("NaN")
    if not found.is_finite() or not Decimal("0.0001") <= found < 10**12:
        raise ArgumentTypeError(f"expected {wanted}, got {text!r}")
    return found


def interval(text: str) -> timedelta:
    """A length of time as ``5m``, ``1h`` or ``1d``."""
    match = fullmatch(r"(\d{1,6})([smhdw])", text)
    if match is None or int(match[1]) == 0:
        raise ArgumentTypeError(f"expected a length as 5m, 1h or 1d, got {text!r}")
    return int(match[1]) * _UNITS[match[2]]


def instant(text: str) -> datetime:
    """An ISO 8601 date or time; UTC where it names no zone."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(
            f"expected a date or time as 2026-10-01 or 2026-10-01T12:00Z, got {text!r}"
        ) from None
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)


def rate(text: str) -> Decimal:
    """How many times as fast, 0 included."""
    return Decimal(0) if text == "0" else _decimal(text, "a number of 0 or more")
