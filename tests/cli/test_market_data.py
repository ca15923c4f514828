"""One market or instrument at a time."""

from __future__ import annotations

from decimal import Decimal

import pytest

from cli.conftest import Run
from cli.exchanges import FullExchange
from core.venues import NOW
from predcore import Instrument, Level, Orderbook
from predcore.cli.commands.book import show_book
from predcore.cli.screen import Screen


def test_a_market_shows_its_outcomes_and_their_ids(
    run: Run, acme: FullExchange
) -> None:
    ran = run("market", "acme:RAIN")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("Will RAIN happen?\nacme:RAIN\n")
    assert "acme:RAIN:yes" in ran.out
    assert "acme:RAIN:no" in ran.out


def test_a_market_as_json_has_its_id_in_full(run: Run, acme: FullExchange) -> None:
    [record] = run("market", "acme:RAIN", "--json").records
    assert (record["ref"], record["status"]) == ("acme:RAIN", "open")
    assert [outcome["key"] for outcome in record["outcomes"]] == ["yes", "no"]


@pytest.mark.parametrize(
    "command",
    [
        ["market"],
        ["trades"],
        ["fees", "--price", "0.4", "--count", "1"],
    ],
)
def test_an_instrument_may_be_pasted_where_a_market_is_wanted(
    run: Run, acme: FullExchange, command: list[str]
) -> None:
    assert run(*command, "acme:RAIN:yes").code == 0


def test_an_unknown_market_says_how_to_find_one(run: Run, acme: FullExchange) -> None:
    ran = run("market", "acme:NOPE")
    assert (ran.code, ran.out) == (2, "")
    assert ran.complaints == [
        (
            "predcore: acme: no market 'NOPE'; "
            "`predcore markets --venue acme --query WORDS` finds ids"
        )
    ]


def test_a_book_has_offers_above_bids(run: Run, acme: FullExchange) -> None:
    ran = run("book", "acme:RAIN:yes")
    rows = [line.split()[:3] for line in ran.out.splitlines()[2:]]
    assert rows[:5] == [
        ["ask", "0.52", "40"],
        ["ask", "0.51", "30"],
        ["spread", "0.02"],
        ["bid", "0.49", "10"],
        ["bid", "0.48", "20"],
    ]
    assert "70 offered here for $36.10; live" in ran.out


def test_the_depth_of_a_book_is_asked_for(run: Run, acme: FullExchange) -> None:
    [record] = run("book", "acme:RAIN:yes", "--depth", "1", "--json").records
    assert record["asks"] == [{"price": "0.51", "size": "30"}]


_ONE = (Level(Decimal("0.5"), Decimal(10)),)


@pytest.mark.parametrize(
    ("bids", "asks", "said"),
    [(_ONE, (), "no offers"), ((), _ONE, "no bids"), ((), (), "the book is empty")],
)
def test_a_missing_side_of_a_book_is_said(
    capsys: pytest.CaptureFixture[str],
    bids: tuple[Level, ...],
    asks: tuple[Level, ...],
    said: str,
) -> None:
    instrument = Instrument("acme", "RAIN", "yes")
    book = Orderbook(instrument=instrument, bids=bids, asks=asks, received_at=NOW)
    show_book(Screen(), book)
    assert said in capsys.readouterr().out


@pytest.mark.parametrize("command", ["book", "candles"])
def test_a_market_where_an_instrument_is_wanted_lists_its_instruments(
    run: Run, acme: FullExchange, command: str
) -> None:
    ran = run(command, "acme:RAIN")
    assert ran.code == 2
    assert ran.complaints == [
        (
            "predcore: acme:RAIN is a market; ask for one of its outcomes: "
            "acme:RAIN:yes or acme:RAIN:no"
        )
    ]


def test_trades_are_as_many_as_asked_for(run: Run, acme: FullExchange) -> None:
    ran = run("trades", "acme:RAIN", "--limit", "2", "--json")
    assert [record["id"] for record in ran.records] == ["0", "1"]
    assert ran.records[0]["at"] == "2026-11-01T12:00:00Z"


def test_candles_are_drawn_with_prices_on_the_axis(
    run: Run, acme: FullExchange
) -> None:
    ran = run("candles", "acme:RAIN:yes")
    assert ran.code == 0
    assert "0.45 ┤" in ran.out
    assert "11-01 12:00" in ran.out
    assert "╽" in ran.out


def test_candles_may_be_rows(run: Run, acme: FullExchange) -> None:
    ran = run("candles", "acme:RAIN:yes", "--table")
    assert ran.out.splitlines()[2].split() == [
        "2026-11-01", "12:00", "0.42", "0.43", "0.39", "0.40", "0",
    ]  # fmt: skip


def test_an_interval_the_venue_does_not_have_is_a_usage_error(
    run: Run, acme: FullExchange
) -> None:
    ran = run("candles", "acme:RAIN:yes", "--interval", "2h")
    assert (ran.code, ran.complaints) == (2, ["predcore: acme has candles of 1 hour"])


def test_a_start_after_the_end_is_a_usage_error(run: Run, acme: FullExchange) -> None:
    ran = run(
        "candles", "acme:RAIN:yes", "--start", "2026-02-01", "--end", "2026-01-01"
    )
    assert ran.code == 2
    assert ran.complaints == ["predcore: --start must be before --end"]


def test_a_start_in_the_future_is_a_usage_error(run: Run, acme: FullExchange) -> None:
    ran = run("candles", "acme:RAIN:yes", "--start", "2999-01-01")
    assert ran.code == 2
    assert "before now" in ran.err


def test_fees_show_what_is_paid_in_all(run: Run, acme: FullExchange) -> None:
    ran = run("fees", "acme:RAIN", "--price", "0.055", "--count", "3")
    assert ran.code == 0
    assert "$0.165" in ran.out
    assert "$0.03" in ran.out
    assert "$0.195" in ran.out
    assert "the acme rule book" in ran.out


def test_fees_depend_on_side_and_liquidity(run: Run, acme: FullExchange) -> None:
    asked = ("fees", "acme:RAIN", "--price", "0.4", "--count", "3", "--json")
    [record] = run(*asked, "--side", "sell", "--liquidity", "maker").records
    assert (record["fee"], record["side"], record["liquidity"]) == (
        "0", "sell", "maker",
    )  # fmt: skip
