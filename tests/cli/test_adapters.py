"""Listings of what is installed; a stranger's broken plugin is a line in them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from cli.conftest import Run
from cli.exchanges import FullExchange, Plugin
from core.venues import failing
from predcore import Registry, TransportError, default_registry


@pytest.fixture
def broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An installed distribution whose adapter cannot be imported."""
    (tmp_path / "broken_adapter.py").write_text("import not_there\n")
    info = tmp_path / "predcore_broken-1.2.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: predcore-broken\nVersion: 1.2\n"
    )
    (info / "entry_points.txt").write_text(
        "[predcore.adapters.v1]\nbroken = broken_adapter\n"
    )
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    default_registry.cache_clear()
    yield
    default_registry.cache_clear()


@pytest.fixture
def down(registry: Registry) -> FullExchange:
    """A venue that cannot be reached."""
    venue = FullExchange("down", hurdle=failing(TransportError("cannot connect")))
    registry.register(Plugin(venue), "down")
    return venue


@pytest.mark.usefixtures("broken")
def test_a_broken_adapter_is_one_line_beside_the_others(run: Run) -> None:
    ran = run("adapters", "--json")
    assert ran.code == 0
    found = {record["name"]: record for record in ran.records}
    assert list(found) == ["broken", "kalshi", "polymarket"]
    assert found["broken"]["distribution"] == "predcore-broken 1.2"
    assert "No module named 'not_there'" in found["broken"]["error"]
    assert found["kalshi"]["error"] is None


@pytest.mark.usefixtures("broken")
def test_a_broken_adapter_is_a_row_for_people(run: Run) -> None:
    ran = run("adapters")
    assert (ran.code, ran.err) == (0, "")
    [row] = [line for line in ran.out.splitlines() if line.startswith("broken")]
    assert "No module named 'not_there'" in row


@pytest.mark.usefixtures("broken")
def test_a_broken_adapter_costs_a_listing_one_line(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PREDCORE_BLOCK", "kalshi,polymarket")
    default_registry.cache_clear()
    default_registry().register(Plugin(FullExchange("acme", "RAIN")), "acme")
    ran = run("markets", "--json")
    assert ran.code == 1
    assert [record["venue"] for record in ran.records] == ["acme", "broken"]
    [line] = ran.complaints
    assert line.endswith("reinstall it, or hide it with PREDCORE_BLOCK=broken")


def test_capabilities_are_those_of_the_venue_class(
    run: Run, acme: FullExchange
) -> None:
    [record] = run("adapters", "--json").records
    assert record["capabilities"] == [
        "catalogue", "search", "quotes", "books", "trades", "candles", "fees",
    ]  # fmt: skip
    assert record["environments"] == ["live", "sandbox"]
    assert acme.settings == []


@pytest.mark.parametrize(
    ("blocked", "left"),
    [("", ["kalshi", "polymarket"]), ("kalshi", ["polymarket"])],
)
def test_a_blocked_adapter_is_not_listed(
    run: Run, monkeypatch: pytest.MonkeyPatch, blocked: str, left: list[str]
) -> None:
    monkeypatch.setenv("PREDCORE_BLOCK", blocked)
    default_registry.cache_clear()
    records = run("adapters", "--json").records
    default_registry.cache_clear()
    assert [record["name"] for record in records] == left


def test_nothing_installed_is_said(run: Run, registry: Registry) -> None:
    del registry
    ran = run("adapters")
    assert (ran.code, ran.out) == (0, "no adapter is installed\n")


def test_an_adapter_that_is_not_there_is_a_usage_error(
    run: Run, acme: FullExchange
) -> None:
    ran = run("adapters", "--venue", "nowhere")
    assert ran.code == 2
    assert ran.complaints == ["predcore: no adapter 'nowhere' is installed"]


def test_check_opens_each_venue_and_fetches_a_market(
    run: Run, acme: FullExchange, down: FullExchange
) -> None:
    ran = run("adapters", "--check", "--json")
    assert ran.code == 1
    checks = [record["check"] for record in ran.records]
    assert checks[0]["market"] == "acme:RAIN"
    assert (checks[1]["milliseconds"], checks[1]["error"]) == (None, "cannot connect")
    assert len(ran.complaints) == 1


def test_venues_say_who_answers(
    run: Run, acme: FullExchange, down: FullExchange
) -> None:
    ran = run("venues", "--json")
    assert ran.code == 1
    assert [(r["venue"], r["reachable"]) for r in ran.records] == [
        ("acme", True),
        ("down", False),
    ]


def test_no_venue_in_reach_is_exit_code_3(run: Run, down: FullExchange) -> None:
    ran = run("venues")
    assert ran.code == 3
    assert "unreachable" in ran.out
