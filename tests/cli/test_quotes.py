"""``predcore quote``: many instruments, in bulk, none lost."""

from __future__ import annotations

from io import StringIO

import pytest

from cli.conftest import Run
from cli.exchanges import FullExchange, Plugin
from core.venues import failing
from predcore import BadResponse, Registry, TransportError


@pytest.fixture
def down(registry: Registry) -> FullExchange:
    """A venue that cannot be reached."""
    venue = FullExchange("down", hurdle=failing(TransportError("cannot connect")))
    registry.register(Plugin(venue), "down")
    return venue


def test_quotes_of_two_venues_stand_under_each_other(
    run: Run, acme: FullExchange, other: FullExchange
) -> None:
    ran = run("quote", "acme:RAIN:yes", "other:rain:no")
    assert (ran.code, ran.err) == (0, "")
    head, first, second = ran.out.splitlines()
    assert head.split() == ["BID", "SIZE", "ASK", "SIZE", "LAST", "AGE", "INSTRUMENT"]
    assert first.split()[:5] == ["0.49", "10", "0.51", "30", "-"]
    assert (first.split()[-1], second.split()[-1]) == ("acme:RAIN:yes", "other:rain:no")


def test_a_market_stands_for_all_its_outcomes(run: Run, acme: FullExchange) -> None:
    ran = run("quote", "acme:RAIN", "acme:SNOW:yes", "acme:RAIN:no", "--json")
    assert [record["instrument"] for record in ran.records] == [
        "acme:RAIN:yes",
        "acme:RAIN:no",
        "acme:SNOW:yes",
    ]


def test_decimals_are_strings_and_times_are_utc(run: Run, acme: FullExchange) -> None:
    [record] = run("quote", "acme:RAIN:yes", "--json").records
    assert (record["bid"], record["ask_size"], record["last"]) == ("0.49", "30", None)
    assert record["received_at"] == "2026-11-01T12:00:00Z"
    assert "native" not in record


def test_a_venue_is_asked_once_however_many_ids(run: Run, acme: FullExchange) -> None:
    ids = [f"acme:{name}:{key}" for name in acme.shelf for key in ("yes", "no")]
    assert run("quote", *ids).code == 0
    assert len(acme.asked) == 1


def test_ids_may_come_from_standard_input(
    run: Run, acme: FullExchange, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", StringIO("acme:RAIN:yes\nacme:SNOW:yes\n"))
    assert len(run("quote", "-", "--json").records) == 2


def test_a_venue_that_is_down_costs_one_line_and_nothing_else(
    run: Run, acme: FullExchange, down: FullExchange
) -> None:
    ids = [f"down:{number}:yes" for number in range(100)]
    ran = run("quote", *ids, "acme:RAIN:yes")
    assert ran.code == 1
    assert ran.complaints == [
        (
            "predcore: down: cannot connect (100 times); `predcore doctor` checks "
            "the way to each venue"
        )
    ]
    assert len(ran.out.splitlines()) == 2


def test_every_id_has_a_record_even_without_an_answer(
    run: Run, acme: FullExchange, down: FullExchange
) -> None:
    ran = run("quote", "down:X:yes", "acme:RAIN:yes", "--json")
    assert ran.records[1] == {
        "instrument": "down:X:yes",
        "error": "TransportError",
        "message": "cannot connect",
    }


def test_only_venues_that_are_down_make_exit_code_3(
    run: Run, down: FullExchange
) -> None:
    ran = run("quote", "down:X:yes", "down:Y", "-e", "sandbox")
    assert (ran.code, ran.out) == (3, "")
    assert ran.complaints == [
        (
            "predcore: down: cannot connect (2 times); is it running? "
            "`predcore sim down` starts it"
        )
    ]


def test_an_unknown_market_among_known_ones_is_a_partial_failure(
    run: Run, acme: FullExchange
) -> None:
    ran = run("quote", "acme:RAIN:yes", "acme:NOPE:yes")
    assert ran.code == 1
    [line] = ran.complaints
    assert "acme:NOPE:yes" in line
    assert "predcore markets --venue acme --query WORDS" in line


def test_many_unknown_ids_do_not_flood_the_terminal(
    run: Run, acme: FullExchange
) -> None:
    ran = run("quote", *(f"acme:{number}:yes" for number in range(20)))
    assert ran.code == 2
    assert len(ran.complaints) == 6
    assert "and 15 more like these" in ran.complaints[-1]


@pytest.mark.parametrize("text", ["rain", ":", "acme:", ":RAIN:yes", "acme:RAIN:", ""])
def test_a_malformed_id_is_a_usage_error(
    run: Run, acme: FullExchange, text: str
) -> None:
    ran = run("quote", text)
    assert ran.code == 2
    [line] = ran.complaints
    assert "expected 'venue:market" in line


def test_an_id_of_a_venue_that_is_not_installed_says_so(
    run: Run, acme: FullExchange
) -> None:
    ran = run("quote", "nowhere:X:yes", "acme:RAIN:yes")
    assert ran.code == 1
    assert ran.complaints == [
        (
            "predcore: nowhere: no adapter 'nowhere'; installed: acme; "
            "`predcore adapters` lists what is installed"
        )
    ]


def test_a_blocked_adapter_says_so(run: Run, acme: FullExchange) -> None:
    ran = run("quote", "kalshi:X:yes")
    assert ran.code == 2
    assert "blocked by PREDCORE_BLOCK" in ran.err


def test_an_unreadable_answer_is_not_a_wrong_id(run: Run, registry: Registry) -> None:
    venue = FullExchange("odd", hurdle=failing(BadResponse("answered text/html")))
    registry.register(Plugin(venue), "odd")
    ran = run("quote", "odd:X:yes")
    assert ran.code == 3
    assert ran.complaints == ["predcore: odd: answered text/html"]
