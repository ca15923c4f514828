"""Prints, the life of markets, and what the venue answers, over a market feed."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from kalshi.feeds import Publisher, busy, frame, opened, run, sent, tops, watching
from predcore import (
    AuthenticationFailed,
    BadResponse,
    Gap,
    Instrument,
    LadderUpdate,
    MarketRef,
    MarketStatus,
    PriceLadder,
    Resynced,
    Side,
    StatusUpdate,
    StreamError,
    TradeUpdate,
)
from predcore.kit import Drift, Reconnect
from predcore_kalshi._stream.market_feed import MarketFeed

A = "KXRAIN-A"
YES = Instrument("kalshi", A, "yes")
REF = MarketRef("kalshi", A)
NEWS, PRINTS = 2, 3


@pytest.fixture
def venue() -> Publisher:
    return busy(A)


@pytest.fixture
def feed(venue: Publisher) -> MarketFeed:
    made = watching(A, trades=True)
    opened(made, venue)
    return made


def printed(seq: int, **fields: Any) -> str:
    msg = {
        "trade_id": "t1",
        "market_ticker": A,
        "yes_price_dollars": "0.5200",
        "no_price_dollars": "0.4800",
        "count_fp": "1.50",
        "taker_side": "no",
        "taker_outcome_side": "no",
        "ts": 1_790_000_000,
        "ts_ms": 1_790_000_000_205,
    }
    return frame("trade", {**msg, **fields}, sid=PRINTS, seq=seq)


def news(event: str, seq: int = 1, **fields: Any) -> str:
    msg = {"market_ticker": A, "event_type": event, **fields}
    return frame("market_lifecycle_v2", msg, sid=NEWS, seq=seq)


def test_prints_are_subscribed_to_when_they_are_wanted() -> None:
    (command,) = sent(watching(A, trades=True).opened(0.0))
    channels = ["orderbook_delta", "market_lifecycle_v2", "trade"]
    assert command["params"]["channels"] == channels


def test_a_print_is_a_trade_of_yes(feed: MarketFeed) -> None:
    (step,) = run(feed, [printed(1)])
    assert isinstance(step, TradeUpdate)
    trade = step.trade
    assert (trade.instrument, trade.id) == (YES, "t1")
    assert (trade.price, trade.size) == (Decimal("0.52"), Decimal("1.5"))
    assert trade.taker_side is Side.SELL
    assert trade.at == datetime(2026, 9, 21, 14, 13, 20, 205000, UTC)


def test_a_print_is_a_trade_of_no_where_only_no_is_watched(venue: Publisher) -> None:
    feed = watching(A, outcome="no", trades=True)
    opened(feed, venue)
    (step,) = run(feed, [printed(1)])
    assert isinstance(step, TradeUpdate)
    assert step.trade.instrument == Instrument("kalshi", A, "no")
    assert (step.trade.price, step.trade.taker_side) == (Decimal("0.48"), Side.BUY)


def test_a_print_without_a_price_is_a_bad_response(feed: MarketFeed) -> None:
    with pytest.raises(BadResponse):
        run(feed, [printed(1, yes_price_dollars=None)])


def test_prints_nobody_asked_for_are_passed_over(venue: Publisher) -> None:
    feed = watching(A)
    opened(feed, venue)
    assert run(feed, [printed(1)]) == []


@pytest.mark.parametrize("sid", [NEWS, PRINTS])
def test_skipped_prints_or_news_are_told_and_leave_the_books_alone(
    feed: MarketFeed, sid: int
) -> None:
    message = printed(5) if sid == PRINTS else news("close_date_updated", 5)
    gap, resynced, *_ = run(feed, [message])
    assert gap == Gap((YES,), 1, 5)
    assert resynced == Resynced((YES,))
    assert (None, None) not in tops(feed).values()


def test_a_book_that_was_on_its_way_when_prints_were_skipped_is_told_when_it_comes(
    venue: Publisher,
) -> None:
    feed = watching(A, trades=True)
    venue.connect()
    frames = venue.answer(sent(feed.opened(0.0)))
    (book,) = (each for each in frames if "orderbook_snapshot" in each)
    run(feed, (each for each in frames if each is not book))
    gap, *_ = run(feed, [printed(5)])
    assert gap == Gap((YES,), 1, 5)
    assert run(feed, [book])[0] == Resynced((YES,))


def test_books_are_compared_when_news_were_skipped(
    feed: MarketFeed, venue: Publisher
) -> None:
    """A pause that nobody heard of has emptied a book."""
    venue.books[A] = {"yes": {}, "no": {}}
    steps = run(feed, [news("close_date_updated", 5)])
    gap, *_ = run(feed, venue.answer(sent(steps)))
    assert gap == Gap((YES,))
    assert tops(feed) == {A: (None, None)}
    assert not sent(run(feed, [printed(5)]))


@pytest.mark.parametrize(
    ("event", "fields", "status", "payouts"),
    [
        ("created", {"open_ts": 1}, MarketStatus.PENDING, ()),
        ("deactivated", {"is_deactivated": True}, MarketStatus.HALTED, ()),
        ("determined", {"result": ""}, MarketStatus.DETERMINED, ()),
        ("determined", {"result": "yes"}, MarketStatus.DETERMINED, (1, 0)),
        ("determined", {"result": "no"}, MarketStatus.DETERMINED, (0, 1)),
        (
            "determined",
            {"result": "scalar", "settlement_value": "0.2500"},
            MarketStatus.DETERMINED,
            (Decimal("0.25"), Decimal("0.75")),
        ),
        ("settled", {}, MarketStatus.SETTLED, ()),
    ],
)
def test_the_life_of_a_market_is_its_status(
    feed: MarketFeed,
    event: str,
    fields: dict[str, Any],
    status: MarketStatus,
    payouts: tuple[Decimal, ...],
) -> None:
    expected = tuple(zip(("yes", "no"), payouts, strict=False))
    assert run(feed, [news(event, **fields)]) == [
        StatusUpdate(REF, status, payouts=expected)
    ]


def test_a_status_has_the_time_of_its_event(feed: MarketFeed) -> None:
    at = datetime(2026, 9, 21, 14, 13, 20, tzinfo=UTC)
    (step,) = run(feed, [news("settled", settled_ts=1_790_000_000)])
    assert step == StatusUpdate(REF, MarketStatus.SETTLED, at)


def test_the_book_is_asked_for_when_a_market_opens_again(
    feed: MarketFeed, venue: Publisher
) -> None:
    status, send = run(feed, [news("activated")])
    assert status == StatusUpdate(REF, MarketStatus.OPEN)
    (command,) = sent([send])
    assert command["params"]["action"] == "get_snapshot"
    assert run(feed, venue.answer([command])) == []


def test_new_valid_prices_are_told(feed: MarketFeed) -> None:
    bands = [{"start": "0.0000", "end": "1.0000", "step": "0.0010"}]
    message = news("price_level_structure_updated", price_ranges=bands)
    ladder = PriceLadder.uniform(Decimal("0.001"))
    assert run(feed, [message]) == [LadderUpdate(REF, ladder)]


@pytest.mark.parametrize("event", ["close_date_updated", "metadata_updated", "new"])
def test_other_news_change_nothing(feed: MarketFeed, event: str) -> None:
    assert run(feed, [news(event)]) == []


def test_news_of_markets_nobody_watches_are_passed_over(feed: MarketFeed) -> None:
    assert run(feed, [news("settled", market_ticker="KXSNOW")]) == []


def test_messages_of_a_new_type_are_counted(venue: Publisher) -> None:
    drift = Drift()
    feed = watching(A, drift=drift)
    opened(feed, venue)
    assert run(feed, [frame("weather", {}, sid=9, seq=1)]) == []
    assert [entry.value for entry in drift.report()] == ["weather"]


def test_the_answer_to_a_command_takes_a_number(
    feed: MarketFeed, venue: Publisher
) -> None:
    venue.seq += 1
    answer = frame("ok", {"market_tickers": [A]}, sid=1, seq=venue.seq, id=4)
    assert run(feed, [answer]) == []
    assert len(run(feed, [venue.change(A, "yes", 4700, 100)])) == 1


@pytest.mark.parametrize("code", [7, 10, 25])
def test_the_end_of_a_subscription_is_a_new_connection(
    feed: MarketFeed, code: int
) -> None:
    (step,) = run(feed, [frame("error", {"code": code, "msg": "over"}, sid=1)])
    assert step == Reconnect(f"the venue ended a subscription: over ({code})")


def test_being_unsubscribed_is_a_new_connection(feed: MarketFeed) -> None:
    (step,) = run(feed, ['{"type":"unsubscribed","id":9,"sid":3,"seq":1}'])
    assert isinstance(step, Reconnect)


@pytest.mark.parametrize(("code", "number"), [(18, 1), (27, 1), (1, 1), (8, 99)])
def test_what_will_be_asked_again_or_was_not_ours_is_no_error(
    feed: MarketFeed, code: int, number: int
) -> None:
    assert run(feed, [frame("error", {"code": code, "msg": "no"}, id=number)]) == []


@pytest.mark.parametrize(
    ("code", "error"), [(9, AuthenticationFailed), (8, StreamError), (11, StreamError)]
)
def test_a_refused_subscription_ends_the_stream(
    feed: MarketFeed, code: int, error: type[Exception]
) -> None:
    with pytest.raises(error):
        run(feed, [frame("error", {"code": code, "msg": "no"}, id=1)])
