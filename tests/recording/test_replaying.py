"""A recording told again is what was told the first time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import anyio
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from predcore import (
    BadResponse,
    BookUpdate,
    DataState,
    InvalidRequest,
    MarketRef,
    MarketStatus,
    QuoteUpdate,
    StatusUpdate,
    Unsupported,
)
from predcore.recording import Recording, Replay, Store, record, replay
from predcore.recording.arrow import arrow, parquet
from predcore.recording.elapsed import LONGEST, Elapsed
from predcore.recording.tables import FrameRow
from recording.feeding import MAKE, VENUES, Session, Told, told

pa, pq = arrow(), parquet()

pytestmark = pytest.mark.anyio

CONNECTIONS = {"Connected", "Disconnected"}

venues = pytest.mark.parametrize("venue", VENUES)


async def heard(recorded: Replay) -> list[Told]:
    """Everything of a replay, without the connections' own news."""
    found = [told(update) async for update in recorded]
    return [each for each in found if each[0] not in CONNECTIONS]


async def recorded(root: Path, venue: str = "kalshi", changes: int = 60) -> Session:
    """A session with a gap, a lost connection, silence, a market added late and one
    that is no longer followed."""
    session = Session(root, venue)
    first, second, late = session.instruments
    session.add(first, second)
    session.connect()
    session.trade(changes, loses=changes // 2)
    session.add(late)
    session.trade(changes)
    session.doubt(first)
    session.lose()
    session.connect()
    session.trade(changes)
    session.remove(second)
    session.trade(changes)
    session.wait(31)
    await session.store.flush()
    return session


@venues
async def test_every_update_and_every_book_comes_again(
    tmp_path: Path, venue: str
) -> None:
    session = await recorded(tmp_path, venue)
    assert {"Gap", "Resynced", "BookUpdate"} <= {name for name, _ in session.seen}
    assert await heard(replay(tmp_path, MAKE)) == session.seen


async def test_connections_come_and_go_as_they_did(tmp_path: Path) -> None:
    await recorded(tmp_path)
    found = [told(update)[0] async for update in replay(tmp_path, MAKE)]
    assert [name for name in found if name in CONNECTIONS] == [
        "Connected",
        "Disconnected",
        "Connected",
    ]


@venues
async def test_a_frame_that_made_no_sense_ends_its_connection_and_no_replay(
    tmp_path: Path, venue: str
) -> None:
    session = Session(tmp_path, venue)
    session.add(*session.instruments)
    session.connect()
    session.trade(20)
    with pytest.raises(BadResponse):
        session.hear("<html>")
    session.lose()
    session.connect()
    session.trade(20)
    await session.store.flush()
    again = replay(tmp_path, MAKE)
    assert await heard(again) == session.seen
    assert {book.state for book in again.books.values()} == {DataState.LIVE}


@venues
async def test_the_books_of_the_end_are_there_at_the_end(
    tmp_path: Path, venue: str
) -> None:
    session = await recorded(tmp_path, venue)
    again = replay(tmp_path, MAKE)
    async for _ in again:
        pass
    first, second, late = session.instruments
    assert set(again.books) == {first, late} != {second}
    last = {book.instrument: book for _, book in session.seen if book is not None}
    for instrument, book in again.books.items():
        snapshot = book.snapshot()
        assert (snapshot.bids, snapshot.asks) == (
            last[instrument].bids,
            last[instrument].asks,
        )


@venues
@settings(max_examples=20, deadline=None)
@given(
    seed=st.integers(0, 1000),
    loses=st.one_of(st.none(), st.integers(0, 39)),
    silence=st.sampled_from([0.0, 6.0, 40.0]),
)
async def test_any_session_comes_again(
    tmp_path_factory: pytest.TempPathFactory,
    venue: str,
    seed: int,
    loses: int | None,
    silence: float,
) -> None:
    root = tmp_path_factory.mktemp("recording")
    session = Session(root, venue, seed=seed)
    session.add(*session.instruments)
    session.connect()
    session.trade(40, loses=loses)
    session.wait(silence)
    session.trade(40)
    await session.store.flush()
    assert await heard(replay(root, MAKE)) == session.seen


async def test_a_replayed_book_is_as_old_as_it_was(tmp_path: Path) -> None:
    began = datetime.now(UTC)
    session = await recorded(tmp_path)
    again = replay(tmp_path, MAKE)
    async for update in again:
        if isinstance(update, BookUpdate):
            assert update.book.age(again.now) == timedelta(0)
            assert began <= update.book.received_at <= datetime.now(UTC)
    ages = [book.age(again.now) for book in again.books.values()]
    assert max(ages) >= timedelta(seconds=31)
    assert session.instruments[0] in again.books


async def test_a_depth_tells_only_what_changed_so_deep(tmp_path: Path) -> None:
    await recorded(tmp_path)
    seen: dict[str, object] = {}
    async for update in replay(tmp_path, MAKE, depth=0):
        if isinstance(update, QuoteUpdate):
            quote = update.quote
            top = (quote.bid, quote.bid_size, quote.ask, quote.ask_size)
            assert seen.get(quote.instrument.market) != top or quote.bid is None
            seen[quote.instrument.market] = top
        else:
            assert not isinstance(update, BookUpdate)
            seen.clear()
    assert seen


async def test_two_venues_are_told_in_the_order_in_which_they_were_heard(
    tmp_path: Path,
) -> None:
    one = Session(tmp_path, "kalshi")
    other = Session(tmp_path, "polymarket", store=one.store, seed=1)
    for session in (one, other):
        session.add(*session.instruments)
        session.connect()
    for session in (one, other) * 20:
        session.trade(1)
    await one.store.flush()
    again = replay(tmp_path, MAKE)
    found = [
        (again.number, update.book.instrument.venue)
        async for update in again
        if isinstance(update, BookUpdate)
    ]
    assert found == sorted(found)
    assert {venue for _, venue in found} == {"kalshi", "polymarket"}
    assert again.number == one.store.kept.frames
    alone = replay(tmp_path, MAKE, venues=("polymarket",))
    assert await heard(alone) == other.seen


async def test_nothing_is_lost_by_those_who_lose_patience(tmp_path: Path) -> None:
    session = await recorded(tmp_path, changes=5)
    again = replay(tmp_path, MAKE, speed=1000.0)
    found: list[Told] = []
    impatient = True
    while True:
        try:
            with anyio.move_on_after(0 if impatient else None) as scope:
                found.append(told(await anext(again)))
            impatient = not scope.cancelled_caught
        except StopAsyncIteration:
            break
    assert [each for each in found if each[0] not in CONNECTIONS] == session.seen


async def test_the_last_session_is_replayed_unless_another_is_named(
    tmp_path: Path,
) -> None:
    first = await recorded(tmp_path, changes=10)
    second = await recorded(tmp_path, changes=20)
    sessions = Recording(tmp_path).sessions("kalshi")
    assert len(sessions) == 2
    assert await heard(replay(tmp_path, MAKE)) == second.seen
    assert await heard(replay(tmp_path, MAKE, session=sessions[0])) == first.seen


async def test_books_are_withheld_where_the_recorder_could_not_keep_up(
    tmp_path: Path,
) -> None:
    session = Session(tmp_path, most=20_000)
    session.add(*session.instruments)
    session.connect()
    session.trade(500)
    lost = session.store.kept.dropped
    assert lost
    await session.store.flush()
    session.trade(5)
    await session.store.flush()
    again = replay(tmp_path, MAKE)
    found = [told(update)[0] async for update in again]
    assert 0 < again.dropped <= lost
    assert "Gap" in found
    assert "BookUpdate" not in found[found.index("Gap") :]


async def test_an_empty_folder_is_no_recording(tmp_path: Path) -> None:
    with pytest.raises(InvalidRequest, match="no recording"):
        replay(tmp_path, MAKE)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-100])


