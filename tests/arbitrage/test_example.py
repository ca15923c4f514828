"""The example file keeps to its word."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from pathlib import Path

from predcore.arbitrage import Relation, load_pairs

EXAMPLES = Path(__file__).parents[2] / "examples"


def test_the_example_declares_pairs_of_both_kinds() -> None:
    pairs = load_pairs(EXAMPLES / "pairs.toml")
    assert {pair.relation for pair in pairs} == set(Relation)
    assert pairs.limits.max_age == timedelta(seconds=10)
    assert pairs.limits.min_profit == Decimal("0.01")
