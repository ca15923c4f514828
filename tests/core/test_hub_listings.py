"""Listings over several venues: venue after venue, and errors beside them."""

from __future__ import annotations

from collections.abc import (
    AsyncGenerator,
    AsyncIterable,
)

from core.venues import Catalogue, Exchange, failing, market
from predcore import (
    AdapterBroken,
    BadResponse,
    Hub,
    Market,
    MarketStatus,
    TransportError,
    Unsupported,
)

DOWN = failing(TransportError("cannot connect"))


async def test_markets_are_gathered_venue_after_venue(hub: Hub) -> None:
    found = await hub.markets()
    assert [str(m.ref) for m in found] == [
        "acme:RAIN",
        "acme:SNOW",
        "acme:HAIL",
        "other:rain",
    ]
    assert not found.errors


async def test_a_limit_holds_for_each_venue_and_asks_for_no_page_more(
    hub: Hub, acme: Exchange
) -> None:
    found = await hub.markets(limit=2)
    assert [m.id for m in found] == ["RAIN", "SNOW", "rain"]
    assert len(acme.asked) == 1


async def test_a_limit_of_zero_asks_nothing(hub: Hub, acme: Exchange) -> None:
    assert len(await hub.markets(limit=0)) == 0
    assert acme.asked == []


async def test_only_the_venues_named_are_asked(hub: Hub, acme: Exchange) -> None:
    found = await hub.markets(venues=["other"])
    assert [m.venue for m in found] == ["other"]
    assert acme.asked == []


async def test_a_venue_missing_from_a_listing_is_an_error_beside_it(
    other: Exchange,
) -> None:
    down = Exchange("acme", "RAIN", hurdle=DOWN)
    hub = Hub(
        {"acme": down, "other": other, "plain": Catalogue("plain", "rain")},
        {"ill": AdapterBroken("ill")},
    )
    found = await hub.markets(query="rain")
    assert [m.venue for m in found] == ["other"]
    assert {name: type(error) for name, error in found.errors.items()} == {
        "acme": TransportError,
        "plain": Unsupported,
        "ill": AdapterBroken,
    }


async def test_a_venue_failing_on_its_second_page_gives_no_half_listing() -> None:
    class Tearing(Catalogue):
        async def answer(self, *asked: str) -> None:
            if asked != ("",):
                raise BadResponse("torn")

    hub = Hub({"acme": Tearing("acme", "A", "B", "C")})
    found = await hub.markets(limit=None)
    assert found.items == ()
    assert isinstance(found.errors["acme"], BadResponse)


async def test_events_are_gathered_too(hub: Hub) -> None:
    found = await hub.events(limit=1)
    assert [event.id for event in found] == ["E-RAIN", "E-rain"]


async def test_a_status_is_passed_on(hub: Hub, acme: Exchange) -> None:
    acme.shelf["SNOW"] = market("acme", "SNOW", status=MarketStatus.CLOSED)
    found = await hub.markets(status=MarketStatus.CLOSED)
    assert [m.id for m in found] == ["SNOW"]


async def test_a_stranger_may_list_with_an_async_generator() -> None:
    closed: list[str] = []

    class Generating(Catalogue):
        def markets(
            self, *, status: MarketStatus | None = None, event: str | None = None
        ) -> AsyncIterable[Market]:
            return self._generate()

        async def _generate(self) -> AsyncGenerator[Market]:
            try:
                for found in self.shelf.values():
                    yield found
            finally:
                closed.append("yes")

    hub = Hub({"acme": Generating("acme", "A", "B", "C")})
    assert [m.id for m in await hub.markets(limit=2)] == ["A", "B"]
    assert closed == ["yes"]
