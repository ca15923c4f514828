"""Many ids at once: routed to their venues, failing one by one."""

from __future__ import annotations

from decimal import Decimal

import anyio
import pytest

from core.venues import Catalogue, Exchange, failing
from predcore import (
    AdapterBroken,
    AdapterNotFound,
    Hub,
    Instrument,
    InvalidId,
    MarketRef,
    NotFound,
    TransportError,
    Unsupported,
)

DOWN = failing(TransportError("cannot connect"))


async def test_every_id_is_answered_in_the_order_asked(hub: Hub) -> None:
    asked = ["acme:SNOW:yes", "other:rain:no", "acme:RAIN:yes"]
    found = await hub.quotes(asked)
    assert list(found) == asked
    assert [quote.instrument for quote in found.values()] == [
        Instrument.parse(text) for text in asked
    ]


async def test_a_venue_is_asked_once_for_all_its_ids(
    hub: Hub, acme: Exchange, other: Exchange
) -> None:
    await hub.orderbooks(["acme:SNOW:yes", "other:rain:no", "acme:RAIN:yes"])
    assert acme.asked == [("acme:SNOW:yes", "acme:RAIN:yes")]
    assert other.asked == [("other:rain:no",)]


async def test_venues_are_asked_at_the_same_time() -> None:
    meeting = anyio.Event()

    async def arrive() -> None:
        meeting.set()

    async def wait() -> None:
        with anyio.fail_after(5):
            await meeting.wait()

    hub = Hub(
        {
            "first": Exchange("first", "A", hurdle=wait),
            "second": Exchange("second", "B", hurdle=arrive),
        }
    )
    found = await hub.quotes(["first:A:yes", "second:B:yes"])
    assert not found.errors


async def test_an_id_asked_twice_is_asked_once_and_answered(
    hub: Hub, acme: Exchange
) -> None:
    found = await hub.quotes(["acme:RAIN:yes", "acme:RAIN:yes"])
    assert list(found) == ["acme:RAIN:yes"]
    assert acme.asked == [("acme:RAIN:yes",)]


async def test_parsed_ids_are_answered_under_the_ids_given(hub: Hub) -> None:
    instrument = Instrument("acme", "RAIN", "yes")
    assert (await hub.quotes([instrument]))[instrument].bid == Decimal("0.49")
    ref = MarketRef("acme", "RAIN")
    assert (await hub.lookup([ref]))[ref].id == "RAIN"


async def test_a_venue_that_is_down_costs_only_its_own_ids(other: Exchange) -> None:
    hub = Hub({"acme": Exchange("acme", "RAIN", hurdle=DOWN), "other": other})
    found = await hub.quotes(["acme:RAIN:yes", "acme:SNOW:yes", "other:rain:yes"])
    assert list(found) == ["other:rain:yes"]
    assert set(found.errors) == {"acme:RAIN:yes", "acme:SNOW:yes"}
    with pytest.raises(TransportError, match="cannot connect"):
        found["acme:RAIN:yes"]


async def test_a_bug_in_one_adapter_costs_only_its_own_ids(other: Exchange) -> None:
    buggy = Exchange("acme", "RAIN", hurdle=failing(KeyError("price")))
    hub = Hub({"acme": buggy, "other": other})
    found = await hub.quotes(["acme:RAIN:yes", "other:rain:yes"])
    assert list(found) == ["other:rain:yes"]
    error = found.errors["acme:RAIN:yes"]
    assert isinstance(error, AdapterBroken)
    assert isinstance(error.__cause__, KeyError)
    assert "acme" in str(error)


async def test_a_slow_venue_is_left_behind_at_the_timeout(other: Exchange) -> None:
    slow = Exchange("acme", "RAIN", hurdle=anyio.sleep_forever)
    hub = Hub({"acme": slow, "other": other}, timeout=0.05)
    found = await hub.quotes(["acme:RAIN:yes", "other:rain:yes"])
    assert list(found) == ["other:rain:yes"]
    with pytest.raises(TransportError, match=r"within 0\.05 s"):
        found["acme:RAIN:yes"]


async def test_a_malformed_id_is_its_own_error(hub: Hub) -> None:
    found = await hub.quotes(["acme:RAIN:yes", "rain", "acme:RAIN", "acme:R\n:yes"])
    assert list(found) == ["acme:RAIN:yes"]
    assert all(isinstance(error, InvalidId) for error in found.errors.values())
    assert list(found.errors) == ["rain", "acme:RAIN", "acme:R\n:yes"]


async def test_an_unknown_id_is_its_own_error(hub: Hub) -> None:
    found = await hub.quotes(["acme:RAIN:yes", "acme:SUN:yes"])
    assert isinstance(found.errors["acme:SUN:yes"], NotFound)
    assert "acme:RAIN:yes" in found


async def test_an_id_of_a_venue_that_is_not_open_says_which_are(hub: Hub) -> None:
    found = await hub.quotes(["else:RAIN:yes"])
    with pytest.raises(AdapterNotFound, match="open: acme, other"):
        found["else:RAIN:yes"]


async def test_an_id_of_a_venue_that_did_not_open_says_why(acme: Exchange) -> None:
    hub = Hub({"acme": acme}, {"other": AdapterBroken("adapter 'other' is ill")})
    found = await hub.quotes(["acme:RAIN:yes", "other:rain:yes"])
    with pytest.raises(AdapterBroken, match="is ill"):
        found["other:rain:yes"]


async def test_a_venue_without_the_capability_is_unsupported(acme: Exchange) -> None:
    hub = Hub({"acme": acme, "plain": Catalogue("plain", "A")})
    found = await hub.quotes(["acme:RAIN:yes", "plain:A:yes"])
    assert list(found) == ["acme:RAIN:yes"]
    with pytest.raises(Unsupported, match="plain has no quotes"):
        found["plain:A:yes"]


async def test_the_depth_reaches_every_venue(hub: Hub) -> None:
    found = await hub.orderbooks(["acme:RAIN:yes", "other:rain:no"], depth=1)
    assert [len(book.bids) for book in found.values()] == [1, 1]


async def test_one_id_is_one_and_not_its_letters(hub: Hub) -> None:
    text = "acme:SNOW:yes"
    assert list(await hub.quotes(text)) == [text]
    assert list(await hub.orderbooks(text)) == [text]
    assert list(await hub.lookup("acme:SNOW")) == ["acme:SNOW"]
    assert {m.venue for m in await hub.markets(venues="acme")} == {"acme"}
