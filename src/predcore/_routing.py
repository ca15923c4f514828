"""From ids to venues: parsing, grouping, and what a venue must be able to do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from ._errors import PredcoreError, Unsupported
from ._ids import Instrument, MarketRef
from ._protocols import CAPABILITIES, Venue

__all__ = ["Routed", "able", "each", "group", "instrument_of", "ref_of"]

P = TypeVar("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Routed:
    """Parsed ids by venue, each with the keys that were given for it."""

    venues: Mapping[str, Mapping[Any, Sequence[Any]]]
    errors: Mapping[Any, PredcoreError]


def each(given: Iterable[T]) -> list[T]:
    """What was given; a single text is one of them, and not its letters."""
    return [cast("T", given)] if isinstance(given, str) else list(given)


def instrument_of(key: str | Instrument) -> Instrument:
    """Parse a text; raises ``InvalidId``."""
    return Instrument.parse(key) if isinstance(key, str) else key


def ref_of(key: str | MarketRef) -> MarketRef:
    """Parse a text; raises ``InvalidId``."""
    return MarketRef.parse(key) if isinstance(key, str) else key


def group(asked: Sequence[Any], parse: Callable[[Any], Any]) -> Routed:
    """Sort keys by venue; what does not parse is that key's own error."""
    venues: dict[str, dict[Any, list[Any]]] = {}
    errors: dict[Any, PredcoreError] = {}
    for key in dict.fromkeys(asked):
        try:
            parsed = parse(key)
        except PredcoreError as error:
            errors[key] = error
        else:
            venues.setdefault(parsed.venue, {}).setdefault(parsed, []).append(key)
    return Routed(venues, errors)


def able(venue: Venue, protocol: type[P]) -> P:
    """The venue as that capability; raises ``Unsupported``."""
    if not isinstance(venue, protocol):
        names = {kind: name for name, kind in CAPABILITIES.items()}
        raise Unsupported(f"{venue.name} has no {names[protocol].replace('_', ' ')}")
    return venue
