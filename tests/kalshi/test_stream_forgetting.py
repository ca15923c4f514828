"""A feed that follows ever other markets forgets those it has followed."""

from __future__ import annotations

import pytest

from held import held
from kalshi.feeds import Publisher, frame, opened, run, sent, watching, yes
from predcore import Instrument
from predcore_kalshi._stream.market_feed import MarketFeed

ROUNDS = 1000


def come_and_go(feed: MarketFeed, venue: Publisher, ticker: str, now: float) -> None:
    """Follow both outcomes of a market, have all kinds of things happen, and leave."""
    both = [*yes(ticker), Instrument("kalshi", ticker, "no")]
    venue.books[ticker] = {"yes": {4700: 300}, "no": {}}
    run(feed, venue.answer(sent(feed.add(both, now))), now)
    run(feed, [venue.change(ticker, "yes", 4600, 100)], now)
    run(feed, [frame("trade", print_of(ticker), sid=3, seq=venue.seq + 1)], now)
    run(feed, [frame("market_lifecycle_v2", paused(ticker), sid=2)], now)
    run(feed, venue.answer(sent(feed.doubt(both, now))), now)
    list(feed.verify(both, now))
    list(feed.doubt(both[:1], now))
    run(feed, venue.answer(sent(feed.remove(both, now))), now)
    run(feed, [venue.change(ticker, "yes", 4600, 100)], now)


def print_of(ticker: str) -> dict[str, object]:
    return {
        "trade_id": f"trade-{ticker}",
        "market_ticker": ticker,
        "yes_price_dollars": "0.4700",
        "no_price_dollars": "0.5300",
        "count_fp": "1.00",
        "taker_side": "yes",
        "ts": 1_790_000_000,
    }


def paused(ticker: str) -> dict[str, object]:
    return {"event_type": "deactivated", "market_ticker": ticker}


@pytest.mark.parametrize("trades", [False, True])
def test_a_feed_forgets_what_is_removed(trades: bool) -> None:
    venue = Publisher("STAYS")
    venue.remembers = False
    feed = watching("STAYS", trades=trades)
    opened(feed, venue)
    for number in range(ROUNDS):
        come_and_go(feed, venue, f"GONE-{number}", number / 10)
    assert list(feed.books) == yes("STAYS")
    assert held("GONE-") == set()


def test_a_feed_that_never_connects_forgets_what_is_removed() -> None:
    feed = watching("STAYS")
    for number in range(ROUNDS):
        feed.add(yes(f"AWAY-{number}"), 0.0)
        feed.remove(yes(f"AWAY-{number}"), 0.0)
    assert held("AWAY-") == set()
