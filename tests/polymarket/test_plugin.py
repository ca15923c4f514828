"""The plugin: how the venue is opened, and what it can."""

from __future__ import annotations

import httpx
import pytest

import predcore
from polymarket_wire import Wire, condition, market
from predcore import InvalidRequest
from predcore_polymarket import Polymarket, PolymarketVenue


async def test_it_opens_by_name(wire: Wire) -> None:
    wire.on("gamma/markets/7", market())
    transport = httpx.MockTransport(wire.answer)
    urls = {name: f"http://venue.test/{name}" for name in ("gamma", "clob", "data")}
    async with predcore.connect("polymarket", transport=transport, urls=urls) as venue:
        assert isinstance(venue, PolymarketVenue)
        assert isinstance(venue.native, Polymarket)
        assert (await venue.market("7")).id == condition(1)


async def test_an_option_it_does_not_know_is_refused() -> None:
    with pytest.raises(InvalidRequest, match="no option colour"):
        async with predcore.connect("polymarket", colour="red"):
            pass


def test_it_can_what_it_inherits() -> None:
    assert set(predcore.capabilities(PolymarketVenue)) == {
        "catalogue",
        "search",
        "quotes",
        "books",
        "trades",
        "candles",
        "fees",
        "trading",
        "portfolio",
        "streaming",
        "account_streaming",
    }
