"""What is gathered is written whole, counted, and readable by others."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import anyio
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
from predcore.kit.inputs import listener
from predcore.recording import Recording, Store, record
from predcore.recording.arrow import arrow, parquet
from predcore.recording.rows import to_row, venue_of
from predcore.recording.segments import Segments, segments
from predcore.recording.segments import Session as Run
from predcore.recording.tables import UPDATES
from recording.feeding import Session
from recording.killed import kill

pytestmark = pytest.mark.anyio

Killed = tuple[Path, list[int]]
"""Where recorders recorded, and how many updates each had told of in the end."""

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
    session.add(*session.instruments)
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
    session.add(*session.instruments)
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
    session.add(*session.instruments)
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
    store = Store(tmp_path, most=2000)
    for _ in range(10):
        store.update(EVERY[0])
    assert store.kept.dropped == 5
    await store.flush()
    rows = rows_of(tmp_path)
    assert [row["kind"] for row in rows] == ["quote"] * 5 + ["dropped"]
    assert json.loads(rows[-1]["detail"]) == {"rows": 5}


async def test_losses_are_counted_where_nothing_else_was_written(
    tmp_path: Path,
) -> None:
    store = Store(tmp_path, most=1)
    store.begun(1, "acme", {})
    for count in (3, 2):
        for _ in range(count):
            store.update(EVERY[0])
        await store.flush()
    summary = Recording(tmp_path).summary("acme", store.session.name)
    assert summary.dropped == 5
    # Each in the place of the last that was lost.
    assert [row["number"] for row in rows_of(tmp_path)] == [3, 5]


async def test_a_quiet_recording_is_one_file(tmp_path: Path) -> None:
    store = Store(tmp_path)
    for update in EVERY:
        store.update(update)
        await store.flush()
    [path] = segments(tmp_path, UPDATES, "acme")
    rows = rows_of(tmp_path)
    assert [row["number"] for row in rows] == list(range(1, len(EVERY) + 1))
    assert {row["instrument"] for row in rows} == {None, str(ONE)}
    assert parquet().ParquetFile(path).num_row_groups == 1
    assert store.kept.files == 1


async def test_a_file_that_is_long_grows_no_more(tmp_path: Path) -> None:
    files = Segments(tmp_path, UPDATES, "acme", Run.begun(AT), long=20_000)
    number = 0
    for _ in range(40):
        rows: list[tuple[Any, ...]] = [
            to_row(EVERY[1], number + n, 1_700_000_000_000_000) for n in range(10)
        ]
        number += len(rows)
        files.write(rows)
    assert 1 < files.count < 20
    assert len(segments(tmp_path, UPDATES, "acme")) == files.count
    assert [row["number"] for row in rows_of(tmp_path)] == list(range(number))


async def test_a_new_day_is_a_new_file(tmp_path: Path) -> None:
    files = Segments(tmp_path, UPDATES, "acme", Run.begun(AT))
    midnight = 1_700_006_400_000_000
    for number, at in enumerate((midnight - 2, midnight - 1, midnight, midnight + 1)):
        files.write([to_row(EVERY[0], number, at)])
    first, second = segments(tmp_path, UPDATES, "acme")
    assert first.parent.name < second.parent.name
    assert [row["number"] for row in rows_of(tmp_path)] == [0, 1, 2, 3]


async def test_a_day_that_was_written_is_not_written_again_with_one_that_was_not(
    tmp_path: Path,
) -> None:
    files = Segments(tmp_path, UPDATES, "acme", Run.begun(AT))
    midnight = 1_700_006_400_000_000
    rows: list[tuple[Any, ...]] = [
        to_row(EVERY[0], number, midnight + number) for number in (-2, -1, 0, 1)
    ]
    files.write([to_row(EVERY[0], -3, midnight - 3)])
    [first] = segments(tmp_path, UPDATES, "acme")
    blocked = first.parent.parent / "date=2023-11-15"
    blocked.write_text("in the way")
    with pytest.raises(OSError, match="date=2023-11-15"):
        files.write(rows)
    blocked.unlink()
    files.write(rows)
    assert [row["number"] for row in rows_of(tmp_path)] == [-3, -2, -1, 0, 1]


async def test_a_reader_keeps_the_file_it_has_open_while_it_grows(
    tmp_path: Path,
) -> None:
    store = Store(tmp_path)
    store.update(EVERY[0])
    await store.flush()
    [path] = segments(tmp_path, UPDATES, "acme")
    with path.open("rb") as source:
        store.update(EVERY[1])
        await store.flush()
        assert parquet().ParquetFile(source).read().num_rows == 1
    assert len(rows_of(tmp_path)) == 2


async def test_a_file_that_cannot_be_replaced_stays_as_it_was(tmp_path: Path) -> None:
    files = Segments(tmp_path, UPDATES, "acme", Run.begun(AT))
    files.write([to_row(EVERY[0], 1, 1_700_000_000_000_000)])
    [path] = segments(tmp_path, UPDATES, "acme")
    (path.parent / f".{path.name}.part").mkdir()
    with pytest.raises(OSError, match="part"):
        files.write([to_row(EVERY[0], 2, 1_700_000_000_000_000)])
    assert [row["number"] for row in rows_of(tmp_path)] == [1]
    (path.parent / f".{path.name}.part").rmdir()
    files.write([to_row(EVERY[0], 3, 1_700_000_000_000_000)])
    assert [row["number"] for row in rows_of(tmp_path)] == [1, 3]


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


async def test_what_could_not_be_written_is_written_later(tmp_path: Path) -> None:
    session = Session(tmp_path)
    store = session.store
    session.add(*session.instruments)
    session.connect()
    session.trade(10)
    obstacle = tmp_path / "updates"
    obstacle.write_text("in the way")
    with pytest.raises(OSError, match="updates"):
        await store.flush()
    session.trade(10)
    obstacle.unlink()
    await store.end()
    recording = Recording(tmp_path)
    frames = [row.number for row in recording.frames("kalshi", store.session.name)]
    updates = [row["number"] for row in rows_of(tmp_path, "kalshi")]
    for numbers in frames, updates:
        assert numbers == list(range(1, len(numbers) + 1))
    summary = recording.summary("kalshi", store.session.name)
    assert (summary.ended, summary.dropped) == (True, 0)
    assert (summary.frames, summary.updates) == (store.frames, store.updates)
    assert store.waiting == 0


def test_a_store_wants_room_and_time(tmp_path: Path) -> None:
    with pytest.raises(InvalidRequest):
        Store(tmp_path, every=0)


def test_a_row_says_when_to_the_microsecond() -> None:
    row = to_row(EVERY[0], 3, 1_700_000_000_123_456)
    assert row.recorded_at == 1_700_000_000_123_456


async def test_an_update_knows_the_last_frame_before_it(tmp_path: Path) -> None:
    session = Session(tmp_path)
    session.add(*session.instruments)
    session.connect()
    session.trade(20)
    await session.store.flush()
    after = [row["after_frame"] for row in rows_of(tmp_path, "kalshi")]
    assert after[-1] == session.store.frames
    assert after == sorted(after)
    assert len(set(after)) > 20


async def test_inputs_are_kept_even_where_frames_are_not(tmp_path: Path) -> None:
    store = Store(tmp_path, most=1)
    store.begun(1, "acme", {})
    store.told(1, "add", "[]", 1)
    store.told(1, "received", "{}", 2)
    store.told(1, "lost", None, 0)
    await store.flush()
    [session] = Recording(tmp_path).sessions("acme")
    kinds = [row.kind for row in Recording(tmp_path).frames("acme", session)]
    assert kinds == ["begun", "add", "dropped", "lost"]


async def test_memory_is_free_again_when_rows_are_written(tmp_path: Path) -> None:
    store = Store(tmp_path, most=1000)
    for _ in range(10):
        store.update(EVERY[0])
        await store.flush()
    assert (store.kept.updates, store.kept.dropped) == (10, 0)


async def test_a_recorder_writes_all_of_it_and_that_it_ended(tmp_path: Path) -> None:
    async with record(Store(tmp_path)) as store:
        inputs = listener()
        assert inputs is store
        store.begun(1, "acme", {})
        for update in EVERY:
            store.update(update)
    store.update(EVERY[0])
    summary = Recording(tmp_path).summary("acme", store.session.name)
    assert (summary.frames, summary.updates) == (2, len(EVERY))
    assert (summary.ended, summary.dropped, summary.files) == (True, 0, 2)
    assert summary.first_at is not None
    assert summary.last_at is not None
    assert summary.first_at <= summary.last_at <= datetime.now(UTC)


async def test_a_recorder_that_is_cancelled_ends_properly(tmp_path: Path) -> None:
    with anyio.move_on_after(0):
        async with record(Store(tmp_path)) as store:
            store.update(EVERY[0])
            await anyio.sleep_forever()
    [session] = Recording(tmp_path).sessions("acme")
    assert Recording(tmp_path).summary("acme", session).ended


async def test_a_session_that_was_not_ended_is_told_apart(tmp_path: Path) -> None:
    store = Store(tmp_path, most=1000)
    for _ in range(10):
        store.update(EVERY[0])
    await store.flush()
    summary = Recording(tmp_path).summary("acme", store.session.name)
    assert not summary.ended
    assert summary.dropped == store.kept.dropped > 0
    assert summary.updates == store.kept.updates


async def test_a_disk_that_refuses_ends_the_recording(tmp_path: Path) -> None:
    (tmp_path / "updates").write_text("in the way")

    async def recorded() -> None:
        async with record(Store(tmp_path, every=0.01)) as store:
            store.update(EVERY[0])
            await anyio.sleep_forever()

    with pytest.raises(OSError, match="updates"):
        await recorded()


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> Killed:
    """Twenty recorders that were killed at random moments."""
    root = tmp_path_factory.mktemp("killed")
    return root, kill(root, [Random(seed).randrange(50, 8000) for seed in range(20)])


@pytest.mark.parametrize("number", range(20))
def test_what_was_written_survives_a_kill(killed: Killed, number: int) -> None:
    root, told = killed
    numbers = [row["number"] for row in rows_of(root / str(number))]
    # What is missing had gathered since the last file; nothing is missing in between.
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) <= told[number] + 1
    if numbers:
        recording = Recording(root / str(number))
        [session] = recording.sessions("acme")
        assert recording.summary("acme", session).ended is False


def test_most_of_it_was_written_before(killed: Killed) -> None:
    root, told = killed
    written = sum(len(rows_of(root / str(number))) for number in range(20))
    assert written > sum(told) // 4
