"""A short soak of both venues: the long one is ``python -m benchmarks.soak``."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]


def soak(*arguments: str) -> tuple[int, dict[str, Any]]:
    """The status it ends with, and its figures; a slow machine makes nothing wrong."""
    command = [sys.executable, "-m", "benchmarks.soak", "--quick", "--json"]
    command += ["--fresh", "30", "--rate", "120", *arguments]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert ended.stdout, ended.stderr
    return ended.returncode, json.loads(ended.stdout)


def test_whatever_goes_wrong_a_book_that_is_called_live_is_the_exchanges() -> None:
    status, figures = soak("--seed", "156", "--episodes", "4")
    assert figures["wrong"] == {}, figures
    assert status == 0
    assert figures["compared"].keys() == {"kalshi", "polymarket"}
    assert min(figures["compared"].values()) > 100
    assert any(told.endswith("Disconnected") for told in figures["told"])


def test_a_book_that_is_not_the_exchanges_is_found_out() -> None:
    status, figures = soak("--episodes", "1", "--sabotage", "5", "kalshi")
    assert "a live book that never was" in figures["wrong"]
    assert status == 1
