"""Numbers, times and venues' texts as people read them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from unicodedata import combining, east_asian_width

__all__ = [
    "age",
    "cents",
    "counted",
    "listed",
    "money",
    "number",
    "one_line",
    "percent",
    "plain",
    "price",
    "size",
    "times",
    "width",
]

NONE = "-"


def plain(value: Decimal) -> str:
    """All its digits, no exponent, no trailing zeros."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def price(value: Decimal | None) -> str:
    """A price with at least the cents."""
    if value is None:
        return NONE
    text = plain(value)
    whole, _, cents = text.partition(".")
    return f"{whole}.{cents:0<2}"


def number(value: Decimal | None) -> str:
    """A count with thousands set apart."""
    if value is None:
        return NONE
    whole, dot, rest = plain(value).partition(".")
    return f"{int(whole):,}{dot}{rest}"


size = number


def money(value: Decimal | None) -> str:
    """An amount in the venue's money, every digit of it."""
    if value is None:
        return NONE
    sign = "-" if value < 0 else ""
    whole, _, cents = plain(abs(value)).partition(".")
    return f"{sign}${int(whole):,}.{cents:0<2}"


def cents(value: Decimal) -> str:
    """An amount to the cent, where the digits after it would only be noise."""
    return money(value.quantize(Decimal("0.01")))


def percent(value: Decimal | None) -> str:
    """A share of one, to two places."""
    return NONE if value is None else f"{value * 100:,.2f}%"


def times(value: datetime | None) -> str:
    """A UTC instant to the minute."""
    return NONE if value is None else f"{value.astimezone(UTC):%Y-%m-%d %H:%M}"


def age(value: timedelta) -> str:
    """How long ago, in its largest unit."""
    total = max(0, value // timedelta(milliseconds=1))
    for unit, length in (("d", 86_400_000), ("h", 3_600_000), ("min", 60_000)):
        if total >= 2 * length:
            return f"{total // length} {unit}"
    return f"{total // 1000}.{total % 1000 // 100} s"


def counted(count: int, thing: str) -> str:
    """``1 row``, ``1,200 rows``."""
    return f"{count:,} {thing}{'' if count == 1 else 's'}"


def listed(names: list[str]) -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def one_line(text: str) -> str:
    """Without line breaks and without anything that could drive a terminal."""
    shown = (c if c.isprintable() else " " for c in text)
    return " ".join("".join(shown).split())


def width(text: str) -> int:
    """Columns it takes on a terminal."""
    if text.isascii():
        return len(text)
    return sum(
        0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in text
    )
