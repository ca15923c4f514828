"""Recorded sessions, replayed: no gap that has no cause, and the books of a naive
rebuild."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from kalshi.feeds import frame, watching
from predcore import BookUpdate, Gap, Resynced, Stalled, TradeUpdate
from predcore.kit import Drift, Reconnect
from predcore_kalshi._stream.decoding import Unfamiliar, decode
from predcore_kalshi._stream.market_feed import MarketFeed
from shared import PAYLOADS, needs_payloads

pytestmark = needs_payloads

FOLDER = PAYLOADS / "kalshi" / "ws"
SESSIONS = sorted(path for path in FOLDER.glob("session_*") if "_yes_" not in path.name)
EVERY = sorted(path for path in FOLDER.glob("*") if "perps" not in path.name)
DOUBT = (Gap, Resynced, Stalled, Reconnect)


def frames(path: Path) -> Iterator[dict[str, Any]]:
    """The venue's messages, out of whatever their recorder put around them."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt") as lines:
        for line in filter(None, map(str.strip, lines)):
            found = json.loads(line)
            found = json.loads(found["raw"]) if "raw" in found else found
            yield found.get("event", found)


def whole(path: Path) -> Iterator[dict[str, Any]]:
    """A session as its own subscriber saw it.

    Recordings of one market out of many start anywhere and leave out the numbers of
    the others, always growing: those are counted again. What answered the recorder's
    own mistakes is left out, as these were not ours.
    """
    counted: dict[int, int] = {}
    last: dict[int, int] = {}
    for message in frames(path):
        if message["type"] in {"error", "subscribed"}:
            continue
        if "seq" in message:
            sid = message["sid"]
            assert message["seq"] > last.get(sid, 0)
            last[sid] = message["seq"]
            counted[sid] = counted.get(sid, 0) + 1
            message = {**message, "seq": counted[sid]}
        yield message


class Naive:
    """Dicts of Decimals, by the venue's guide."""

    def __init__(self) -> None:
        self.books: dict[str, dict[str, dict[Decimal, Decimal]]] = {}

    def apply(self, message: dict[str, Any]) -> bool:
        """Whether it was a snapshot of what is known already."""
        msg = message["msg"]
        if message["type"] == "orderbook_snapshot":
            before = self.books.get(msg["market_ticker"])
            after = self.books[msg["market_ticker"]] = {
                side: {
                    Decimal(price): Decimal(size)
                    for price, size in msg.get(f"{side}_dollars_fp", ())
                }
                for side in ("yes", "no")
            }
            return before == after
        if message["type"] == "orderbook_delta":
            side = self.books[msg["market_ticker"]][msg["side"]]
            price = Decimal(msg["price_dollars"])
            side[price] = side.get(price, Decimal(0)) + Decimal(msg["delta_fp"])
            if not side[price]:
                del side[price]
        return False


def compare(feed: MarketFeed, naive: Naive, ticker: str, *, depth: bool) -> None:
    book, told = feed._shelf.markets[ticker].book, naive.books[ticker]
    bid, offer = max(told["yes"], default=None), max(told["no"], default=None)
    assert book.bid == (None if bid is None else (bid, told["yes"][bid]))
    assert book.ask == (None if offer is None else (1 - offer, told["no"][offer]))
    if depth:
        assert dict(book.bids.bids()) == told["yes"]
        assert dict(book.offers.bids()) == told["no"]


@pytest.mark.parametrize("path", SESSIONS, ids=lambda path: path.name)
def test_a_recorded_session_replays_into_the_books_of_a_naive_rebuild(
    path: Path,
) -> None:
    session = list(whole(path))
    numbered = {"orderbook_snapshot", "orderbook_delta"}
    books = [each for each in session if each["type"] in numbered]
    tickers = dict.fromkeys(each["msg"]["market_ticker"] for each in books)
    feed, naive = watching(*tickers, trades=True), Naive()
    list(feed.opened(0.0))
    sids = {"orderbook_delta": 1, "trade": 2}
    for channel, sid in sids.items():
        body = {"channel": channel, "sid": sid}
        list(feed.received(frame("subscribed", body, id=1), 0.0))
    changed = prints = agreed = 0
    for number, message in enumerate(session):
        steps = list(feed.received(json.dumps(message), float(number)))
        assert not any(isinstance(step, DOUBT) for step in steps), message
        prints += sum(isinstance(step, TradeUpdate) for step in steps)
        if message["type"] in numbered:
            agreed += naive.apply(message)
            changed += sum(isinstance(step, BookUpdate) for step in steps)
            ticker = message["msg"]["market_ticker"]
            compare(feed, naive, ticker, depth=number % 100 == 0)
    for ticker in tickers:
        compare(feed, naive, ticker, depth=True)
    assert prints == sum(each["type"] == "trade" for each in session)
    assert changed == len(books) - agreed


@pytest.mark.parametrize("path", EVERY, ids=lambda path: path.name)
def test_every_recorded_message_decodes(path: Path) -> None:
    for message in frames(path):
        decoded = decode(json.dumps(message))
        assert not isinstance(decoded, Unfamiliar)


def test_a_number_taken_out_of_a_recording_is_noticed() -> None:
    (path,) = FOLDER.glob("session_long_2898*")
    session = list(whole(path))
    tickers = {m["msg"]["market_ticker"] for m in session if "delta" in m["type"]}
    feed = watching(*sorted(tickers), drift=Drift())
    list(feed.opened(0.0))
    channel = {"channel": "orderbook_delta", "sid": 1}
    list(feed.received(frame("subscribed", channel, id=1), 0.0))
    del session[1000]
    steps = [s for m in session for s in feed.received(json.dumps(m), 0.0)]
    assert sum(isinstance(step, Gap) for step in steps) == 1
    assert not any(market.live for market in feed._shelf.markets.values())
