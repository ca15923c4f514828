"""Both boards of a catalogue, one market at a time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from predcore.sim import BoardName, Catalogue, SimMarket

__all__ = ["BOARDS", "NOW", "listed"]

NOW = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)
BOARDS: tuple[BoardName, ...] = ("north", "south")


def listed(catalogue: Catalogue) -> Iterator[tuple[BoardName, SimMarket]]:
    """Every market with the name of its board."""
    for name in BOARDS:
        for _, market in catalogue.boards[name].markets():
            yield name, market
