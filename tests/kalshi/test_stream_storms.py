"""Losing much does not make the feed ask for ever more."""

from __future__ import annotations

from kalshi.feeds import Publisher, busy, opened, run, sent, watching
from predcore import Gap, Instrument, Resynced
from predcore.kit import Step
from predcore_kalshi._stream.market_feed import MarketFeed

TICKERS = [f"KXRAIN-{number}" for number in range(40)]
ALL = tuple(Instrument("kalshi", ticker, "yes") for ticker in TICKERS)


def gap(feed: MarketFeed, venue: Publisher, now: float) -> list[Step]:
    """What the feed says when a message did not come."""
    venue.change(TICKERS[0], "yes", 4700, 100)
    return run(feed, [venue.change(TICKERS[1], "yes", 4700, 100)], now)


def asked(steps: list[Step]) -> list[str]:
    return [t for command in sent(steps) for t in command["params"]["market_tickers"]]


def made() -> tuple[MarketFeed, Publisher]:
    venue, feed = busy(*TICKERS), watching(*TICKERS, quiet=600.0)
    venue.remembers = False
    opened(feed, venue)
    return feed, venue


def right(feed: MarketFeed, venue: Publisher) -> bool:
    return all(
        market.live
        and market.book.bids.levels == venue.books[ticker]["yes"]
        and market.book.offers.levels == venue.books[ticker]["no"]
        for ticker, market in feed._shelf.markets.items()
    )


def wait(feed: MarketFeed, venue: Publisher, until: float) -> None:
    """Time passes, and what is asked is answered."""
    while (due := feed.due()) is not None and due <= until:
        run(feed, venue.answer(sent(list(feed.expired(due)))), due)


def test_a_book_that_is_on_its_way_is_not_asked_for_by_the_next_gap() -> None:
    feed, venue = made()
    first = gap(feed, venue, 1.0)
    assert asked(first) == TICKERS
    arrived = venue.snapshot(TICKERS[3])
    assert run(feed, [arrived], 1.0)[0] == Resynced((ALL[3],))
    second = gap(feed, venue, 1.0)
    assert isinstance(second[0], Gap)
    assert second[0].instruments == ALL
    assert asked(second) == [TICKERS[3]]
    assert not right(feed, venue)
    run(feed, venue.answer(sent(first)), 1.0)
    assert right(feed, venue)


def test_what_a_gap_swallowed_of_the_answer_is_asked_for_again() -> None:
    feed, venue = made()
    answer = venue.answer(sent(gap(feed, venue, 1.0)))
    del answer[10]
    run(feed, answer, 1.0)
    assert not right(feed, venue)
    wait(feed, venue, 7.0)
    assert right(feed, venue)


def test_a_gap_after_every_few_messages_is_asked_about_less_and_less_often() -> None:
    feed, venue = made()
    wanted: list[str] = []
    now = 1.0
    for _ in range(1000):
        now += 0.02
        steps = [*gap(feed, venue, now), *feed.expired(now)]
        wanted += asked(steps)
        run(feed, venue.answer(sent(steps)), now)
    assert len(wanted) < 10 * len(TICKERS)
    wait(feed, venue, now + 6.0)
    assert right(feed, venue)


def test_a_gap_after_a_quiet_time_is_asked_about_at_once() -> None:
    feed, venue = made()
    for _ in range(10):
        run(feed, venue.answer(sent(gap(feed, venue, 1.0))), 1.0)
    assert asked(gap(feed, venue, 1.0)) == []
    wait(feed, venue, 8.0)
    assert right(feed, venue)
    assert asked(gap(feed, venue, 60.0)) == TICKERS
