"""``predcore arb`` over the example's pairs, against figures worked out by hand.

The books are those of the catalogue with seed 0; tests/arbitrage/test_end_to_end.py
shows the same arithmetic fill by fill.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from anyio.from_thread import start_blocking_portal

from cli.conftest import Run
from predcore.kit import variable
from predcore.plugins import Simulator
from predcore.sim import serve, synthetic
from predcore_kalshi._simulator import KalshiSimulator
from predcore_polymarket._simulator import PolymarketSimulator

PAIRS = Path(__file__).parents[2] / "examples" / "pairs.toml"
D = Decimal

# Claim: shares, (price, shares) of each fill of both legs, fees of both legs.
# The first venue charges 0.07 n p (1 - p), the balance kept in cents within the order;
# the second its market's rate times n p (1 - p) per fill, to five decimals.
BY_HAND = {
    "Fed cuts by 25 bps in December": (
        D("420"),
        [(D("0.55"), D("120")), (D("0.56"), D("300"))],
        [
            (D("0.38"), D("150.5")),
            (D("0.39"), D("240.123456")),
            (D("0.41"), D("29.376544")),
        ],
        D("7.26") + D("4.98447"),
    ),
    "Gulls beat the Rams": (
        D("620.5"),
        [(D("0.46"), D("333.33")), (D("0.47"), D("287.17"))],
        [(D("0.47"), D("500.5")), (D("0.48"), D("120"))],
        D("10.8083") + D("7.73133"),
    ),
    "Unemployment below 4.5% in November": (
        D("555.65"),
        [(D("0.645"), D("160")), (D("0.65"), D("275.5")), (D("0.69"), D("120.15"))],
        [(D("0.275"), D("205.654321")), (D("0.28"), D("349.995679"))],
        D("8.7515") + D("5.57808"),
    ),
}


@pytest.fixture
def records(run: Run, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What the command says of each pair."""
    catalogue = synthetic(0)
    simulators: dict[str, Simulator] = {
        "kalshi": KalshiSimulator(catalogue=catalogue),
        "polymarket": PolymarketSimulator(catalogue=catalogue),
    }
    apps = {name: simulator.app for name, simulator in simulators.items()}
    with (
        start_blocking_portal() as portal,
        portal.wrap_async_context_manager(serve(apps)) as origins,
    ):
        for name, simulator in simulators.items():
            for service, url in simulator.urls(origins[name]).items():
                monkeypatch.setenv(variable(name, service), url)
        ran = run("arb", "--pairs", str(PAIRS), "--json", "--env", "sandbox")
    return {record["pair"]: record for record in ran.records}


def test_the_reported_figures_are_those_of_a_hand_calculation(
    records: dict[str, Any],
) -> None:
    for pair, (size, first, second, fees) in BY_HAND.items():
        record = records[pair]
        legs = [
            [(D(fill["price"]), D(fill["size"])) for fill in leg["fills"]]
            for leg in record["legs"]
        ]
        assert legs == [first, second], pair
        cost = sum((price * count for price, count in (*first, *second)), D(0))
        assert D(record["size"]) == D(record["payout"]) == size
        assert D(record["cost"]) == cost
        assert D(record["fees"]) == fees
        assert D(record["profit"]) == size - cost - fees


def test_each_rejected_pair_says_why(records: dict[str, Any]) -> None:
    reasons = {
        pair: record["reason"]
        for pair, record in records.items()
        if record["kind"] == "rejection"
    }
    assert {"fees", "size", "not_found"} <= set(reasons.values())
