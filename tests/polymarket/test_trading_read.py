"""Reading orders back: open ones from the venue, finished ones as far as is known."""

from __future__ import annotations

from collections.abc import AsyncIterable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import httpx
import pytest

from polymarket_desk import (
    MARKET,
    NO,
    NOW,
    YES,
    Trader,
    maker_order,
    open_order,
    page,
    request,
    trade,
)
from polymarket_private import OWNER
from polymarket_wire import NO_TOKEN, Wire
from predcore import (
    Accepted,
    NotFound,
    Order,
    OrderStatus,
    Side,
    TimeInForce,
    Unavailable,
)

D = Decimal
STRANGE = "0x" + "5a" * 32
OPEN = "clob/data/orders"


@pytest.fixture
def trader(wire: Wire) -> Trader:
    wire.on(OPEN, page())
    return Trader(wire)


async def listed(found: AsyncIterable[Order]) -> list[Order]:
    return [order async for order in found]


async def placed(trader: Trader, client_id: str = "c1") -> str:
    fate = await trader.place(request(client_id=client_id))
    assert isinstance(fate, Accepted)
    return fate.order.id


def sold_to(order_id: str, size: str = "10") -> dict[str, Any]:
    """A trade in which somebody sold to a resting order of ours."""
    made = maker_order(order_id, owner=OWNER, matched_amount=size, side="BUY")
    return trade("0x" + "9" * 64, trader_side="MAKER", size=size, maker_orders=[made])


async def test_an_open_order_is_read_as_the_venue_has_it(trader: Trader) -> None:
    ends = int((NOW + timedelta(hours=1)).timestamp()) + 60
    row = open_order(
        STRANGE,
        asset_id=NO_TOKEN,
        side="SELL",
        size_matched="2.5",
        order_type="GTD",
        expiration=str(ends),
    )
    trader.wire.on(trader.order_path(STRANGE), row)
    order = await trader.venue.order(STRANGE)
    assert (order.instrument, order.side, order.price) == (NO, Side.SELL, D("0.52"))
    assert (order.size, order.filled, order.remaining) == (D(10), D("2.5"), D("7.5"))
    assert (order.status, order.client_id) == (OrderStatus.RESTING, None)
    assert (order.created_at, order.expires_at) == (NOW, NOW + timedelta(hours=1))


async def test_an_order_that_is_nowhere_is_not_found(trader: Trader) -> None:
    with pytest.raises(NotFound, match="no trade of one"):
        await trader.venue.order(STRANGE)
    [asked] = trader.reads("clob/data/trades")
    week = NOW - timedelta(days=7, seconds=1)
    assert asked.url.params["after"] == str(int(week.timestamp()))


async def test_a_strange_order_is_told_by_its_trades_as_far_as_they_go(
    trader: Trader,
) -> None:
    first = trade(STRANGE, id="t1")
    second = trade(
        STRANGE,
        id="t2",
        size="5",
        price="0.5",
        maker_orders=[maker_order("0x1", matched_amount="5", price="0.5")],
    )
    trader.wire.on("clob/data/trades", page(first, second))
    order = await trader.venue.order(STRANGE)
    assert (order.status, order.size, order.filled) == (
        OrderStatus.UNKNOWN,
        D(15),
        D(15),
    )
    assert order.average_price == D("7.7") / 15
    assert (order.instrument, order.side) == (YES, Side.BUY)


async def test_an_order_we_cancelled_is_told_as_cancelled(trader: Trader) -> None:
    order_id = await placed(trader)
    trader.wire.on("clob/order", {"canceled": [order_id], "not_canceled": {}})
    await trader.venue.cancel(order_id)
    order = await trader.venue.order(order_id)
    assert (order.status, order.filled, order.remaining) == (
        OrderStatus.CANCELLED,
        D(0),
        D(0),
    )
    assert (order.size, order.client_id) == (D(10), "c1")


async def test_what_it_traded_before_we_cancelled_it_is_told(trader: Trader) -> None:
    order_id = await placed(trader)
    trader.now += timedelta(days=3)
    trader.wire.on("clob/order", {"canceled": [order_id], "not_canceled": {}})
    await trader.venue.cancel(order_id)
    trader.wire.on("clob/data/trades", page(sold_to(order_id, "4")))
    order = await trader.venue.order(order_id)
    assert (order.status, order.filled, order.size) == (
        OrderStatus.CANCELLED,
        D(4),
        D(10),
    )
    after = int(trader.reads("clob/data/trades")[0].url.params["after"])
    assert after <= NOW.timestamp()


async def test_an_order_that_filled_meanwhile_is_told_as_filled(
    trader: Trader,
) -> None:
    order_id = await placed(trader)
    trader.wire.on("clob/data/trades", page(sold_to(order_id)))
    order = await trader.venue.order(order_id)
    assert (order.status, order.filled, order.remaining) == (
        OrderStatus.FILLED,
        D(10),
        D(0),
    )


async def test_an_order_taken_a_moment_ago_rests_though_it_cannot_be_read_yet(
    trader: Trader,
) -> None:
    order_id = await placed(trader)
    assert (await trader.venue.order(order_id)).status is OrderStatus.RESTING
    trader.now += timedelta(seconds=10)
    assert (await trader.venue.order(order_id)).status is OrderStatus.CANCELLED


async def test_how_an_order_ended_is_not_said_before_its_trades_may_be_listed(
    trader: Trader,
) -> None:
    order_id = await placed(trader)
    trader.now += timedelta(hours=1)
    order = await trader.venue.order(order_id)
    assert (order.status, order.remaining) == (OrderStatus.UNKNOWN, D(0))
    trader.wire.on("clob/data/trades", page(sold_to(order_id)))
    order = await trader.venue.order(order_id)
    assert (order.status, order.filled) == (OrderStatus.FILLED, D(10))


