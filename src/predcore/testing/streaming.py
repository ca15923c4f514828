"""Promises of streams of books: right or withheld, and what breaks off is said."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any, ClassVar, Protocol

import anyio
import pytest

from .. import (
    Books,
    BookUpdate,
    Connected,
    DataState,
    Disconnected,
    Instrument,
    InvalidRequest,
    Market,
    QuoteUpdate,
    Source,
    Streaming,
    Venue,
)
from .watching import Cut, Levels, Move, WatchingSuite, levels_of

__all__ = ["StreamingConformance", "StreamingVenue"]


class StreamingVenue(Venue, Books, Streaming, Protocol):
    """What the suite needs: books to hold those of the stream against."""


class StreamingConformance(WatchingSuite):
    """``Streaming``: live books.

    Beside ``venue``, override ``cut`` and ``move``. The market must stand still but for
    what ``move`` does: run it against a simulator.
    """

    protocol: ClassVar[type] = Streaming

    @pytest.fixture
    def move(self) -> Move:
        """Changes a book; see :data:`Move`."""
        raise NotImplementedError("override the `move` fixture")

    @pytest.fixture
    async def market(self, venue: StreamingVenue, open_markets: list[Market]) -> Market:
        """The first open market of several outcomes with bids and offers."""
        for market in open_markets:
            if len(market.instruments) > 1:
                book = await venue.orderbook(market.instruments[0])
                if book.bids and book.asks:
                    return market
        pytest.fail("the venue under test has no open market with bids and offers")

    async def moved(
        self, venue: StreamingVenue, instrument: Instrument, move: Move
    ) -> Callable[[Levels], bool]:
        """Change a book; gives whether levels are those from then on."""
        before = await venue.orderbook(instrument)
        await move(instrument)
        asked = levels_of(await venue.orderbook(instrument))
        assert asked != levels_of(before), "`move` must change the book"
        return _same(asked)

    async def test_a_stream_says_that_it_is_up_before_it_tells_anything(
        self, venue: StreamingVenue, market: Market
    ) -> None:
        async with venue.watch(market.instruments[0]) as updates:
            with anyio.fail_after(self.patience):
                assert isinstance(await anext(updates), Connected)

    async def test_a_watched_book_is_the_book(
        self, venue: StreamingVenue, market: Market
    ) -> None:
        async with venue.watch(*market.instruments) as updates:
            for instrument in market.instruments:
                asked = await venue.orderbook(instrument)

                def its(update: BookUpdate, wanted: Any = instrument) -> bool:
                    return bool(update.book.instrument == wanted)

                book = (await self.heard(updates, BookUpdate, its)).book
                snapshot = book.snapshot()
                assert book.state is DataState.LIVE
                assert (snapshot.bids, snapshot.asks) == (asked.bids, asked.asks)
                assert book.bid == next(iter(asked.bids), None)
                assert book.ask == next(iter(asked.asks), None)
                assert updates.books[instrument] is book
                assert tuple(book.bid_levels()) == asked.bids
                assert tuple(book.ask_levels()) == asked.asks

    async def test_a_watched_book_says_what_trading_at_once_comes_to(
        self, venue: StreamingVenue, market: Market
    ) -> None:
        instrument = market.instruments[0]
        async with venue.watch(instrument) as updates:
            book = (await self.heard(updates, BookUpdate)).book
            sides = (tuple(book.ask_levels()), tuple(book.bid_levels()))
            nothing = Decimal(0)
            asks, bids = (sum((s for _, s in side), nothing) for side in sides)
            costs, brings = (sum((p * s for p, s in side), nothing) for side in sides)
            assert asks
            assert book.cost_to_buy(asks) == costs
            assert book.cost_to_buy(asks + 1) is None
            assert book.proceeds_of_selling(bids + 1) is None
            assert not bids or book.proceeds_of_selling(bids) == brings

    async def test_a_watched_book_changes_as_the_book_does(
        self, venue: StreamingVenue, market: Market, move: Move
    ) -> None:
        for instrument in market.instruments:
            asked = levels_of(await venue.orderbook(instrument))
            async with venue.watch(instrument) as updates:
                await self.shown(updates, instrument, _same(asked))
                for _ in range(2):
                    then = await self.moved(venue, instrument, move)
                    await self.shown(updates, instrument, then)

    async def test_a_depth_of_nothing_tells_quotes(
        self, venue: StreamingVenue, market: Market
    ) -> None:
        instrument = market.instruments[0]
        asked = (await venue.orderbook(instrument)).quote()
        async with venue.watch(instrument, depth=0) as updates:
            quote = (await self.heard(updates, QuoteUpdate)).quote
            assert (quote.instrument, quote.state) == (instrument, DataState.LIVE)
            assert quote.source is Source.STREAM
            assert (quote.bid, quote.bid_size) == (asked.bid, asked.bid_size)
            assert (quote.ask, quote.ask_size) == (asked.ask, asked.ask_size)

    async def test_what_is_added_is_told_and_what_is_removed_is_not(
        self, venue: StreamingVenue, market: Market, move: Move
    ) -> None:
        first, second = market.instruments[:2]
        async with venue.watch(first) as updates:
            await self.heard(updates, BookUpdate)
            assert second not in updates.books
            await updates.add(second)
            await self.heard(updates, BookUpdate, _of(second))
            await updates.remove(second)
            assert set(updates.books) == {first}
            then = await self.moved(venue, first, move)
            assert second not in await self.shown(updates, first, then)
            await updates.add(second)
            await self.heard(updates, BookUpdate, _of(second))

    async def test_a_broken_connection_is_said_and_mended(
        self, venue: StreamingVenue, market: Market, cut: Cut, move: Move
    ) -> None:
        instrument = market.instruments[0]
        asked = levels_of(await venue.orderbook(instrument))
        async with venue.watch(instrument) as updates:
            await self.shown(updates, instrument, _same(asked))
            await cut()
            await self.heard(updates, Disconnected)
            then = await self.moved(venue, instrument, move)
            await self.heard(updates, Connected)
            await self.shown(updates, instrument, then)

    async def test_an_instrument_of_another_venue_is_a_mistake(
        self, venue: StreamingVenue, market: Market
    ) -> None:
        strange = Instrument(f"not-{venue.name}", market.id, market.outcomes[0].key)
        with pytest.raises(InvalidRequest):
            async with venue.watch(strange):
                pass
        async with venue.watch(market.instruments[0]) as updates:
            with pytest.raises(InvalidRequest):
                await updates.add(strange)


def _same(asked: Levels) -> Callable[[Levels], bool]:
    return lambda levels: levels == asked


def _of(instrument: Instrument) -> Callable[[BookUpdate], bool]:
    return lambda update: update.book.instrument == instrument
