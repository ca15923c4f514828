"""Breaches of quotes and order books."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal
from typing import ClassVar

from acme_predcore._venue import AcmeVenue
from predcore import (
    Instrument,
    Level,
    Orderbook,
    Quote,
    Results,
)
from predcore.testing import (
    BooksConformance,
    QuotesConformance,
)
from testing.breaches.breach import Breach

D = Decimal


class Quoting(AcmeVenue):
    """Acme with every quote changed."""

    def change(self, quote: Quote) -> Quote:
        raise NotImplementedError

    async def quotes(
        self, instruments: Sequence[Instrument]
    ) -> Results[Instrument, Quote]:
        found = await super().quotes(instruments)
        values = {key: self.change(quote) for key, quote in found.items()}
        return Results(instruments, values, found.errors)


class TestQuotesZeroForAbsence(Breach, QuotesConformance):
    class Broken(Quoting):
        def change(self, quote: Quote) -> Quote:
            return dataclasses.replace(quote, bid=quote.bid or D(0))

    broken: ClassVar[set[str]] = {
        "test_prices_are_on_the_ladder_and_never_0_or_1",
        "test_a_bid_for_one_outcome_is_an_offer_of_the_other",
        "test_a_quote_is_the_top_of_the_book",
    }


class TestQuotesBetweenTheSteps(Breach, QuotesConformance):
    class Broken(Quoting):
        def change(self, quote: Quote) -> Quote:
            bid = quote.bid and quote.bid - D("0.00001")
            return dataclasses.replace(quote, bid=bid)

    broken: ClassVar[set[str]] = {
        "test_prices_are_on_the_ladder_and_never_0_or_1",
        "test_a_bid_for_one_outcome_is_an_offer_of_the_other",
        "test_a_quote_is_the_top_of_the_book",
    }


class TestQuotesFromMemory(Breach, QuotesConformance):
    class Broken(Quoting):
        def change(self, quote: Quote) -> Quote:
            received_at = quote.received_at - timedelta(minutes=5)
            return dataclasses.replace(quote, received_at=received_at)

    broken: ClassVar[set[str]] = {"test_a_quote_says_how_far_it_can_be_trusted"}


class TestQuotesYesForNo(Breach, QuotesConformance):
    class Broken(AcmeVenue):
        async def quotes(
            self, instruments: Sequence[Instrument]
        ) -> Results[Instrument, Quote]:
            yes = {key: dataclasses.replace(key, outcome="yes") for key in instruments}
            found = await super().quotes(list(yes.values()))
            return Results(
                instruments,
                {
                    key: dataclasses.replace(found[other], instrument=key)
                    for key, other in yes.items()
                    if other in found
                },
            )

    broken: ClassVar[set[str]] = {
        "test_an_unknown_instrument_is_its_own_error",
        "test_a_bid_for_one_outcome_is_an_offer_of_the_other",
        "test_a_quote_is_the_top_of_the_book",
    }


class TestQuotesAllOrNothing(Breach, QuotesConformance):
    class Broken(AcmeVenue):
        async def quotes(
            self, instruments: Sequence[Instrument]
        ) -> Results[Instrument, Quote]:
            found = await super().quotes(instruments)
            for error in found.errors.values():
                raise error
            return found

    broken: ClassVar[set[str]] = {
        "test_an_unknown_instrument_is_its_own_error",
        "test_hostile_ids_among_others_are_their_own_errors",
    }


class Booking(AcmeVenue):
    """Acme with every book changed."""

    def change(self, book: Orderbook) -> Orderbook:
        raise NotImplementedError

    async def orderbooks(
        self, instruments: Sequence[Instrument], *, depth: int | None = None
    ) -> Results[Instrument, Orderbook]:
        found = await super().orderbooks(instruments, depth=depth)
        values = {key: self.change(book) for key, book in found.items()}
        return Results(instruments, values, found.errors)


class TestBooksCrossed(Breach, BooksConformance):
    class Broken(Booking):
        def change(self, book: Orderbook) -> Orderbook:
            if book.bid is None or book.ask is None:
                return book
            asks = (Level(book.bid.price, D(1)),)
            return dataclasses.replace(book, asks=asks)

    broken: ClassVar[set[str]] = {
        "test_a_book_is_not_crossed",
        "test_a_bid_for_one_outcome_is_an_offer_of_the_other",
    }


class TestBooksOfAnotherOutcome(Breach, BooksConformance):
    class Broken(Booking):
        def change(self, book: Orderbook) -> Orderbook:
            instrument = dataclasses.replace(book.instrument, outcome="yes")
            return dataclasses.replace(book, instrument=instrument)

    broken: ClassVar[set[str]] = {
        "test_a_book_is_of_the_instrument_asked_for",
    }


class TestBooksIgnoreDepth(Breach, BooksConformance):
    class Broken(AcmeVenue):
        async def orderbooks(
            self, instruments: Sequence[Instrument], *, depth: int | None = None
        ) -> Results[Instrument, Orderbook]:
            return await super().orderbooks(instruments)

    broken: ClassVar[set[str]] = {"test_a_depth_keeps_the_best_levels"}


class TestBooksKeepTheWorstLevels(Breach, BooksConformance):
    class Broken(AcmeVenue):
        async def orderbooks(
            self, instruments: Sequence[Instrument], *, depth: int | None = None
        ) -> Results[Instrument, Orderbook]:
            found = await super().orderbooks(instruments)
            cut = slice(-depth, None) if depth else slice(None)
            values = {
                key: dataclasses.replace(book, bids=book.bids[cut], asks=book.asks[cut])
                for key, book in found.items()
            }
            return Results(instruments, values, found.errors)

    broken: ClassVar[set[str]] = {"test_a_depth_keeps_the_best_levels"}
