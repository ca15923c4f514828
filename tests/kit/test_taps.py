"""Whoever taps hears every frame as it came, and when connections come and go."""

from __future__ import annotations

import anyio

from kit.pit import Pit, PitFeed, named
from kit.sockets import LOST, Dialling, ScriptedSocket
from predcore import BookUpdate, Watch
from predcore.kit import Backoff, tapped, tapping, watch


class Heard:
    """Everything that was heard, in order."""

    def __init__(self) -> None:
        self.lines: list[tuple[str, int, str]] = []

    def opened(self, connection: int, at: float) -> None:
        self.lines.append(("opened", connection, ""))

    def received(self, connection: int, frame: str | bytes, at: float) -> None:
        self.lines.append(("received", connection, str(frame)))

    def closed(self, connection: int, at: float) -> None:
        self.lines.append(("closed", connection, ""))


async def told(updates: Watch, name: str) -> None:
    with anyio.fail_after(10):
        async for update in updates:
            if isinstance(update, BookUpdate) and update.book.instrument == named(name):
                return


async def test_a_tap_hears_frames_between_the_ends_of_connections() -> None:
    heard = Heard()
    dial = tapped(Dialling(ScriptedSocket("a 40 1", LOST)), heard)
    async with watch(
        dial, PitFeed, [named("a")], per_connection=1, backoff=Backoff(base=60.0)
    ):
        await anyio.wait_all_tasks_blocked()
    number = heard.lines[0][1]
    assert heard.lines == [
        ("opened", number, ""),
        ("received", number, "a 40 1"),
        ("closed", number, ""),
    ]


async def test_a_stream_keeps_its_tap_for_what_is_added_later() -> None:
    pit, heard = Pit(), Heard()
    with tapping(heard):
        watching = watch(pit.dial, PitFeed, [named("a")], per_connection=1)
        updates = await watching.__aenter__()
    await told(updates, "a")
    await updates.add(named("b"))
    await told(updates, "b")
    frames = [frame for what, _, frame in heard.lines if what == "received"]
    assert frames == ["a 40 1", "b 40 1"]
    assert len({connection for _, connection, _ in heard.lines}) == 2
    await watching.__aexit__(None, None, None)
    assert [what for what, _, _ in heard.lines].count("closed") == 2


async def test_a_stream_outside_of_the_block_is_not_heard() -> None:
    pit, heard = Pit(), Heard()
    with tapping(heard):
        pass
    async with watch(pit.dial, PitFeed, [named("a")], per_connection=1) as updates:
        await told(updates, "a")
    assert heard.lines == []


def test_a_dial_without_a_tap_is_the_dial() -> None:
    dial = Dialling()
    assert tapped(dial, None) is dial
