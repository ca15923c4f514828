"""What the page about trading on Kalshi says is what the code does."""

from __future__ import annotations

from pathlib import Path

from predcore_kalshi._order_rules import OPTIONS
from predcore_kalshi._simulator import KalshiSimulator

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "venues" / "kalshi.md").read_text("utf-8")


def test_the_first_order_is_the_example() -> None:
    example = (ROOT / "examples" / "first_order.py").read_text("utf-8")
    script = example[example.index("import asyncio") :]
    assert f"```python\n{script}```" in PAGE


def test_every_option_of_an_order_is_on_the_page() -> None:
    [row] = [line for line in PAGE.splitlines() if line.startswith("| `options`")]
    assert all(f"`{name}`" in row for name in OPTIONS)


def test_the_tutorial_has_the_simulators_key() -> None:
    tutorial = (ROOT / "docs" / "tutorial.md").read_text("utf-8")
    assert f"KALSHI_API_KEY_ID={KalshiSimulator().keys.ed25519.id}" in tutorial
