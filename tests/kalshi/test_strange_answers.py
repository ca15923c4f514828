"""Answers that are wrong, odd or unreadable."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import httpx
import pytest

from kalshi.bodies import market, trade
from kalshi.scripted import Wire
from predcore import BadResponse, Unavailable
from predcore_kalshi import Kalshi

UNIX = 1_793_491_200


@pytest.mark.parametrize(
    ("body", "path"),
    [
        ({"markets": [market(yes_bid_dollars=0.4)]}, "markets.0.yes_bid_dollars"),
        ({"markets": [market(), market(close_time="soon")]}, "markets.1.close_time"),
        ({"markets": [market(close_time=UNIX)]}, "markets.0.close_time"),
        ({"markets": [market(volume_fp="many")]}, "markets.0.volume_fp"),
        ({"markets": [market(yes_ask_dollars="NaN")]}, "markets.0.yes_ask_dollars"),
        ({"markets": [{"event_ticker": "E"}]}, "markets.0.ticker"),
        ({"cursor": ""}, "markets"),
    ],
)
async def test_an_answer_that_does_not_fit_names_its_field(
    wire: Wire, kalshi: Kalshi, body: dict[str, Any], path: str
) -> None:
    wire.on("/markets", body)
    with pytest.raises(BadResponse) as caught:
        await kalshi.markets.list().first()
    assert caught.value.path == path


@pytest.mark.parametrize(
    "answer",
    [
        httpx.Response(200, html="<html>maintenance</html>"),
        httpx.Response(200, content=b'{"markets": [{"ticker": "A"'),
        httpx.Response(200, content=b""),
        httpx.Response(
            200, content=b'{"markets": [{"ticker": "A", "cap_strike": NaN}]}'
        ),
        httpx.Response(200, content=b"\xff\xfe"),
    ],
)
async def test_an_unreadable_answer_is_a_bad_one(
    wire: Wire, kalshi: Kalshi, answer: httpx.Response
) -> None:
    wire.on("/markets", answer)
    with pytest.raises(BadResponse, match="GET /markets"):
        await kalshi.markets.list().first()


async def test_an_answer_that_is_far_too_large_is_not_read(
    wire: Wire, kalshi: Kalshi
) -> None:
    wire.on("/markets", httpx.Response(200, content=b" " * (20 * 1024 * 1024)))
    with pytest.raises(BadResponse, match="larger than"):
        await kalshi.markets.list().first()


async def test_lists_that_are_null_are_empty(wire: Wire, kalshi: Kalshi) -> None:
    wire.on("/markets", {"markets": None, "cursor": None})
    wire.on("/events/E/metadata", {"image_url": "", "market_details": None})
    wire.on("/markets/M/orderbook", {"orderbook_fp": dict.fromkeys(SIDES)})
    wire.on("/search/tags_by_categories", {"tags_by_categories": {"Sports": None}})
    assert await kalshi.markets.list().collect() == []
    assert (await kalshi.events.metadata.get("E")).market_details == ()
    assert (await kalshi.markets.orderbook.get("M")).yes_dollars == ()
    assert await kalshi.search.tags_by_categories.get() == {"Sports": ()}


SIDES = ("yes_dollars", "no_dollars")


@pytest.mark.parametrize("side", SIDES)
async def test_a_book_without_one_of_its_sides_is_no_book(
    wire: Wire, kalshi: Kalshi, side: str
) -> None:
    wire.on("/markets/M/orderbook", {"orderbook_fp": {side: []}})
    with pytest.raises(BadResponse, match="orderbook_fp"):
        await kalshi.markets.orderbook.get("M")


async def test_unknown_fields_and_values_are_counted(
    wire: Wire, kalshi: Kalshi
) -> None:
    wire.on("/markets", {"markets": [market(status="new", colour=1)], "cursor": ""})
    (found,) = await kalshi.markets.list().collect()
    assert found.status == "new"
    assert {(entry.field, entry.value) for entry in kalshi.drift.report()} == {
        ("status", "new"),
        ("colour", None),
    }


async def test_strikes_are_exact_though_they_come_as_numbers(
    wire: Wire, kalshi: Kalshi
) -> None:
    wire.on("/markets/M", {"market": market(floor_strike=65776.62, cap_strike=None)})
    found = await kalshi.markets.get("M")
    assert (found.floor_strike, found.cap_strike) == (Decimal("65776.62"), None)


async def test_a_status_in_maintenance_says_so(wire: Wire, kalshi: Kalshi) -> None:
    body = {
        "exchange_active": False,
        "trading_active": False,
        "exchange_estimated_resume_time": "2026-11-05T10:00:00Z",
    }
    wire.on("/exchange/status", httpx.Response(503, json=body))
    with pytest.raises(Unavailable, match="paused, back at 2026-11-05T10:00:00Z"):
        await kalshi.exchange.status.get()


async def test_trades_of_a_page_keep_their_order(wire: Wire, kalshi: Kalshi) -> None:
    rows = [trade(number, "2026-11-01T00:00:00Z") for number in (3, 1, 2)]
    wire.on("/markets/trades", {"trades": rows})
    page = await kalshi.markets.trades.list(ticker="M").first()
    assert [item.trade_id for item in page.items] == ["t3", "t1", "t2"]
    assert page.cursor is None
