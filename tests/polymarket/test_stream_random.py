"""Under any schedule of faults, what is called live is what the venue last said."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from polymarket_streams import COIN, RAIN, Made, Publisher, live, sent, watching
from predcore import BadResponse
from predcore.kit import Reconnect, Send, Step

MADE = {"rain": RAIN, "coin": COIN}
TOKENS = {token: one for one in MADE.values() for token in one.tokens}

Action = tuple[str, str, int, int, int, str]


def actions(*faults: str, apart: int = 0) -> st.SearchStrategy[list[Action]]:
    """Changes so many milliseconds after each other at least, and their faults."""
    return st.lists(
        st.tuples(
            st.sampled_from(list(MADE)),
            st.sampled_from(["BUY", "SELL"]),
            st.integers(1, 9),
            st.integers(0, 3),
            st.integers(apart, 2),
            st.sampled_from([*["pass"] * 6, *faults]),
        ),
        max_size=40,
    )


class Wire:
    """Delivers with faults, answers requests, and checks every live book."""

    def __init__(self, *, whole: bool) -> None:
        self.whole = whole
        self.venue = Publisher(*MADE.values())
        self.feed = watching(*MADE.values(), outcomes=("yes", "no"), quiet=1e9)
        self.now = 0.0
        self.queue: deque[str] = deque()
        self.held: str | None = None
        self.said: dict[str, tuple[int, int]] = {}
        self.depth: dict[str, Any] = {}
        self.connect()

    def connect(self) -> None:
        """A new connection; what was under way on the old one is gone."""
        self.held = None
        self.queue = deque(self.venue.answer(sent(self.feed.opened(self.now))))
        self.deliver()

    def lose(self) -> None:
        self.feed.lost()
        assert not any(self.live(token) for token in TOKENS)
        self.connect()

    def deliver(self) -> None:
        while self.queue:
            frame = self.queue.popleft()
            try:
                steps = list(self.feed.received(frame, self.now))
            except BadResponse:
                self.lose()
                return
            self.note(json.loads(frame))
            self.check()
            self.obey(steps)

    def obey(self, steps: Iterable[Step]) -> None:
        steps = list(steps)
        assert not any(isinstance(step, Reconnect) for step in steps)
        self.queue.extend(self.venue.answer(sent(steps)))

    def note(self, frame: Any) -> None:
        """What the venue has said of each token, in the frames that came."""
        whole: Any = frame
        events: list[Any] = whole if isinstance(frame, list) else [whole]
        for event in events:
            if event["event_type"] == "book":
                token = event["asset_id"]
                self.said[token] = self.venue.best(token)
            for change in event.get("price_changes", ()):
                bid, ask = change["best_bid"], change["best_ask"]
                tops = int(1000 * Decimal(bid)), int(1000 * Decimal(ask))
                self.said[change["asset_id"]] = tops

    def live(self, token: str) -> bool:
        made = TOKENS[token]
        return live(self.feed, made, "yes" if token == made.tokens[0] else "no")

    def check(self) -> None:
        for token in TOKENS:
            held = self.feed._shelf.tokens[token]
            bids, offers = held.book.bids.levels, held.book.offers.levels
            if not self.live(token):
                assert held.book.bid is held.book.ask is None
                continue
            bid, offer = max(bids, default=0), max(offers, default=0)
            assert (bid // 10, 1000 - offer // 10) == self.said[token]
            assert bid + offer < 10_000
            if self.whole and not self.queue and self.held is None:
                sides = self.venue.books[token]
                assert bids == {t * 10: s * 10_000 for t, s in sides["BUY"].items()}
                assert offers == {
                    10_000 - t * 10: s * 10_000 for t, s in sides["SELL"].items()
                }

    def wait(self, seconds: float = 1.0) -> None:
        """Time passes, and pings are answered."""
        self.now += seconds
        list(self.feed.received("PONG", self.now))
        self.obey(step for step in self.feed.expired(self.now) if step != Send("PING"))
        self.deliver()

    def act(self, message: str, fault: str) -> None:
        first, self.held = self.held, None
        match fault:
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
            case "wait":
                frames = [message]
            case _:
                frames = [message]
        self.queue.extend(frames if first is None else [*frames, first])
        self.deliver()
        if fault == "wait":
            self.wait()


def price(side: str, number: int) -> int:
    """Bids stay below 0.5 and asks above: the venue never crosses its own book."""
    return 490 - number * 20 if side == "BUY" else 510 + number * 20


def play(steps: list[Action], *, whole: bool) -> Wire:
    wire = Wire(whole=whole)
    for name, side, number, size, after, fault in steps:
        made: Made = MADE[name]
        message = wire.venue.change(
            made, side, price(side, number), size * 100, after=after
        )
        wire.act(message, fault)
    if wire.held is not None:
        wire.act(wire.held, "pass")
    return wire


def recovered(wire: Wire) -> None:
    for made in MADE.values():
        wire.act(wire.venue.change(made, "BUY", 495, 1, after=5), "pass")
        wire.act(wire.venue.change(made, "BUY", 495, 2, after=5), "pass")
    for _ in range(4):
        wire.wait(10.0)
    assert all(wire.live(token) for token in TOKENS)


@settings(max_examples=200)
@given(actions("drop", "drop", "repeat", "swap", "damage", "break", "wait"))
def test_under_any_faults_a_live_book_has_the_top_the_venue_last_told(
    steps: list[Action],
) -> None:
    recovered(play(steps, whole=False))


@settings(max_examples=200)
@given(actions("repeat", "swap", "damage", "break", "wait", apart=1))
def test_where_nothing_is_lost_in_silence_a_live_book_is_the_venues_to_the_last_level(
    steps: list[Action],
) -> None:
    recovered(play(steps, whole=True))
