"""Promises of quotes: best prices, or their absence, and never something between."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import ClassVar

import pytest

from .. import Books, Instrument, InvalidId, Market, NotFound, Quote, Quotes, Results
from .checks import check_answer, check_price, check_size, while_nothing_moves
from .naming import HOSTILE
from .suite import Suite

__all__ = ["QuotesConformance"]


class QuotesConformance(Suite):
    """``Quotes``: best prices of many instruments at once.

    Attributes:
        mirrored: whether a bid for one of two outcomes is an offer of the other;
            ``False`` where each outcome has orders of its own.
    """

    protocol: ClassVar[type] = Quotes
    mirrored: ClassVar[bool] = True

    @pytest.fixture
    async def quotes(
        self, venue: Quotes, instruments: list[Instrument]
    ) -> Results[Instrument, Quote]:
        """Of every outcome of the first open markets."""
        found = await venue.quotes(instruments)
        assert any(one.bid and one.ask for one in found.values()), (
            "the venue under test has no open market with both a bid and an ask"
        )
        return found

    async def test_every_instrument_asked_for_is_answered(
        self, quotes: Results[Instrument, Quote], instruments: list[Instrument]
    ) -> None:
        assert quotes.keys_asked == tuple(instruments)
        assert {*quotes, *quotes.errors} == set(instruments)

    async def test_a_quote_is_of_the_instrument_asked_for(
        self, quotes: Results[Instrument, Quote]
    ) -> None:
        assert all(quote.instrument == key for key, quote in quotes.items())

    async def test_prices_are_on_the_ladder_and_never_0_or_1(
        self, quotes: Results[Instrument, Quote], open_markets: list[Market]
    ) -> None:
        markets = {market.ref: market for market in open_markets}
        for key, quote in quotes.items():
            for price in (quote.bid, quote.ask):
                if price is not None:
                    check_price(price, markets[key.ref])
            assert quote.last is None or quote.last > 0

    async def test_the_bid_is_below_the_ask(
        self, quotes: Results[Instrument, Quote]
    ) -> None:
        for quote in quotes.values():
            if quote.bid is not None and quote.ask is not None:
                assert quote.bid < quote.ask, str(quote.instrument)

    async def test_a_size_is_above_zero_and_has_a_price(
        self, quotes: Results[Instrument, Quote]
    ) -> None:
        for quote in quotes.values():
            for price, size in (
                (quote.bid, quote.bid_size),
                (quote.ask, quote.ask_size),
            ):
                if size is not None:
                    check_size(size)
                    assert price is not None, f"{quote.instrument}: a size at no price"

    async def test_a_quote_says_how_far_it_can_be_trusted(
        self, venue: Quotes, instruments: list[Instrument]
    ) -> None:
        asked_at = datetime.now(UTC)
        for quote in (await venue.quotes(instruments)).values():
            check_answer(quote, asked_at)

    async def test_one_quote_is_what_it_is_among_many(
        self, venue: Quotes, quotes: Results[Instrument, Quote]
    ) -> None:
        key = next(key for key, quote in quotes.items() if quote.bid and quote.ask)
        single, many = await while_nothing_moves(
            lambda: venue.quote(key),
            lambda: venue.quotes([key]),
            lambda quote: _top(quote),
        )
        assert _top(single) == _top(many[key])

    async def test_an_unknown_instrument_is_its_own_error(
        self,
        venue: Quotes,
        quotes: Results[Instrument, Quote],
        unknown_instrument: Instrument,
    ) -> None:
        known = next(iter(quotes))
        outcome = Instrument(known.venue, known.market, "no-such-outcome")
        elsewhere = Instrument("elsewhere", known.market, known.outcome)
        found = await venue.quotes([unknown_instrument, outcome, elsewhere, known])
        assert list(found) == [known]
        assert isinstance(found.errors[unknown_instrument], NotFound)
        for key in (outcome, elsewhere):
            assert isinstance(found.errors[key], InvalidId | NotFound)

    async def test_an_unknown_instrument_alone_is_not_found(
        self, venue: Quotes, unknown_instrument: Instrument
    ) -> None:
        with pytest.raises(NotFound):
            await venue.quote(unknown_instrument)

    async def test_hostile_ids_among_others_are_their_own_errors(
        self, venue: Quotes, quotes: Results[Instrument, Quote]
    ) -> None:
        known, *_, other = quotes
        hostile = [*HOSTILE.values(), f"{known.market},{other.market}"]
        keys = [Instrument(known.venue, text, known.outcome) for text in hostile]
        found = await venue.quotes([*keys, known])
        assert list(found) == [known]
        for key, error in found.errors.items():
            assert isinstance(error, InvalidId | NotFound), f"{key!r}: {error!r}"

    async def test_an_instrument_asked_for_twice_is_answered_once(
        self, venue: Quotes, quotes: Results[Instrument, Quote]
    ) -> None:
        known = next(iter(quotes))
        assert list(await venue.quotes([known, known])) == [known]

    async def test_asking_for_nothing_is_answered_with_nothing(
        self, venue: Quotes
    ) -> None:
        found = await venue.quotes([])
        assert not found
        assert not found.errors

    async def test_a_bid_for_one_outcome_is_an_offer_of_the_other(
        self, quotes: Results[Instrument, Quote], open_markets: list[Market]
    ) -> None:
        for market in open_markets if self.mirrored else ():
            if len(market.outcomes) != 2 or not quotes.keys() >= {*market.instruments}:
                continue
            one, other = (quotes[key] for key in market.instruments)
            assert (one.bid and 1 - one.bid) == other.ask, str(market.ref)
            assert (one.ask and 1 - one.ask) == other.bid, str(market.ref)

    async def test_a_quote_is_the_top_of_the_book(
        self, venue: Quotes, quotes: Results[Instrument, Quote]
    ) -> None:
        if not isinstance(venue, Books):
            return
        books: Books = venue
        keys = list(quotes)[:20]
        shown, found = await while_nothing_moves(
            lambda: books.orderbooks(keys),
            lambda: venue.quotes(keys),
            lambda answer: [_top(book.quote()) for book in answer.values()],
        )
        for key in keys:
            if key in shown and key in found:
                assert _same(_top(found[key]), _top(shown[key].quote())), str(key)


def _top(quote: Quote) -> tuple[object, ...]:
    return quote.bid, quote.ask, quote.bid_size, quote.ask_size


def _same(quote: Iterable[object], book: Iterable[object]) -> bool:
    """Prices equal, and sizes where the quote has them."""
    bid, ask, *sizes = quote
    best_bid, best_ask, *book_sizes = book
    known = zip(sizes, book_sizes, strict=True)
    return (bid, ask) == (best_bid, best_ask) and all(s in {None, b} for s, b in known)
