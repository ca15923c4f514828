"""The live view as text: nothing beyond its edges, and nothing left out silently."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli.streams import HAIL, RAIN, SNOW, book, trade
from predcore import (
    AuthenticationFailed,
    BookView,
    Connected,
    DataState,
    Disconnected,
    Ended,
    Gap,
    Instrument,
    LadderUpdate,
    Lagged,
    MarketRef,
    MarketStatus,
    PriceLadder,
    Resynced,
    Stalled,
    StatusUpdate,
    Update,
)
from predcore.cli.tables import Cell, Line
from predcore.cli.terminal import painted
from predcore.cli.text import width
from predcore.cli.updates import news
from predcore.cli.view import View, clipped
from predcore.kit import LocalBook
from predcore.recording.books import Clock, RecordedBook

NOON = datetime(2026, 11, 28, 12, tzinfo=UTC)
LONG = Instrument("other", "0x" + "ab" * 32, "yes")


def text_of(lines: list[Line]) -> list[str]:
    return ["".join(cell.text for cell in line).rstrip() for line in lines]


def drawn(view: View, columns: int = 100, rows: int = 24) -> list[str]:
    """The view without its heading."""
    return text_of(view.draw(columns, rows, NOON))[1:]


def fresh(*instruments: Instrument) -> dict[Instrument, BookView]:
    """Books that have been heard of at noon."""
    made = (book(one, {"0.41": 120, "0.40": 7}, {"0.435": 80}) for one in instruments)
    return {one.instrument: at_noon(one) for one in made}


def at_noon(local: LocalBook) -> BookView:
    """The book as it was heard of at noon, whenever this is run."""
    clock = Clock()
    clock.at = int(NOON.timestamp()) * 1_000_000
    return RecordedBook(local, clock)


def test_quotes_have_spread_age_and_name() -> None:
    assert drawn(View("watch", fresh(RAIN, SNOW))) == [
        " BID  SIZE    ASK  SIZE  SPREAD    AGE  INSTRUMENT",
        "0.41   120  0.435    80   0.025  0.0 s  acme:RAIN:yes",
        "0.41   120  0.435    80   0.025  0.0 s  acme:SNOW:yes",
    ]


def test_a_depth_adds_the_levels_below() -> None:
    assert drawn(View("watch", fresh(RAIN), depth=3)) == [
        " BID  SIZE    ASK  SIZE  SPREAD    AGE  INSTRUMENT",
        "0.41   120  0.435    80   0.025  0.0 s  acme:RAIN:yes",
        "0.40     7",
    ]


def test_a_side_that_is_not_there_is_a_dash() -> None:
    [_, line] = drawn(View("watch", {SNOW: at_noon(book(SNOW, {}, {"0.9": 1}))}))
    assert line.split()[:3] == ["-", "0.90", "1"]


def test_what_cannot_be_believed_has_no_prices_and_says_so() -> None:
    withheld = book(RAIN, {"0.41": 120})
    withheld.withhold(DataState.STALE)
    [_, line] = drawn(View("watch", {RAIN: at_noon(withheld)}))
    assert line.split() == ["-", "-", "stale", "0.0", "s", "acme:RAIN:yes"]


def test_a_market_that_is_not_open_says_so() -> None:
    view = View("watch", fresh(RAIN))
    view.take(StatusUpdate(RAIN.ref, MarketStatus.CLOSED), NOON)
    lines = drawn(view)
    assert "closed 0.0 s" in lines[1]
    assert lines[2:] == ["NEWS", "12:00:00  acme:RAIN is closed"]


def test_what_is_followed_no_longer_stays_and_says_so() -> None:
    books = fresh(RAIN, SNOW)
    view = View("watch", books)
    assert len(drawn(view)) == 3
    del books[RAIN]
    assert drawn(view)[1].split() == ["not", "followed", "acme:RAIN:yes"]


def test_trades_are_newest_first_and_the_last_has_a_column() -> None:
    view = View("watch", fresh(RAIN))
    view.take(trade(RAIN, "0.42", "3", "2026-11-28T11:59:58Z"), NOON)
    view.take(trade(RAIN, "0.4175", "1200", "2026-11-28T11:59:59Z"), NOON)
    lines = drawn(view)
    assert "LAST" in lines[0]
    assert " 0.4175 " in lines[1]
    assert lines[2:] == [
        "LAST TRADES",
        "11:59:59  buy   0.4175  x 1,200  acme:RAIN:yes",
        "11:59:58  buy     0.42  x 3  acme:RAIN:yes",
    ]


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        (60, ["BID", "SIZE", "ASK", "SIZE", "SPREAD", "AGE", "INSTRUMENT"]),
        (48, ["BID", "SIZE", "ASK", "SIZE", "AGE", "INSTRUMENT"]),
        (42, ["BID", "SIZE", "ASK", "SIZE", "SPREAD", "AGE"]),
        (32, ["BID", "SIZE", "ASK", "SIZE", "AGE"]),
        (20, ["BID", "ASK", "AGE"]),
    ],
)
def test_columns_give_way_where_there_is_no_room(
    columns: int, expected: list[str]
) -> None:
    head, *_ = drawn(View("watch", fresh(RAIN)), columns)
    assert head.split() == expected


def test_an_id_that_does_not_fit_is_below_and_whole() -> None:
    lines = drawn(View("watch", fresh(LONG), depth=2), 40)
    assert lines[1].startswith("0.41")
    assert "".join(line.strip() for line in lines[2:4]) == str(LONG)
    assert lines[4].split() == ["0.40", "7"]


def test_what_is_below_the_edge_is_counted_and_scrolled_to() -> None:
    many = fresh(*(Instrument("acme", f"M{n:02}", "yes") for n in range(40)))
    view = View("watch", many)
    lines = drawn(view, rows=10)
    assert len(lines) == 9
    assert lines[-1] == "33 more below (j, k)"
    view.scroll(35)
    assert drawn(view, rows=10)[1].endswith("M35:yes")
    view.scroll(1000)
    assert drawn(view, rows=10)[1].endswith("M39:yes")
    view.scroll(-1000)
    assert drawn(view, rows=10)[1].endswith("M00:yes")


def test_news_have_room_however_much_is_followed() -> None:
    many = fresh(*(Instrument("acme", f"M{n:02}", "yes") for n in range(40)))
    view = View("watch", many)
    view.take(Gap((RAIN,)), NOON)
    view.take(Resynced((RAIN,)), NOON + timedelta(seconds=1))
    assert drawn(view, rows=12)[-3:] == [
        "NEWS",
        "12:00:01  right again: acme:RAIN:yes",
        "12:00:00  gap: acme:RAIN:yes; withheld until rebuilt",
    ]


def test_a_long_title_leaves_room_for_whether_it_is_live() -> None:
    view = View("predcore replay " + "a-long-folder/" * 9, fresh(RAIN))
    [heading, *_] = text_of(view.draw(60, 9, NOON))
    assert heading.startswith("predcore replay a-long-folder/")
    assert heading.endswith("  live")
    view.ended = "the recording ends here"
    [heading, *_] = text_of(view.draw(60, 9, NOON))
    assert heading.endswith("/a-lon  the recording ends here")


def test_the_heading_counts_and_says_when_it_is_over() -> None:
    view = View("predcore watch", fresh(RAIN))
    view.take(Connected(0, (RAIN,)), NOON)
    heading = text_of(view.draw(120, 9, NOON))[0]
    assert heading == (
        "predcore watch  live  q quits  2026-11-28 12:00:00 UTC  1 instrument  1 update"
    )
    view.ended = "the recording ends here"
    assert "the recording ends here" in text_of(view.draw(120, 9, NOON))[0]


EVERY: list[tuple[Update, str]] = [
    (Connected(0, (RAIN,)), "connected: acme:RAIN:yes"),
    (Connected(2, (RAIN, LONG)), "connected again: 2 of acme, other"),
    (
        Disconnected("broke off", 0.52, (RAIN,)),
        "disconnected: acme:RAIN:yes: broke off; again in 0.5 s",
    ),
    (Gap((RAIN, SNOW)), "gap: 2 of acme; withheld until rebuilt"),
    (Stalled((RAIN,), 5.25), "stalled for 5.2 s: acme:RAIN:yes"),
    (Resynced((HAIL,)), "right again: acme:HAIL:yes"),
    (Lagged(1200), "too slow: 1,200 updates are lost"),
    (
        Ended("acme", AuthenticationFailed("no\nkey"), ()),
        "ended: acme: no key",
    ),
    (
        StatusUpdate(
            MarketRef("acme", "RAIN"),
            MarketStatus.DETERMINED,
            NOON,
            (("yes", Decimal(1)), ("no", Decimal(0))),
        ),
        "acme:RAIN is determined: yes pays 1, no pays 0",
    ),
    (
        LadderUpdate(RAIN.ref, PriceLadder.uniform(Decimal("0.01"))),
        "acme:RAIN has other price steps",
    ),
]


@pytest.mark.parametrize(("update", "expected"), EVERY)
def test_news_are_one_line_each(update: Update, expected: str) -> None:
    found = news(update)
    assert found is not None
    assert found.text == expected


def test_a_print_is_no_news() -> None:
    assert news(trade(RAIN, "0.42", "3", "2026-11-28T11:59:58Z")) is None


@given(
    columns=st.integers(1, 140),
    rows=st.integers(1, 40),
    count=st.integers(0, 30),
    depth=st.integers(1, 4),
    trades=st.integers(0, 12),
    told=st.lists(st.sampled_from([update for update, _ in EVERY]), max_size=12),
    scrolled=st.integers(-3, 40),
)
def test_nothing_is_beyond_the_edges(
    columns: int,
    rows: int,
    count: int,
    depth: int,
    trades: int,
    told: list[Update],
    scrolled: int,
) -> None:
    many = [*(Instrument("acme", f"雨{n}", "yes") for n in range(count)), LONG]
    view = View("predcore watch", fresh(*many), depth=depth)
    for _ in range(trades):
        view.take(trade(RAIN, "0.42", "3", "2026-11-28T11:59:58Z"), NOON)
    for update in told:
        view.take(update, NOON)
    for _ in range(2):
        lines = text_of(view.draw(columns, rows, NOON))
        assert len(lines) <= rows
        assert all(width(line) <= columns for line in lines)
        view.scroll(scrolled)


def test_a_wide_character_is_not_cut_in_half() -> None:
    assert text_of([clipped([Cell("a雨雨")], 4)]) == ["a雨"]


def test_a_picture_wipes_what_was_there_before() -> None:
    lines: list[Line] = [[Cell("one", "head"), Cell(" two")], [Cell("three")]]
    assert painted(lines, colour=False) == "\x1b[Hone two\x1b[K\nthree\x1b[K\x1b[J"
    assert "\x1b[1mone\x1b[0m two" in painted(lines, colour=True)