def scratched(path: Path) -> None:
    body = bytearray(path.read_bytes())
    body[50:250] = bytes(200)
    path.write_bytes(body)


def foreign(path: Path) -> None:
    pq.write_table(pa.table({"price": [1, 2]}), path)


@pytest.mark.parametrize("damage", [cut, scratched, foreign])
async def test_a_file_that_is_damaged_or_foreign_is_named(
    tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    await recorded(tmp_path)
    [path] = Recording(tmp_path).files("frames", "kalshi")
    damage(path)
    with pytest.raises(InvalidRequest, match=path.name):
        await heard(replay(tmp_path, MAKE))
    if damage is not scratched:
        recording = Recording(tmp_path)
        [session] = recording.sessions("kalshi")
        with pytest.raises(InvalidRequest, match=path.name):
            recording.summary("kalshi", session)


async def test_what_no_recorder_writes_is_named_by_its_row(tmp_path: Path) -> None:
    await recorded(tmp_path)
    [path] = Recording(tmp_path).files("frames", "kalshi")
    rows = pq.read_table(path, partitioning=None)
    kinds = [
        "juggled" if kind == "doubt" else kind for kind in rows["kind"].to_pylist()
    ]
    at = rows.schema.get_field_index("kind")
    pq.write_table(rows.set_column(at, "kind", pa.array(kinds)), path)
    with pytest.raises(InvalidRequest, match=r"row .* 'juggled'"):
        await heard(replay(tmp_path, MAKE))


async def test_a_venue_or_session_that_was_not_recorded_is_a_mistake(
    tmp_path: Path,
) -> None:
    session = await recorded(tmp_path, changes=1)
    with pytest.raises(InvalidRequest, match="nothing of acme"):
        replay(tmp_path, MAKE, venues=("acme",))
    with pytest.raises(InvalidRequest, match=f"but {session.store.session.name}"):
        replay(tmp_path, MAKE, session="20260101T000000-1")


async def test_a_venue_that_cannot_replay_is_said(tmp_path: Path) -> None:
    await recorded(tmp_path, changes=1)
    with pytest.raises(Unsupported, match="kalshi cannot replay"):
        replay(tmp_path, {})


async def test_a_venue_that_only_told_updates_cannot_be_replayed(
    tmp_path: Path,
) -> None:
    async with record(Store(tmp_path)) as store:
        store.update(StatusUpdate(MarketRef("kalshi", "X"), MarketStatus.OPEN))
    with pytest.raises(InvalidRequest, match="no frames of kalshi"):
        replay(tmp_path, MAKE)


async def test_that_the_recorder_hung_up_is_not_told(tmp_path: Path) -> None:
    session = Session(tmp_path)
    async with record(session.store):
        session.add(*session.instruments)
        session.connect()
        session.trade(5)
        session.lose()
        session.connect()
        session.trade(5)
        session.lose()
    again = replay(tmp_path, MAKE)
    found = [told(update)[0] async for update in again]
    assert found.count("Disconnected") == 1
    assert {book.state for book in again.books.values()} == {DataState.LIVE}


async def test_a_connection_that_was_lost_before_a_kill_is_told(
    tmp_path: Path,
) -> None:
    session = Session(tmp_path)
    session.add(*session.instruments)
    session.connect()
    session.lose()
    await session.store.flush()
    found = [told(update)[0] async for update in replay(tmp_path, MAKE)]
    assert found[-1] == "Disconnected"


def step_the_clock(root: Path, by: timedelta) -> None:
    """From the middle of the recording on it was so much later, or earlier."""
    [path] = Recording(root).files("frames", "kalshi")
    rows = pq.read_table(path, partitioning=None)
    told = rows["recorded_at"].to_pylist()
    half = len(told) // 2
    stepped = [*told[:half], *(at + by for at in told[half:])]
    at = rows.schema.get_field_index("recorded_at")
    field = rows.schema.field("recorded_at")
    pq.write_table(rows.set_column(at, field, pa.array(stepped, field.type)), path)


@pytest.mark.parametrize("hours", [-1, 1])
async def test_a_step_of_the_clock_is_not_waited_for(
    tmp_path: Path, hours: int
) -> None:
    session = Session(tmp_path)
    session.add(*session.instruments)
    session.connect()
    session.trade(5)
    session.lose()
    session.connect()
    session.trade(20)
    await session.store.flush()
    step_the_clock(tmp_path, timedelta(hours=hours))
    again = replay(tmp_path, MAKE, speed=1.0)
    with anyio.fail_after(20):
        async for update in again:
            if isinstance(update, BookUpdate):
                assert timedelta(0) <= update.book.age(again.now) < timedelta(seconds=9)


def frame(at: float, monotonic: float = 0.0) -> FrameRow:
    """A row of that many seconds by both clocks."""
    return FrameRow(
        0, round(at * 1_000_000), round(monotonic * 1_000_000_000), 1, "", None
    )


def test_a_recording_goes_by_the_clock_that_does_not_step() -> None:
    elapsed = Elapsed()
    rows = [
        frame(1000),
        frame(1000, 7),
        frame(1002, 9),
        frame(4602, 9.5),
        frame(4603),
        frame(1006, 13),
        frame(1007),
        frame(9999),
        frame(5),
        frame(6, 20),
    ]
    assert [elapsed.at(row) for row in rows] == [
        *(0, 0, 2, 2.5, 3.5, 6, 7),
        *(7 + LONGEST, 7 + LONGEST, 13),
    ]
    assert elapsed.at(rows[-1]) == 13
