"""A recording told again is what was told the first time."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from predcore import InvalidRequest, Unsupported
from predcore.recording import Recording, Replay, replay
from recording.feeding import MAKE, TICKERS, Session, Told, told

pytestmark = pytest.mark.anyio

CONNECTIONS = {"Connected", "Disconnected"}


async def heard(recorded: Replay) -> list[Told]:
    """Everything of a replay, without the connections' own news."""
    found = [told(update) async for update in recorded]
    return [each for each in found if each[0] not in CONNECTIONS]


async def recorded(root: Path, changes: int = 60) -> Session:
    """A session with a gap, a lost connection, silence, and a market added late."""
    session = Session(root)
    session.add(*TICKERS[:2])
    session.connect()
    session.trade(changes, loses=changes // 2)
    session.add(TICKERS[2])
    session.trade(changes)
    session.lose()
    session.connect()
    session.trade(changes)
    session.wait(31)
    await session.store.flush()
    return session


async def test_every_update_and_every_book_comes_again(tmp_path: Path) -> None:
    session = await recorded(tmp_path)
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


async def test_the_books_of_the_end_are_there_at_the_end(tmp_path: Path) -> None:
    session = await recorded(tmp_path)
    again = replay(tmp_path, MAKE)
    async for _ in again:
        pass
    assert {instrument.market for instrument in again.books} == set(TICKERS)
    last = {book.instrument: book for _, book in session.seen if book is not None}
    for instrument, book in again.books.items():
        snapshot = book.snapshot()
        assert (snapshot.bids, snapshot.asks) == (
            last[instrument].bids,
            last[instrument].asks,
        )


@settings(max_examples=20, deadline=None)
@given(
    seed=st.integers(0, 1000),
    loses=st.one_of(st.none(), st.integers(0, 39)),
    silence=st.sampled_from([0.0, 6.0, 40.0]),
)
async def test_any_session_comes_again(
    tmp_path_factory: pytest.TempPathFactory,
    seed: int,
    loses: int | None,
    silence: float,
) -> None:
    root = tmp_path_factory.mktemp("recording")
    session = Session(root, seed=seed)
    session.add(*TICKERS)
    session.connect()
    session.trade(40, loses=loses)
    session.wait(silence)
    session.trade(40)
    await session.store.flush()
    assert await heard(replay(root, MAKE)) == session.seen


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
    session.add(*TICKERS)
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


async def test_a_venue_that_was_not_recorded_is_a_mistake(tmp_path: Path) -> None:
    await recorded(tmp_path, changes=1)
    with pytest.raises(InvalidRequest, match="nothing of acme"):
        replay(tmp_path, MAKE, venues=("acme",))


async def test_a_venue_that_cannot_replay_is_said(tmp_path: Path) -> None:
    await recorded(tmp_path, changes=1)
    with pytest.raises(Unsupported, match="kalshi cannot replay"):
        replay(tmp_path, {})
