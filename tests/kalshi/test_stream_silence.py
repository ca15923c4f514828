"""Silence is asked about, and called out within its bound."""

from __future__ import annotations

import pytest

from kalshi.feeds import Publisher, busy, frame, opened, run, sent, tops, watching
from predcore import Instrument, Resynced, Stalled
from predcore.kit import Reconnect, Send, Step
from predcore_kalshi._stream.market_feed import MarketFeed

A, B = "KXRAIN-A", "KXRAIN-B"
YES_A, YES_B = (Instrument("kalshi", ticker, "yes") for ticker in (A, B))
WITHHELD = None, None


@pytest.fixture
def venue() -> Publisher:
    return busy(A, B)


@pytest.fixture
def feed(venue: Publisher) -> MarketFeed:
    made = watching(A, B)
    opened(made, venue)
    return made


def test_a_book_that_does_not_come_is_asked_for_again_and_then_called_out(
    venue: Publisher,
) -> None:
    feed = watching(A, B, first=5.0, quiet=600.0)
    venue.connect()
    frames = venue.answer(sent(feed.opened(0.0)))
    run(feed, [each for each in frames if f'"market_ticker": "{B}"' not in each])
    run(feed, [venue.change(A, "yes", 4700, 100)])
    asked: list[tuple[float, list[Step]]] = []
    while len(asked) < 3:
        due = feed.due()
        assert due is not None
        asked.append((due, list(feed.expired(due))))
    assert [due for due, _ in asked] == [5.0, 15.0, 35.0]
    assert [type(step) for step in asked[0][1]] == [Send]
    assert asked[1][1][0] == Stalled((YES_B,), 15.0)
    assert [type(step) for step in asked[2][1]] == [Send]
    steps = run(feed, venue.answer(sent(asked[2][1])))
    assert steps[0] == Resynced((YES_B,))


def test_a_subscription_that_never_begins_is_called_out(venue: Publisher) -> None:
    feed = watching(A, first=5.0)
    list(feed.opened(100.0))
    assert feed.due() == 105.0
    stalled, reconnect = feed.expired(105.0)
    assert stalled == Stalled((YES_A,), 5.0)
    assert isinstance(reconnect, Reconnect)


def test_a_quiet_subscription_is_asked_for_a_book_and_then_called_out(
    feed: MarketFeed, venue: Publisher
) -> None:
    assert feed.due() == 30.0
    probes = sent(feed.expired(30.0))
    assert [each["params"]["action"] for each in probes[:1]] == ["get_snapshot"]
    assert probes[1]["cmd"] == "list_subscriptions"
    assert run(feed, venue.answer(probes), 31.0) == []
    assert feed.due() == 61.0
    list(feed.expired(61.0))
    assert WITHHELD not in tops(feed).values()
    steps = list(feed.expired(66.0))
    assert steps[0] == Stalled((YES_A, YES_B), 35.0)
    assert isinstance(steps[1], Reconnect)
    assert tops(feed) == {A: WITHHELD, B: WITHHELD}


def test_probes_take_the_books_in_turn(feed: MarketFeed, venue: Publisher) -> None:
    asked: list[str] = []
    for now in (30.0, 60.0, 90.0):
        probes = sent(feed.expired(now))
        asked += probes[0]["params"]["market_tickers"]
        run(feed, venue.answer(probes), now)
    assert asked == [B, A, B]


def test_a_subscription_that_is_no_longer_listed_is_a_new_connection(
    feed: MarketFeed,
) -> None:
    listed = [{"channel": "orderbook_delta", "sid": 1}]
    (step,) = run(feed, [frame("ok", listed, id=9)])
    assert isinstance(step, Reconnect)
