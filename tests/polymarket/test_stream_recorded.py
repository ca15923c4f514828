"""Recorded frames decode, and recorded sessions give the books of a naive rebuild."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from predcore import BookUpdate, Gap, Instrument, LadderUpdate, Stalled, TradeUpdate
from predcore.kit import Drift, Reconnect, Send
from predcore_polymarket._stream.decoding import EVENTS_OF_MARKETS, EVENTS_OF_USERS
from predcore_polymarket._stream.market_feed import MarketFeed
from predcore_polymarket._tokens import Listing
from predcore_polymarket.models.streams.envelope import Unfamiliar
from predcore_polymarket.models.streams.user import UserOrder
from shared import PAYLOADS, needs_payloads

pytestmark = needs_payloads

FOLDER = PAYLOADS / "polymarket" / "ws"
MARKET = sorted(
    path
    for path in FOLDER.glob("*")
    if not path.name.startswith(("rtds", "user", "README"))
)
SESSIONS = [path for path in MARKET if "session" in path.name or "frames" in path.name]


def frames(path: Path) -> Iterator[Any]:
    """The venue's frames, out of whatever their recorder put around them."""
    text = path.read_text()
    if path.suffix == ".txt":
        yield from map(json.loads, filter(str.strip, text.split(";;")))
    elif path.suffix == ".jsonl":
        yield from map(json.loads, text.splitlines())
    elif "frames" in path.name:
        yield from json.loads(text)
    else:
        yield json.loads(text)


def of_books(path: Path) -> list[Any]:
    """Frames of the market channel; a recording holds other sockets' too."""
    return [f for f in frames(path) if isinstance(f, list) or "event_type" in f]


def feed_of(session: list[Any]) -> tuple[MarketFeed, dict[str, Instrument], Drift]:
    """A feed that follows every token of a session, as outcomes of one market each."""
    listings: dict[str, Listing] = {}
    names: dict[str, Instrument] = {}
    for event in events(session):
        tokens = [event["asset_id"]] if "asset_id" in event else []
        tokens += [change["asset_id"] for change in event.get("price_changes", ())]
        for token in tokens:
            name = f"market-of-{token}"
            listings[name] = Listing(name, ("yes",), (token,))
            names[token] = Instrument("polymarket", name, "yes")
    drift = Drift()
    feed = MarketFeed(listings, trades=True, drift=drift)
    feed.add(list(names.values()), 0.0)
    list(feed.opened(0.0))
    return feed, names, drift


def events(session: list[Any]) -> Iterator[dict[str, Any]]:
    for frame in session:
        yield from frame if isinstance(frame, list) else [frame]


class Naive:
    """Dicts of Decimals, by the venue's guide."""

    def __init__(self) -> None:
        self.books: dict[str, dict[str, dict[Decimal, Decimal]]] = {}

    def apply(self, event: dict[str, Any]) -> None:
        if event["event_type"] == "book":
            self.books[event["asset_id"]] = {
                side: {Decimal(row["price"]): Decimal(row["size"]) for row in rows}
                for side, rows in (("BUY", event["bids"]), ("SELL", event["asks"]))
            }
        for change in event.get("price_changes", ()):
            book = self.books.get(change["asset_id"])
            if book is not None:
                levels, price = book[change["side"]], Decimal(change["price"])
                levels[price] = Decimal(change["size"])
                if not levels[price]:
                    del levels[price]


@pytest.mark.parametrize("path", SESSIONS, ids=lambda path: path.name)
def test_a_recorded_session_gives_the_books_of_a_naive_rebuild(path: Path) -> None:
    session = of_books(path)
    feed, names, drift = feed_of(session)
    naive, told = Naive(), 0
    for number, frame in enumerate(session):
        steps = list(feed.received(json.dumps(frame), number / 100))
        steps += [s for s in feed.expired(number / 100) if not isinstance(s, Send)]
        assert not any(isinstance(s, Gap | Stalled | Reconnect) for s in steps), frame
        told += sum(isinstance(step, BookUpdate) for step in steps)
        for event in events([frame]):
            naive.apply(event)
        for token, book in naive.books.items():
            bids, asks = book["BUY"], book["SELL"]
            view = feed.books[names[token]]
            bid, ask = max(bids, default=None), min(asks, default=None)
            assert view.bid == (None if bid is None else (bid, bids[bid]))
            assert view.ask == (None if ask is None else (ask, asks[ask]))
    for token, book in naive.books.items():
        snapshot = feed.books[names[token]].snapshot()
        assert dict(snapshot.bids) == book["BUY"]
        assert dict(snapshot.asks) == book["SELL"]
    assert told > len(naive.books)
    assert drift.report() == ()


@pytest.mark.parametrize("path", MARKET, ids=lambda path: path.name)
def test_every_recorded_event_of_markets_decodes_and_is_told(path: Path) -> None:
    session = of_books(path)
    feed, names, drift = feed_of(session)
    for token in names:
        empty = {"event_type": "book", "asset_id": token, "timestamp": "1"}
        list(feed.received(json.dumps(empty), 0.0))
    for frame in session:
        text = json.dumps(frame)
        found = EVENTS_OF_MARKETS(text)
        assert not any(isinstance(event, Unfamiliar) for event in found)
        steps = list(feed.received(text, 0.0))
        kinds = {event["event_type"] for event in events([frame])}
        if "last_trade_price" in kinds:
            assert any(isinstance(step, TradeUpdate) for step in steps)
        if "tick_size_change" in kinds:
            assert any(isinstance(step, LadderUpdate) for step in steps)
        if "book" in kinds:
            assert any(isinstance(step, BookUpdate) for step in steps)
    assert drift.report() == ()


def test_the_recorded_order_of_a_user_decodes() -> None:
    (path,) = FOLDER.glob("user_order*")
    (order,) = EVENTS_OF_USERS(path.read_text())
    assert isinstance(order, UserOrder)
    assert (order.original_size, order.price) == (Decimal(5), Decimal("0.2"))
    assert order.type == "PLACEMENT"


def test_a_change_of_the_top_taken_out_of_a_recording_is_noticed() -> None:
    (path,) = FOLDER.glob("session_240*")
    session = of_books(path)
    feed, _, _ = feed_of(session)
    (lost,) = [
        number
        for number, frame in enumerate(session)
        if "1779223899175" in json.dumps(frame)
    ]
    del session[lost]
    steps = [s for f in session for s in feed.received(json.dumps(f), 0.0)]
    assert any(isinstance(step, Gap) for step in steps)
