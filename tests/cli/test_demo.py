"""``predcore demo``: the first thing a stranger sees."""

from __future__ import annotations

from collections.abc import Iterator
from time import monotonic

import pytest

from cli.conftest import Run
from predcore import default_registry
from predcore.arbitrage import Reason


@pytest.fixture(autouse=True)
def installed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What is installed, and no way out of this machine."""
    monkeypatch.delenv("PREDCORE_BLOCK", raising=False)
    monkeypatch.setenv("PREDCORE_KALSHI_REST_URL", "http://127.0.0.1:1")
    default_registry.cache_clear()
    yield
    default_registry.cache_clear()


def test_the_demo_shows_every_part_and_succeeds_in_ten_seconds(run: Run) -> None:
    started = monotonic()
    ran = run("demo")
    assert (ran.code, ran.err) == (0, "")
    assert monotonic() - started < 10
    for part in ("markets --query", "quote kalshi:", "book kalshi:", "arb --pairs"):
        assert f"$ predcore {part}" in ran.out
    assert "polymarket:0x" in ran.out


def test_the_demo_has_an_opportunity_and_telling_rejections(run: Run) -> None:
    ran = run("demo", "--json")
    assert ran.code == 0
    kinds = [record.get("kind") for record in ran.records]
    assert "opportunity" in kinds
    reasons = {record.get("reason") for record in ran.records}
    assert {Reason.FEES, Reason.SIZE} <= reasons


def test_commands_of_the_demo_are_spelt_as_they_are_typed(run: Run) -> None:
    demo = run("demo").out.splitlines()
    typed = [line.split()[2:] for line in demo if line.startswith("$ predcore ")]
    assert len(typed) == 4
    for command in typed:
        assert run(command[0], "--help").code == 0
        options = {word for word in command if word.startswith("--")}
        assert options <= set(run(command[0], "--help").out.split())
