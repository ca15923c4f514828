"""Levels reach their column to the last digit, however their books count."""

from __future__ import annotations

import json
from collections.abc import Sequence
from decimal import Decimal
from time import monotonic
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from predcore import Instrument, Level
from predcore.kit import LocalBook, Scale
from predcore.recording.columns import to_table
from predcore.recording.rows import book_row, counted
from predcore.recording.tables import UPDATES, Levels, UpdateRow

ONE = Instrument("acme", "RAIN", "yes")

prices = st.decimals("0.000001", "0.999999", places=6) | st.decimals(
    "0.01", "0.99", places=2
)
sizes = st.decimals("0.01", "1e9", places=2) | st.integers(1, 10**19).map(Decimal)
levels = st.lists(st.builds(Level, prices, sizes), max_size=6)
sides = st.dictionaries(st.integers(1, 9_999), st.integers(1, 10**12), max_size=8)


def written(*rows: Levels | None) -> list[list[Level] | None]:
    """What the column of bids says of these."""
    table: Any = to_table(
        UPDATES, [UpdateRow(at, at, 0, "book", bids=one) for at, one in enumerate(rows)]
    )
    return [
        each and [Level(level["price"], level["size"]) for level in each]
        for each in table.column("bids").to_pylist()
    ]


@given(st.lists(st.none() | levels, min_size=1, max_size=5))
def test_every_level_of_any_book_is_written_exactly(
    books: Sequence[list[Level] | None],
) -> None:
    rows = [None if one is None else counted(one) for one in books]
    assert written(*rows) == [one and list(one) for one in books]


@given(sides, sides, st.integers(1, 9))
def test_a_local_book_is_written_as_a_reader_would_see_it(
    bids: dict[int, int], offers: dict[int, int], depth: int
) -> None:
    book = LocalBook(ONE, Scale(4), Scale(2))
    book.replace(bids, offers, monotonic())
    [row] = [UpdateRow._make(book_row(book, 1, 1, 0, depth))]
    assert row.bids is not None
    assert row.asks is not None
    seen = book.snapshot(depth)
    assert written(row.bids, row.asks) == [list(seen.bids), list(seen.asks)]
    # However it is counted, it is the same.
    assert written(counted(seen.bids)) == [list(seen.bids)]


def test_books_that_count_in_different_steps_share_a_column() -> None:
    fine = counted([Level(Decimal("0.0025"), Decimal("0.000001"))])
    coarse = counted([Level(Decimal("0.5"), Decimal(7))])
    assert written(coarse, None, fine) == [
        [Level(Decimal("0.5"), Decimal(7))],
        None,
        [Level(Decimal("0.0025"), Decimal("0.000001"))],
    ]


def test_a_size_beyond_64_bits_is_written_exactly() -> None:
    huge = Level(Decimal("0.5"), Decimal("98765432109876543210"))
    small = Level(Decimal("0.25"), Decimal("0.5"))
    assert written(counted([huge, small])) == [[huge, small]]


long = st.decimals("0", "1e24", allow_nan=False, places=24) | st.decimals(
    0, 1, places=9
)


@given(st.lists(st.lists(st.builds(Level, long, long), max_size=4), min_size=1))
@example([[Level(Decimal("0.5"), Decimal("98765432109876543210.123456789012345678"))]])
@example([[Level(Decimal("0.1234567890123456789"), Decimal(1))], []])
@example([[Level(Decimal("0." + "7" * 57), Decimal(1))]])
@example([[Level(Decimal("0.50" + "0" * 57), Decimal("1e30"))]])
def test_levels_are_told_to_the_last_digit_however_long_they_are(
    books: list[list[Level]],
) -> None:
    rows = [
        UpdateRow(at, at, 0, "book", asks=counted(one)) for at, one in enumerate(books)
    ]
    table: Any = to_table(UPDATES, rows)
    told = [
        [Level(level["price"], level["size"]) for level in asks]
        if asks is not None
        else [
            Level(Decimal(price), Decimal(size))
            for price, size in json.loads(detail)["beyond"]["asks"]
        ]
        for asks, detail in zip(
            table.column("asks").to_pylist(),
            table.column("detail").to_pylist(),
            strict=True,
        )
    ]
    assert told == books


@given(st.lists(st.decimals(allow_nan=False, allow_infinity=False), min_size=1))
@example([Decimal("0." + "7" * 57), Decimal(0)])
@example([Decimal("0." + "7" * 77)])
def test_a_number_is_told_to_the_last_digit_however_long_it_is(
    numbers: list[Decimal],
) -> None:
    rows = [
        UpdateRow(at, at, 0, "trade", price=one, detail='{"of":"us"}')
        for at, one in enumerate(numbers)
    ]
    table: Any = to_table(UPDATES, rows)
    told: list[Decimal] = []
    for price, detail in zip(
        table.column("price").to_pylist(),
        map(json.loads, table.column("detail").to_pylist()),
        strict=True,
    ):
        assert detail["of"] == "us"
        told.append(Decimal(detail["beyond"]["price"]) if price is None else price)
    assert told == numbers
