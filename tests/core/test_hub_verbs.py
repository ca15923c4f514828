"""The hub's verbs for one thing of one venue."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import anyio
import pytest

from core.venues import NOW, Exchange
from predcore import (
    AdapterNotFound,
    Hub,
    InvalidId,
    NotFound,
    TransportError,
    Unsupported,
)


async def test_single_verbs_raise_what_is_unsupported(hub: Hub) -> None:
    window = {"start": NOW - timedelta(hours=1), "end": NOW}
    with pytest.raises(Unsupported, match="no candles"):
        await hub.candles("acme:RAIN:yes", interval=timedelta(minutes=1), **window)
    with pytest.raises(Unsupported, match="no fees"):
        await hub.fees("acme:RAIN")
    with pytest.raises(Unsupported, match="no trades"):
        hub.trades("acme:RAIN")


async def test_single_verbs_are_routed_by_id(hub: Hub, other: Exchange) -> None:
    assert (await hub.market("other:rain")).venue == "other"
    assert (await hub.event("other:E-rain")).id == "E-rain"
    assert (await hub.quote("other:rain:yes")).ask == Decimal("0.51")
    book = await hub.orderbook("other:rain:yes", depth=1)
    assert (len(book.bids), len(book.asks)) == (1, 1)
    assert len(other.asked) == 4


async def test_single_verbs_raise_for_an_unknown_id(hub: Hub) -> None:
    with pytest.raises(NotFound):
        await hub.quote("acme:SUN:yes")
    with pytest.raises(InvalidId):
        await hub.market("acme")


async def test_single_verbs_end_at_the_timeout_too() -> None:
    slow = Exchange("acme", "RAIN", hurdle=anyio.sleep_forever)
    hub = Hub({"acme": slow}, timeout=0.05)
    for answer in (
        hub.market("acme:RAIN"),
        hub.event("acme:E-RAIN"),
        hub.quote("acme:RAIN:yes"),
        hub.orderbook("acme:RAIN:yes"),
    ):
        with pytest.raises(TransportError, match=r"within 0\.05 s"):
            await answer


async def test_the_hub_gives_its_venues_by_name(hub: Hub, acme: Exchange) -> None:
    assert hub["acme"] is acme
    with pytest.raises(AdapterNotFound, match="'else' is not open here"):
        hub["else"]


async def test_drift_is_reported_by_venue(hub: Hub, acme: Exchange) -> None:
    assert hub.drift() == {"acme": (), "other": ()}
