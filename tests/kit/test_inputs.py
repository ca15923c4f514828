"""Whoever is noting hears what protocols are told, in order, and can tell it again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import anyio
import pytest

from kit.pit import Pit, PitFeed, named
from kit.sockets import LOST, Dialling, ScriptedSocket
from predcore import BookUpdate, Instrument, Watch
from predcore.kit import Backoff, BookProtocol, noting, tell_again, watch
from predcore.kit.inputs import listener, noted

A, B = named("a"), named("b")


class Heard:
    """Everything that was heard, in order: line, kind and body."""

    def __init__(self) -> None:
        self.told_of: list[tuple[int, str, str | None, int]] = []
        self.begun_of: dict[int, tuple[str, Mapping[str, Any]]] = {}

    def begun(self, line: int, venue: str, memory: Mapping[str, Any]) -> None:
        self.begun_of[line] = venue, memory

    def told(self, line: int, what: str, body: str | None, now: int) -> None:
        self.told_of.append((line, what, body, now))

    @property
    def kinds(self) -> list[str]:
        """What was told, without whom."""
        return [what for _, what, _, _ in self.told_of]


class RememberingFeed(PitFeed):
    """Knows how many it was ever told to follow."""

    def __init__(self) -> None:
        super().__init__()
        self._count = 0

    def add(self, instruments: Sequence[Instrument], now: float) -> Any:
        self._count += len(instruments)
        return super().add(instruments, now)

    def memory(self) -> Mapping[str, Any]:
        return {"count": self._count}


async def told(updates: Watch, name: str) -> None:
    with anyio.fail_after(10):
        async for update in updates:
            if isinstance(update, BookUpdate) and update.book.instrument == named(name):
                return


async def test_inputs_are_heard_between_the_ends_of_connections() -> None:
    heard = Heard()
    dial = Dialling(ScriptedSocket("a 40 1", LOST))
    with noting(heard):
        async with watch(
            dial, PitFeed, [A], per_connection=1, backoff=Backoff(base=60.0)
        ):
            await anyio.wait_all_tasks_blocked()
    [(line, begun)] = heard.begun_of.items()
    assert begun == ("pit", {})
    assert {each for each, _, _, _ in heard.told_of} == {line}
    assert heard.kinds[:4] == ["add", "opened", "received", "lost"]
    assert heard.told_of[0][2] == '["pit:a:yes"]'
    assert heard.told_of[2][2] == "a 40 1"


async def test_what_is_added_later_is_heard_too() -> None:
    pit, heard = Pit(), Heard()
    with noting(heard):
        watching = watch(pit.dial, PitFeed, [A], per_connection=1)
        updates = await watching.__aenter__()
    assert listener() is None
    await told(updates, "a")
    await updates.add(B)
    await told(updates, "b")
    frames = [body for _, what, body, _ in heard.told_of if what == "received"]
    assert frames == ["a 40 1", "b 40 1"]
    assert len(heard.begun_of) == 2
    await watching.__aexit__(None, None, None)
    assert heard.kinds.count("lost") == 2


async def test_a_stream_outside_of_the_block_is_not_heard() -> None:
    pit, heard = Pit(), Heard()
    with noting(heard), noting(None):
        assert listener() is None
    async with watch(pit.dial, PitFeed, [A], per_connection=1) as updates:
        await told(updates, "a")
    assert heard.told_of == []


def test_a_protocol_that_nobody_hears_is_itself() -> None:
    feed = PitFeed()
    assert noted(feed, None) is feed


def test_what_a_protocol_must_know_is_told_again_as_it_grows() -> None:
    heard = Heard()
    feed = noted(RememberingFeed(), heard)
    list(feed.add([A], 1.0))
    [line] = heard.begun_of
    assert heard.begun_of[line] == ("pit", {"count": 1})
    list(feed.add([B], 2.0))
    assert heard.begun_of[line] == ("pit", {"count": 2})


def state_of(feed: BookProtocol) -> Any:
    """Everything that can be seen of the books."""
    return {
        one: (book.state, book.bid, book.heard_at if book.bid else None)
        for one, book in feed.books.items()
    }


def test_an_equal_protocol_that_is_told_the_same_is_the_same() -> None:
    heard = Heard()
    first, second = PitFeed(), PitFeed()
    feed = noted(first, heard)
    list(feed.add([A, B], 1.25))
    list(feed.opened(1.5))
    list(feed.received("a 40 1", 1.1 + 2.2))
    list(feed.received(b"b 41 7", 4.0))
    list(feed.doubt([A], 5.0))
    list(feed.received("a 42 3", 6.0))
    feed.lost()
    list(feed.opened(7.0))
    list(feed.remove([B], 8.0))
    list(feed.received("a 43 3", 9.0))
    for _, what, body, now in heard.told_of:
        list(tell_again(second, what, body, now))
    assert state_of(second) == state_of(first)
    assert second.books[A].bid is not None
    assert B not in second.books


def test_what_is_no_input_cannot_be_told() -> None:
    with pytest.raises(ValueError, match="'sing' is no input"):
        tell_again(PitFeed(), "sing", None, 0)
    with pytest.raises(ValueError, match="'add' is no input"):
        tell_again(PitFeed(), "add", None, 0)
