"""Where one change was lost others may have been, deep in books and unnoticed."""

from __future__ import annotations

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
from predcore import Gap, Instrument, Resynced
from predcore.kit import Send, Step
from predcore_polymarket._stream.market_feed import MarketFeed

YES, HEADS = RAIN.instrument(), COIN.instrument()
OTHER = {"operation": "unsubscribe", "assets_ids": [COIN.tokens[0]]}


@pytest.fixture
def venue() -> Publisher:
    return busy(RAIN, COIN)


@pytest.fixture
def feed(venue: Publisher) -> MarketFeed:
    made = watching(RAIN, COIN, quiet=1e9)
    opened(made, venue)
    return made


def lose(feed: MarketFeed, venue: Publisher, now: float) -> list[Step]:
    """The best bid is gone, and the next change gives it away."""
    venue.change(RAIN, "BUY", 470, 0)
    return run(feed, [venue.change(RAIN, "SELL", 530, 100)], now)


def wait(feed: MarketFeed, until: float) -> list[Step]:
    """What the feed wants while time passes, but for pings."""
    steps: list[Step] = []
    while (due := feed.due()) is not None and due <= until:
        run(feed, ["PONG"], due)
        steps += (step for step in feed.expired(due) if step != Send("PING"))
    return steps


def right(feed: MarketFeed, venue: Publisher, instrument: Instrument) -> bool:
    held = feed.books[instrument]
    (made,) = (one for one in (RAIN, COIN) if one.condition == instrument.market)
    sides = venue.books[made.tokens[0]]
    return held.bids.levels == {t * 10: s * 10_000 for t, s in sides["BUY"].items()}


def test_a_deep_change_that_was_lost_is_found_once_any_loss_is_proven(
    feed: MarketFeed, venue: Publisher
) -> None:
    venue.change(COIN, "BUY", 460, 500)
    assert live(feed, COIN)
    assert not right(feed, venue, HEADS)
    lose(feed, venue, 1.0)
    steps = wait(feed, 3.0)
    assert Gap((YES,)) in steps
    assert OTHER in sent(steps)
    told = run(feed, venue.answer(sent(steps)), 3.0)
    assert told.index(Gap((HEADS,))) < told.index(Resynced((HEADS,)))
    assert right(feed, venue, HEADS)
    assert right(feed, venue, YES)


def test_books_that_are_compared_stay_live_and_those_that_are_right_are_no_news(
    feed: MarketFeed, venue: Publisher
) -> None:
    lose(feed, venue, 1.0)
    steps = wait(feed, 3.0)
    assert live(feed, COIN)
    told = run(feed, venue.answer(sent(steps)), 3.0)
    assert Resynced((YES,)) in told
    assert not any(
        HEADS in step.instruments for step in told if isinstance(step, Gap | Resynced)
    )
    assert live(feed, COIN)


def test_losses_in_a_row_are_one_reason_to_compare(
    feed: MarketFeed, venue: Publisher
) -> None:
    compared = 0
    now = 1.0
    for _ in range(20):
        steps = [*lose(feed, venue, now), *wait(feed, now + 1.0)]
        compared += sent(steps).count(OTHER)
        run(feed, venue.answer(sent(steps)), now + 1.0)
        venue.change(RAIN, "BUY", 470, 300)
        now += 1.0
    assert 1 <= compared <= 3


def test_another_tick_is_no_loss(feed: MarketFeed) -> None:
    body = {
        "event_type": "tick_size_change",
        "asset_id": RAIN.tokens[0],
        "market": RAIN.condition,
        "old_tick_size": "0.01",
        "new_tick_size": "0.001",
        "timestamp": "1790000000000",
    }
    steps = run(feed, [json.dumps(body)], 1.0)
    assert any(isinstance(step, Gap) for step in steps)
    assert OTHER not in sent(wait(feed, 4.0))
