"""What the pages about Kalshi say is what the code does."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from predcore_kalshi._order_rules import OPTIONS

ROOT = Path(__file__).resolve().parents[2]
VENUE = (ROOT / "docs" / "venues" / "kalshi.md").read_text("utf-8")
OPERATIONS = (ROOT / "docs" / "venues" / "kalshi-operations.md").read_text("utf-8")


def test_the_table_of_operations_is_made_from_the_code() -> None:
    done = subprocess.run(
        [sys.executable, "scripts/kalshi_operations.py", "--check"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout + done.stderr) == (0, "")


def test_the_table_has_every_operation_of_the_venue() -> None:
    assert OPERATIONS.count("\n| `kalshi.") == 128


def test_the_first_order_is_the_example() -> None:
    example = (ROOT / "examples" / "first_order.py").read_text("utf-8")
    script = example[example.index("import asyncio") :]
    assert f"```python\n{script}```" in VENUE


def test_every_option_of_an_order_is_on_the_page() -> None:
    [row] = [line for line in VENUE.splitlines() if line.startswith("| `options`")]
    assert all(f"`{name}`" in row for name in OPTIONS)
