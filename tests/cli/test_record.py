"""``predcore record``: everything on the disk, whatever ends it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from bisect import bisect_right
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from re import search
from time import monotonic
from typing import Any

import anyio
import pytest

from cli.conftest import Run
from cli.exchanges import FullExchange, Plugin
from cli.ptys import Terminal
from cli.serving import Serving
from cli.streams import RAIN, Asked, StreamingExchange, trade
from predcore import (
    BookUpdate,
    Gap,
    Instrument,
    Registry,
)
from predcore.cli.commands.record import progress_of
from predcore.recording import Recording, Replay, Store, replay
from predcore.recording.arrow import parquet
from predcore.recording.segments import segments
from predcore.recording.tables import UPDATES
from recording.feeding import MAKE

PATIENCE = 60


@pytest.fixture
def acme(registry: Registry) -> StreamingExchange:
    venue = StreamingExchange("acme", "RAIN", "SNOW")
    registry.register(Plugin(venue), "acme")
    return venue


def rows_of(root: Path, venue: str) -> list[dict[str, Any]]:
    """Every update that was written, in order."""
    return [
        row
        for path in segments(root, UPDATES, venue)
        for row in parquet().ParquetFile(path).read().to_pylist()
    ]


def test_what_is_told_is_kept_and_summed_up(
    run: Run, acme: StreamingExchange, tmp_path: Path
) -> None:
    acme.script = [trade(RAIN, "0.42", "3.5", "2026-11-28T12:00:00Z"), Gap((RAIN,))]
    out = tmp_path / "some" / "where"
    ran = run("record", "acme:RAIN", "--out", str(out), "--trades", "--json")
    [summary] = ran.records
    assert summary["kind"] == "recorded"
    assert (summary["updates"], summary["dropped"]) == (6, 0)
    assert acme.streams == [Asked(_both(), trades=True, depth=None)]
    rows = rows_of(out, "acme")
    assert [row["kind"] for row in rows] == [
        *("connected", "book", "book", "trade", "gap", "ended")
    ]
    assert rows[1]["bid"] == Decimal("0.41")
    assert rows[3]["price"] == Decimal("0.42")
    assert Recording(out).summary("acme", summary["session"]).ended
    assert ran.code == 1
    assert ran.complaints == ["predcore: acme: closed for today (2 times)"]


def _both() -> tuple[Instrument, ...]:
    return RAIN, Instrument("acme", "RAIN", "no")


def test_people_are_told_how_to_replay_it(
    run: Run, acme: StreamingExchange, tmp_path: Path
) -> None:
    acme.closes = False
    ran = run("record", "acme:RAIN:yes", "--out", str(tmp_path), "--seconds", "0.5")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        f"1 frame and 2 updates in 2 files in {tmp_path}",
        f"`predcore replay {tmp_path}` tells it again",
    ]


def test_a_depth_is_kept_of_every_book(
    run: Run, acme: StreamingExchange, tmp_path: Path
) -> None:
    run("record", "acme:RAIN:yes", "--out", str(tmp_path), "--depth", "2")
    [book] = [row for row in rows_of(tmp_path, "acme") if row["kind"] == "book"]
    assert [(level["price"], level["size"]) for level in book["bids"]] == [
        (Decimal("0.41"), 120),
        (Decimal("0.40"), 7),
    ]


def test_nothing_to_record_leaves_nothing_behind(
    run: Run, acme: StreamingExchange, tmp_path: Path
) -> None:
    ran = run("record", "acme:FOG:yes", "--out", str(tmp_path), "--json")
    assert ran.code == 2
    assert [record["kind"] for record in ran.records] == ["error", "recorded"]
    assert list(tmp_path.iterdir()) == []


def test_a_venue_that_cannot_stream_is_a_usage_error(
    run: Run, registry: Registry, tmp_path: Path
) -> None:
    registry.register(Plugin(FullExchange("acme", "RAIN")), "acme")
    ran = run("record", "acme:RAIN:yes", "--out", str(tmp_path))
    assert ran.code == 2
    [complaint] = ran.complaints
    assert complaint.startswith("predcore: acme")


def test_a_folder_that_cannot_be_made_is_a_usage_error(
    run: Run, acme: StreamingExchange, tmp_path: Path
) -> None:
    (tmp_path / "taken").write_text("")
    out = tmp_path / "taken" / "here"
    ran = run("record", "acme:RAIN:yes", "--out", str(out))
    assert ran.code == 2
    assert ran.complaints == [f"predcore: {out}: Not a directory"]


def test_progress_counts_what_was_heard_and_written(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.begun(1, "acme", {})
    assert progress_of(store, 75.4) == (
        "recording: 1 frame, 0 updates, 0 files, 0 dropped (75 s)"
    )


# -- with a venue's wire, in processes of their own ------------------------------


@pytest.fixture(scope="module")
def serving() -> Iterator[Serving]:
    running = Serving("--busy", "400")
    try:
        yield running
    finally:
        running.end()


@pytest.fixture(scope="module")
def markets(serving: Serving) -> list[str]:
    """Three of each venue."""
    done = subprocess.run(
        [sys.executable, "-m", "predcore", "markets", "--limit", "3", "--json"],
        env={**os.environ, **serving.variables},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return [json.loads(line)["ref"] for line in done.stdout.splitlines()]


@contextmanager
def recording(
    serving: Serving, markets: list[str], out: Path, *options: str
) -> Generator[subprocess.Popen[str]]:
    """A recorder of these, that is gone when the block is left."""
    arguments = ["record", *markets, "--trades", "--out", str(out), *options]
    with subprocess.Popen(
        [sys.executable, "-m", "predcore", *arguments],
        env={**os.environ, **serving.variables},
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def wait_for_writes(out: Path, count: int) -> None:
    """Until updates of each venue have been written so often."""
    deadline = monotonic() + PATIENCE
    written: dict[str, set[int]] = {venue: set() for venue in MAKE}
    while any(len(times) < count for times in written.values()):
        assert monotonic() < deadline
        for venue, times in written.items():
            found = segments(out, UPDATES, venue)
            times.update(path.stat().st_mtime_ns for path in found)


def test_a_recorder_that_is_asked_to_terminate_writes_everything(
    serving: Serving, markets: list[str], tmp_path: Path
) -> None:
    options = ("--every", "0.3", "--json")
    with recording(serving, markets, tmp_path, *options) as process:
        wait_for_writes(tmp_path, 2)
        process.send_signal(signal.SIGTERM)
        out, _ = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0
    summary = json.loads(out)
    found = [Recording(tmp_path).summary(v, summary["session"]) for v in MAKE]
    assert all(each.ended for each in found)
    assert sum(each.frames for each in found) == summary["frames"]
    assert sum(each.updates for each in found) == summary["updates"]


def test_a_recorder_shows_how_it_goes_on_a_terminal(
    serving: Serving, markets: list[str], tmp_path: Path
) -> None:
    with Terminal(
        *("record", *markets, "--out", str(tmp_path), "--every", "0.3"),
        columns=100,
        rows=24,
        environ=serving.variables,
    ) as terminal:
        terminal.until(lambda _: search(r" [1-9]\d* files, 0 dr", terminal.written))
        terminal.process.send_signal(signal.SIGINT)
        assert terminal.ended() == 0
        assert "tells it again" in terminal.written.rpartition("\x1b[K")[2]


Best = tuple[Any, Any, Any, Any]
Timeline = tuple[list[int], list[Best]]


def best_of(update: BookUpdate) -> Best:
    bid, ask = update.book.bid, update.book.ask
    return (
        bid and bid.price,
        bid and bid.size,
        ask and ask.price,
        ask and ask.size,
    )


async def timelines(again: Replay) -> dict[str, Timeline]:
    """By instrument, the best prices after each input that changed them."""
    found: dict[str, Timeline] = {}
    async for update in again:
        if isinstance(update, BookUpdate):
            numbers, tops = found.setdefault(str(update.book.instrument), ([], []))
            numbers.append(again.number)
            tops.append(best_of(update))
    return found


def test_a_recording_that_was_killed_replays_to_the_books_it_told(
    serving: Serving, markets: list[str], tmp_path: Path
) -> None:
    with recording(serving, markets, tmp_path, "--every", "0.2") as process:
        wait_for_writes(tmp_path, 6)
        process.kill()
    found = anyio.run(timelines, replay(tmp_path, MAKE))
    told = {venue: rows_of(tmp_path, venue) for venue in MAKE}
    for venue, rows in told.items():
        [session] = Recording(tmp_path).sessions(venue)
        summary = Recording(tmp_path).summary(venue, session)
        assert (summary.ended, summary.dropped) == (False, 0)
        books = [row for row in rows if row["kind"] == "book"]
        assert len(books) > 10
        for row in books:
            numbers, tops = found[row["instrument"]]
            # What was told is what the last frame before it had made of the book.
            assert tops[bisect_right(numbers, row["after_frame"]) - 1] == (
                *(row["bid"], row["bid_size"]),
                *(row["ask"], row["ask_size"]),
            )
