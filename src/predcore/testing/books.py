"""Promises of order books: a book is right, or it is an error."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import ClassVar

import pytest

from .. import Books, Instrument, InvalidId, Level, Market, NotFound, Orderbook, Results
from .checks import check_answer, check_price, check_size, while_nothing_moves
from .naming import HOSTILE
from .suite import Suite

__all__ = ["BooksConformance"]

Levels = tuple[tuple[Level, ...], tuple[Level, ...]]


class BooksConformance(Suite):
    """``Books``: the order books of many instruments at once.

    Attributes:
        mirrored: whether a bid for one of two outcomes is an offer of the other;
            ``False`` where each outcome has orders of its own.
    """

    protocol: ClassVar[type] = Books
    mirrored: ClassVar[bool] = True

    @pytest.fixture
    async def books(
        self, venue: Books, instruments: list[Instrument]
    ) -> Results[Instrument, Orderbook]:
        """Of every outcome of the first open markets."""
        found = await venue.orderbooks(instruments)
        assert any(book.bids and book.asks for book in found.values()), (
            "the venue under test has no open market with both bids and asks"
        )
        return found

    @pytest.fixture
    async def deep(self, books: Results[Instrument, Orderbook]) -> Instrument:
        """The instrument with the most levels on its thinner side."""
        return max(books, key=lambda k: min(len(books[k].bids), len(books[k].asks)))

    async def test_every_instrument_asked_for_is_answered(
        self, books: Results[Instrument, Orderbook], instruments: list[Instrument]
    ) -> None:
        assert books.keys_asked == tuple(instruments)
        assert {*books, *books.errors} == set(instruments)

    async def test_a_book_is_of_the_instrument_asked_for(
        self, books: Results[Instrument, Orderbook]
    ) -> None:
        assert all(book.instrument == key for key, book in books.items())

    async def test_the_best_price_comes_first_and_every_price_once(
        self, books: Results[Instrument, Orderbook]
    ) -> None:
        for book in books.values():
            bids, asks = [b.price for b in book.bids], [a.price for a in book.asks]
            assert bids == sorted(set(bids), reverse=True), str(book.instrument)
            assert asks == sorted(set(asks)), str(book.instrument)

    async def test_a_book_is_not_crossed(
        self, books: Results[Instrument, Orderbook]
    ) -> None:
        for book in books.values():
            if book.bid is not None and book.ask is not None:
                assert book.bid.price < book.ask.price, str(book.instrument)

    async def test_levels_are_prices_of_the_ladder_with_something_at_them(
        self, books: Results[Instrument, Orderbook], open_markets: list[Market]
    ) -> None:
        markets = {market.ref: market for market in open_markets}
        for key, book in books.items():
            for price, size in (*book.bids, *book.asks):
                check_price(price, markets[key.ref])
                check_size(size)

    async def test_a_book_says_how_far_it_can_be_trusted(
        self, venue: Books, instruments: list[Instrument]
    ) -> None:
        asked_at = datetime.now(UTC)
        for book in (await venue.orderbooks(instruments)).values():
            check_answer(book, asked_at)

    @pytest.mark.parametrize("depth", [1, 2, 3])
    async def test_a_depth_keeps_the_best_levels(
        self, venue: Books, deep: Instrument, depth: int
    ) -> None:
        whole, cut = await while_nothing_moves(
            lambda: venue.orderbook(deep),
            lambda: venue.orderbooks([deep], depth=depth),
            lambda book: _levels(book),
        )
        assert _levels(cut[deep]) == (whole.bids[:depth], whole.asks[:depth])

    async def test_one_book_is_what_it_is_among_many(
        self, venue: Books, deep: Instrument, instruments: list[Instrument]
    ) -> None:
        single, many = await while_nothing_moves(
            lambda: venue.orderbook(deep),
            lambda: venue.orderbooks(instruments),
            lambda book: _levels(book),
        )
        assert _levels(single) == _levels(many[deep])

    async def test_an_unknown_instrument_is_its_own_error(
        self, venue: Books, deep: Instrument, unknown_instrument: Instrument
    ) -> None:
        outcome = Instrument(deep.venue, deep.market, "no-such-outcome")
        elsewhere = Instrument("elsewhere", deep.market, deep.outcome)
        found = await venue.orderbooks([unknown_instrument, outcome, elsewhere, deep])
        assert list(found) == [deep]
        assert isinstance(found.errors[unknown_instrument], NotFound)
        for key in (outcome, elsewhere):
            assert isinstance(found.errors[key], InvalidId | NotFound)

    async def test_an_unknown_instrument_alone_is_not_found(
        self, venue: Books, unknown_instrument: Instrument
    ) -> None:
        with pytest.raises(NotFound):
            await venue.orderbook(unknown_instrument)

    async def test_hostile_ids_among_others_are_their_own_errors(
        self, venue: Books, deep: Instrument, instruments: list[Instrument]
    ) -> None:
        hostile = [*HOSTILE.values(), f"{deep.market},{instruments[-1].market}"]
        keys = [Instrument(deep.venue, text, deep.outcome) for text in hostile]
        found = await venue.orderbooks([*keys, deep])
        assert list(found) == [deep]
        for key, error in found.errors.items():
            assert isinstance(error, InvalidId | NotFound), f"{key!r}: {error!r}"

    async def test_an_instrument_asked_for_twice_is_answered_once(
        self, venue: Books, deep: Instrument
    ) -> None:
        assert list(await venue.orderbooks([deep, deep])) == [deep]

    async def test_asking_for_nothing_is_answered_with_nothing(
        self, venue: Books
    ) -> None:
        found = await venue.orderbooks([])
        assert not found
        assert not found.errors

    async def test_a_bid_for_one_outcome_is_an_offer_of_the_other(
        self, books: Results[Instrument, Orderbook], open_markets: list[Market]
    ) -> None:
        for market in open_markets if self.mirrored else ():
            if len(market.outcomes) != 2 or not books.keys() >= {*market.instruments}:
                continue
            one, other = (books[key] for key in market.instruments)
            mirrored = one.complement(other.instrument)
            assert _levels(mirrored) == _levels(other), str(market.ref)


def _levels(book: Orderbook) -> Levels:
    return book.bids, book.asks
