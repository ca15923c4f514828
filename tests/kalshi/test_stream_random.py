"""Under any schedule of faults, a book that is called live is the venue's book."""

from __future__ import annotations

from collections import deque

from hypothesis import given, settings
from hypothesis import strategies as st

from kalshi.feeds import Publisher, sent, watching
from predcore import BadResponse

A, B = "KXRAIN-A", "KXRAIN-B"
_FAULTS = ("drop", "repeat", "swap", "damage", "break", "pass")
actions = st.lists(
    st.tuples(
        st.sampled_from([A, B]),
        st.sampled_from(["yes", "no"]),
        st.integers(1, 6).map(lambda tick: tick * 800),
        st.integers(-3, 5),
        st.sampled_from([*["pass"] * 8, *_FAULTS]),
    ),
    max_size=60,
)


class Wire:
    """Delivers with faults, answers commands, and checks every live book."""

    def __init__(self) -> None:
        self.venue = Publisher(A, B)
        self.feed = watching(A, B)
        self.held: str | None = None
        self.queue: deque[str] = deque()
        self.connect()

    def connect(self) -> None:
        """A new connection; what was under way on the old one is gone."""
        self.venue.connect()
        self.held = None
        self.queue = deque(self.venue.answer(sent(self.feed.opened(0.0))))
        self.drain()

    def lose(self) -> None:
        self.feed.lost()
        assert not any(market.live for market in self.feed._shelf.markets.values())
        self.connect()

    def drain(self) -> None:
        while self.queue:
            try:
                steps = list(self.feed.received(self.queue.popleft(), 0.0))
            except BadResponse:
                self.lose()
                return
            self.check()
            self.queue.extend(self.venue.answer(sent(steps)))

    def fault(self, kind: str, message: str) -> None:
        first, self.held = self.held, None
        match kind:
            case "drop":
                frames = []
            case "repeat":
                frames = [message, message]
            case "swap" if first is None:
                self.held = message
                return
            case "damage":
                frames = [message[: len(message) // 2]]
            case "break":
                self.lose()
                return
            case _:
                frames = [message]
        self.queue.extend(frames if first is None else [*frames, first])
        self.drain()

    def wait(self) -> None:
        """What was asked for too often is asked for in a while."""
        while (due := self.feed.due()) is not None and due < 10.0:
            self.queue.extend(self.venue.answer(sent(self.feed.expired(due))))
            self.drain()

    def check(self) -> None:
        told = self.venue.history[self.feed._books.expected - 1]
        for ticker, market in self.feed._shelf.markets.items():
            if market.live:
                assert market.book.bids.levels == told[ticker]["yes"]
                assert market.book.offers.levels == told[ticker]["no"]
                best = max(told[ticker]["yes"], default=None)
                bid = market.book.bid
                assert (bid and bid.price * 10_000) == best
            else:
                assert market.book.bid is market.book.ask is None


@settings(max_examples=200)
@given(actions)
def test_under_any_faults_a_live_book_is_the_venues_book(
    steps: list[tuple[str, str, int, int, str]],
) -> None:
    wire = Wire()
    for ticker, side, tick, delta, fault in steps:
        delta = max(delta, -wire.venue.books[ticker][side].get(tick, 0))
        wire.fault(fault, wire.venue.change(ticker, side, tick, delta))
    wire.fault("pass", wire.venue.change(A, "yes", 4700, 1))
    wire.wait()
    assert all(market.live for market in wire.feed._shelf.markets.values())
