"""Promises of search: what is found has the words, and has them all."""

from __future__ import annotations

from typing import ClassVar

import pytest

from .. import Event, Market, MarketStatus, PredcoreError, Search, Venue
from .suite import Suite, take

__all__ = ["SearchConformance"]


class SearchConformance(Suite):
    """``Search``: finding markets by words."""

    protocol: ClassVar[type] = Search

    @pytest.fixture
    async def wanted(self, open_markets: list[Market]) -> Market:
        """The market with the longest title: the easiest to tell from others."""
        return max(open_markets, key=lambda market: len(market.title))

    @pytest.fixture
    def words(self, wanted: Market) -> str:
        """Words that find ``wanted``: the three longest plain ones of its title."""
        plain = [word for word in wanted.title.split() if word.isalnum()]
        return " ".join(sorted(plain, key=len)[-3:])

    async def test_a_market_is_found_by_words_of_its_title(
        self, venue: Search, wanted: Market, words: str
    ) -> None:
        found = await take(venue.search(words), 200)
        assert wanted.id in {market.id for market in found}, f"{words!r} finds it not"

    async def test_case_does_not_matter(
        self, venue: Search, wanted: Market, words: str
    ) -> None:
        found = await take(venue.search(words.swapcase()), 200)
        assert wanted.id in {market.id for market in found}

    async def test_what_is_found_has_every_word(
        self, venue: Search, words: str
    ) -> None:
        assert isinstance(venue, Venue)
        for market in await take(venue.search(words), 10):
            event = None if market.event is None else await venue.event(market.event)
            about = _about(market, event).casefold()
            missing = [word for word in words.casefold().split() if word not in about]
            assert not missing, f"{market.ref} was found and has no {missing}"

    async def test_what_is_found_is_a_market_of_the_catalogue(
        self, venue: Search, words: str
    ) -> None:
        assert isinstance(venue, Venue)
        for found in await take(venue.search(words), 3):
            market = await venue.market(found.id)
            assert (market.ref, market.title) == (found.ref, found.title)
            assert market.instruments == found.instruments

    async def test_every_market_is_found_once(self, venue: Search, words: str) -> None:
        ids = [market.id for market in await take(venue.search(words), 200)]
        assert len(ids) == len(set(ids))

    @pytest.mark.parametrize("status", [MarketStatus.OPEN, MarketStatus.SETTLED])
    async def test_a_search_by_status_finds_only_that_status(
        self, venue: Search, words: str, status: MarketStatus
    ) -> None:
        for word in words.split():
            found = await take(venue.search(word, status=status), 20)
            assert {market.status for market in found} <= {status}

    async def test_words_that_nothing_has_find_nothing(
        self, venue: Search, words: str
    ) -> None:
        assert await take(venue.search("qwxzzyqj"), 1) == []
        assert await take(venue.search(f"{words} qwxzzyqj"), 1) == []

    @pytest.mark.parametrize(
        "query", ["&status=settled", "%", "100%", '"', "\\", "a\0b", "#", "\ud800", "…"]
    )
    async def test_a_strange_query_finds_what_it_finds_or_is_refused(
        self, venue: Search, query: str
    ) -> None:
        try:
            await take(venue.search(query), 1)
        except PredcoreError:
            return


def _about(market: Market, event: Event | None) -> str:
    texts = [market.id, market.title, market.rules or "", market.event or ""]
    texts += [outcome.label for outcome in market.outcomes]
    if event is not None:
        texts += [event.title, event.category or "", repr(event.native)]
    return "\n".join([*texts, repr(market.native)])
