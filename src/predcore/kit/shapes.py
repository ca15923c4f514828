"""Wire models, and what their fields say of themselves.

A wire model is a frozen msgspec ``Struct``, decoded straight from the response's
bytes. Defining one loads msgspec; reading this module does not.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import cache
from typing import (
    Annotated,
    Any,
    NamedTuple,
    TypeVar,
    dataclass_transform,
    get_args,
    get_origin,
    get_type_hints,
)

__all__ = [
    "NULL_IS_EMPTY",
    "Dialect",
    "Known",
    "Plan",
    "bare",
    "inner",
    "marks",
    "plan",
    "wire",
]

T = TypeVar("T")


class _Null(Enum):
    EMPTY = "null is empty"


NULL_IS_EMPTY = _Null.EMPTY
"""Marks a list that may come as ``null``."""


class Dialect(NamedTuple):
    """How a venue writes its objects; a wire model says it as ``__dialect__``.

    Attributes:
        rename: spells a field's name as the venue does.
        numbers_as_texts: a text, such as an id, may also come as a JSON number.
    """

    rename: Callable[[str], str] | None = None
    numbers_as_texts: bool = False


@dataclass_transform(
    frozen_default=True, kw_only_default=True, field_specifiers=(field,)
)
def wire(cls: type[T]) -> type[T]:
    """Make a class a wire model: frozen, slotted, keyword-only.

    ``dataclasses.fields``, ``replace`` and ``asdict`` work on it.
    """
    from .structs import to_struct

    return to_struct(cls)


@dataclass(frozen=True, slots=True, init=False)
class Known:
    """Marks a text field with the values its documentation lists.

    Other values are accepted, and counted as drift::

        status: Annotated[str, Known("active", "closed")]
    """

    values: frozenset[str]

    def __init__(self, *values: str) -> None:
        object.__setattr__(self, "values", frozenset(values))


class Plan(NamedTuple):
    """A wire model's fields by the venue's names: our names, and what they hold."""

    name: str
    dialect: Dialect
    fields: Mapping[str, tuple[str, Any]]


@cache
def plan(shape: Any) -> Plan | None:
    """The plan of a wire model; ``None`` for any other shape."""
    names = getattr(shape, "__struct_fields__", None)
    if names is None:
        return None
    hints = get_type_hints(shape, include_extras=True)
    pairs = zip(shape.__struct_encode_fields__, names, strict=True)
    fields = {spelt: (name, hints[name]) for spelt, name in pairs}
    dialect = getattr(shape, "__dialect__", Dialect())
    return Plan(shape.__name__, dialect, fields)


def bare(hint: Any) -> Any:
    """The hint without ``Annotated`` and ``| None``."""
    if get_origin(hint) is Annotated:
        return bare(get_args(hint)[0])
    args = get_args(hint)
    if type(None) in args:
        rest = [arg for arg in args if arg is not type(None)]
        return bare(rest[0]) if len(rest) == 1 else hint
    return hint


def marks(hint: Any) -> tuple[Any, ...]:
    """What ``Annotated`` says of the hint, with or without ``| None``."""
    args = get_args(hint)
    parts = args if type(None) in args else (hint,)
    return tuple(m for part in parts for m in getattr(part, "__metadata__", ()))


def inner(shape: Any) -> Any:
    """What each item of a ``tuple[X, ...]`` or ``list[X]`` is, ``None`` otherwise."""
    plain = bare(shape)
    if get_origin(plain) not in {tuple, list}:
        return None
    args = get_args(plain)
    return args[0] if len(args) == 1 or args[1] is ... else None
