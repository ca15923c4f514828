"""Numbers that become ``Decimal`` when they are read.

A listing has a score of loose numbers an object, of which a program reads two or
three. They are checked as they are decoded, all of them: what is kept is a finite
number of JSON or a text that spells one, and reading it cannot fail.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from enum import Enum
from typing import Annotated, Any

from msgspec import Meta

from .numerals import amounts

__all__ = ["BY_VALUE", "DEFERRED", "Deferred", "number_of"]

# An exponent of two digits at most: what is spelt so, `amounts` can always read.
_SPELT = r"\A(?:[+-]?(?:[0-9]++\.?+[0-9]*+|\.[0-9]++)(?:[eE][+-]?[0-9]{1,2})?)?\Z"


class _Mark(Enum):
    DEFERRED = "a number when it is read"


DEFERRED = _Mark.DEFERRED

Deferred = Annotated[
    int | float | Annotated[str, Meta(pattern=_SPELT, max_length=80)] | None, DEFERRED
]
"""What stands in a struct for a field that is ``Loose``."""


def number_of(member: Any) -> property:
    """A property that reads a slot's number.

    A JSON number with a point is kept as it is decoded, in binary, and read by its
    shortest decimal form, which is what the venue wrote.
    """
    slot: Callable[[Any], Any] = member.__get__

    def read(self: Any) -> Decimal | None:
        raw = slot(self)
        if isinstance(raw, str):
            return amounts(raw) if raw else None
        if raw is None or isinstance(raw, Decimal):
            return raw
        return Decimal(repr(raw))

    return property(read)


def _values(struct: Any) -> tuple[Any, ...]:
    return tuple([getattr(struct, name) for name in struct.__struct_fields__])


def _equal(self: Any, other: Any) -> Any:
    if type(self) is not type(other):
        return NotImplemented
    return _values(self) == _values(other)


def _hash(self: Any) -> int:
    return hash(_values(self))


def _text(self: Any) -> str:
    said = map("{}={!r}".format, self.__struct_fields__, _values(self))
    return f"{type(self).__name__}({', '.join(said)})"


BY_VALUE: dict[str, Any] = {"__eq__": _equal, "__hash__": _hash, "__repr__": _text}
"""What makes a struct compare and print by its numbers, not by how they are kept."""
