"""What is gathered is written whole, counted, and readable by others."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import duckdb
import pytest

from predcore import (
    Connected,
    Disconnected,
    Ended,
    Fill,
    FillUpdate,
    Gap,
    Instrument,
    InvalidRequest,
    LadderUpdate,
    Lagged,
    MarketRef,
    MarketStatus,
    Order,
    OrderStatus,
    OrderUpdate,
    Position,
    PositionUpdate,
    PriceLadder,
    Quote,
    QuoteUpdate,
    Resynced,
    Side,
    Source,
    Stalled,
    StatusUpdate,
    Trade,
    TradeUpdate,
    TransportError,
    Update,
)
from predcore.recording import Store
from predcore.recording.arrow import arrow, parquet
from predcore.recording.rows import to_row, venue_of
from predcore.recording.segments import segments
from predcore.recording.tables import UPDATES
from recording.feeding import TICKERS, Session

pytestmark = pytest.mark.anyio

AT = datetime(2026, 11, 28, 23, 59, 59, 999_999, tzinfo=UTC)
ONE = Instrument("acme", "RAIN", "yes")
REF = MarketRef("acme", "RAIN")


def rows_of(root: Path, venue: str = "acme") -> list[dict[str, Any]]:
    """Every update that was written, in order."""
    return [
        row
        for path in segments(root, UPDATES, venue)
        for row in parquet().ParquetFile(path).read().to_pylist()
    ]


EVERY: list[Update] = [
    QuoteUpdate(
        Quote(
            instrument=ONE,
            bid=Decimal("0.41"),
            bid_size=Decimal("219.217767"),
            received_at=AT,
            source=Source.STREAM,
        )
    ),
    TradeUpdate(
        Trade(
            instrument=ONE,
            id="t1",
            price=Decimal("0.0025"),
            size=Decimal("0.000001"),
            taker_side=Side.BUY,
            at=AT,
        )
    ),
    StatusUpdate(REF, MarketStatus.DETERMINED, AT, (("yes", Decimal(1)),)),
    LadderUpdate(REF, PriceLadder.uniform(Decimal("0.001"))),
    OrderUpdate(
        Order(
            id="o1",
            instrument=ONE,
            side=Side.SELL,
            price=Decimal("0.5"),
            size=Decimal(3),
            filled=Decimal(1),
            remaining=Decimal(2),
            status=OrderStatus.RESTING,
        )
    ),
    FillUpdate(
        Fill(
            id="f1",
            order_id="o1",
            instrument=ONE,
            side=Side.SELL,
            price=Decimal("0.5"),
            size=Decimal(1),
            at=AT,
        )
    ),
    PositionUpdate(Position(instrument=ONE, size=Decimal(7))),
    Connected(2, (ONE,)),
    Disconnected("broke off", 0.5, (ONE,)),
    Gap((ONE,), 4, 6),
    Resynced((ONE,)),
    Stalled((ONE,), 5.25),
    Ended("acme", TransportError("gone"), (ONE,)),
]


@pytest.mark.parametrize("update", EVERY, ids=lambda update: type(update).__name__)
async def test_every_kind_of_update_has_a_row(tmp_path: Path, update: Update) -> None:
    store = Store(tmp_path)
    store.update(update)
    await store.flush()
    [row] = rows_of(tmp_path)
    assert venue_of(update) == "acme"
    assert row["kind"] == type(update).__name__.removesuffix("Update").lower()
    assert "acme:RAIN" in json.dumps(row, default=str)


async def test_numbers_are_kept_to_the_last_digit(tmp_path: Path) -> None:
    store = Store(tmp_path)
    for update in EVERY[:2]:
        store.update(update)
    await store.flush()
    quote, trade = rows_of(tmp_path)
    assert (quote["bid"], quote["bid_size"]) == (Decimal("0.41"), Decimal("219.217767"))
    assert (quote["ask"], quote["ask_size"]) == (None, None)
    assert (trade["price"], trade["size"]) == (Decimal("0.0025"), Decimal("0.000001"))
    assert trade["venue_at"] == AT


async def test_losses_of_a_stream_are_kept_for_every_venue(tmp_path: Path) -> None:
    store = Store(tmp_path)
    for line, venue in enumerate(("acme", "other"), 1):
        store.begun(line, venue, {})
    store.update(Lagged(9))
    await store.flush()
    for venue in ("acme", "other"):
        [row] = rows_of(tmp_path, venue)
        assert json.loads(row["detail"]) == {"dropped": 9}


async def test_books_are_kept_as_deep_as_was_asked(tmp_path: Path) -> None:
    session = Session(tmp_path, depth=2)
    session.add(*TICKERS)
    session.connect()
    session.trade(50)
    await session.store.flush()
    last = rows_of(tmp_path, "kalshi")[-1]
    book = session.seen[-1][1]
    assert book is not None
    assert [(r["price"], r["size"]) for r in last["bids"]] == [
        (level.price, level.size) for level in book.bids[:2]
    ]
    assert last["bid"] == book.bids[0].price


async def test_a_dataset_reads_the_folder_with_venue_and_date(tmp_path: Path) -> None:
    session = Session(tmp_path)
    session.add(*TICKERS)
    session.connect()
    session.trade(20)
    await session.store.flush()
    for table, count in (
        ("frames", session.store.kept.frames),
        ("updates", len(session.seen)),
    ):
        found = parquet().read_table(tmp_path / table, partitioning="hive")
        assert found.num_rows == count
        assert found["number"].to_pylist() == list(range(1, count + 1))
        assert set(found["venue"].to_pylist()) == {"kalshi"}
        assert found["date"].type == arrow().dictionary(
            arrow().int32(), arrow().string()
        )


async def test_duckdb_reads_the_folder_as_it_is(tmp_path: Path) -> None:
    session = Session(tmp_path)
    session.add(*TICKERS)
    session.connect()
    session.trade(20)
    await session.store.flush()
    found = duckdb.sql(
        "select count(*), count(distinct venue), max(bid) from "
        f"read_parquet('{tmp_path}/updates/*/*/*.parquet', hive_partitioning=true)"
    )
    assert found is not None
    [(count, venues, best)] = found.fetchall()
    assert (count, venues) == (len(session.seen), 1)
    assert type(best) is Decimal


async def test_rows_beyond_the_memory_are_counted_in_their_place(
    tmp_path: Path,
) -> None:
    store = Store(tmp_path, most=1000)
    for _ in range(10):
        store.update(EVERY[0])
    assert store.kept.dropped == 5
    await store.flush()
    rows = rows_of(tmp_path)
    assert [row["kind"] for row in rows] == ["quote"] * 5 + ["dropped"]
    assert json.loads(rows[-1]["detail"]) == {"rows": 5}


async def test_a_store_that_cannot_write_keeps_what_was_written(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.update(EVERY[0])
    await store.flush()
    before = rows_of(tmp_path)
    (tmp_path / "updates" / "venue=other").write_text("in the way")
    store.update(StatusUpdate(MarketRef("other", "X"), MarketStatus.OPEN))
    with pytest.raises(OSError, match="venue=other"):
        await store.flush()
    assert rows_of(tmp_path) == before


def test_a_store_wants_room_and_time(tmp_path: Path) -> None:
    with pytest.raises(InvalidRequest):
        Store(tmp_path, every=0)


def test_a_row_says_when_to_the_microsecond() -> None:
    assert to_row(EVERY[0], 3, 1_700_000_000_123_456).at == 1_700_000_000_123_456


@pytest.mark.parametrize("seed", range(20))
def test_what_was_written_survives_a_kill(tmp_path: Path, seed: int) -> None:
    script = Path(__file__).with_name("killed.py")
    with subprocess.Popen(
        [sys.executable, str(script), str(tmp_path)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    ) as process:
        assert process.stdout is not None
        wanted = Random(seed).randrange(50, 800)
        told = 0
        for line in process.stdout:
            told = int(line)
            if told >= wanted:
                process.send_signal(signal.SIGKILL)
                break
        rest = process.stdout.read().split()
    told = int(rest[-1]) if rest and rest[-1].isdigit() else told
    numbers = [row["number"] for row in rows_of(tmp_path)]
    # What is missing had gathered since the last file; nothing is missing in between.
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) <= told + 1
