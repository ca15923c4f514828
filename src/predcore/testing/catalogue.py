"""Promises of the catalogue: what is listed, and what a listed market is."""

from __future__ import annotations

from typing import ClassVar

import pytest

from .. import Market, MarketStatus, Venue
from .checks import check_kept, check_price, check_size
from .events import EventPromises
from .lookup import LookupPromises
from .suite import take

__all__ = ["CatalogueConformance"]

_WHOLE = 2000
"""Markets up to which a catalogue is read whole."""


class CatalogueConformance(LookupPromises, EventPromises):
    """``Venue``: the catalogue every venue has."""

    protocol: ClassVar[type] = Venue

    @pytest.fixture
    async def listed(self, venue: Venue) -> list[Market]:
        """The first markets of any status."""
        found = await take(venue.markets(), self.sample)
        assert found, "the venue under test lists nothing"
        return found

    async def test_every_market_belongs_to_the_venue(
        self, venue: Venue, listed: list[Market]
    ) -> None:
        assert ":" not in venue.name
        assert {market.venue for market in listed} == {venue.name}

    async def test_every_market_is_listed_once(self, listed: list[Market]) -> None:
        ids = [market.id for market in listed]
        assert len(ids) == len(set(ids))

    async def test_a_listing_can_be_left_early_and_read_again(
        self, venue: Venue
    ) -> None:
        listing = venue.markets(status=MarketStatus.OPEN)
        first, again = await take(listing, 1), await take(listing, 2)
        assert len(first) == 1
        assert again

    @pytest.mark.parametrize("status", [*MarketStatus])
    async def test_a_listing_by_status_has_only_that_status(
        self, venue: Venue, status: MarketStatus
    ) -> None:
        found = await take(venue.markets(status=status), self.sample)
        assert {market.status for market in found} <= {status}

    async def test_the_listings_by_status_make_the_whole_catalogue(
        self, venue: Venue
    ) -> None:
        whole = await take(venue.markets(), _WHOLE)
        if len(whole) == _WHOLE:
            return
        parts = [
            market.id
            for status in MarketStatus
            for market in await take(venue.markets(status=status), _WHOLE)
        ]
        assert sorted(parts) == sorted(market.id for market in whole)

    async def test_a_market_has_outcomes_with_keys_of_their_own(
        self, listed: list[Market]
    ) -> None:
        for market in listed:
            keys = [outcome.key for outcome in market.outcomes]
            assert keys, f"{market.ref} has no outcomes"
            assert len(keys) == len(set(keys))
            for key in keys:
                assert key == key.lower().strip(), f"{key!r} is not a slug"
                assert not set(key) & set(":/?#%& \t"), f"{key!r} is not a slug"

    async def test_a_market_says_what_it_is_about(self, listed: list[Market]) -> None:
        for market in listed:
            assert market.id.strip()
            assert market.title.strip()
            assert all(outcome.label.strip() for outcome in market.outcomes)

    async def test_listed_prices_are_prices_or_absent(
        self, listed: list[Market]
    ) -> None:
        for outcome in (one for market in listed for one in market.outcomes):
            for price in (outcome.bid, outcome.ask):
                if price is not None:
                    check_price(price)
            assert outcome.last is None or outcome.last > 0
            if outcome.bid is not None and outcome.ask is not None:
                assert outcome.bid < outcome.ask

    async def test_the_ladder_holds_prices_between_0_and_1(
        self, listed: list[Market]
    ) -> None:
        for ladder in {m.ladder for m in listed if m.ladder is not None}:
            prices = list(ladder.prices())
            assert prices
            assert 0 < prices[0] <= prices[-1] < 1

    async def test_the_smallest_order_is_more_than_nothing(
        self, listed: list[Market]
    ) -> None:
        for size in (s for m in listed for s in (m.min_size, m.size_step)):
            if size is not None:
                check_size(size)

    async def test_a_market_opens_before_it_closes(self, listed: list[Market]) -> None:
        for market in listed:
            if market.opens_at is not None and market.closes_at is not None:
                assert market.opens_at <= market.closes_at, str(market.ref)

    async def test_payouts_are_known_when_the_result_is_and_make_1(
        self, venue: Venue
    ) -> None:
        for status in MarketStatus:
            for market in await take(venue.markets(status=status), self.sample):
                paid = [one.payout for one in market.outcomes if one.payout is not None]
                if status is MarketStatus.OPEN:
                    assert not paid, f"{market.ref} trades and has a result"
                elif len(paid) == len(market.outcomes):
                    assert sum(paid) == 1, str(market.ref)

    async def test_markets_cannot_be_changed_and_keep_what_was_sent(
        self, listed: list[Market]
    ) -> None:
        for market in listed:
            check_kept(market)
