"""What this process takes of the machine."""

from __future__ import annotations

import gc
import resource
import sys
import tracemalloc
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from time import monotonic, process_time

__all__ = ["Memory", "resident"]

_PAGE = resource.getpagesize()
_MEGABYTE = 1 << 20
_LINES = 25


def resident() -> float:
    """Megabytes that are in memory now."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * _PAGE / _MEGABYTE


@dataclass(slots=True)
class Memory:
    """Samples over a run: of the whole process, and of what Python holds.

    Attributes:
        samples: seconds, megabytes of the process, and thousands of blocks that Python
            has given out.
        grown: lines of code that hold more than when :meth:`mark` was called first.
    """

    samples: list[tuple[float, float, float]] = field(
        default_factory=list[tuple[float, float, float]]
    )
    grown: list[str] = field(default_factory=list[str])
    _early: tracemalloc.Snapshot | None = None
    _started: float = field(default_factory=monotonic)
    _cpu: float = field(default_factory=process_time)

    def sample(self) -> None:
        """Take one, of what is in use."""
        gc.collect()
        blocks = sys.getallocatedblocks() / 1000
        self.samples.append((monotonic() - self._started, resident(), blocks))

    def mark(self) -> None:
        """Remember who holds what, or compare with what was remembered; takes a second
        or so, in which nothing else runs, and memory of its own, as tracing does."""
        gc.collect()
        now = tracemalloc.take_snapshot()
        if self._early is None:
            self._early = now
        else:
            found = now.compare_to(self._early, "lineno")
            self.grown = [str(one) for one in found[:_LINES] if one.size_diff > 0]

    def cpu(self) -> float:
        """Of one core, from the start on."""
        return (process_time() - self._cpu) / (monotonic() - self._started)

    def growth(self, column: int) -> tuple[float, float, float]:
        """How much once the caches of prices, texts and connections have filled, after
        a third of the time; in the last sixth; and how much more that is.

        ``column`` is 1 for megabytes of the process and 2 for thousands of blocks.
        """
        ends_at = self.samples[-1][0]
        early = self._between(column, ends_at / 3, ends_at / 2)
        late = self._between(column, ends_at * 5 / 6, ends_at)
        before, after = median(early or late), median(late)
        return before, after, after / before - 1

    def course(self, column: int, parts: int = 10) -> list[float]:
        """How much over the time, in so many parts of it."""
        ends_at = self.samples[-1][0]
        spans = (
            self._between(column, ends_at * n / parts, ends_at * (n + 1) / parts)
            for n in range(parts)
        )
        return [median(span) for span in spans if span]

    def _between(self, column: int, since: float, until: float) -> list[float]:
        return [s[column] for s in self.samples if since <= s[0] <= until]
