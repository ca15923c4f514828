"""Changing orders: the whole new terms are sent, told from what rests."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import httpx
import pytest

from kalshi.account_bodies import created, order
from kalshi.desks import CREATE, NO, TICKER, Trader, refusal, request
from kalshi.scripted import Wire
from predcore import (
    Accepted,
    InvalidRequest,
    OrderStatus,
    Refused,
    RejectReason,
    Side,
    Unknown,
)

D = Decimal
AMEND = f"{CREATE}/o1/amend"
READ = "/portfolio/orders/o1"
LATER = "2026-11-06T00:00:00Z"


@pytest.fixture
def trader(wire: Wire) -> Trader:
    """Has one order resting."""
    wire.on(CREATE, httpx.Response(201, json=created()))
    wire.on(AMEND, {"order_id": "o1", "ts_ms": 1793836900000})
    wire.on(READ, {"order": order()})
    return Trader(wire)


@pytest.mark.parametrize(
    ("change", "price", "count"),
    [
        ({"price": D("0.41")}, "0.4100", "10.00"),
        ({"size": D(7)}, "0.4000", "7.00"),
        ({"price": D("0.41"), "size": D(7)}, "0.4100", "7.00"),
    ],
)
async def test_what_stays_is_sent_with_what_changes(
    trader: Trader, change: dict[str, Any], price: str, count: str
) -> None:
    fate = await trader.venue.amend("o1", **change)
    assert trader.body() == {
        "ticker": TICKER,
        "side": "bid",
        "price": price,
        "count": count,
        "exchange_index": 3,
    }
    assert dict(trader.writes[-1].url.params) == {"subaccount": "0"}
    assert isinstance(fate, Accepted)
    assert (fate.order.price, fate.order.size) == (D(price), D(count))
    assert fate.order.status is OrderStatus.RESTING


async def test_the_count_is_what_was_filled_and_what_rests(trader: Trader) -> None:
    left = order(fill_count_fp="2.00", remaining_count_fp="3.00")
    trader.wire.on(READ, {"order": left})
    await trader.venue.amend("o1", price=D("0.41"))
    assert trader.body()["count"] == "5.00"


async def test_an_order_of_no_is_amended_in_prices_of_no(trader: Trader) -> None:
    asked = request(instrument=NO, price=D("0.40"))
    await trader.venue.place(asked)
    resting = order(book_side="ask", yes_price_dollars="0.6000")
    trader.wire.on(READ, {"order": resting})
    fate = await trader.venue.amend("o1", price=D("0.45"))
    assert (trader.body()["side"], trader.body()["price"]) == ("ask", "0.5500")
    assert isinstance(fate, Accepted)
    told = fate.order
    assert (told.instrument, told.side, told.price) == (NO, Side.BUY, D("0.45"))


async def test_a_read_older_than_our_own_last_write_is_not_believed(
    trader: Trader,
) -> None:
    assert isinstance(await trader.venue.amend("o1", price=D("0.41")), Accepted)
    await trader.venue.amend("o1", size=D(20))
    assert trader.body()["price"] == "0.4100"


async def test_a_read_newer_than_our_own_last_write_is_believed(
    trader: Trader,
) -> None:
    await trader.venue.place(request())
    moved = order(yes_price_dollars="0.4300", last_update_time=LATER)
    trader.wire.on(READ, {"order": moved})
    await trader.venue.amend("o1", size=D(20))
    assert trader.body()["price"] == "0.4300"


async def test_an_order_that_cannot_be_read_yet_is_as_it_was_placed(
    trader: Trader,
) -> None:
    await trader.venue.place(request())
    trader.wire.on(READ, refusal(404, "not_found"))
    assert isinstance(await trader.venue.amend("o1", size=D(20)), Accepted)
    assert trader.body()["price"] == "0.4000"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"price": D("0.405")}, RejectReason.PRICE),
        ({"size": D("7.001")}, RejectReason.SIZE),
        ({"size": D(0)}, RejectReason.SIZE),
    ],
)
async def test_an_amendment_off_the_grid_is_not_sent(
    trader: Trader, change: dict[str, Any], reason: RejectReason
) -> None:
    fate = await trader.venue.amend("o1", **change)
    assert isinstance(fate, Refused)
    assert (fate.reason, fate.sent) == (reason, False)
    assert trader.writes == []


@pytest.mark.parametrize("status", ["canceled", "executed"])
async def test_an_order_that_is_over_is_not_amended(
    trader: Trader, status: str
) -> None:
    over = order(status=status, remaining_count_fp="0.00")
    trader.wire.on(READ, {"order": over})
    fate = await trader.venue.amend("o1", size=D(20))
    assert isinstance(fate, Refused)
    assert (fate.reason, fate.sent) == (RejectReason.NOT_FOUND, False)


async def test_an_amendment_of_nothing_is_a_mistake(trader: Trader) -> None:
    with pytest.raises(InvalidRequest):
        await trader.venue.amend("o1")


async def test_an_unanswered_amendment_is_unknown(trader: Trader) -> None:
    trader.wire.on(AMEND, httpx.Response(500))
    fate = await trader.venue.amend("o1", size=D(20))
    assert isinstance(fate, Unknown)
    assert fate.order_id == "o1"


async def test_an_amendment_that_traded_says_so(trader: Trader) -> None:
    filled = {"order_id": "o1", "remaining_count": "0.00", "fill_count": "10.00"}
    trader.wire.on(AMEND, {**filled, "ts_ms": 1793836900000})
    fate = await trader.venue.amend("o1", price=D("0.45"))
    assert isinstance(fate, Accepted)
    assert (fate.order.filled, fate.order.status) == (D(10), OrderStatus.FILLED)
