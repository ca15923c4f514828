"""How far a venue's answers have moved from what the adapter knows.

Unknown fields and unknown enum values are tolerated, because a new field on the
venue's side is not an outage on ours; they are also counted, because it is news.
Looking costs a second parse, so answers are sampled: the first of each shape, the
8th, the 64th and every 512th, and of each list in them the first twenty items.
"""

from __future__ import annotations

from collections import Counter
from typing import Any, NamedTuple

from .shapes import Known, Plan, bare, inner, marks, plan

__all__ = ["Drift", "DriftEntry"]

_EARLY = frozenset({1, 8, 64})
_EVERY = 512
_ITEMS = 20
_BLANK = 64
"""Bytes that may all be blanks; nobody sends more of them for nothing."""


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
        if shape is bytes or (len(body) < _BLANK and not body.strip()):
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
        _walk(shape, body, self._found)


_Found = Counter[tuple[str, str, str | None]]


def _walk(shape: Any, body: bytes, found: _Found) -> None:
    """Open what the shape knows and leave the rest as it came."""
    from .opening import members, open_items

    known, item = plan(shape), inner(shape)
    if known is not None:
        for key, member in members(body).items():
            if key not in known.fields:
                found[known.name, key, None] += 1
            else:
                _field(known, *known.fields[key], member, found)
    elif item is not None:
        for each in open_items(body)[:_ITEMS]:
            _walk(bare(item), each, found)


def _field(known: Plan, name: str, hint: Any, body: bytes, found: _Found) -> None:
    from .opening import text_of

    values = next((m.values for m in marks(hint) if isinstance(m, Known)), None)
    if values is None:
        _walk(bare(hint), body, found)
    elif (value := text_of(body)) is not None and value not in values:
        found[known.name, name, value[:80]] += 1
