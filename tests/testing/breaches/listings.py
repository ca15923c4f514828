"""Breaches of listings: the catalogue, and search."""

from __future__ import annotations

import dataclasses
from collections.abc import AsyncIterable
from decimal import Decimal
from typing import Any, ClassVar

from acme_predcore._venue import AcmeVenue
from predcore import (
    Market,
    MarketStatus,
)
from predcore.kit import Pages
from predcore.testing import (
    CatalogueConformance,
    SearchConformance,
)
from testing.breaches.breach import Breach


def changed(market: Market, **changes: Any) -> Market:
    """The market with its first outcome changed."""
    first, *others = market.outcomes
    return dataclasses.replace(
        market, outcomes=(dataclasses.replace(first, **changes), *others)
    )


class TestListsEveryStatus(Breach, CatalogueConformance):
    class Broken(AcmeVenue):
        def markets(
            self, *, status: MarketStatus | None = None, event: str | None = None
        ) -> AsyncIterable[Market]:
            return super().markets(event=event)

    broken: ClassVar[set[str]] = {
        "test_a_listing_by_status_has_only_that_status",
        "test_the_listings_by_status_make_the_whole_catalogue",
        "test_payouts_are_known_when_the_result_is_and_make_1",
    }


class TestListsNoSettledMarket(Breach, CatalogueConformance):
    class Broken(AcmeVenue):
        def markets(
            self, *, status: MarketStatus | None = None, event: str | None = None
        ) -> AsyncIterable[Market]:
            if status is MarketStatus.SETTLED:
                return Pages[Market].of(())
            return super().markets(status=status, event=event)

    broken: ClassVar[set[str]] = {
        "test_the_listings_by_status_make_the_whole_catalogue"
    }


class TestListsEveryEvent(Breach, CatalogueConformance):
    class Broken(AcmeVenue):
        def markets(
            self, *, status: MarketStatus | None = None, event: str | None = None
        ) -> AsyncIterable[Market]:
            return super().markets(status=status)

    broken: ClassVar[set[str]] = {
        "test_the_markets_of_an_event_are_listed_and_no_others",
        "test_event_and_status_narrow_a_listing_together",
        "test_an_unknown_event_has_no_markets",
        "test_a_hostile_id_never_lists_markets",
    }


class TestListsTwice(Breach, CatalogueConformance):
    class Broken(AcmeVenue):
        def markets(
            self, *, status: MarketStatus | None = None, event: str | None = None
        ) -> AsyncIterable[Market]:
            found = super().markets(status=status, event=event)
            assert isinstance(found, Pages)
            return found.flatten(lambda market: (market, market))

    broken: ClassVar[set[str]] = {
        "test_every_market_is_listed_once",
        "test_looking_up_many_finds_what_looking_up_each_finds",
    }


class TestListsZeroForAbsence(Breach, CatalogueConformance):
    class Broken(AcmeVenue):
        def markets(
            self, *, status: MarketStatus | None = None, event: str | None = None
        ) -> AsyncIterable[Market]:
            found = super().markets(status=status, event=event)
            assert isinstance(found, Pages)
            return found.map(lambda market: changed(market, bid=Decimal(0)))

    broken: ClassVar[set[str]] = {"test_listed_prices_are_prices_or_absent"}


class TestForgetsNative(Breach, CatalogueConformance):
    class Broken(AcmeVenue):
        def markets(
            self, *, status: MarketStatus | None = None, event: str | None = None
        ) -> AsyncIterable[Market]:
            found = super().markets(status=status, event=event)
            assert isinstance(found, Pages)
            return found.map(lambda market: dataclasses.replace(market, native=None))

    broken: ClassVar[set[str]] = {
        "test_markets_cannot_be_changed_and_keep_what_was_sent"
    }


class TestSearchesForAnyWord(Breach, SearchConformance):
    class Broken(AcmeVenue):
        def search(
            self, query: str, *, status: MarketStatus | None = None
        ) -> AsyncIterable[Market]:
            first, *_ = [*query.split(), ""]
            return super().search(first, status=status)

    broken: ClassVar[set[str]] = {
        "test_words_that_nothing_has_find_nothing",
        "test_what_is_found_has_every_word",
    }


class TestSearchesAnyStatus(Breach, SearchConformance):
    class Broken(AcmeVenue):
        def search(
            self, query: str, *, status: MarketStatus | None = None
        ) -> AsyncIterable[Market]:
            return super().search(query)

    broken: ClassVar[set[str]] = {"test_a_search_by_status_finds_only_that_status"}
