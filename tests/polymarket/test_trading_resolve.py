"""What became of a write that went unanswered is found out by the order's digest."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import httpx
import pytest

from polymarket_desk import (
    MARKET,
    NOW,
    YES,
    Trader,
    maker_order,
    open_order,
    page,
    request,
    trade,
)
from polymarket_wire import Wire
from predcore import (
    Accepted,
    InvalidRequest,
    NeverArrived,
    NotFound,
    OrderStatus,
    OutcomeUnknown,
    Refused,
    RejectReason,
    TimeInForce,
    TransportError,
    Unavailable,
    Unknown,
)
from predcore.kit import Patience, Retry

D = Decimal
LOST = httpx.ReadTimeout("slow")


@pytest.fixture
def trader(wire: Wire) -> Trader:
    return Trader(wire)


async def lost(trader: Trader, **fields: object) -> Unknown:
    """An order whose answer was lost."""
    trader.loses(LOST)
    fate = await trader.place(request(**fields))
    assert isinstance(fate, Unknown)
    return fate


async def test_an_order_that_rests_is_found_at_once(trader: Trader) -> None:
    fate = await lost(trader)
    trader.wire.on(trader.order_path(), open_order(trader.order_id))
    found = await trader.venue.resolve(fate)
    assert isinstance(found, Accepted)
    assert (found.order.status, found.order.client_id) == (OrderStatus.RESTING, "c1")
    assert (found.order.instrument, found.order.price) == (YES, D("0.52"))
    assert trader.now == NOW


async def test_an_order_that_the_venue_forgot_is_told_by_its_trades(
    trader: Trader,
) -> None:
    fate = await lost(trader)
    trader.wire.on("clob/data/trades", page(trade(trader.order_id)))
    found = await trader.venue.resolve(fate)
    assert isinstance(found, Accepted)
    order = found.order
    assert (order.status, order.filled, order.size) == (
        OrderStatus.FILLED,
        D(10),
        D(10),
    )
    assert (order.average_price, order.client_id) == (D("0.52"), "c1")


async def test_a_part_that_an_order_at_once_took_is_told(trader: Trader) -> None:
    fate = await lost(trader, time_in_force=TimeInForce.IOC)
    part = trade(
        trader.order_id, size="4", maker_orders=[maker_order("0x1", matched_amount="4")]
    )
    trader.wire.on("clob/data/trades", page(part))
    found = await trader.venue.resolve(fate)
    assert isinstance(found, Accepted)
    order = found.order
    assert (order.status, order.filled, order.remaining) == (
        OrderStatus.CANCELLED,
        D(4),
        D(0),
    )


async def test_a_part_of_an_amount_is_told_of_the_contracts_it_was_for(
    trader: Trader,
) -> None:
    options = {"amount": D(10)}
    fate = await lost(trader, time_in_force=TimeInForce.IOC, options=options)
    trader.wire.on("clob/data/trades", page(trade(trader.order_id)))
    found = await trader.venue.resolve(fate)
    assert isinstance(found, Accepted)
    order = found.order
    assert (order.status, order.size, order.filled) == (
        OrderStatus.CANCELLED,
        D("19.230769"),
        D(10),
    )


async def test_a_trade_that_came_to_nothing_is_no_trace(trader: Trader) -> None:
    fate = await lost(trader)
    failed = trade(trader.order_id, status="FAILED")
    trader.wire.on("clob/data/trades", page(failed))
    assert await trader.venue.resolve(fate) == NeverArrived(client_id="c1")


async def test_an_order_never_arrived_once_it_can_arrive_no_more(
    trader: Trader,
) -> None:
    fate = await lost(trader)
    assert await trader.venue.resolve(fate) == NeverArrived(client_id="c1")
    assert trader.now > NOW + timedelta(seconds=60)
    assert len(trader.writes) == 1


async def test_an_order_can_arrive_for_a_minute_after_its_last_attempt(
    wire: Wire,
) -> None:
    trader = Trader(wire, retry=Retry(attempts=2, base=0))
    attempts: list[httpx.Request] = []

    def late(sent: httpx.Request) -> httpx.Response:
        attempts.append(sent)
        trader.now += timedelta(seconds=25)
        if len(attempts) == 1:
            return httpx.Response(425)
        raise LOST

    wire.ask("clob/order", late)
    fate = await trader.place(request())
    assert isinstance(fate, Unknown)
    given_up_at = trader.now
    assert await trader.venue.resolve(fate) == NeverArrived(client_id="c1")
    assert trader.now > given_up_at + timedelta(seconds=60)


async def test_an_order_that_arrives_late_is_found(trader: Trader) -> None:
    fate = await lost(trader)
    order_id = trader.order_id

    def late(_: httpx.Request) -> httpx.Response:
        if trader.now < NOW + timedelta(seconds=20):
            return httpx.Response(404, json={"error": "order not found"})
        return httpx.Response(200, json=open_order(order_id))

    trader.wire.ask(trader.order_path(), late)
    assert isinstance(await trader.venue.resolve(fate), Accepted)


async def test_it_is_said_when_patience_ends_before_it_is_certain(
    trader: Trader,
) -> None:
    trader.venue.patience = Patience(seconds=5, sleep=trader.sleep)
    with pytest.raises(TransportError, match="resolve it again"):
        await trader.venue.resolve(await lost(trader))


async def test_a_venue_that_cannot_be_asked_says_so(trader: Trader) -> None:
    fate = await lost(trader)
    trader.wire.on(trader.order_path(), httpx.Response(503))
    with pytest.raises(Unavailable):
        await trader.venue.resolve(fate)


async def test_an_empty_answer_is_no_order(trader: Trader) -> None:
    fate = await lost(trader)
    trader.wire.on(trader.order_path(), httpx.Response(200, content=b"null"))
    assert isinstance(await trader.venue.resolve(fate), NeverArrived)


async def test_a_fate_is_found_by_what_the_journal_holds_in_another_process(
    trader: Trader, wire: Wire
) -> None:
    await lost(trader)
    [written] = trader.journal
    other = Trader(wire)
    wire.on(other.order_path(trader.order_id), open_order(trader.order_id))
    unknown = Unknown(
        error=OutcomeUnknown("we stopped"), request=written, client_id="c1"
    )
    found = await other.venue.resolve(unknown)
    assert isinstance(found, Accepted)
    assert found.order.id == written.options["order_id"]


async def test_a_fate_is_found_by_the_client_id_in_the_process_that_sent_it(
    trader: Trader,
) -> None:
    await lost(trader)
    trader.wire.on(trader.order_path(), open_order(trader.order_id))
    unknown = Unknown(error=OutcomeUnknown("lost"), client_id="c1")
    assert isinstance(await trader.venue.resolve(unknown), Accepted)


async def test_without_any_id_there_is_nothing_to_look_for(trader: Trader) -> None:
    for unknown in (
        Unknown(error=OutcomeUnknown("lost")),
        Unknown(error=OutcomeUnknown("lost"), client_id="somebody's"),
    ):
        with pytest.raises(InvalidRequest, match="order_id"):
            await trader.venue.resolve(unknown)


async def test_a_cancel_is_found_out_when_it_can_arrive_no_more(
    trader: Trader,
) -> None:
    await trader.place(request())
    order_id = trader.order_id
    trader.loses(LOST)
    fate = await trader.venue.cancel(order_id)
    assert isinstance(fate, Unknown)
    trader.wire.on(trader.order_path(order_id), open_order(order_id))
    found = await trader.venue.resolve(fate)
    assert isinstance(found, Accepted)
    assert found.order.status is OrderStatus.RESTING
    assert trader.now > NOW + timedelta(seconds=60)


async def test_a_cancel_that_arrived_is_found_out_at_once(trader: Trader) -> None:
    await trader.place(request())
    order_id = trader.order_id
    trader.loses(LOST)
    fate = await trader.venue.cancel(order_id)
    assert isinstance(fate, Unknown)
    gone = open_order(order_id, status="ORDER_STATUS_CANCELED")
    trader.wire.on(trader.order_path(order_id), gone)
    found = await trader.venue.resolve(fate)
    assert isinstance(found, Accepted)
    assert found.order.status is OrderStatus.CANCELLED
    assert trader.now == NOW


async def test_a_cancel_of_an_order_that_is_nowhere_finds_none(trader: Trader) -> None:
    trader.loses(LOST)
    fate = await trader.venue.cancel("0x" + "ab" * 32)
    assert isinstance(fate, Unknown)
    with pytest.raises(NotFound):
        await trader.venue.resolve(fate)


async def test_an_order_of_another_process_that_is_over_is_told_in_its_own_terms(
    trader: Trader, wire: Wire
) -> None:
    await lost(trader)
    [written] = trader.journal
    other = Trader(wire)
    part = trade(
        written.options["order_id"],
        size="4",
        maker_orders=[maker_order("0x1", matched_amount="4")],
    )
    wire.on("clob/data/trades", page(part))
    unknown = Unknown(error=OutcomeUnknown("we stopped"), request=written)
    found = await other.venue.resolve(replace(unknown, client_id="c1"))
    assert isinstance(found, Accepted)
    order = found.order
    assert (order.status, order.size, order.client_id) == (
        OrderStatus.UNKNOWN,
        D(10),
        "c1",
    )
    other.now += timedelta(seconds=10)
    order = await other.venue.order(order.id)
    assert (order.status, order.filled) == (OrderStatus.CANCELLED, D(4))
    assert other.reads("clob/data/trades")[-1].url.params["market"] == MARKET
    fate = await other.place(request())
    assert isinstance(fate, Refused)
    assert fate.reason is RejectReason.DUPLICATE
