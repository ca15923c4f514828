"""Markets and events over every venue."""

from __future__ import annotations

import pytest

from cli.conftest import Run
from cli.exchanges import FullExchange, Plugin
from core.venues import failing
from predcore import Registry, TransportError


@pytest.fixture
def down(registry: Registry) -> FullExchange:
    """A venue that cannot be reached."""
    venue = FullExchange("down", hurdle=failing(TransportError("cannot connect")))
    registry.register(Plugin(venue), "down")
    return venue


def test_markets_of_every_venue_are_listed(
    run: Run, acme: FullExchange, other: FullExchange
) -> None:
    ran = run("markets")
    assert (ran.code, ran.err) == (0, "")
    ids = [line.split()[-1] for line in ran.out.splitlines()[1:]]
    assert ids == ["acme:RAIN", "acme:SNOW", "acme:HAIL", "other:rain"]


def test_a_limit_is_for_each_venue(
    run: Run, acme: FullExchange, other: FullExchange
) -> None:
    ran = run("markets", "--limit", "1", "--json")
    assert [record["ref"] for record in ran.records] == ["acme:RAIN", "other:rain"]


def test_all_lifts_the_limit(run: Run, acme: FullExchange) -> None:
    assert len(run("markets", "--limit", "1", "--all", "--json").records) == 3


def test_a_query_searches(run: Run, acme: FullExchange) -> None:
    ran = run("markets", "--query", "SNOW", "--json")
    assert [record["id"] for record in ran.records] == ["SNOW"]


def test_one_venue_may_be_chosen(
    run: Run, acme: FullExchange, other: FullExchange
) -> None:
    ran = run("markets", "--venue", "other", "--json")
    assert [record["venue"] for record in ran.records] == ["other"]
    assert acme.asked == []


def test_a_status_is_passed_on(run: Run, acme: FullExchange) -> None:
    ran = run("markets", "--status", "settled")
    assert (ran.code, ran.out) == (0, "no market fits\n")
    assert len(run("markets", "--status", "any", "--json").records) == 3


def test_an_unknown_status_names_the_known_ones(run: Run) -> None:
    ran = run("markets", "--status", "resolved")
    assert ran.code == 2
    assert "settled" in ran.err


@pytest.mark.parametrize("command", ["markets", "events"])
def test_a_venue_that_is_down_is_a_line_beside_the_others(
    run: Run, acme: FullExchange, down: FullExchange, command: str
) -> None:
    ran = run(command, "--json")
    assert ran.code == 1
    assert len(ran.complaints) == 1
    assert len(ran.records) == 4
    assert ran.records[-1]["venue"] == "down"
    assert ran.records[-1]["error"] == "TransportError"


@pytest.mark.parametrize("command", ["markets", "events"])
def test_nothing_but_unreachable_venues_is_exit_code_3(
    run: Run, down: FullExchange, command: str
) -> None:
    ran = run(command)
    assert (ran.code, ran.out) == (3, "")


def test_events_are_listed_with_their_ids(run: Run, acme: FullExchange) -> None:
    ran = run("events", "--limit", "2")
    assert [line.split()[-1] for line in ran.out.splitlines()[1:]] == [
        "acme:E-RAIN",
        "acme:E-SNOW",
    ]


def test_a_venue_without_the_environment_is_not_asked(
    run: Run, registry: Registry, acme: FullExchange
) -> None:
    venue = FullExchange("paper", "X")
    registry.register(Plugin(venue, environments=("live", "demo")), "paper")
    ran = run("markets", "--env", "demo", "--json")
    assert ran.code == 0
    assert [record["venue"] for record in ran.records] == ["paper"]
    assert ran.complaints == ["predcore: acme has no environment 'demo'; not asked"]


def test_an_environment_nobody_has_is_a_usage_error(
    run: Run, acme: FullExchange
) -> None:
    ran = run("markets", "--env", "moon")
    assert ran.code == 2
    assert "no installed venue has an environment 'moon'" in ran.err
