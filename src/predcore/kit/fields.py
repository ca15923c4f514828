"""What a venue's own objects are made of.

A wire model is a frozen, slotted dataclass that pydantic validates straight from
the response's bytes: as fast as a ``BaseModel``, less than half the memory, and
defining one costs no import of pydantic. Unknown fields are ignored (and counted
by :class:`~predcore.kit.Drift`); numbers are exact.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any, TypeVar, cast, dataclass_transform

__all__ = ["Embedded", "Exact", "Items", "Known", "Loose", "LooseTime", "Time", "wire"]

T = TypeVar("T")

_CACHE = 1 << 16
"""Distinct texts remembered; the same few prices come by the thousand."""


@dataclass_transform(
    frozen_default=True, kw_only_default=True, field_specifiers=(field,)
)
def wire(cls: type[T]) -> type[T]:
    """Make a class a wire model: frozen, slotted, keyword-only."""
    return dataclass(frozen=True, slots=True, kw_only=True)(cls)


@dataclass(frozen=True, slots=True, init=False)
class Known:
    """Marks a text field with the values its documentation lists.

    Other values are accepted, and counted as drift::

        status: Annotated[str, Known("active", "closed")]
    """

    values: frozenset[str]

    def __init__(self, *values: str) -> None:
        object.__setattr__(self, "values", frozenset(values))


class _Decimals(dict[Any, Decimal]):
    """Text to number, each distinct text parsed once."""

    def __missing__(self, text: Any) -> Decimal:
        if isinstance(text, bool):
            raise ValueError("expected a number, got a boolean")
        number = _exact(text if isinstance(text, str) else repr(text))
        if len(self) >= _CACHE:
            self.clear()
        self[text] = number
        return number


def _exact(text: str) -> Decimal:
    if not text.isascii() or "_" in text or len(text) > 80:
        raise ValueError("expected a decimal number")
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise ValueError("expected a decimal number") from None
    if not number.is_finite():
        raise ValueError("expected a finite number")
    return number


_decimals = _Decimals()
_lookup: Callable[[str], Decimal] = _decimals.__getitem__


def _loose(value: Any) -> Decimal | None:
    if value is None or value == "":
        return None
    if not isinstance(value, str | int | float) or value is True or value is False:
        raise ValueError("expected a number or a text holding one")
    return _decimals[value]


class _Times(dict[str, datetime]):
    def __missing__(self, text: str) -> datetime:
        at = datetime.fromisoformat(text)
        at = at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
        if len(self) >= _CACHE:
            self.clear()
        self[text] = at
        return at


_times = _Times()


def _loose_time(value: Any) -> datetime | None:
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise ValueError("expected a time as text")
    return _times[value]


def _embedded(value: Any) -> tuple[str, ...]:
    if value is None or value == "":
        return ()
    if isinstance(value, str):
        from pydantic_core import from_json

        value = from_json(value)
    if not isinstance(value, list):
        raise ValueError("expected a JSON array, or a text holding one")
    items = cast("Sequence[object]", value)
    return tuple(item if isinstance(item, str) else repr(item) for item in items)


class _ExactSchema:
    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        from pydantic_core import core_schema as cs

        text = cs.to_string_ser_schema()
        return cs.no_info_after_validator_function(
            _lookup, cs.str_schema(), serialization=text
        )


@dataclass(frozen=True, slots=True)
class _PlainSchema:
    validate: Callable[[Any], Any]

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        from pydantic_core import core_schema as cs

        return cs.no_info_plain_validator_function(self.validate)


class _NullIsEmpty:
    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        from pydantic_core import core_schema as cs

        return cs.no_info_after_validator_function(
            _or_empty, cs.nullable_schema(handler(source))
        )


def _or_empty(value: Any) -> Any:
    return () if value is None else value


Exact = Annotated[Decimal, _ExactSchema()]
"""A number sent as text. A JSON number is refused: it may have been a float."""

Loose = Annotated[Decimal | None, _PlainSchema(_loose)]
"""A number sent as text or as a JSON number; ``""`` and ``null`` are ``None``."""

Time = datetime
"""An RFC 3339 instant."""

LooseTime = Annotated[datetime | None, _PlainSchema(_loose_time)]
"""ISO 8601 in any dialect; no offset means UTC; ``""`` and ``null`` are ``None``."""

Embedded = Annotated[tuple[str, ...], _PlainSchema(_embedded)]
"""A JSON array hidden in a text, or a real one; ``""`` and ``null`` are empty."""

Items = Annotated[tuple[T, ...], _NullIsEmpty()]
"""A list; ``null`` means empty, as venues send it."""
