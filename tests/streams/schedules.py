"""Schedules of faults, of any venue's feed, without a socket and with its own clock.

A venue joins with a :class:`Side`: its publisher, exact and by the frame. What must
hold of every schedule is checked after every frame: a book that is called live is one
the venue has had, and never an older one than before; a book that is not has no price;
and a stalled connection is left within its bound.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from hypothesis import strategies as st

from predcore import BadResponse, DataState, Instrument, Stalled
from predcore.kit import BookProtocol, LocalBook, Reconnect, Send, Step
from predcore.kit.protocols import VerifyingProtocol

__all__ = ["Action", "Levels", "Side", "Wire", "schedules"]

Levels: TypeAlias = dict[int, int]
"""Sizes by price, in the steps of the venue's books; asks at ``1 - price``."""


class Side(Protocol):
    """A venue's half of a connection."""

    @property
    def instruments(self) -> Sequence[Instrument]:
        """What can be followed: four."""
        ...

    @property
    def faults(self) -> tuple[str, ...]:
        """What its stream notices: ``drop``, ``repeat``, ``swap``, ``damage``."""
        ...

    @property
    def bound(self) -> float:
        """Seconds after its last frame in which a stalled connection is left."""
        ...

    def feed(self) -> BookProtocol:
        """A protocol that follows nothing yet."""
        ...

    def connect(self) -> None:
        """A new connection begins."""
        ...

    def answer(self, frames: Sequence[str]) -> list[str]:
        """What the venue says to frames of ours."""
        ...

    def change(
        self, instrument: Instrument, bids: bool, place: int, size: int
    ) -> list[str]:
        """Set the size (0 to 3) at one of six places of a side, and tell who follows
        it."""
        ...

    def truth(self, instrument: Instrument) -> tuple[Levels, Levels]:
        """The book now, bids first."""
        ...


@dataclass(frozen=True, slots=True)
class Action:
    """Something happens at the venue, on the way, or here.

    Attributes:
        what: ``change``, with what befalls its frame; or ``add``, ``remove``,
            ``doubt``, ``verify``, ``wait``, ``stall``, ``break``.
    """

    what: str
    book: int
    bids: bool = True
    place: int = 0
    size: int = 0
    fault: str = ""
    seconds: float = 0.0


def schedules(faults: Sequence[str]) -> st.SearchStrategy[list[Action]]:
    """Five to fifty actions, most of them changes and most changes unharmed."""
    books = st.integers(0, 3)
    changes = st.builds(
        Action,
        st.just("change"),
        books,
        st.booleans(),
        st.integers(0, 5),
        st.integers(0, 3),
        st.sampled_from([*[""] * 8, *faults]),
    )
    others = st.builds(
        Action, st.sampled_from(["add", "remove", "doubt", "verify", "break"]), books
    )
    waits = st.builds(
        Action,
        st.sampled_from(["wait", "wait", "stall"]),
        books,
        seconds=st.sampled_from([0.5, 4.0, 40.0]),
    )
    actions = st.one_of(changes, changes, changes, others, waits)
    return st.lists(actions, min_size=5, max_size=50)


