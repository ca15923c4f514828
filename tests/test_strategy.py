"""One strategy, written once, trades on both simulators; it names no venue's rule."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import anyio
import pytest

from predcore import OrderStatus
from predcore.kit import variable
from predcore.sim import serve
from predcore.sim.exchange import AccountId, Exchange, OrderView
from predcore_kalshi._simulator import KalshiSimulator
from predcore_polymarket._simulator import PolymarketSimulator

SCRIPT = Path(__file__).parents[1] / "examples/strategy.py"


@pytest.fixture
def anyio_backend() -> str:
    """Servers run on asyncio."""
    return "asyncio"


def orders(exchange: Exchange, account: str) -> list[OrderView]:
    return exchange.orders(AccountId(account))


async def test_a_strategy_trades_wherever_it_is_sent(tmp_path: Path) -> None:
    kalshi, polymarket = KalshiSimulator(), PolymarketSimulator()
    key, wallet = kalshi.keys.ed25519, polymarket.wallets.eoa
    pem = anyio.Path(tmp_path / "key.pem")
    await pem.write_text(key.pem())
    apps = {"kalshi": kalshi.app, "polymarket": polymarket.app}
    async with serve(apps) as origins:
        urls = {
            variable(name, service): url
            for name, simulator in (("kalshi", kalshi), ("polymarket", polymarket))
            for service, url in simulator.urls(origins[name]).items()
        }
        done = await anyio.run_process(
            [sys.executable, str(SCRIPT)],
            env={
                **os.environ,
                **urls,
                "KALSHI_API_KEY_ID": key.id,
                "KALSHI_PRIVATE_KEY_PATH": str(pem),
                "POLYMARKET_PRIVATE_KEY": wallet.private_key,
            },
            check=False,
        )
    told = done.stdout.decode().splitlines()
    assert done.returncode == 0, done.stderr.decode()
    member = polymarket.floor.members.named(wallet.name)
    assert member is not None
    for exchange, account in (
        (kalshi.floor.exchange, "trader"),
        (polymarket.exchange, member.account),
    ):
        bought, offered = orders(exchange, account)
        assert (bought.status, bought.filled) == (OrderStatus.FILLED, bought.size)
        assert offered.status is OrderStatus.RESTING
        for order in (bought, offered):
            assert [line for line in told if line.endswith(order.id)]
    assert len(told) == 4
