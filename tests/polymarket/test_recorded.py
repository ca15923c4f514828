"""Real answers, recorded by others: every one decodes, maps, and holds no surprise."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias, get_origin

import pytest

from predcore import Instrument, Market, MarketStatus
from predcore.kit import Decoder, Drift
from predcore_polymarket import book_hash
from predcore_polymarket._candles import to_candles
from predcore_polymarket._mapping import to_event, to_market
from predcore_polymarket._price_mapping import to_orderbook, to_quote, to_trade
from predcore_polymarket.models.clob import market as clob_market
from predcore_polymarket.models.clob import price
from predcore_polymarket.models.clob.book import Book
from predcore_polymarket.models.data import v1_market, v1_wallet, v2_wallet
from predcore_polymarket.models.gamma.event import Event as WireEvent
from predcore_polymarket.models.gamma.market import Market as WireMarket
from predcore_polymarket.models.gamma.search import SearchResults
from shared import PAYLOADS, needs_payloads

pytestmark = needs_payloads

FOLDER = PAYLOADS / "polymarket" / "rest"
STREAM = PAYLOADS / "polymarket" / "ws"
NOW = datetime(2026, 12, 1, tzinfo=UTC)
CLAIM = Instrument("polymarket", "0x01", "yes")

SHAPES: dict[str, Any] = {
    "clob_book_": Book,
    "clob_books_": tuple[Book, ...],
    "clob_fee_rate": price.FeeRate,
    "clob_market_": clob_market.Market,
    "clob_markets_": clob_market.MarketPage,
    "clob_midpoint": price.Midpoint,
    "clob_prices_history": price.History,
    "clob_tick_size": price.TickSize,
    "data_activity": tuple[v1_wallet.Activity, ...],
    "data_closed_positions": tuple[v1_wallet.ClosedPosition, ...],
    "data_holders": tuple[v1_market.Holders, ...],
    "data_leaderboard": tuple[v1_market.LeaderboardEntry, ...],
    "data_positions": tuple[v1_wallet.Position, ...],
    "data_trades": tuple[v1_wallet.Trade, ...],
    "data_value": tuple[v1_wallet.Value, ...],
    "gamma_event_": WireEvent,
    "gamma_events_": tuple[WireEvent, ...],
    "gamma_market_": WireMarket,
    "gamma_markets_": tuple[WireMarket, ...],
    "gamma_public_search": SearchResults,
}
"""What the names of the recordings begin with."""

OLD_HASHES = {"clob_book_2024__nautilus"}
"""Books of 2024 lack three keys of today, which changes their fingerprint."""


def recordings(*starts: str) -> list[Any]:
    files: Iterable[Path] = sorted(FOLDER.glob("*.json")) if FOLDER.is_dir() else ()
    found = [file for file in files if file.name.startswith(starts)]
    return [pytest.param(file, id=file.stem) for file in found]


@cache
def decoded(file: Path) -> Any:
    decode: Decoder[Any] = Decoder(shape(file))
    return decode(file.read_bytes())


def shape(file: Path) -> Any:
    starts = [start for start in SHAPES if file.name.startswith(start)]
    assert starts, f"no model is named for {file.name}"
    return SHAPES[max(starts, key=len)]


def each(file: Path) -> tuple[Any, ...]:
    many = get_origin(shape(file)) is tuple
    return decoded(file) if many else (decoded(file),)


@pytest.mark.parametrize("file", recordings(""))
def test_it_decodes(file: Path) -> None:
    assert decoded(file) is not None


@pytest.mark.parametrize("file", recordings(""))
def test_it_holds_nothing_the_models_do_not_know(file: Path) -> None:
    drift = Drift()
    drift.inspect(shape(file), file.read_bytes())
    assert drift.report() == ()


@pytest.mark.parametrize("file", recordings("gamma_market"))
def test_its_markets_map(file: Path) -> None:
    for native in each(file):
        check_market(to_market(native), native)


@pytest.mark.parametrize("file", recordings("gamma_event", "gamma_public"))
def test_its_events_map_with_their_markets(file: Path) -> None:
    found = decoded(file)
    events = found.events if isinstance(found, SearchResults) else each(file)
    for native in events:
        event = to_event(native)
        assert event.title
        assert len(event.markets or ()) == len(native.markets)
        for market in event.markets or ():
            assert market.event == event.id
            check_market(market, market.native)


def check_market(market: Market, native: WireMarket) -> None:
    assert market.status is not MarketStatus.UNKNOWN
    assert market.id.startswith("0x")
    assert len(market.id) == 66
    assert [outcome.label for outcome in market.outcomes] == list(native.outcomes)
    assert len({outcome.key for outcome in market.outcomes}) == len(market.outcomes)
    tick = native.order_price_min_tick_size
    assert (market.ladder is None) == (tick is None)
    assert market.ladder is None or tick is None or tick in market.ladder
    paid = [outcome.payout for outcome in market.outcomes]
    settled = market.status is MarketStatus.SETTLED
    assert sum(p for p in paid if p is not None) == (1 if settled else 0)


@pytest.mark.parametrize("file", recordings("clob_book"))
def test_its_books_are_uncrossed_with_the_best_price_first(file: Path) -> None:
    for native in each(file):
        book = to_orderbook(CLAIM, native, NOW)
        bids, asks = [b.price for b in book.bids], [a.price for a in book.asks]
        assert bids == sorted(bids, reverse=True)
        assert asks == sorted(asks)
        assert (len(bids), len(asks)) == (len(native.bids), len(native.asks))
        assert not (bids and asks) or bids[0] < asks[0]
        quote = to_quote(CLAIM, native, NOW)
        assert (quote.bid, quote.ask) == (
            bids[0] if bids else None,
            asks[0] if asks else None,
        )
        assert book.venue_time is not None
        assert book.venue_time.year in {2024, 2026}


@pytest.mark.parametrize("file", recordings("clob_book"))
def test_its_fingerprints_are_ours(file: Path) -> None:
    ours = [book_hash(native) == native.hash for native in each(file)]
    assert ours == [file.stem not in OLD_HASHES] * len(ours)


Frame: TypeAlias = "dict[str, Any] | list[Frame]"


def frames() -> list[Any]:
    """Books that the stream sent, one by one or several to a frame."""
    files = sorted(STREAM.glob("book*")) if STREAM.is_dir() else ()
    return [pytest.param(file, id=file.stem) for file in files]


def books_in(frame: Frame) -> list[dict[str, Any]]:
    if isinstance(frame, dict):
        return [frame] if "bids" in frame else []
    return [book for item in frame for book in books_in(item)]


@pytest.mark.parametrize("file", frames())
def test_books_of_the_stream_read_as_those_of_rest(file: Path) -> None:
    text = file.read_text()
    lines = text.splitlines() if file.suffix == ".jsonl" else [text]
    found = [book for line in lines for book in books_in(json.loads(line))]
    assert found
    decode = Decoder[Book](Book)
    for sent in found:
        book = decode(json.dumps(sent).encode())
        assert (len(book.bids), len(book.asks)) == (
            len(sent["bids"]),
            len(sent["asks"]),
        )


@pytest.mark.parametrize("file", recordings("data_trades"))
def test_its_trades_map(file: Path) -> None:
    for native in each(file):
        trade = to_trade(CLAIM, renamed(native))
        assert 0 < trade.price < 1
        assert trade.size > 0
        assert trade.at.year == 2026
        assert trade.id == native.transaction_hash


def renamed(native: v1_wallet.Trade) -> v2_wallet.Trade:
    """The same row under the names of version 2, which nobody has recorded."""
    return v2_wallet.Trade(
        token_id=native.asset,
        condition_id=native.condition_id,
        side=native.side,
        size=native.size,
        price=native.price,
        timestamp=native.timestamp,
        transaction_hash=native.transaction_hash,
    )


@pytest.mark.parametrize("file", recordings("clob_prices_history"))
def test_its_samples_become_daily_candles(file: Path) -> None:
    points = decoded(file).history
    start = datetime(2025, 6, 24, tzinfo=UTC)
    end = start + timedelta(days=30)
    candles = to_candles(
        CLAIM, points, interval=timedelta(days=1), start=start, end=end
    )
    assert [candle.close for candle in candles] == [point.p for point in points]
    assert candles[0].open == Decimal("0.205")
