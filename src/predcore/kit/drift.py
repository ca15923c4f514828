"""How far a venue's answers have moved from what the adapter knows.

Unknown fields and unknown enum values are tolerated, because a new field on the
venue's side is not an outage on ours; they are also counted, because it is news.
Looking costs a second parse, so answers are sampled: the first of each shape, the
8th, the 64th and every 512th, and of each list in them the first twenty items.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import (
    Annotated,
    Any,
    NamedTuple,
    cast,
    get_args,
    get_origin,
    get_type_hints,
)

from .fields import Known

__all__ = ["Drift", "DriftEntry"]

_EARLY = frozenset({1, 8, 64})
_EVERY = 512
_ITEMS = 20


class DriftEntry(NamedTuple):
    """Something an answer held that the adapter does not know."""

    shape: str
    """The native model."""
    field: str
    value: str | None
    """The unknown enum value; ``None`` means the field itself is unknown."""
    times: int
    """How often it was seen in the sampled answers."""


class Drift:
    """Counts unknown fields and enum values in sampled answers."""

    def __init__(self) -> None:
        self._answers: Counter[Any] = Counter()
        self._found: Counter[tuple[str, str, str | None]] = Counter()

    def report(self) -> tuple[DriftEntry, ...]:
        """What was found, most frequent first."""
        return tuple(
            DriftEntry(*key, times) for key, times in self._found.most_common()
        )

    def sample(self, shape: Any, body: bytes) -> None:
        """Look at an answer, if it has a body, is JSON, and one of those to look at."""
        if shape is bytes or not body.strip():
            return
        self._answers[shape] += 1
        number = self._answers[shape]
        if number in _EARLY or number % _EVERY == 0:
            self.inspect(shape, body)

    def note(self, shape: str, field: str, value: str | None = None) -> None:
        """Count something found elsewhere: a field, or an enum value."""
        self._found[shape, field, None if value is None else value[:80]] += 1

    def inspect(self, shape: Any, body: bytes) -> None:
        """Look at an answer that has already been decoded as ``shape``."""
        from pydantic_core import from_json

        _walk(shape, from_json(body), self._found)


_Found = Counter[tuple[str, str, str | None]]


class _Plan(NamedTuple):
    name: str
    fields: Mapping[str, tuple[str, Any]]


def _walk(shape: Any, value: Any, found: _Found) -> None:
    match value:
        case dict():
            members = cast("dict[str, Any]", value)
            if not dataclasses.is_dataclass(shape):
                return
            kind: Any = shape
            plan = _plan(kind)
            for key, member in members.items():
                if key not in plan.fields:
                    found[plan.name, key, None] += 1
                elif member is not None:
                    _field(plan, plan.fields[key], member, found)
        case list():
            items = cast("Sequence[object]", value)
            inner = _item(shape)
            for item in items[:_ITEMS] if inner is not None else ():
                _walk(inner, item, found)
        case _:
            return


def _field(plan: _Plan, known: tuple[str, Any], value: Any, found: _Found) -> None:
    name, hint = known
    values = _known(hint)
    if values is None:
        _walk(_bare(hint), value, found)
    elif isinstance(value, str) and value not in values:
        found[plan.name, name, value[:80]] += 1


@cache
def _plan(shape: Any) -> _Plan:
    hints = get_type_hints(shape, include_extras=True)
    rename: Callable[[str], str] = getattr(shape, "__pydantic_config__", {}).get(
        "alias_generator", str
    )
    names = [item.name for item in dataclasses.fields(shape)]
    return _Plan(shape.__name__, {rename(name): (name, hints[name]) for name in names})


def _bare(hint: Any) -> Any:
    """The hint without ``Annotated`` and ``| None``."""
    if get_origin(hint) is Annotated:
        return _bare(get_args(hint)[0])
    args = get_args(hint)
    if type(None) in args:
        rest = [arg for arg in args if arg is not type(None)]
        return _bare(rest[0]) if len(rest) == 1 else hint
    return hint


def _known(hint: Any) -> frozenset[str] | None:
    for part in (hint, *get_args(hint)):
        for mark in getattr(part, "__metadata__", ()):
            if isinstance(mark, Known):
                return mark.values
    return None


def _item(shape: Any) -> Any:
    """What a ``tuple[X, ...]`` or ``list[X]`` holds, if it can drift."""
    bare = _bare(shape)
    if get_origin(bare) not in {tuple, list}:
        return None
    args = get_args(bare)
    return _bare(args[0]) if len(args) == 1 or args[1] is ... else None
