"""The guide's stream is what it says: right or withheld, and told again the same."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import anyio
import pytest

import streaming
from predcore import (
    BadResponse,
    BookUpdate,
    BookView,
    Connected,
    DataState,
    Gap,
    Instrument,
    Resynced,
    Stalled,
    kit,
)
from predcore.recording import Store, record, replay
from streaming import AcmeFeed

RAIN, SNOW = (Instrument("acme", name, "yes") for name in ("RAIN", "SNOW"))


def whole(number: int, name: str, bid: str = "0.40") -> str:
    book = {"number": number, "id": name, "whole": True}
    return json.dumps({**book, "bids": [[bid, "10"]], "asks": [["0.45", "5"]]})


def level(number: int, name: str, bid: str) -> str:
    change = {"number": number, "id": name, "whole": False}
    return json.dumps({**change, "bids": [[bid, "7"]], "asks": []})


def told(feed: AcmeFeed, *frames: str) -> list[kit.Step]:
    return [step for frame in frames for step in feed.received(frame, 1.0)]


@pytest.fixture
def feed() -> AcmeFeed:
    made = AcmeFeed()
    made.add([RAIN, SNOW], 0.0)
    list(made.opened(0.0))
    told(made, whole(1, "RAIN"), whole(2, "SNOW"))
    return made


def test_the_script_loses_a_message_and_mends_it() -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", str(streaming.__file__)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    lines = ["Connected", "bid 0.40", "bid 0.41", "Gap", "Resynced"]
    assert done.stdout.splitlines() == lines


def test_a_lost_message_withholds_every_book(feed: AcmeFeed) -> None:
    gap, ask = told(feed, level(4, "RAIN", "0.41"))
    assert gap == Gap((RAIN, SNOW))
    assert ask == kit.Send('{"follow": ["RAIN", "SNOW"]}')
    assert {book.bid for book in feed.books.values()} == {None}
    resynced, update = told(feed, whole(5, "RAIN", "0.39"))
    assert resynced == Resynced((RAIN,))
    assert isinstance(update, BookUpdate)
    assert update.book.bid is not None
    assert feed.books[SNOW].bid is None


def test_silence_is_asked_about_and_then_called_out(feed: AcmeFeed) -> None:
    assert feed.due() == 31.0
    assert feed.expired(31.0) == [kit.Send('{"ping": true}')]
    stalled, left = feed.expired(36.0)
    assert stalled == Stalled((RAIN, SNOW), 35.0)
    assert isinstance(left, kit.Reconnect)


def test_what_is_removed_is_left_and_stale(feed: AcmeFeed) -> None:
    book = feed.books[SNOW]
    assert feed.remove([SNOW], 1.0) == [kit.Send('{"leave": ["SNOW"]}')]
    assert (set(feed.books), book.state) == ({RAIN}, DataState.STALE)


def test_without_a_connection_there_is_nobody_to_ask(feed: AcmeFeed) -> None:
    feed.lost()
    assert feed.remove([SNOW], 1.0) == []
    assert feed.books[RAIN].state is DataState.STALE


@pytest.mark.parametrize("frame", ["{", "[]", "{}", whole(3, "RAIN", "0.405")])
def test_a_message_that_makes_no_sense_is_a_bad_response(
    feed: AcmeFeed, frame: str
) -> None:
    with pytest.raises(BadResponse):
        feed.received(frame, 1.0)


class Acme:
    """Keeps what is followed in step with what is said."""

    def __init__(self) -> None:
        self.played = streaming.Played()

    async def __aenter__(self) -> streaming.Played:
        return self.played

    async def __aexit__(self, *exc: object) -> None: ...


@pytest.mark.parametrize("anyio_backend", ["asyncio"])
async def test_what_was_recorded_of_it_is_told_again(tmp_path: Path) -> None:
    acme, heard = Acme(), list[object]()
    async with record(Store(tmp_path)) as store:
        watching = kit.watch(lambda: acme, AcmeFeed, [RAIN], per_connection=100)
        async with watching as updates:
            with anyio.fail_after(10):
                async for update in updates:
                    store.update(update)
                    heard.append(seen(update))
                    if len(heard) == 3:
                        break
                    if isinstance(update, BookUpdate):
                        acme.played.say("RAIN", [["0.41", "7"]], [])
    again = replay(tmp_path, {"acme": lambda _: AcmeFeed()})
    assert [seen(update) async for update in again] == heard


def seen(update: object) -> object:
    if isinstance(update, BookUpdate):
        book: BookView = update.book
        return book.instrument, book.bid, book.ask
    return isinstance(update, Connected)
