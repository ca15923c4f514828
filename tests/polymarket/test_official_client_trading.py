"""The venue's own client trades at the simulator and notices nothing."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import anyio
import pytest

from official.environment import ask, environment
from predcore.sim import serve
from predcore_polymarket._simulator import PolymarketSimulator

CLIENT = "polymarket-client==0.14.0"
OLDER = (
    "py-clob-client-v2==1.2.1",
    "polymarket-client==0.14.0",
    "coincurve==21.0.0",
    "pluggy==1.6.0",
)
"""The environment in which both clients sign, with what that needs."""
TYPES = {
    "eoa": "EOA",
    "proxy": "POLY_PROXY",
    "safe": "GNOSIS_SAFE",
    "deposit": "DEPOSIT_WALLET",
}


@pytest.fixture(scope="module", params=TYPES)
def traded(request: pytest.FixtureRequest) -> dict[str, Any]:
    """What the client made of a day's trading, with a wallet of each kind."""
    python = environment(CLIENT, python="3.11")
    simulator = PolymarketSimulator(0)
    wallet = getattr(simulator.wallets, request.param)
    token = simulator.listing.markets[0].tokens[0]

    async def trade() -> dict[str, Any]:
        async with serve({"polymarket": simulator.app}) as origins:
            urls = simulator.urls(origins["polymarket"])
            found: dict[str, Any] = await ask(
                python,
                "polymarket_trading.py",
                *(urls[name] for name in ("gamma", "clob", "data", "relayer")),
                wallet.private_key,
                wallet.funder,
                token,
            )
            return found

    return anyio.run(trade) | {"expected": TYPES[request.param]}


def test_it_trades_with_a_wallet_of_each_kind(traded: dict[str, Any]) -> None:
    assert traded["type"] == traded["expected"]


def test_it_places_orders_that_rest(traded: dict[str, Any]) -> None:
    for name in ("rested", "post", "dated"):
        assert traded[name] == ["live", "0", "0", 0]
    assert traded["read"] == [True, "BUY", "0.1", "LIVE"]
    assert traded["listed"] == 3


def test_it_places_orders_that_trade(traded: dict[str, Any]) -> None:
    assert traded["taken"] == ["matched", "6.3", "10", 1]
    assert traded["bought"] == ["matched", "9.999999", "15.873015", 1]
    assert traded["sold"] == ["matched", "5", "3.1", 1]


def test_it_reads_a_batch_leg_by_leg(traded: dict[str, Any]) -> None:
    assert traded["batch"] == [
        ["live", "0", "0", 0],
        ["unknown", " Size (1) lower than the minimum: 5"],
    ]


def test_it_cancels_and_reads_why_not(traded: dict[str, Any]) -> None:
    assert traded["cancelled"] == [True, ["already canceled or matched"], 1, 2]


def test_it_reads_why_an_order_was_refused(traded: dict[str, Any]) -> None:
    said = traded["refused"]
    assert said["crossing"] == [400, "invalid post-only order: order crosses book"]
    assert "balance is not enough" in said["funds"][1]
    assert said["small"][1].endswith("Size (1) lower than the minimum: 5")


def test_it_reads_trades_balances_and_positions(traded: dict[str, Any]) -> None:
    assert traded["trades"] == [
        ["SELL", "TAKER", "0.62", "5", "MATCHED"],
        ["BUY", "TAKER", "0.63", "15.873015", "MATCHED"],
        ["BUY", "TAKER", "0.63", "10", "MATCHED"],
    ]
    assert traded["makers"] == [1, 1, 1]
    assert traded["shares"] == 20_873_015
    assert traded["positions"] == ["20.873015"]
    fees = Decimal("0.11655") + Decimal("0.18500") + Decimal("0.0589")
    spent = Decimal("6.3") + Decimal("9.99999945") - Decimal("3.1") + fees
    assert traded["money"] == int((10_000 - spent) * 10**6)


def test_it_keeps_orders_alive_and_reads_its_account(traded: dict[str, Any]) -> None:
    assert traded["beats"] is True
    assert traded["closed_only"] is False
    assert (traded["keys"], traded["notifications"]) == (1, 0)
    assert traded["deleted"] is None


@pytest.fixture(scope="module", params=TYPES)
def traded_before(request: pytest.FixtureRequest) -> dict[str, Any]:
    """What the venue's older client made of it."""
    python = environment(*OLDER, python="3.11")
    simulator = PolymarketSimulator(0)
    # It waits for the hashes of what an order traded.
    simulator.floor.modes.mined_after = timedelta(0)
    wallet = getattr(simulator.wallets, request.param)
    token = simulator.listing.markets[0].tokens[0]

    async def trade() -> dict[str, Any]:
        async with serve({"polymarket": simulator.app}) as origins:
            found: dict[str, Any] = await ask(
                python,
                "polymarket_trading_v2.py",
                simulator.urls(origins["polymarket"])["clob"],
                wallet.private_key,
                str(int(wallet.wallet_type)),
                wallet.funder,
                token,
            )
            return found

    return anyio.run(trade)


def test_the_older_client_trades_and_notices_nothing_either(
    traded_before: dict[str, Any],
) -> None:
    found = traded_before
    assert found["rested"] == ["live", "", ""]
    assert found["taken"] == ["matched", "6.3", "10"]
    assert found["bought"] == ["matched", "9.999999", "15.873015"]
    assert found["hashes"] == 1
    assert found["read"] == ["0.1", "10", "LIVE"]
    assert found["listed"] is True
    assert found["cancelled"] == [1, {"0x12": "Order not found or already canceled"}]
    assert "Size (1) lower than the minimum: 5" in found["refused"]
    assert found["left"] == []
    assert found["shares"] == "25873015"
    assert found["trades"] == [
        ["0.63", "15.873015", "TAKER"],
        ["0.63", "10", "TAKER"],
    ]
    assert (found["keys"], found["closed_only"]) == (1, False)
    assert found["beat"] is True
    assert found["notifications"] == []
