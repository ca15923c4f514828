"""Silence is asked about, and called out within its bound."""

from __future__ import annotations

import itertools
import json

import pytest

from polymarket_streams import (
    COIN,
    RAIN,
    Publisher,
    busy,
    live,
    opened,
    run,
    sent,
    watching,
)
from predcore import DataState, Gap, Resynced, Stalled
from predcore.kit import Reconnect, Send, Step
from predcore_polymarket._stream.market_feed import MarketFeed

RAINS, COINS = RAIN.instrument(), COIN.instrument()


@pytest.fixture
def venue() -> Publisher:
    return busy(RAIN, COIN)


@pytest.fixture
def feed(venue: Publisher) -> MarketFeed:
    made = watching(RAIN, COIN)
    opened(made, venue)
    return made


def pinged(steps: list[Step]) -> bool:
    return Send("PING") in steps


def test_it_pings_every_ten_seconds(feed: MarketFeed) -> None:
    for now in (10.0, 20.0):
        assert feed.due() == now
        assert list(feed.expired(now)) == [Send("PING")]
        assert run(feed, ["PONG"], now) == []
    assert feed.due() == 30.0


@pytest.mark.parametrize("pong", ["PONG", b"PONG"])
def test_a_connection_without_a_pong_for_half_a_minute_is_given_up(
    feed: MarketFeed, venue: Publisher, pong: str | bytes
) -> None:
    run(feed, [pong], 4.0)
    for now in (10.0, 20.0, 30.0):
        run(feed, [venue.change(RAIN, "BUY", 450, int(now))], now)
        assert pinged(list(feed.expired(now)))
    assert feed.due() == 34.0
    stalled, reconnect = feed.expired(34.0)
    assert stalled == Stalled((RAINS, COINS), 30.0)
    assert isinstance(reconnect, Reconnect)
    assert {book.state for book in feed.books.values()} == {DataState.STALE}


def test_a_book_that_does_not_come_is_asked_for_again_and_then_called_out(
    venue: Publisher,
) -> None:
    feed = watching(RAIN, COIN, patience=5.0, quiet=600.0)
    list(feed.opened(0.0))
    run(feed, venue.answer([{"assets_ids": [COIN.tokens[0]]}]))
    asked: list[tuple[float, list[Step]]] = []
    for now in (5.0, 15.0, 35.0):
        run(feed, ["PONG"], now)
        steps = [step for step in feed.expired(now) if step != Send("PING")]
        asked.append((now, steps))
        assert list(feed.expired(now)) == []
    assert [type(step) for step in asked[0][1]] == [Send, Send]
    assert asked[1][1][0] == Stalled((RAINS,), 15.0)
    assert [type(step) for step in asked[2][1]] == [Send, Send]
    steps = run(feed, venue.answer(sent(asked[2][1])))
    assert steps[0] == Resynced((RAINS,))
    assert live(feed, RAIN)


def test_a_token_that_never_gets_a_book_is_asked_for_once_a_minute(
    venue: Publisher,
) -> None:
    feed = watching(RAIN, patience=5.0, quiet=6000.0)
    list(feed.opened(0.0))
    asked: list[float] = []
    now = 0.0
    while len(asked) < 6:
        due = feed.due()
        assert due is not None
        now = due
        run(feed, ["PONG"], now)
        if sent(feed.expired(now)):
            asked.append(now)
    assert asked == [5.0, 15.0, 35.0, 75.0, 135.0, 195.0]


def test_with_pongs_alone_a_book_is_asked_for_and_compared(
    feed: MarketFeed, venue: Publisher
) -> None:
    run(feed, ["PONG"], 29.0)
    leave, follow = sent(feed.expired(30.0))
    assert leave["assets_ids"] == follow["assets_ids"] == [COIN.tokens[0]]
    assert live(feed, COIN)
    assert run(feed, venue.answer([follow]), 31.0) == []
    assert live(feed, COIN)
    run(feed, ["PONG"], 55.0)
    assert sent(feed.expired(61.0))[0]["assets_ids"] == [RAIN.tokens[0]]


def test_a_sign_of_life_that_does_not_come_is_a_stall(
    feed: MarketFeed, venue: Publisher
) -> None:
    run(feed, ["PONG"], 29.0)
    list(feed.expired(30.0))
    run(feed, ["PONG"], 34.0)
    stalled, reconnect = [s for s in feed.expired(35.0) if s != Send("PING")]
    assert stalled == Stalled((RAINS, COINS), 35.0)
    assert isinstance(reconnect, Reconnect)


def test_a_sign_of_life_that_differs_is_a_gap_in_every_book(
    feed: MarketFeed, venue: Publisher
) -> None:
    venue.change(COIN, "BUY", 480, 100)
    run(feed, ["PONG"], 29.0)
    frames = venue.answer(sent(feed.expired(30.0)))
    steps = run(feed, frames, 30.0)
    assert steps[:2] == [Gap((COINS,)), Resynced((COINS,))]
    assert Gap((RAINS,)) in steps
    assert live(feed, COIN)
    assert not live(feed, RAIN)


def test_a_change_that_cannot_be_judged_yet_is_no_silence(
    feed: MarketFeed, venue: Publisher
) -> None:
    run(feed, ["PONG"], 29.0)
    frames = venue.answer(sent(feed.expired(30.0)))
    venue.change(COIN, "BUY", 480, 100)
    run(feed, [venue.change(COIN, "BUY", 440, 100)], 30.1)
    assert not live(feed, COIN)
    steps = list(feed.expired(30.6))
    assert steps[0] == Gap((COINS,))
    run(feed, frames, 30.7)
    assert not live(feed, COIN)
    run(feed, venue.answer(sent(steps)), 30.8)
    assert live(feed, COIN)


def test_a_book_that_is_doubted_as_soon_as_it_comes_is_asked_for_less_and_less(
    feed: MarketFeed, venue: Publisher
) -> None:
    """A venue that contradicts itself is not stormed."""
    asked: list[float] = []
    now = 0.0
    while now < 60.0:
        now += 0.25
        run(feed, ["PONG"], now)
        steps = list(feed.expired(now))
        if live(feed, RAIN):
            wrong = json.loads(venue.change(RAIN, "BUY", 450, 100))
            wrong["price_changes"][0]["best_bid"] = "0.2"
            steps += run(feed, [json.dumps(wrong)], now)
        requests = sent(steps)
        asked += [
            now
            for request in requests
            if request["operation"] == "subscribe"
            and RAIN.tokens[0] in request["assets_ids"]
        ]
        run(feed, venue.answer(requests), now)
    pauses = [after - before for before, after in itertools.pairwise(asked)]
    assert len(asked) < 12
    assert pauses == sorted(pauses)
    assert pauses[-1] > 10.0


def test_a_book_that_lasts_is_asked_for_at_once_again(
    feed: MarketFeed, venue: Publisher
) -> None:
    now = 0.0
    for pause in (1.0, 1.0, 11.0, 1.0, 1.0):
        now += pause
        steps = list(feed.doubt([RAINS], now))
        assert len(sent(steps)) == 2
        run(feed, venue.answer(sent(steps)), now)
        assert live(feed, RAIN)
