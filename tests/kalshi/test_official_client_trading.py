"""The venue's own client trades at the simulator and notices nothing."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import anyio
import pytest

from kalshi.signed_wire import MARKET, fresh
from official.environment import ask, environment
from predcore.sim import serve

CLIENT = "kalshi-python-async==3.34.0"


@pytest.fixture(scope="module", params=["rsa", "ed25519"])
def traded(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Any]:
    """What the client made of a day's trading, with a key of either kind."""
    python = environment(CLIENT, python="3.13")
    simulator = fresh()
    key = getattr(simulator.keys, request.param)
    pem: Path = key.write(tmp_path_factory.mktemp("keys") / "key.pem")

    async def trade() -> dict[str, Any]:
        async with serve({"kalshi": simulator.app}) as origins:
            url = simulator.urls(origins["kalshi"])["rest"]
            arguments = (url, key.id, str(pem), MARKET)
            found: dict[str, Any] = await ask(python, "kalshi_trading.py", *arguments)
            return found

    return anyio.run(trade)


def test_it_places_an_order_that_rests_and_one_that_trades(
    traded: dict[str, Any],
) -> None:
    assert traded["rested"] == ["resting", "0.00", "10.00"]
    assert traded["taken"] == ["1.00", "0.5500", "0.0174"]


def test_it_amends_decreases_reads_and_cancels(traded: dict[str, Any]) -> None:
    assert (traded["amended"], traded["decreased"]) == ("12.00", "10.00")
    assert traded["read"] == ["bid", "0.0310", "resting"]
    assert (traded["ahead"], traded["cancelled"]) == ("0.00", "10.00")
    assert (traded["resting"], traded["left"]) == (2, 0)


def test_it_reads_the_error_of_one_item_of_a_batch(traded: dict[str, Any]) -> None:
    assert traded["batch"] == [None, "invalid_price"]


def test_it_reads_why_an_order_was_refused(traded: dict[str, Any]) -> None:
    assert traded["refusals"] == {
        "price": [400, "invalid_price"],
        "funds": [400, "insufficient_balance"],
        "duplicate": [409, "order_already_exists"],
        "crossing": [400, "invalid_order"],
        "market": [404, "market_not_found"],
    }


def test_it_manages_an_order_group(traded: dict[str, Any]) -> None:
    assert (traded["grouped"], traded["groups"]) == (1, 0)


def test_it_reads_the_account(traded: dict[str, Any]) -> None:
    assert traded["positions"] == [[MARKET, "1.00"]]
    assert traded["fills"] == [["0.017400", True]]
    spent = Decimal("0.55") + Decimal("0.0174")
    assert Decimal(traded["balance"]) == 15_000 - spent
    assert (traded["settlements"], traded["deposits"]) == (0, 3)
    assert (traded["tier"], traded["keys"]) == ("advanced", 2)
    assert traded["subaccounts"] == 4
