"""``predcore sim``: a process of its own, until it is told to stop."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cli.conftest import Run
from cli.exchanges import FullExchange
from predcore import default_registry
from predcore.arbitrage import load_pairs


class Serving:
    """A running ``predcore sim --json`` and what it printed."""

    def __init__(self, pairs: Path) -> None:
        arguments = ["sim", "--port", "0", "--pairs", str(pairs), "--json"]
        self.process = subprocess.Popen(
            [sys.executable, "-m", "predcore", *arguments],
            stdout=subprocess.PIPE,
            text=True,
        )
        self.records = [self._record(), self._record()]

    def _record(self) -> dict[str, Any]:
        assert self.process.stdout is not None
        record: dict[str, Any] = json.loads(self.process.stdout.readline())
        return record

    def stop(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(timeout=20)


@pytest.fixture
def pairs(tmp_path: Path) -> Path:
    return tmp_path / "pairs.toml"


@pytest.fixture
def serving(pairs: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Serving]:
    monkeypatch.delenv("PREDCORE_BLOCK", raising=False)
    default_registry.cache_clear()
    running = Serving(pairs)
    try:
        yield running
    finally:
        running.process.kill()
        running.process.wait()
        assert running.process.stdout is not None
        running.process.stdout.close()
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


def test_a_venue_without_a_simulator_is_a_usage_error(
    run: Run, acme: FullExchange
) -> None:
    for arguments in (["sim"], ["sim", "acme"], ["demo"], ["sim", "nowhere"]):
        ran = run(*arguments)
        assert ran.code == 2
        assert len(ran.complaints) == 1
