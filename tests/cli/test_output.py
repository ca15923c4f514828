"""What a person sees: aligned, in colour where there is a terminal, ids in full."""

from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from io import BytesIO, StringIO, TextIOWrapper
from json import loads

import pytest

from cli.conftest import Run
from cli.exchanges import FullExchange
from predcore import Instrument
from predcore.cli import text
from predcore.cli.colour import coloured
from predcore.cli.progress import Progress
from predcore.cli.records import to_json
from predcore.cli.screen import Screen
from predcore.cli.tables import Cell, Column, Line, Table, lay_out

LONG = "acme:0x" + "ab" * 32
YES = Instrument("acme", "RAIN", "yes")
NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)


class Terminal(StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def shown(lines: list[Line]) -> list[str]:
    return ["".join(cell.text for cell in line).rstrip() for line in lines]


def table(*rows: list[str | Cell]) -> Table:
    columns = [
        Column(title="price", align="point"),
        Column(title="market", role="prose"),
        Column(title="id", role="id"),
    ]
    return Table(columns, rows)


def test_numbers_stand_under_each_other_by_their_points() -> None:
    found = table(["0.5", "a", "x"], ["0.455", "b", "y"], ["-", "c", "z"])
    assert shown(lay_out(found, None)) == [
        "PRICE  MARKET  ID",
        "0.5    a       x",
        "0.455  b       y",
        "    -  c       z",
    ]


def test_without_a_terminal_a_row_is_one_line_however_long() -> None:
    found = table(["0.5", "word " * 100, LONG])
    assert len(lay_out(found, None)) == 2


def test_an_id_that_does_not_fit_has_a_line_of_its_own() -> None:
    found = table(["0.5", "Will it rain tomorrow?", LONG])
    assert shown(lay_out(found, 60)) == [
        "PRICE  MARKET",
        "  0.5  Will it rain tomorrow?",
        f"  {LONG}",
    ]


def test_prose_is_wrapped_between_words_and_ids_never() -> None:
    lines = shown(lay_out(table(["0.5", "Will it rain in the city?", LONG]), 30))
    assert lines[1:] == [
        "  0.5  Will it rain in the",
        "       city?",
        f"  {LONG}",
    ]


def test_wide_characters_take_two_columns() -> None:
    lines = shown(lay_out(table(["0.5", "雨?", "x"], ["0.5", "rain", "y"]), None))
    assert text.width("雨?") == 3
    assert lines[1] == "  0.5  雨?     x"


def test_a_venue_cannot_drive_the_terminal() -> None:
    line = shown(lay_out(table(["0.5", "\x1b[2Jgone\r\nbad", "x"]), None))[1]
    assert line == "  0.5  [2Jgone bad  x"


def test_colour_is_for_terminals(
    run: Run, acme: FullExchange, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "\x1b[" not in run("markets").out
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[" in run("markets").out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in run("markets").out


def test_without_rich_tables_are_plain(
    run: Run, acme: FullExchange, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = run("markets").out
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setitem(sys.modules, "rich", None)
    assert run("markets").out == plain


def test_a_coloured_line_is_never_folded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    out = Terminal()
    coloured(out)([Cell(LONG * 3, "id")])
    assert LONG * 3 in out.getvalue()


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Decimal("0.5"), "0.50"),
        (Decimal("0.0550"), "0.055"),
        (Decimal("1E-3"), "0.001"),
        (Decimal(0), "0.00"),
        (None, "-"),
    ],
)
def test_a_price_keeps_every_digit(value: Decimal | None, expected: str) -> None:
    assert text.price(value) == expected


def test_amounts_and_counts_are_grouped_and_exact() -> None:
    assert text.money(Decimal("-1234.56789")) == "-$1,234.56789"
    assert text.number(Decimal("1200000.50")) == "1,200,000.5"
    assert text.percent(Decimal("0.1239")) == "12.39%"


@pytest.mark.parametrize(
    ("passed", "expected"),
    [
        (timedelta(milliseconds=1250), "1.2 s"),
        (timedelta(seconds=-3), "0.0 s"),
        (timedelta(minutes=3), "3 min"),
        (timedelta(hours=30), "30 h"),
        (timedelta(days=20), "20 d"),
    ],
)
def test_an_age_is_in_its_largest_unit(passed: timedelta, expected: str) -> None:
    assert text.age(passed) == expected


def test_json_spells_values_out() -> None:
    line = to_json(
        {
            "decimal": Decimal("1E+3"),
            "at": NOON,
            "length": timedelta(milliseconds=1500),
            "who": YES,
            "none": None,
        }
    )
    assert line == (
        '{"decimal": "1000", "at": "2026-11-01T12:00:00Z", "length": "1.5", '
        '"who": "acme:RAIN:yes", "none": null}'
    )


def test_progress_wipes_what_it_wrote() -> None:
    err = Terminal()
    progress = Progress("asking acme", err, patience=0)
    with progress:
        while "asking acme" not in err.getvalue():
            pass
    assert err.getvalue().endswith("\r\x1b[K")


def test_progress_that_is_not_needed_says_nothing() -> None:
    err = Terminal()
    with Progress("asking acme", err):
        pass
    assert err.getvalue() == ""


@pytest.mark.parametrize("title", ["Pokémon über 5 €", "│ 🎲 rain 🎲 │"])
@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252", "utf-8"])
def test_what_programs_read_is_json_in_any_encoding(
    title: str, encoding: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = BytesIO()
    out = TextIOWrapper(raw, encoding=encoding)
    monkeypatch.setattr(sys, "stdout", out)
    Screen(json=True).record({"title": title})
    out.flush()
    assert loads(raw.getvalue().decode(encoding)) == {"title": title}


def test_where_bars_and_charts_cannot_be_drawn_they_keep_their_shape(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    raw = BytesIO()
    out = TextIOWrapper(raw, encoding="ascii")
    monkeypatch.setattr(sys, "stdout", out)
    screen = Screen()
    screen.line("0.61 ┤ ╷┃ ██▌ café")
    screen.line("     └─▁▄▇")
    out.flush()
    assert raw.getvalue().decode().splitlines() == [
        "0.61 + ,# ### caf\\u00e9",
        "     +-.:#",
    ]
