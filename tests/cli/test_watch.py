"""``predcore watch`` where programs read: one object per update."""

from __future__ import annotations

from decimal import Decimal
from json import loads
from typing import Any

import pytest

from cli.conftest import Ran, Run
from cli.exchanges import FullExchange, Plugin
from cli.streams import RAIN, SNOW, Asked, StreamingExchange, trade
from predcore import (
    Disconnected,
    Gap,
    LadderUpdate,
    Lagged,
    MarketStatus,
    PriceLadder,
    Registry,
    Resynced,
    Stalled,
    StatusUpdate,
)
from predcore.cli.records import to_json
from predcore.cli.updates import to_object

NOON = "2026-11-28T12:00:00+00:00"


@pytest.fixture
def acme(registry: Registry) -> StreamingExchange:
    venue = StreamingExchange("acme", "RAIN", "SNOW")
    registry.register(Plugin(venue), "acme")
    return venue


def refuse(text: str) -> Any:
    """What a test must not meet in JSON."""
    raise AssertionError(f"{text} was written as a float")


def told(ran: Ran) -> list[dict[str, Any]]:
    """The objects that were written, none of which has a float."""
    return [loads(line, parse_float=refuse) for line in ran.out.splitlines()]


def test_best_prices_are_told_line_by_line(run: Run, acme: StreamingExchange) -> None:
    ran = run("watch", "acme:RAIN:yes")
    connected, quote, ended = told(ran)
    assert connected["kind"] == "connected"
    assert connected["instruments"] == ["acme:RAIN:yes"]
    assert quote["kind"] == "quote"
    assert (quote["bid"], quote["bid_size"]) == ("0.4100", "120.00")
    assert (quote["ask"], quote["ask_size"]) == ("0.4350", "80.00")
    assert (quote["state"], quote["source"]) == ("live", "stream")
    assert (ended["kind"], ended["error"]) == ("ended", "Unavailable")
    assert acme.streams == [Asked((RAIN,), trades=False, depth=0)]


def test_a_depth_tells_whole_books(run: Run, acme: StreamingExchange) -> None:
    ran = run("watch", "acme:RAIN:yes", "--depth", "1", "--trades")
    _, book, _ = told(ran)
    assert book["kind"] == "book"
    assert book["bids"] == [{"price": "0.4100", "size": "120.00"}]
    assert book["asks"] == [{"price": "0.4350", "size": "80.00"}]
    assert acme.streams == [Asked((RAIN,), trades=True, depth=1)]


def test_a_market_stands_for_all_its_outcomes(
    run: Run, acme: StreamingExchange
) -> None:
    ran = run("watch", "RAIN", "SNOW:yes", "--venue", "acme")
    quotes = [found for found in told(ran) if found["kind"] == "quote"]
    assert [quote["instrument"] for quote in quotes] == [
        "acme:RAIN:yes",
        "acme:RAIN:no",
        "acme:SNOW:yes",
    ]


def test_news_are_objects_among_the_others(run: Run, acme: StreamingExchange) -> None:
    acme.script = [
        trade(RAIN, "0.42", "3.5", NOON),
        Gap((RAIN,), 17, 19),
        Stalled((RAIN,), 5.25),
        Resynced((RAIN,)),
        StatusUpdate(RAIN.ref, MarketStatus.DETERMINED, payouts=(("yes", Decimal(1)),)),
        LadderUpdate(RAIN.ref, PriceLadder.uniform(Decimal("0.01"))),
        Disconnected("broke off", 0.1, (RAIN,)),
    ]
    found = {record["kind"]: record for record in told(run("watch", "acme:RAIN:yes"))}
    assert found["trade"]["price"] == "0.42"
    assert found["gap"]["expected"] == 17
    assert found["stalled"]["seconds"] == "5.25"
    assert found["resynced"]["instruments"] == ["acme:RAIN:yes"]
    assert found["status"]["payouts"] == {"yes": "1"}
    assert found["ladder"]["bands"] == [{"start": "0", "end": "1", "step": "0.01"}]
    assert found["disconnected"]["retry_in"] == "0.1"
    assert found["disconnected"]["reason"] == "broke off"


def test_losses_are_told() -> None:
    assert to_json(to_object(Lagged(9), 0)) == '{"kind": "lagged", "dropped": 9}'


def test_a_venue_that_ends_its_stream_ends_the_command(
    run: Run, acme: StreamingExchange
) -> None:
    ran = run("watch", "acme:RAIN:yes")
    assert ran.code == 1
    assert ran.complaints == ["predcore: acme: closed for today"]


def test_a_venue_that_was_never_reached_is_unreachable(
    run: Run, acme: StreamingExchange
) -> None:
    acme.reached = False
    ran = run("watch", "acme:RAIN:yes", "acme:SNOW:yes")
    assert ran.code == 3
    assert len(ran.complaints) == 1


def test_a_venue_that_does_not_answer_is_said_in_the_end(
    run: Run, acme: StreamingExchange
) -> None:
    acme.reached = acme.closes = False
    acme.script = [Disconnected("cannot connect", 5.0, (RAIN,))]
    ran = run("watch", "acme:RAIN:yes", "--seconds", "0.5")
    assert ran.code == 3
    assert ran.complaints[0].startswith("predcore: acme: cannot connect; `predcore ")


def test_enough_is_enough(run: Run, acme: StreamingExchange) -> None:
    acme.closes = False
    ran = run("watch", "acme:RAIN:yes", "--seconds", "0.5")
    assert (ran.code, ran.complaints) == (0, [])
    assert [record["kind"] for record in told(ran)] == ["connected", "quote"]


def test_a_venue_that_cannot_stream_is_a_usage_error(
    run: Run, registry: Registry
) -> None:
    registry.register(Plugin(FullExchange("acme", "RAIN")), "acme")
    ran = run("watch", "acme:RAIN:yes")
    assert ran.code == 2
    [complaint] = ran.complaints
    assert complaint.startswith("predcore: acme")
    assert [record["kind"] for record in told(ran)] == ["ended"]


def test_what_one_venue_cannot_takes_nothing_from_another(
    run: Run, acme: StreamingExchange, other: FullExchange
) -> None:
    ran = run("watch", "acme:RAIN:yes", "other:rain:yes")
    assert ran.code == 1
    assert "quote" in [record["kind"] for record in told(ran)]
    assert [line.split()[1] for line in ran.complaints] == ["other", "acme:"]


def test_ids_that_come_to_nothing_are_told_and_the_rest_followed(
    run: Run, acme: StreamingExchange
) -> None:
    ran = run("watch", "acme:FOG", "acme:MIST:yes", "acme:SNOW:yes", "acme")
    found = told(ran)
    errors = {r["instrument"]: r["error"] for r in found if r["kind"] == "error"}
    assert errors == {
        "acme:FOG": "NotFound",
        "acme:MIST:yes": "NotFound",
        "acme": "InvalidId",
    }
    assert acme.streams == [Asked((SNOW,), trades=False, depth=0)]
    assert ran.code == 1


def test_nothing_to_follow_is_a_usage_error(run: Run, acme: StreamingExchange) -> None:
    ran = run("watch", "acme:FOG:yes")
    assert ran.code == 2
    assert acme.streams == []
    assert [record["kind"] for record in told(ran)] == ["error"]


@pytest.mark.parametrize(
    "options",
    [["--depth", "0"], ["--seconds", "0"], ["--seconds", "soon"], []],
)
def test_a_question_that_makes_no_sense_is_a_usage_error(
    run: Run, options: list[str]
) -> None:
    ids = ["acme:RAIN:yes"] if options else []
    assert run("watch", *ids, *options).code == 2
