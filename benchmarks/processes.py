"""CPU time of whole processes."""

from __future__ import annotations

import resource
import subprocess
import sys
from statistics import median

__all__ = ["cpu_of"]


def cpu_of(*arguments: str, runs: int = 7) -> float:
    """Median CPU seconds of ``python ARGUMENTS``, user and system."""
    return median(_once(arguments) for _ in range(runs))


def _once(arguments: tuple[str, ...]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
