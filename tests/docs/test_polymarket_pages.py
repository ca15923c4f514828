"""What the page about Polymarket says is what the code does."""

from __future__ import annotations

from pathlib import Path

from predcore_polymarket import WalletType
from predcore_polymarket._fill_mapping import finality_of
from predcore_polymarket._limits import TIERS
from predcore_polymarket._order_rules import _OPTIONS
from predcore_polymarket._simulator import PolymarketSimulator

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "venues" / "polymarket.md").read_text("utf-8")
SIGNING = (ROOT / "docs" / "how-to" / "sign.md").read_text("utf-8")


def test_the_first_order_is_the_example() -> None:
    example = (ROOT / "examples" / "first_order_polymarket.py").read_text("utf-8")
    script = example[example.index("import asyncio") :]
    assert f"```python\n{script}```" in PAGE


def test_every_option_of_an_order_is_on_the_page() -> None:
    [row] = [line for line in PAGE.splitlines() if line.startswith("| `options`")]
    assert all(f"`{name}`" in row for name in _OPTIONS)


def test_the_tiers_on_the_page_are_those_that_are_kept_to() -> None:
    for name, (orders, cancels) in TIERS.items():
        numbers = (orders.rate, orders.capacity, cancels.rate, cancels.capacity)
        assert "| {} | {:g}, {:g} | {:g}, {:g} |".format(name, *numbers) in PAGE


def test_each_finality_is_that_of_its_status() -> None:
    for status in ("MATCHED", "MINED", "RETRYING", "CONFIRMED", "FAILED"):
        assert f"| `{finality_of(status).name}` | `{status}`" in PAGE


def test_every_kind_of_wallet_is_explained_and_at_the_simulator() -> None:
    for kind in WalletType:
        assert f"| `{kind.name.lower()}` ({kind.value}) |" in SIGNING
    for wallet in PolymarketSimulator().wallets:
        assert f"`{wallet.name}`" in PAGE[PAGE.index("## The simulator") :]
