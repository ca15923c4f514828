"""The command line against the real adapters and their simulated venues."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path

import pytest
from anyio.from_thread import start_blocking_portal

from cli.conftest import Run
from predcore import default_registry
from predcore.kit import variable
from predcore.plugins import Simulator
from predcore.sim import Catalogue, Faulty, SimEvent, serve, synthetic
from predcore_kalshi._simulator import KalshiSimulator
from predcore_polymarket._simulator import PolymarketSimulator


class Sandbox:
    """Both simulators, behind the switches that make them fail."""

    def __init__(self) -> None:
        catalogue = crowded(synthetic())
        self.simulators: dict[str, Simulator] = {
            "kalshi": KalshiSimulator(catalogue=catalogue),
            "polymarket": PolymarketSimulator(catalogue=catalogue),
        }
        self.apps = {name: Faulty(sim.app) for name, sim in self.simulators.items()}

    @property
    def requests(self) -> int:
        return sum(app.requests for app in self.apps.values())

    def clear(self) -> None:
        """Treat requests well, and count from 0."""
        for app in self.apps.values():
            app.clear()
            app.requests = 0


def crowded(catalogue: Catalogue) -> Catalogue:
    """The catalogue with every event listed twice."""

    def twice(event: SimEvent) -> tuple[SimEvent, SimEvent]:
        markets = tuple(
            replace(market, claim=None, question=f"{market.question} Again")
            for market in event.markets
        )
        return event, replace(event, code=f"{event.code}B", markets=markets)

    boards = {
        name: replace(board, events=tuple(chain(*map(twice, board.events))))
        for name, board in catalogue.boards.items()
    }
    return replace(catalogue, boards=boards)


@pytest.fixture(scope="module")
def served() -> Iterator[tuple[Sandbox, dict[str, str]]]:
    default_registry.cache_clear()
    sandbox = Sandbox()
    with (
        start_blocking_portal() as portal,
        portal.wrap_async_context_manager(serve(sandbox.apps)) as origins,
    ):
        yield sandbox, origins
    default_registry.cache_clear()


@pytest.fixture
def sandbox(
    served: tuple[Sandbox, dict[str, str]], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Sandbox]:
    sandbox, origins = served
    for name, simulator in sandbox.simulators.items():
        for service, url in simulator.urls(origins[name]).items():
            monkeypatch.setenv(variable(name, service), url)
    sandbox.clear()
    yield sandbox
    sandbox.clear()


@pytest.fixture
def instruments(run: Run, sandbox: Sandbox) -> list[str]:
    """Two hundred open ones, half of them of each venue."""
    markets = run("markets", "--limit", "60", "--json").records
    found = [f"{m['ref']}:{o['key']}" for m in markets for o in m["outcomes"]]
    sandbox.clear()
    return [
        *[text for text in found if text.startswith("kalshi:")][:100],
        *[text for text in found if text.startswith("polymarket:")][:100],
    ]


def test_two_hundred_quotes_take_at_most_six_requests(
    run: Run, sandbox: Sandbox, instruments: list[str]
) -> None:
    ran = run("quote", *instruments, "--json")
    assert (ran.code, ran.err) == (0, "")
    assert [record["instrument"] for record in ran.records] == instruments
    assert len(instruments) == 200
    assert sandbox.requests <= 6


def test_a_venue_that_is_down_costs_one_line(
    run: Run, sandbox: Sandbox, instruments: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for service in ("gamma", "clob", "data"):
        url = f"http://127.0.0.1:1/{service}"
        monkeypatch.setenv(variable("polymarket", service), url)
    ran = run("quote", *instruments)
    assert ran.code == 1
    [line] = ran.complaints
    assert line.startswith("predcore: polymarket: ")
    assert len(ran.out.splitlines()) == 1 + 100


@pytest.mark.parametrize("switch", ["html", "truncate", "huge", "rate_limited", "slow"])
def test_a_venue_that_misbehaves_costs_one_line(
    run: Run, sandbox: Sandbox, switch: str
) -> None:
    switches = sandbox.apps["kalshi"].everywhere
    switches.html = switch == "html"
    switches.truncate = switch == "truncate"
    switches.huge = 20 if switch == "huge" else 0
    switches.rate_limited = switch == "rate_limited"
    switches.latency = 4 if switch == "slow" else 0
    ran = run("markets", "--query", "rate", "--timeout", "2")
    assert ran.code == 1
    [line] = ran.complaints
    assert line.startswith("predcore: kalshi: ")
    assert "polymarket:" in ran.out


@pytest.mark.parametrize(
    "text", ["../markets", "a/b", "a?b=c", "%2f", "a%2fb", "..", "\u2028", "x" * 600]
)
@pytest.mark.parametrize("venue", ["kalshi", "polymarket"])
def test_an_id_that_is_none_never_reaches_another_page(
    run: Run, sandbox: Sandbox, venue: str, text: str
) -> None:
    ran = run("market", f"{venue}:{text}")
    assert ran.code == 2
    assert len(ran.complaints) == 1
    assert ran.out == ""


@pytest.mark.parametrize(
    "command",
    [
        ["markets", "--query", "rate"],
        ["events"],
        ["venues"],
        ["adapters", "--check"],
        ["doctor"],
    ],
)
def test_a_listing_of_both_venues_succeeds(
    run: Run, sandbox: Sandbox, command: list[str]
) -> None:
    ran = run(*command)
    assert (ran.code, ran.err) == (0, "")
    assert "kalshi" in ran.out
    assert "polymarket" in ran.out


@pytest.mark.parametrize("venue", ["kalshi", "polymarket"])
def test_everything_about_one_market_can_be_asked(
    run: Run, sandbox: Sandbox, venue: str
) -> None:
    asked = ("markets", "--query", "rate", "--venue", venue, "--limit", "1", "--json")
    [market] = run(*asked).records
    ref, key = market["ref"], market["outcomes"][0]["key"]
    for command in (
        ["market", ref],
        ["book", f"{ref}:{key}"],
        ["quote", ref],
        ["trades", ref],
        ["candles", f"{ref}:{key}", "--interval", "1h"],
        ["fees", ref, "--price", "0.055", "--count", "3"],
    ):
        ran = run(*command)
        assert (ran.code, ran.err) == (0, ""), command
        assert ref in ran.out


def test_the_pairs_of_the_examples_are_judged(run: Run, sandbox: Sandbox) -> None:
    ran = run("arb", "--pairs", str(_EXAMPLES / "pairs.toml"), "--json")
    assert ran.code == 1
    [line] = ran.complaints
    assert line.startswith("predcore: pair 'Misspelt': ")
    assert {record["kind"] for record in ran.records} == {"opportunity", "rejection"}


_EXAMPLES = Path(__file__).parents[2] / "examples"
