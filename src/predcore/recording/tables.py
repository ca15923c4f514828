"""The two tables of a recording: what came in, and what was told of it.

Files are Parquet, in directories that name venue and day the way Hive, DuckDB, Polars
and Spark read them: ``updates/venue=acme/date=2026-11-28/….parquet``. Every number is
an exact decimal, every instant UTC to the microsecond.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from functools import cache
from typing import Any, Literal, NamedTuple

from .arrow import arrow

__all__ = [
    "FRAMES",
    "REPEATED",
    "UPDATES",
    "FrameRow",
    "Levels",
    "TableName",
    "UpdateRow",
    "schema_of",
]

TableName = Literal["frames", "updates"]

FRAMES: TableName = "frames"
UPDATES: TableName = "updates"

REPEATED: Mapping[TableName, tuple[str, ...]] = {
    FRAMES: ("line", "kind"),
    UPDATES: (
        *("kind", "instrument", "market", "state", "side", "bid", "ask", "price"),
        *("bids.list.element.price", "asks.list.element.price"),
    ),
}
"""Columns of few distinct values, which are worth a dictionary in the file."""

Levels = tuple[int, ...]
"""The decimal places of prices and of sizes, then the prices, best first, and then the
sizes, both in such steps: plain integers are several times faster to keep and to write
than decimals."""


class FrameRow(NamedTuple):
    """Something a connection brought, or that happened to it.

    Attributes:
        number: counts the rows of a session from 1, so that a hole shows.
        recorded_at: Unix microseconds, by this machine's clock.
        monotonic: nanoseconds of the clock by which the stream's deadlines ran.
        line: the connection, by its number; 0 where it is about none.
        kind: ``begun`` (what its protocol must know, as JSON), an input of it
            (``add``, ``remove``, ``doubt`` and ``verify`` with instruments as JSON,
            ``opened``, ``received``, ``lost``, ``expired``), ``dropped`` (how many rows
            were not kept up with), or ``ended``: the recorder was done, which a
            session that was killed does not say.
        body: the frame as it came, or what the kind says.
    """

    number: int
    recorded_at: int
    monotonic: int
    line: int
    kind: str
    body: str | None


class UpdateRow(NamedTuple):
    """One update; a column says nothing where the update does not.

    Attributes:
        number: counts the rows of a session from 1, so that a hole shows.
        recorded_at: Unix microseconds, by this machine's clock.
        after_frame: the number of the last frame that had been heard when it was told.
        kind: the update's type in lower case: ``book``, ``quote``, ``trade``, …
        state: of a book or quote: how far it could be believed.
        bids, asks: levels of a book, best first, where depth was asked for.
        detail: what has no column, as JSON; a number that is too long for its own is
            under ``beyond``, by its name, as is a side of a book with such a number.
    """

    number: int
    recorded_at: int
    after_frame: int
    kind: str
    instrument: str | None = None
    market: str | None = None
    state: str | None = None
    venue_at: datetime | None = None
    bid: Decimal | None = None
    bid_size: Decimal | None = None
    ask: Decimal | None = None
    ask_size: Decimal | None = None
    price: Decimal | None = None
    size: Decimal | None = None
    side: str | None = None
    id: str | None = None
    bids: Levels | None = None
    asks: Levels | None = None
    detail: str | None = None


@cache
def schema_of(table: TableName) -> Any:
    """The columns of a table; raises ``Unsupported`` without pyarrow."""
    pa = arrow()
    whole, text = pa.int64(), pa.string()
    instant = pa.timestamp("us", tz="UTC")
    word = pa.dictionary(pa.int32(), text)
    if table == FRAMES:
        return pa.schema(
            [
                pa.field("number", whole, nullable=False),
                pa.field("recorded_at", instant, nullable=False),
                pa.field("monotonic", whole, nullable=False),
                pa.field("line", pa.int32(), nullable=False),
                pa.field("kind", word, nullable=False),
                pa.field("body", text),
            ]
        )
    # Wide enough for every venue: twenty digits before the point, eighteen after it.
    number = pa.decimal128(38, 18)
    levels = pa.list_(pa.struct([("price", number), ("size", number)]))
    return pa.schema(
        [
            pa.field("number", whole, nullable=False),
            pa.field("recorded_at", instant, nullable=False),
            pa.field("after_frame", whole, nullable=False),
            pa.field("kind", word, nullable=False),
            pa.field("instrument", word),
            pa.field("market", word),
            pa.field("state", word),
            pa.field("venue_at", instant),
            *(
                pa.field(name, number)
                for name in ("bid", "bid_size", "ask", "ask_size", "price", "size")
            ),
            pa.field("side", word),
            pa.field("id", text),
            pa.field("bids", levels),
            pa.field("asks", levels),
            pa.field("detail", text),
        ]
    )
