"""What may be typed, and what it means."""

from __future__ import annotations

from argparse import ArgumentTypeError
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from cli.conftest import Run
from cli.exchanges import FullExchange
from predcore.cli import arguments


@pytest.mark.parametrize(
    ("parse", "text", "meant"),
    [
        (arguments.price, "0.055", Decimal("0.055")),
        (arguments.contracts, "2.5", Decimal("2.5")),
        (arguments.seconds, "0.25", 0.25),
        (arguments.interval, "90m", timedelta(minutes=90)),
        (arguments.interval, "1d", timedelta(days=1)),
        (arguments.instant, "2026-10-01", datetime(2026, 10, 1, tzinfo=UTC)),
        (
            arguments.instant,
            "2026-10-01T02:00+02:00",
            datetime(2026, 10, 1, tzinfo=UTC),
        ),
        (arguments.port, "8701", 8701),
    ],
)
def test_an_argument_is_read_exactly(
    parse: Callable[[str], object], text: str, meant: object
) -> None:
    assert parse(text) == meant


@pytest.mark.parametrize(
    ("parse", "text"),
    [
        (arguments.price, "1"),
        (arguments.price, "0"),
        (arguments.price, "-0.5"),
        (arguments.price, "NaN"),
        (arguments.price, "45c"),
        (arguments.contracts, "Infinity"),
        (arguments.contracts, "1e99"),
        (arguments.seconds, "0"),
        (arguments.seconds, "soon"),
        (arguments.positive, "0"),
        (arguments.positive, "²"),
        (arguments.positive, "9" * 5000),
        (arguments.interval, "1y"),
        (arguments.interval, "0m"),
        (arguments.interval, "hour"),
        (arguments.instant, "yesterday"),
        (arguments.port, "70000"),
    ],
)
def test_an_impossible_argument_is_refused(
    parse: Callable[[str], object], text: str
) -> None:
    with pytest.raises(ArgumentTypeError, match="expected"):
        parse(text)


def test_common_options_may_stand_before_the_command(
    run: Run, acme: FullExchange
) -> None:
    before = run("--json", "--env", "sandbox", "market", "acme:RAIN")
    after = run("market", "acme:RAIN", "--env", "sandbox", "--json")
    assert before == after
    assert [chosen.environment for chosen in acme.settings] == ["sandbox"] * 2


def test_the_environment_may_come_from_a_variable(
    run: Run, acme: FullExchange, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PREDCORE_ENV", "sandbox")
    assert run("market", "acme:RAIN").code == 0
    assert run("market", "acme:RAIN", "-e", "live").code == 0
    environments = [chosen.environment for chosen in acme.settings]
    assert environments == ["sandbox", "live"]


def test_a_command_opens_venues_with_the_engine_that_starts_fast(
    run: Run, acme: FullExchange
) -> None:
    run("market", "acme:RAIN", "--timeout", "2.5")
    [chosen] = acme.settings
    assert (chosen.engine, chosen.timeout) == ("httpx", 2.5)


def test_only_the_venues_of_the_ids_are_opened(
    run: Run, acme: FullExchange, other: FullExchange
) -> None:
    assert run("book", "acme:RAIN:yes").code == 0
    assert (len(acme.settings), len(other.settings)) == (1, 0)


def test_a_venue_can_be_named_once_for_all_ids(run: Run, acme: FullExchange) -> None:
    ran = run("quote", "RAIN:yes", "acme:SNOW:yes", "--venue", "acme", "--json")
    assert [record["instrument"] for record in ran.records] == [
        "acme:RAIN:yes",
        "acme:SNOW:yes",
    ]


def test_an_id_without_a_venue_is_refused_when_several_are_named(
    run: Run, acme: FullExchange, other: FullExchange
) -> None:
    ran = run("market", "RAIN", "--venue", "acme", "--venue", "other")
    assert ran.code == 2
    assert "names no venue" in ran.err


def test_an_unknown_option_is_one_line(run: Run) -> None:
    ran = run("markets", "--colour")
    assert ran.code == 2
    assert ran.complaints == [
        "predcore: unrecognized arguments: --colour; see `predcore markets --help`"
    ]


def test_options_are_not_guessed_from_their_beginnings(run: Run) -> None:
    assert run("markets", "--lim", "3").code == 2