class Wire:
    """Carries frames with faults between a feed and a side, and checks the books."""

    def __init__(self, side: Side) -> None:
        self.side = side
        self.feed = side.feed()
        self.now = self.heard_at = 1000.0
        self.stalled = False
        self.held: list[str] = []
        self.queue: deque[str] = deque()
        self.history = {one: [side.truth(one)] for one in side.instruments}
        self.at = dict.fromkeys(side.instruments, 0)
        self.told: list[Step] = []
        self.add(side.instruments[:2])
        self.connect()

    # -- what happens -------------------------------------------------------------

    def play(self, actions: Iterable[Action]) -> None:
        """Let it all happen."""
        for action in actions:
            instrument = self.side.instruments[action.book]
            match action.what:
                case "change":
                    self.change(instrument, action)
                case "add":
                    self.add([instrument])
                case "remove":
                    self.obey(self.feed.remove([instrument], self.now))
                case "doubt":
                    followed = [i for i in [instrument] if i in self.feed.books]
                    self.obey(self.feed.doubt(followed, self.now))
                case "verify":
                    if isinstance(self.feed, VerifyingProtocol):
                        followed = [i for i in [instrument] if i in self.feed.books]
                        self.obey(self.feed.verify(followed, self.now))
                case "wait":
                    self.wait(action.seconds)
                case "stall":
                    self.stalled = True
                    self.wait(action.seconds)
                case _:
                    self.lose()
            self.deliver()

    def settle(self) -> None:
        """Nothing goes wrong any more: every book is followed, live, and right."""
        self.release()
        self.wait(self.side.bound + 1.0)
        assert not self.stalled or not self.feed.books
        self.stalled = False
        self.add(self.side.instruments)
        for size in (1, 2):
            for instrument in self.side.instruments:
                self.change(instrument, Action("change", 0, True, 0, size))
            self.wait(30.0)
        self.wait(120.0)
        for instrument in self.side.instruments:
            book = self.feed.books[instrument]
            assert book.state is DataState.LIVE
            assert levels(book) == self.side.truth(instrument)

    def add(self, instruments: Sequence[Instrument]) -> None:
        if not self.feed.books:
            self.heard_at = self.now
        self.obey(self.feed.add(instruments, self.now))
        self.deliver()

    def change(self, instrument: Instrument, action: Action) -> None:
        frames = self.side.change(instrument, action.bids, action.place, action.size)
        for one in self.side.instruments:
            self.history[one].append(self.side.truth(one))
        held, self.held = self.held, []
        match action.fault:
            case "drop":
                frames = []
            case "repeat":
                frames = frames * 2
            case "swap" if not held:
                self.held = frames
                return
            case "damage":
                frames = [frame[: len(frame) // 2] for frame in frames]
            case _:
                pass
        self.queue.extend((*frames, *held))
        self.deliver()

    def release(self) -> None:
        self.queue.extend(self.held)
        self.held = []
        self.deliver()

    def wait(self, seconds: float) -> None:
        """Time passes, and what falls due is done at its time."""
        until = self.now + seconds
        self.release()
        while (due := self.feed.due()) is not None and due <= until:
            self.now = max(self.now, due)
            self.obey(self.feed.expired(self.now))
            self.deliver()
            self.check()
        self.now = until
        if self.stalled and self.feed.books:
            assert self.now - self.heard_at <= self.side.bound

    # -- how it is carried ----------------------------------------------------------

    def connect(self) -> None:
        """A new connection; what was under way on the old one is gone."""
        self.side.connect()
        self.queue.clear()
        self.held = []
        self.stalled = False
        self.heard_at = self.now
        self.obey(self.feed.opened(self.now))
        self.deliver()

    def lose(self) -> None:
        self.feed.lost()
        states = {book.state for book in self.feed.books.values()}
        assert DataState.LIVE not in states
        self.check()
        self.connect()

    def deliver(self) -> None:
        while self.queue:
            frame = self.queue.popleft()
            if self.stalled:
                continue
            self.heard_at = self.now
            try:
                steps = list(self.feed.received(frame, self.now))
            except BadResponse:
                self.lose()
                return
            self.check()
            self.obey(steps)

    def obey(self, steps: Iterable[Step]) -> None:
        for step in steps:
            self.told.append(step)
            if isinstance(step, Send) and not self.stalled:
                self.queue.extend(self.side.answer([str(step.frame)]))
            elif isinstance(step, Reconnect):
                if self.stalled:
                    assert self.now - self.heard_at <= self.side.bound
                    assert self._called_out()
                self.lose()
                return
        self.check()

    def _called_out(self) -> bool:
        """Whether it was said that nothing followed is to be believed."""
        told = [step for step in self.told if isinstance(step, Stalled)]
        return not self.feed.books or set(self.feed.books) <= set(told[-1].instruments)

    def check(self) -> None:
        """Every book, as it is called."""
        for instrument, book in self.feed.books.items():
            if book.state is not DataState.LIVE:
                assert book.bid is book.ask is None
                continue
            found, history = levels(book), self.history[instrument]
            later = range(self.at[instrument], len(history))
            at = next((n for n in later if history[n] == found), None)
            assert at is not None, f"{instrument} never was {found}"
            self.at[instrument] = at


def levels(book: LocalBook) -> tuple[Levels, Levels]:
    """What a book holds."""
    return dict(book.bids.levels), dict(book.offers.levels)
