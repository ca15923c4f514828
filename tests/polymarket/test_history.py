"""Trades, candles and fees: which requests answer which question."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

import predcore
from polymarket_wire import (
    NO_TOKEN,
    YES_TOKEN,
    Wire,
    condition,
    keyset,
    market,
    page,
    trade,
)
from predcore import (
    BadResponse,
    InvalidId,
    InvalidRequest,
    NoFees,
    NotFound,
    Unsupported,
)
from predcore_polymarket import PolymarketVenue, TakerFees

D = Decimal
YES, NO = (predcore.Instrument("polymarket", condition(1), k) for k in ("yes", "no"))
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


async def test_trades_are_the_takers_newest_first(
    wire: Wire, venue: PolymarketVenue
) -> None:
    wire.ask("gamma/markets/keyset", keyset(market()))
    later, sooner = trade(1, 200), trade(2, 100, token_id=NO_TOKEN)
    wire.on("data/v2/trades", page(later, cursor="c1"), page(sooner))
    found = [one async for one in venue.trades(condition(1))]
    assert [one.instrument for one in found] == [YES, NO]
    assert dict(wire.params()) == {
        "condition_id": condition(1),
        "taker_only": "true",
        "start": "1",
        "limit": "1000",
        "cursor": "c1",
    }


async def test_trades_outside_the_span_are_left_out(
    wire: Wire, venue: PolymarketVenue
) -> None:
    wire.ask("gamma/markets/keyset", keyset(market()))
    wire.on("data/v2/trades", page(trade(1, 300), trade(2, 200), trade(3, 100)))
    since, until = (datetime.fromtimestamp(at, UTC) for at in (150, 250))
    found = [one async for one in venue.trades(condition(1), since=since, until=until)]
    assert [int(one.at.timestamp()) for one in found] == [200]
    assert dict(wire.params())["start"] == "150"


async def test_a_trade_in_a_strange_token_is_refused(
    wire: Wire, venue: PolymarketVenue
) -> None:
    wire.ask("gamma/markets/keyset", keyset(market()))
    wire.on("data/v2/trades", page(trade(1, 200, token_id="9")))
    with pytest.raises(BadResponse, match="not one of its own"):
        await venue.trades(condition(1)).first()


async def test_candles_are_asked_for_in_fortnights(
    wire: Wire, venue: PolymarketVenue
) -> None:
    wire.ask("gamma/markets/keyset", keyset(market()))
    at = int(NOON.timestamp())
    wire.on("clob/prices-history", {"history": [{"t": at, "p": 0.4}]})
    found = await venue.candles(
        YES, interval=HOUR, start=NOON - timedelta(days=20), end=NOON + HOUR
    )
    assert [(one.start, one.close) for one in found] == [(NOON, D("0.4"))]
    asked = [dict(wire.params(number)) for number in (1, 2)]
    assert {params["market"] for params in asked} == {YES_TOKEN}
    assert max(int(p["endTs"]) for p in asked) == at + 3600


async def test_a_failed_part_fails_the_candles(
    wire: Wire, venue: PolymarketVenue
) -> None:
    wire.ask("gamma/markets/keyset", keyset(market()))
    with pytest.raises(NotFound):
        await venue.candles(
            YES, interval=HOUR, start=NOON - timedelta(days=40), end=NOON
        )


async def test_candles_of_another_venue_are_not_asked_for(
    wire: Wire, venue: PolymarketVenue
) -> None:
    stranger = predcore.Instrument("elsewhere", condition(1), "yes")
    with pytest.raises(InvalidId):
        await venue.candles(stranger, interval=HOUR, start=NOON, end=NOON + HOUR)
    assert wire.sent == []


async def test_an_empty_span_has_no_candles(wire: Wire, venue: PolymarketVenue) -> None:
    wire.ask("gamma/markets/keyset", keyset(market()))
    assert await venue.candles(YES, interval=HOUR, start=NOON, end=NOON) == ()
    assert wire.paths == ["gamma/markets/keyset"]


async def test_an_interval_that_is_not_offered_is_not_asked_for(
    wire: Wire, venue: PolymarketVenue
) -> None:
    with pytest.raises(InvalidRequest):
        await venue.candles(YES, interval=HOUR / 7, start=NOON, end=NOON + HOUR)
    assert wire.sent == []


async def test_fees_are_the_markets_own(wire: Wire, venue: PolymarketVenue) -> None:
    info = {"mts": 0.01, "fd": {"r": 0.05, "e": 1, "to": True}}
    wire.on(f"clob/clob-markets/{condition(1)}", info, {"mts": 0.01})
    assert await venue.fees(condition(1)) == TakerFees(D("0.05"))
    assert isinstance(await venue.fees(condition(1)), NoFees)
    assert len(wire.sent) == 2


async def test_a_market_the_order_books_do_not_know_yet_has_the_catalogues_fees(
    wire: Wire, venue: PolymarketVenue
) -> None:
    wire.ask("gamma/markets/keyset", keyset(market()))
    assert await venue.fees(condition(1)) == TakerFees(D("0.05"))
    assert wire.paths == [f"clob/clob-markets/{condition(1)}", "gamma/markets/keyset"]


async def test_fees_that_nobody_states_are_not_made_up(
    wire: Wire, venue: PolymarketVenue
) -> None:
    wire.ask("gamma/markets/keyset", keyset(market(feeSchedule=None)))
    with pytest.raises(NotFound):
        await venue.fees(condition(1))


async def test_fees_are_found_by_any_name(wire: Wire, venue: PolymarketVenue) -> None:
    wire.on("gamma/markets/slug/will-it-rain-1", market())
    wire.on(f"clob/clob-markets/{condition(1)}", {"t": []})
    await venue.fees("will-it-rain-1")
    assert len(wire.sent) == 2


async def test_fees_of_the_past_are_not_published(
    wire: Wire, venue: PolymarketVenue
) -> None:
    with pytest.raises(Unsupported):
        await venue.fees(condition(1), at=NOON - timedelta(days=3650))
    assert wire.sent == []
