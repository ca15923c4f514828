"""A client by somebody else trades and streams at the simulator unchanged."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import anyio
import pytest

from kalshi.signed_wire import MARKET, fresh
from official.environment import ask, environment
from predcore.sim import serve

CLIENT = "kalshi-sdk==22.4.0"


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What it made of a few orders, and heard of them."""
    python = environment(CLIENT, python="3.13")
    simulator = fresh()
    key = simulator.keys.rsa
    pem: Path = key.write(tmp_path_factory.mktemp("keys") / "key.pem")

    async def trade() -> dict[str, Any]:
        async with serve({"kalshi": simulator.app}) as origins:
            arguments = (origins["kalshi"], key.id, str(pem), MARKET)
            found: dict[str, Any] = await ask(python, "kalshi_community.py", *arguments)
            return found

    return anyio.run(trade)


def test_it_places_amends_lists_and_cancels(seen: dict[str, Any]) -> None:
    counts = [Decimal(seen[name]) for name in ("rested", "amended", "cancelled")]
    assert counts == [10, 12, 12]
    assert [Decimal(value) for value in seen["taken"]] == [2, Decimal("0.55")]
    assert seen["resting"] == [True]
    assert (seen["positions"], seen["fills"]) == (1, 1)


def test_it_streams_the_book_and_its_fills(seen: dict[str, Any]) -> None:
    assert seen["first"] == "orderbook_snapshot"
    kind, price, delta = seen["delta"]
    assert kind == "orderbook_delta"
    assert (Decimal(price), Decimal(delta)) == (Decimal("0.03"), Decimal(10))
    assert seen["fill"] == [True, MARKET]


def test_it_reads_a_duplicate_as_a_conflict(seen: dict[str, Any]) -> None:
    assert seen["refused"] == ["KalshiConflictError", 409]