async def test_an_order_that_is_back_was_only_missing(trader: Trader) -> None:
    order_id = await placed(trader)
    trader.now += timedelta(hours=1)
    await trader.venue.order(order_id)
    trader.now += timedelta(seconds=9)
    trader.wire.on(trader.order_path(order_id), open_order(order_id))
    assert (await trader.venue.order(order_id)).status is OrderStatus.RESTING
    trader.now += timedelta(seconds=9)
    gone = httpx.Response(404, json={"error": "order not found"})
    trader.wire.on(trader.order_path(order_id), gone)
    assert (await trader.venue.order(order_id)).status is OrderStatus.UNKNOWN


async def test_what_traded_while_it_was_cancelled_is_told_once_it_is_listed(
    trader: Trader,
) -> None:
    order_id = await placed(trader)
    trader.wire.on("clob/order", {"canceled": [order_id], "not_canceled": {}})
    await trader.venue.cancel(order_id)
    assert (await trader.venue.order(order_id)).filled == 0
    part = sold_to(order_id, "4")
    trader.wire.on("clob/data/trades", page(part))
    order = await trader.venue.order(order_id)
    assert (order.status, order.filled) == (OrderStatus.CANCELLED, D(4))


async def test_an_order_held_back_may_trade_though_it_cannot_be_read(
    trader: Trader,
) -> None:
    trader.takes(status="delayed")
    fate = await trader.place(request(time_in_force=TimeInForce.IOC))
    assert isinstance(fate, Accepted)
    order_id = fate.order.id
    trader.now += timedelta(seconds=3)
    assert (await trader.venue.order(order_id)).status is OrderStatus.PENDING
    trader.wire.on("clob/data/trades", page(trade(order_id)))
    order = await trader.venue.order(order_id)
    assert (order.status, order.filled) == (OrderStatus.FILLED, D(10))


async def test_an_order_held_back_that_came_to_nothing_is_told_as_cancelled(
    trader: Trader,
) -> None:
    trader.takes(status="delayed")
    fate = await trader.place(request(time_in_force=TimeInForce.IOC))
    assert isinstance(fate, Accepted)
    await trader.venue.order(fate.order.id)
    trader.now += timedelta(seconds=10)
    order = await trader.venue.order(fate.order.id)
    assert (order.status, order.filled) == (OrderStatus.CANCELLED, D(0))


async def test_a_finished_order_is_not_asked_for_again(trader: Trader) -> None:
    trader.takes(status="matched", makingAmount="5.2", takingAmount="10")
    order_id = await placed(trader)
    assert (await trader.venue.order(order_id)).status is OrderStatus.FILLED
    assert trader.reads(trader.order_path(order_id)) == []


async def test_open_orders_are_listed_newest_first(trader: Trader) -> None:
    now = int(NOW.timestamp())
    rows = [
        open_order(f"0x{number:064x}", created_at=now + offset)
        for number, offset in enumerate((-5, 0, -9))
    ]
    trader.wire.on(OPEN, page(*rows[:2], cursor="Mg=="), page(rows[2]))
    found = await listed(trader.venue.orders())
    assert [order.created_at for order in found] == [
        NOW,
        NOW - timedelta(seconds=5),
        NOW - timedelta(seconds=9),
    ]
    assert len(trader.reads(OPEN)) == 2


async def test_orders_of_one_second_are_listed_as_they_were_placed(
    trader: Trader,
) -> None:
    ids = [await placed(trader, f"c{number}") for number in range(3)]
    trader.wire.on(OPEN, page(*map(open_order, ids)))
    found = await listed(trader.venue.orders())
    assert [order.id for order in found] == ids[::-1]


async def test_orders_that_ended_here_are_listed_beside_the_open_ones(
    trader: Trader,
) -> None:
    kept, cancelled = await placed(trader, "kept"), await placed(trader, "cancelled")
    trader.wire.on("clob/order", {"canceled": [cancelled], "not_canceled": {}})
    await trader.venue.cancel(cancelled)
    trader.wire.on(OPEN, page(open_order(kept)))
    everything = await listed(trader.venue.orders(market=MARKET))
    assert {order.id: order.status for order in everything} == {
        kept: OrderStatus.RESTING,
        cancelled: OrderStatus.CANCELLED,
    }
    for status, wanted in (
        (OrderStatus.CANCELLED, [cancelled]),
        (OrderStatus.RESTING, [kept]),
        (OrderStatus.FILLED, []),
    ):
        found = await listed(trader.venue.orders(status=status))
        assert [order.id for order in found] == wanted
    other = trader.venue.orders(market="0x" + "9" * 64, status=OrderStatus.CANCELLED)
    assert await listed(other) == []


async def test_what_rests_is_one_listing(trader: Trader) -> None:
    await placed(trader)
    await listed(trader.venue.orders(status=OrderStatus.RESTING))
    assert trader.reads(trader.order_path()) == []


async def test_an_order_of_unknown_fate_is_in_no_listing(trader: Trader) -> None:
    trader.loses(httpx.ReadTimeout("slow"))
    await trader.place(request())
    assert await listed(trader.venue.orders()) == []


async def test_a_listing_that_cannot_be_read_is_no_empty_listing(
    trader: Trader,
) -> None:
    trader.wire.on(OPEN, httpx.Response(503))
    with pytest.raises(Unavailable):
        await listed(trader.venue.orders())
