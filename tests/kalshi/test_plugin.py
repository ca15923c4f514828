"""Opening the adapter."""

from __future__ import annotations

import httpx
import pytest

import predcore
from kalshi.bodies import market
from kalshi.scripted import Wire
from predcore import InvalidRequest
from predcore.kit import Budget, Limiter
from predcore_kalshi import Kalshi, KalshiVenue

TICKER = "KXRAIN-26DEC-T1"


async def test_the_adapter_opens_by_name(wire: Wire) -> None:
    wire.on(f"/markets/{TICKER}", {"market": market()})
    transport = httpx.MockTransport(wire.answer)
    async with predcore.connect("kalshi", transport=transport) as venue:
        assert isinstance(venue, KalshiVenue)
        assert (await venue.market(TICKER)).id == TICKER
        assert venue.drift.report() == ()


async def test_a_venue_is_opened_with_budgets_of_ones_own(wire: Wire) -> None:
    wire.on(f"/markets/{TICKER}", {"market": market()})
    stingy = Limiter({"public": Budget(rate=1, capacity=1)})
    transport = httpx.MockTransport(wire.answer)
    async with predcore.connect("kalshi", transport=transport, limiter=stingy) as venue:
        with pytest.raises(InvalidRequest, match="costs 10 tokens"):
            await venue.market(TICKER)
    assert wire.sent == []


async def test_an_option_the_adapter_does_not_have_is_refused() -> None:
    with pytest.raises(InvalidRequest, match="direct_member"):
        async with predcore.connect("kalshi", colour="blue"):
            pass


def test_the_adapter_can_what_its_protocols_say() -> None:
    assert predcore.capabilities(KalshiVenue) == (
        *("catalogue", "search", "quotes", "books", "trades", "candles", "fees"),
        *("trading", "amending", "portfolio", "streaming", "account_streaming"),
    )


def test_an_unknown_environment_is_refused() -> None:
    with pytest.raises(InvalidRequest, match="live, demo, sandbox"):
        Kalshi(environment="moon")
