"""``predcore sim``: a process of its own, until it is told to stop."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from time import monotonic

import httpx
import pytest

from cli.conftest import Run
from cli.exchanges import FullExchange, Plugin
from cli.serving import Serving
from predcore import Registry, default_registry
from predcore.arbitrage import load_pairs
from predcore.plugins import Adapter, hookimpl
from predcore.sim import SimEvent, SimMarket, synthetic


@pytest.fixture
def pairs(tmp_path: Path) -> Path:
    return tmp_path / "pairs.toml"


@pytest.fixture
def serving(pairs: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Serving]:
    monkeypatch.delenv("PREDCORE_BLOCK", raising=False)
    default_registry.cache_clear()
    running = Serving("--pairs", str(pairs), "--fault", "clock_skew=-90")
    try:
        yield running
    finally:
        running.end()
        default_registry.cache_clear()


def test_simulators_are_announced_serve_and_stop_at_an_interrupt(
    run: Run, serving: Serving, pairs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert [record["venue"] for record in serving.records] == ["kalshi", "polymarket"]
    for record in serving.records:
        assert record["clients"]
        for name, url in record["variables"].items():
            assert url.startswith(record["origin"])
            monkeypatch.setenv(name, url)
    assert run("markets", "--limit", "2").code == 0
    assert serving.stop() == 0


def test_the_pairs_it_writes_can_be_judged(
    run: Run, serving: Serving, pairs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for record in serving.records:
        for name, url in record["variables"].items():
            monkeypatch.setenv(name, url)
    ran = run("arb", "--pairs", str(pairs), "--json")
    assert (ran.code, ran.err) == (0, "")
    assert {record["pair"] for record in ran.records} == {
        pair.name for pair in load_pairs(pairs)
    }


def test_faults_are_set_at_the_start_and_while_it_runs(serving: Serving) -> None:
    origin = serving.records[0]["origin"]
    reply = httpx.get(origin)
    behind = datetime.now(UTC) - parsedate_to_datetime(reply.headers["date"])
    assert timedelta(seconds=60) < behind < timedelta(seconds=120)
    told = httpx.post(f"{origin}/_sim/faults", json={"status": 503})
    assert told.json()["everywhere"] == {"clock_skew": -90, "status": 503}
    assert httpx.get(origin).status_code == 503
    assert httpx.get(serving.records[1]["origin"]).status_code != 503


def test_a_busy_exchange_trades_by_itself() -> None:
    running = Serving("--busy", "200", venues=("kalshi",))
    try:
        trades = f"{running.records[0]['urls']['rest']}/markets/trades?limit=1"
        newest = httpx.get(trades).json()["trades"]
        deadline = monotonic() + 30
        while httpx.get(trades).json()["trades"] == newest:
            assert monotonic() < deadline
        assert running.stop() == 0
    finally:
        running.end()


class Stall:
    """A simulator without an exchange."""

    board = synthetic().boards["north"]

    async def app(self, *_: object) -> None:
        """Answers nothing."""

    def market_id(self, event: SimEvent, market: SimMarket) -> str:
        return f"{event.code}-{market.code}"

    def urls(self, origin: str) -> dict[str, str]:
        return {"rest": origin}

    def clients(self, origin: str) -> dict[str, str]:
        return {"ACME_HOST": origin}


def _stall(seed: int) -> Stall:
    assert seed == 0
    return Stall()


class StallPlugin(Plugin):
    """An exchange whose simulator is a stall."""

    @hookimpl
    def predcore_adapter(self) -> Adapter:
        return replace(super().predcore_adapter(), simulator=_stall)


def test_a_venue_without_an_exchange_cannot_be_busy(
    run: Run, registry: Registry
) -> None:
    registry.register(StallPlugin(FullExchange("acme", "RAIN")), "acme")
    ran = run("sim", "acme", "--port", "0", "--busy", "5")
    assert ran.code == 2
    assert "nothing is traded on acme" in ran.complaints[0]


@pytest.mark.parametrize("fault", ["slow", "gap=x", "gap", "html=1", "lost=101"])
def test_a_fault_that_is_not_there_is_a_usage_error(run: Run, fault: str) -> None:
    ran = run("sim", "--fault", fault)
    assert ran.code == 2
    assert "fault" in ran.complaints[0]


def test_a_venue_without_a_simulator_is_a_usage_error(
    run: Run, acme: FullExchange
) -> None:
    for arguments in (["sim"], ["sim", "acme"], ["demo"], ["sim", "nowhere"]):
        ran = run(*arguments)
        assert ran.code == 2
        assert len(ran.complaints) == 1
