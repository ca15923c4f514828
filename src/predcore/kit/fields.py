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
from operator import methodcaller
from types import ModuleType
from typing import Annotated, Any, TypeVar, cast, dataclass_transform

__all__ = [
    "Amount",
    "Embedded",
    "Exact",
    "Items",
    "Known",
    "Loose",
    "LooseTime",
    "Time",
    "wire",
]

T = TypeVar("T")

_CACHE = 1 << 16
"""Distinct texts remembered; the same few prices come by the thousand."""
_LONGEST = 80
"""Characters of a number; no venue has prices of more digits."""
_NUMERAL = r"^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]{1,4})?$"
_SHORT = 8
"""Characters of a text worth remembering; longer ones seldom come again."""


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


class _Decimals(dict[str, Decimal]):
    """Text to number; prices and other short texts are parsed once and shared."""

    def __missing__(self, text: str) -> Decimal:
        number = _parse(text)
        if len(text) <= _SHORT:
            if len(self) >= _CACHE:
                self.clear()
            self[text] = number
        return number


def _parse(text: str) -> Decimal:
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise ValueError("expected a decimal number") from None
    odd = "_" in text or not text.isascii() or len(text) > _LONGEST
    if odd or not number.is_finite():
        raise ValueError("expected a finite decimal number")
    return number


_exact: Callable[[str], Decimal] = _Decimals().__getitem__


_to_utc: Callable[[datetime], datetime] = methodcaller("astimezone", UTC)


def _no_number(value: Any) -> None:
    """What else may stand where a number does: an empty text, for none."""
    if value != "":
        raise ValueError


def _odd_time(value: Any) -> datetime | None:
    """Times that are not quite RFC 3339."""
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise ValueError
    at = datetime.fromisoformat(value)
    return at.replace(tzinfo=UTC) if at.tzinfo is None else _to_utc(at)


def _odd_list(value: Any) -> tuple[str, ...]:
    """A real list, or one of other things than texts."""
    if value is None or value == "":
        return ()
    if isinstance(value, str):
        from pydantic_core import from_json

        value = from_json(value)
    if not isinstance(value, list):
        raise ValueError
    items = cast("Sequence[object]", value)
    return tuple(item if isinstance(item, str) else repr(item) for item in items)


class _Schema:
    """Says in pydantic's words what a field is; pydantic loads when it is asked."""

    def __init__(self, build: Callable[[ModuleType], Any]) -> None:
        self._build = build

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        from pydantic_core import core_schema

        return self._build(core_schema)


def _exact_schema(cs: ModuleType) -> Any:
    return cs.no_info_after_validator_function(
        _exact,
        cs.str_schema(coerce_numbers_to_str=False),
        serialization=cs.to_string_ser_schema(),
    )


def _time_schema(cs: ModuleType) -> Any:
    # Strict: a lax datetime would guess seconds or milliseconds from a number's size.
    return cs.datetime_schema(strict=True, tz_constraint="aware")


def _usually(
    cs: ModuleType, usual: Any, other: Callable[[Any], Any], name: str, what: str
) -> Any:
    """The common shape at the validator's own speed, and Python for the rest."""
    return cs.union_schema(
        [usual, cs.no_info_plain_validator_function(other)],
        mode="left_to_right",
        custom_error_type=name,
        custom_error_message=f"expected {what}",
    )


def _amount_schema(cs: ModuleType, *, numbers: bool = False) -> Any:
    # A JSON number becomes its shortest decimal text: what the venue wrote.
    text = cs.str_schema(
        pattern=_NUMERAL, max_length=_LONGEST, coerce_numbers_to_str=numbers
    )
    return cs.chain_schema([text, cs.decimal_schema()])


def _loose_schema(cs: ModuleType) -> Any:
    number = _amount_schema(cs, numbers=True)
    what = "a number or a text holding one"
    usually = _usually(cs, number, _no_number, "loose_number", what)
    return cs.nullable_schema(usually)


def _loose_time_schema(cs: ModuleType) -> Any:
    usual = cs.no_info_after_validator_function(_to_utc, _time_schema(cs))
    return _usually(cs, usual, _odd_time, "loose_time", "a time in ISO 8601")


def _embedded_schema(cs: ModuleType) -> Any:
    texts = cs.json_schema(cs.tuple_variable_schema(cs.str_schema(strict=True)))
    what = "a JSON array or a text holding one"
    return _usually(cs, texts, _odd_list, "embedded_list", what)


class _NullIsEmpty:
    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        from pydantic_core import core_schema as cs

        return cs.no_info_after_validator_function(
            _or_empty, cs.nullable_schema(handler(source))
        )


def _or_empty(value: Any) -> Any:
    return () if value is None else value


Exact = Annotated[Decimal, _Schema(_exact_schema)]
"""A number sent as text. A JSON number is refused: it may have been a float.

Short texts are parsed once and the ``Decimal`` is shared, which suits prices."""

Amount = Annotated[Decimal, _Schema(_amount_schema)]
"""As ``Exact``, for numbers that seldom repeat (sizes, volumes): not remembered."""

Loose = Annotated[Decimal | None, _Schema(_loose_schema)]
"""A number sent as text or as a JSON number; ``""`` and ``null`` are ``None``."""

Time = Annotated[datetime, _Schema(_time_schema)]
"""An RFC 3339 instant with its offset."""

LooseTime = Annotated[datetime | None, _Schema(_loose_time_schema)]
"""ISO 8601 in any dialect; no offset means UTC; ``""`` and ``null`` are ``None``."""

Embedded = Annotated[tuple[str, ...], _Schema(_embedded_schema)]
"""A JSON array hidden in a text, or a real one; ``""`` and ``null`` are empty."""

Items = Annotated[tuple[T, ...], _NullIsEmpty()]
"""A list; ``null`` means empty, as venues send it."""
