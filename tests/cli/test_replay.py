"""``predcore replay``: what was recorded, as lines and in a list."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from json import loads
from pathlib import Path

import anyio
import pytest

from cli.conftest import Run
from cli.exchanges import FullExchange, Plugin
from predcore import Registry, default_registry
from predcore.recording import Store
from recording.feeding import VENUES, Session


@pytest.fixture(autouse=True)
def installed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The adapters that are installed."""
    monkeypatch.delenv("PREDCORE_BLOCK", raising=False)
    default_registry.cache_clear()
    yield
    default_registry.cache_clear()


async def _recorded(
    root: Path,
    *venues: str,
    ends: bool,
    changes: int,
    loses: int | None,
    **options: int,
) -> Session:
    store = Store(root, **options)
    sessions = [Session(root, venue, store=store) for venue in venues]
    for session in sessions:
        session.add(*session.instruments)
        session.connect()
    for session in sessions:
        session.trade(changes, loses=loses)
    await (store.end() if ends else store.flush())
    return sessions[0]


def recorded(
    root: Path,
    *venues: str,
    ends: bool = True,
    changes: int = 30,
    loses: int | None = 10,
    **options: int,
) -> Session:
    """A session of these venues; gives the first of them."""

    async def make() -> Session:
        return await _recorded(
            root, *venues, ends=ends, changes=changes, loses=loses, **options
        )

    return anyio.run(make)


@pytest.mark.parametrize("venue", VENUES)
def test_every_update_is_a_line(run: Run, tmp_path: Path, venue: str) -> None:
    session = recorded(tmp_path, venue)
    ran = run("replay", str(tmp_path), "--depth", "50")
    assert (ran.code, ran.err) == (0, "")
    kinds = [record["kind"] for record in ran.records]
    assert kinds[0] == "connected"
    # That the recorder hung up in the end is nothing the venue did.
    assert set(kinds) == {"connected"} | {
        name.removesuffix("Update").lower() for name, _ in session.seen
    }
    told = {r["instrument"]: r for r in ran.records if r["kind"] == "book"}
    seen = {str(b.instrument): b for _, b in session.seen if b is not None}
    assert told.keys() == seen.keys()
    for name, book in seen.items():
        levels = [(Decimal(o["price"]), Decimal(o["size"])) for o in told[name]["bids"]]
        assert levels == [(level.price, level.size) for level in book.bids[:50]]


def test_best_prices_are_told_when_they_changed(run: Run, tmp_path: Path) -> None:
    recorded(tmp_path, "kalshi", loses=None)
    quotes = [r for r in run("replay", str(tmp_path)).records if r["kind"] == "quote"]
    assert 3 <= len(quotes) < 30
    for name in {quote["instrument"] for quote in quotes}:
        tops = [
            (quote["bid"], quote["bid_size"])
            for quote in quotes
            if quote["instrument"] == name
        ]
        assert all(one != two for one, two in pairwise(tops))


def test_one_venue_of_several_can_be_replayed(run: Run, tmp_path: Path) -> None:
    recorded(tmp_path, "kalshi", "polymarket")
    ran = run("replay", str(tmp_path), "--venue", "polymarket", "--json")
    assert ran.code == 0
    named = {r["instrument"].partition(":")[0] for r in ran.records if "bid" in r}
    assert named == {"polymarket"}


def test_the_list_says_what_there_is_and_how_it_ended(run: Run, tmp_path: Path) -> None:
    first = recorded(tmp_path, "kalshi", "polymarket").store
    second = recorded(tmp_path, "kalshi", ends=False, most=20_000).store
    assert second.kept.dropped
    found = run("replay", str(tmp_path), "--list", "--json").records
    assert [(r["venue"], r["session"], r["ended"]) for r in found] == [
        ("kalshi", first.session.name, True),
        ("kalshi", second.session.name, False),
        ("polymarket", first.session.name, True),
    ]
    assert found[1]["dropped"] == second.kept.dropped
    assert found[0]["frames"] + found[2]["frames"] == first.kept.frames
    assert found[0]["first_at"] <= found[0]["last_at"]
    [head, *lines] = run("replay", str(tmp_path), "--list").out.splitlines()
    assert head.split()[0] == "VENUE"
    assert ["proper" in line for line in lines] == [True, False, True]
    assert "cut off" in lines[1]
    only = run("replay", str(tmp_path), "--list", "--venue", "polymarket").out
    assert len(only.splitlines()) == 2


def test_what_the_recorder_left_out_is_said_in_the_end(
    run: Run, tmp_path: Path
) -> None:
    dropped = recorded(tmp_path, "kalshi", most=12_000).store.kept.dropped
    ran = run("replay", str(tmp_path))
    assert ran.code == 0
    [complaint] = ran.complaints
    assert " out" in complaint
    assert dropped


def test_a_reader_that_has_enough_ends_it_quietly(tmp_path: Path) -> None:
    recorded(tmp_path, "kalshi", changes=2000, loses=None)
    arguments = ["replay", str(tmp_path), "--depth", "10"]
    with subprocess.Popen(
        [sys.executable, "-m", "predcore", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert loads(process.stdout.readline())["kind"] == "connected"
        process.stdout.close()
        assert process.wait(timeout=60) == 141
        assert process.stderr is not None
        assert process.stderr.read() == ""


def test_enough_is_enough(run: Run, tmp_path: Path) -> None:
    recorded(tmp_path, "kalshi")
    assert (
        run("replay", str(tmp_path), "--speed", "0.0001", "--seconds", "0.01").code == 0
    )


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["--venue", "acme"], "there is nothing of acme"),
        (["--session", "monday"], "there is no session 'monday'"),
        (["--speed", "fast"], "--speed: expected a number of 0 or more"),
    ],
)
def test_what_is_not_there_is_a_usage_error(
    run: Run, tmp_path: Path, options: list[str], expected: str
) -> None:
    recorded(tmp_path, "kalshi")
    ran = run("replay", str(tmp_path), *options)
    assert ran.code == 2
    [complaint] = ran.complaints
    assert expected in complaint


@pytest.mark.parametrize("options", [[], ["--list"]])
def test_a_folder_without_a_recording_is_a_usage_error(
    run: Run, tmp_path: Path, options: list[str]
) -> None:
    ran = run("replay", str(tmp_path), *options)
    assert (ran.code, ran.out) == (2, "")
    assert ran.complaints == [f"predcore: there is no recording in {tmp_path}"]


def test_an_adapter_that_is_not_installed_cannot_replay(
    run: Run, tmp_path: Path, registry: Registry
) -> None:
    recorded(tmp_path, "kalshi")
    registry.register(Plugin(FullExchange("acme")), "acme")
    ran = run("replay", str(tmp_path))
    assert ran.code == 2
    assert "kalshi cannot replay" in ran.complaints[0]
    assert run("replay", str(tmp_path), "--list").code == 0
