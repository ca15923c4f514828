"""Promises of events, and of markets as their members."""

from __future__ import annotations

import pytest

from .. import Event, InvalidId, Market, MarketStatus, NotFound, Venue
from .checks import check_kept
from .naming import refuses_hostile_ids
from .suite import Suite, take

__all__ = ["EventPromises"]


class EventPromises(Suite):
    """``events``, ``event`` and ``markets(event=...)``."""

    @pytest.fixture
    def unknown_event(self) -> str:
        """Well-formed enough to be asked for; override it where ids have a shape."""
        return "predcore-no-such-event"

    @pytest.fixture
    async def open_events(self, venue: Venue) -> list[Event]:
        """The first events with markets that trade."""
        found = await take(venue.events(status=MarketStatus.OPEN), 5)
        assert found, "the venue under test lists no event with an open market"
        return found

    async def test_a_listed_event_is_found_by_its_id_with_its_markets(
        self, venue: Venue, open_events: list[Event]
    ) -> None:
        for listed in open_events:
            found = await venue.event(listed.id)
            assert (found.venue, found.id) == (venue.name, listed.id)
            assert found.title == listed.title
            assert found.markets, f"{found.id} came without its markets"
            assert {market.event for market in found.markets} == {found.id}
            check_kept(found)

    async def test_an_event_listed_for_a_status_has_a_market_of_it(
        self, venue: Venue, open_events: list[Event]
    ) -> None:
        for listed in open_events:
            members = (await venue.event(listed.id)).markets or ()
            assert MarketStatus.OPEN in {market.status for market in members}

    async def test_every_event_is_listed_once(self, venue: Venue) -> None:
        ids = [event.id for event in await take(venue.events(), self.sample)]
        assert len(ids) == len(set(ids))

    async def test_a_market_belongs_to_the_event_it_names(
        self, venue: Venue, open_markets: list[Market]
    ) -> None:
        for market in [one for one in open_markets if one.event is not None][:3]:
            event = await venue.event(market.event or "")
            assert market.id in {member.id for member in event.markets or ()}

    async def test_the_markets_of_an_event_are_listed_and_no_others(
        self, venue: Venue, open_events: list[Event]
    ) -> None:
        for listed in open_events[:3]:
            members = (await venue.event(listed.id)).markets or ()
            found = [market async for market in venue.markets(event=listed.id)]
            assert {market.id for market in found} == {market.id for market in members}
            assert {market.event for market in found} == {listed.id}

    async def test_event_and_status_narrow_a_listing_together(
        self, venue: Venue, open_events: list[Event]
    ) -> None:
        listing = venue.markets(status=MarketStatus.OPEN, event=open_events[0].id)
        found = [market async for market in listing]
        assert found
        assert {market.event for market in found} == {open_events[0].id}
        assert {market.status for market in found} == {MarketStatus.OPEN}

    async def test_an_unknown_event_is_not_found(
        self, venue: Venue, unknown_event: str
    ) -> None:
        with pytest.raises(NotFound):
            await venue.event(unknown_event)

    async def test_an_unknown_event_has_no_markets(
        self, venue: Venue, unknown_event: str
    ) -> None:
        try:
            found = await take(venue.markets(event=unknown_event), 1)
        except (InvalidId, NotFound):
            return
        assert found == []

    async def test_a_hostile_id_never_names_an_event(self, venue: Venue) -> None:
        await refuses_hostile_ids(venue.event)

    async def test_a_hostile_id_never_lists_markets(self, venue: Venue) -> None:
        async def listed(text: str) -> list[Market]:
            found = await take(venue.markets(event=text), 1)
            if not found:
                raise NotFound("an empty listing names nothing either")
            return found

        await refuses_hostile_ids(listed)
