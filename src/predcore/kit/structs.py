"""How a class becomes a wire model."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, TypeVar, cast

import msgspec
from msgspec import Struct, StructMeta
from msgspec.structs import force_setattr

from .deferred import BY_VALUE, Deferred, number_of
from .fields import Loose
from .shapes import NULL_IS_EMPTY, Dialect, marks

__all__ = ["to_struct"]

T = TypeVar("T")

_LIST = re.compile(r"(\w+\.)?Items\[")
_LOOSE = re.compile(r"(\w+\.)?Loose( \| None)?$")
_ON_ASKING = frozenset({"__dict__", "__weakref__"})


class _AsDataclass:
    """Describes a struct as ``dataclasses`` wants it, when it asks."""

    def __get__(self, instance: object, owner: type) -> dict[str, Any]:
        return _fields(owner)


@cache
def _fields(owner: type) -> dict[str, Any]:
    described = [
        (field.name, field.type, _described(field))
        for field in msgspec.structs.fields(cast("type[Struct]", owner))
    ]
    made: Any = dataclasses.make_dataclass(owner.__name__, described, kw_only=True)
    return cast("dict[str, Any]", made.__dataclass_fields__)


def _described(field: msgspec.structs.FieldInfo) -> Any:
    if field.default_factory is not msgspec.NODEFAULT:
        return dataclasses.field(default_factory=field.default_factory)
    if field.default is not msgspec.NODEFAULT:
        return dataclasses.field(default=field.default)
    return dataclasses.field()


class _Wire(StructMeta):
    """Makes structs of classes marked ``@wire``, and of what derives from one."""

    def __new__(
        mcls, name: str, bases: tuple[type, ...], namespace: dict[str, Any]
    ) -> Any:
        given: dict[str, Any] = namespace.get("__annotations__", {})
        nullable = [field for field, hint in given.items() if _may_be_null(hint)]
        loose = [field for field, hint in given.items() if _is_loose(hint)]
        lists = (
            *(n for base in bases for n in getattr(base, "__lists__", ())),
            *nullable,
        )
        hints = {
            **given,
            **{field: _or_null(given[field]) for field in nullable},
            **dict.fromkeys(loose, Deferred),
        }
        defaults = {field: _default(namespace.get(field)) for field in given}
        body = {
            **namespace,
            **{field: value for field, value in defaults.items() if value is not None},
            "__annotations__": hints,
            "__lists__": lists,
        }
        if lists:
            body["__post_init__"] = _filler(lists)
        # Nothing that is decoded refers back to what holds it: no work for the
        # collector, which would look at every object of a page again and again.
        struct: Any = super().__new__(
            mcls,
            name,
            bases,
            body,
            frozen=True,
            kw_only=True,
            gc=False,
            rename=_dialect(bases, namespace).rename,
        )
        for field in loose:
            setattr(struct, field, number_of(vars(struct)[field]))
        for method, by_value in BY_VALUE.items() if loose else ():
            setattr(struct, method, by_value)
        return struct


def _dialect(bases: tuple[type, ...], namespace: Mapping[str, Any]) -> Dialect:
    found = namespace.get("__dialect__")
    for base in bases:
        found = found or getattr(base, "__dialect__", None)
    return found or Dialect()


def _may_be_null(hint: Any) -> bool:
    if isinstance(hint, str):
        return _LIST.match(hint) is not None
    return NULL_IS_EMPTY in marks(hint)


def _is_loose(hint: Any) -> bool:
    return _LOOSE.match(hint) is not None if isinstance(hint, str) else hint == Loose


def _filler(lists: tuple[str, ...]) -> Callable[[Any], None]:
    def empty_for_null(self: Any) -> None:
        for name in lists:
            if getattr(self, name) is None:
                force_setattr(self, name, ())

    return empty_for_null


def _or_null(hint: Any) -> Any:
    return f"{hint} | None" if isinstance(hint, str) else hint | None


def _default(given: Any) -> Any:
    """msgspec's word for a ``dataclasses.field()``; ``None`` for any other default."""
    field = cast("dataclasses.Field[Any] | None", given)
    if not isinstance(field, dataclasses.Field):
        return None
    if field.default_factory is not dataclasses.MISSING:
        return msgspec.field(default_factory=field.default_factory)
    if field.default is not dataclasses.MISSING:
        return msgspec.field(default=field.default)
    return msgspec.field()


class _Model(Struct, metaclass=_Wire):
    __dataclass_fields__ = _AsDataclass()


def to_struct(cls: type[T]) -> type[T]:
    """The struct of a class body; what derives from a struct is one already."""
    if isinstance(cls, _Wire):
        return cast("type[T]", cls)
    body = {k: v for k, v in vars(cls).items() if k not in _ON_ASKING}
    body.setdefault("__qualname__", cls.__qualname__)
    return cast("type[T]", _Wire(cls.__name__, (_Model,), body))
