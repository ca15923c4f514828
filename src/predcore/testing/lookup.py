"""Promises of looking markets up, one by one and many at once."""

from __future__ import annotations

import pytest

from .. import Instrument, InvalidId, Market, MarketRef, NotFound, Venue
from .naming import HOSTILE, near_misses, refuses_hostile_ids
from .suite import Suite

__all__ = ["LookupPromises"]


class LookupPromises(Suite):
    """``market`` and ``lookup``."""

    async def test_a_listed_market_is_found_by_its_id(
        self, venue: Venue, open_markets: list[Market]
    ) -> None:
        for listed in open_markets[:5]:
            found = await venue.market(listed.id)
            assert found.ref == listed.ref
            assert found.title == listed.title
            assert found.instruments == listed.instruments

    async def test_a_market_and_its_claims_are_read_back_from_their_text(
        self, venue: Venue, open_markets: list[Market]
    ) -> None:
        for market in open_markets:
            assert MarketRef.parse(str(market.ref)) == market.ref
            for instrument in market.instruments:
                assert Instrument.parse(str(instrument)) == instrument
        ref = MarketRef.parse(str(open_markets[0].ref))
        assert (await venue.market(ref.market)).ref == ref

    async def test_an_unknown_market_is_not_found(
        self, venue: Venue, unknown_market: str
    ) -> None:
        with pytest.raises(NotFound):
            await venue.market(unknown_market)

    async def test_a_hostile_id_never_names_a_market(self, venue: Venue) -> None:
        await refuses_hostile_ids(venue.market)

    async def test_an_id_that_is_nearly_a_markets_never_names_another(
        self, venue: Venue, open_markets: list[Market]
    ) -> None:
        market, other = open_markets[0].id, open_markets[-1].id
        for nearly in near_misses(market, other):
            try:
                found = await venue.market(nearly)
            except (InvalidId, NotFound):
                continue
            assert found.id == market, f"{nearly!r} named {found.id!r}"

    async def test_looking_up_many_finds_what_looking_up_each_finds(
        self, venue: Venue, open_markets: list[Market]
    ) -> None:
        ids = [market.id for market in open_markets]
        found = await venue.lookup(ids)
        assert list(found) == ids
        assert not found.errors
        for market_id in ids[:3]:
            single = await venue.market(market_id)
            assert found[market_id].ref == single.ref
            assert found[market_id].title == single.title
            assert found[market_id].status == single.status
            assert found[market_id].instruments == single.instruments

    async def test_an_unknown_market_among_others_is_its_own_error(
        self, venue: Venue, open_markets: list[Market], unknown_market: str
    ) -> None:
        first, last = open_markets[0].id, open_markets[-1].id
        found = await venue.lookup([first, unknown_market, last])
        assert set(found) == {first, last}
        assert isinstance(found.errors[unknown_market], NotFound)

    async def test_hostile_ids_among_others_are_their_own_errors(
        self, venue: Venue, open_markets: list[Market]
    ) -> None:
        known, other = open_markets[0].id, open_markets[-1].id
        together = f"{known},{other}"
        found = await venue.lookup([known, *HOSTILE.values(), together])
        assert list(found) == [known]
        for text, error in found.errors.items():
            assert isinstance(error, InvalidId | NotFound), f"{text!r}: {error!r}"

    async def test_an_id_looked_up_twice_is_answered_once(
        self, venue: Venue, open_markets: list[Market]
    ) -> None:
        known = open_markets[0].id
        assert list(await venue.lookup([known, known])) == [known]

    async def test_looking_up_nothing_finds_nothing(self, venue: Venue) -> None:
        found = await venue.lookup([])
        assert not found
        assert not found.errors
