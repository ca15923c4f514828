"""Which connection follows what, within what a venue allows on one."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Generic, TypeVar

from .._errors import InvalidRequest, StreamError
from .._ids import Instrument

__all__ = ["Shards"]

L = TypeVar("L", bound=Hashable)


class Shards(Generic[L]):
    """Instruments by line; the emptiest line is filled first.

    Args:
        capacity: units a line may have, as far as is known.
        unit: what an instrument counts as; instruments of one unit stay together.
        open_line: makes a line, when all are full.
    """

    def __init__(
        self,
        capacity: int,
        unit: Callable[[Instrument], Hashable],
        open_line: Callable[[], L],
    ) -> None:
        if capacity < 1:
            raise InvalidRequest(
                f"a connection has room for 1 at least, not {capacity}"
            )
        self._capacity = capacity
        self._unit = unit
        self._open = open_line
        self._lines: dict[L, int] = {}
        self._homes: dict[Hashable, L] = {}
        self._members: dict[Hashable, dict[Instrument, None]] = {}

    def __contains__(self, instrument: Instrument) -> bool:
        return instrument in self._members.get(self._unit(instrument), ())

    def line(self, instrument: Instrument) -> L:
        """The line that follows it; raises ``KeyError``."""
        return self._homes[self._unit(instrument)]

    def grouped(self, instruments: Iterable[Instrument]) -> dict[L, list[Instrument]]:
        """Those that are followed, by line."""
        found: dict[L, list[Instrument]] = {}
        for instrument in instruments:
            if instrument in self:
                found.setdefault(self.line(instrument), []).append(instrument)
        return found

    def add(self, instruments: Sequence[Instrument]) -> dict[L, list[Instrument]]:
        """Give each a line, opening what is needed; by line, without those that had
        one.

        Raises ``StreamError`` where a line turned out to have no room at all.
        """
        if not self._capacity:
            raise StreamError("the venue follows nothing on a connection")
        new = dict.fromkeys(one for one in instruments if one not in self)
        units = {self._unit(one) for one in new} - self._homes.keys()
        # Lines that were filled before that was known may have more than the capacity.
        room = sum(max(self._capacity - load, 0) for load in self._lines.values())
        while room < len(units):
            self._lines[self._open()] = 0
            room += self._capacity
        placed: dict[L, list[Instrument]] = {}
        for instrument in new:
            line = self._home(self._unit(instrument))
            self._members.setdefault(self._unit(instrument), {})[instrument] = None
            placed.setdefault(line, []).append(instrument)
        return placed

    def _home(self, unit: Hashable) -> L:
        if unit not in self._homes:
            line = min(self._lines, key=self._lines.__getitem__)
            self._homes[unit] = line
            self._lines[line] += 1
        return self._homes[unit]

    def full(self, line: L, instruments: Iterable[Instrument]) -> list[Instrument]:
        """Take these off a line that cannot have them, each with all of its unit; gives
        them. A line has room for no more from now on than this one has left."""
        members = self.grouped(instruments).get(line, ())
        units = dict.fromkeys(map(self._unit, members))
        taken = [one for unit in units for one in self._members[unit]]
        for unit in units:
            del self._members[unit], self._homes[unit]
        self._lines[line] -= len(units)
        if units:
            self._capacity = min(self._capacity, self._lines[line])
        return taken

    def remove(
        self, instruments: Iterable[Instrument]
    ) -> tuple[dict[L, list[Instrument]], list[L]]:
        """Take those that are followed away; by line, and the lines that are empty
        now, which are forgotten."""
        taken = self.grouped(dict.fromkeys(instruments))
        for line, members in taken.items():
            for instrument in members:
                unit = self._unit(instrument)
                del self._members[unit][instrument]
                if not self._members[unit]:
                    del self._members[unit], self._homes[unit]
                    self._lines[line] -= 1
        empty = [line for line, load in self._lines.items() if not load]
        for line in empty:
            del self._lines[line]
        return taken, empty
