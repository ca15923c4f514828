"""Orders meet by price, then by time, at the price of the one that rests."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from predcore import Liquidity, OrderStatus, TimeInForce
from predcore.sim.exchange import AccountId, Reason, Rejection, SelfTrade
from sim.exchange.trading import ANN, BOB, CAT, START, Desk, refusal

IOC, FOK, GTD = TimeInForce.IOC, TimeInForce.FOK, TimeInForce.GTD


def test_an_order_that_meets_nothing_rests(desk: Desk) -> None:
    placed = desk.buy(ANN, "0.40", "10")
    assert placed.fills == ()
    assert placed.order.status is OrderStatus.RESTING
    assert desk.bids() == [("0.40", "10.00")]


def test_the_taker_gets_the_better_price(desk: Desk) -> None:
    desk.sell(ANN, "0.52", "5")
    order, (fill,) = desk.buy(BOB, "0.99", "5")
    assert fill.price == order.average_price == Decimal("0.52")
    assert fill.liquidity is Liquidity.TAKER


def test_the_best_price_trades_first_and_then_the_oldest_order(desk: Desk) -> None:
    late, early = desk.sell(ANN, "0.51", "1"), desk.sell(BOB, "0.50", "1")
    later = desk.sell(ANN, "0.50", "1")
    desk.buy(CAT, "0.51", "2")
    assert desk.status(early.order) is desk.status(later.order) is OrderStatus.FILLED
    assert desk.status(late.order) is OrderStatus.RESTING


def test_what_is_left_of_a_crossing_order_rests(desk: Desk) -> None:
    desk.sell(ANN, "0.50", "3")
    placed = desk.buy(BOB, "0.50", "5")
    assert placed.order.remaining == 2
    assert (desk.bids(), desk.asks()) == ([("0.50", "2.00")], [])


def test_hundredths_of_contracts_trade(desk: Desk) -> None:
    desk.sell(ANN, "0.50", "0.07")
    desk.buy(BOB, "0.50", "0.02")
    assert desk.asks() == [("0.50", "0.05")]
    assert desk.position(BOB) == Decimal("0.02")


def test_both_sides_of_a_trade_are_recorded_under_one_id(desk: Desk) -> None:
    desk.sell(ANN, "0.50", "3")
    desk.buy(BOB, "0.50", "3")
    (printed,) = desk.exchange.prints("RAIN")
    (sold,), (bought,) = desk.exchange.fills(ANN), desk.exchange.fills(BOB)
    assert sold.trade_id == bought.trade_id == printed.id
    assert (sold.liquidity, bought.liquidity) == (Liquidity.MAKER, Liquidity.TAKER)
    assert (sold.position, bought.position) == (Decimal(-3), Decimal(3))


def test_the_rest_of_an_immediate_order_is_gone(desk: Desk) -> None:
    desk.sell(ANN, "0.50", "3")
    order = desk.buy(BOB, "0.50", "5", time_in_force=IOC).order
    assert (order.filled, order.remaining) == (Decimal(3), Decimal(0))
    assert (order.status, order.reason) == (OrderStatus.CANCELLED, Reason.IMMEDIATE)
    assert desk.bids() == []


def test_a_fill_or_kill_order_fills_whole(desk: Desk) -> None:
    desk.sell(ANN, "0.50", "3")
    desk.sell(ANN, "0.51", "3")
    assert desk.buy(BOB, "0.51", "5", time_in_force=FOK).order.filled == 5


def test_an_unfillable_order_trades_nothing_and_uses_up_its_client_id(
    desk: Desk,
) -> None:
    desk.sell(ANN, "0.50", "3")
    with refusal(Rejection.UNFILLABLE):
        desk.buy(BOB, "0.50", "5", time_in_force=FOK, client_id="mine")
    assert desk.exchange.fills(BOB) == []
    assert desk.exchange.orders(BOB) == []
    assert desk.exchange.order_of(BOB, "mine") is None
    with refusal(Rejection.DUPLICATE):
        desk.buy(BOB, "0.50", "1", client_id="mine")


def test_a_post_only_order_never_takes(desk: Desk) -> None:
    desk.sell(ANN, "0.50", "3")
    with refusal(Rejection.WOULD_CROSS):
        desk.buy(BOB, "0.50", "1", post_only=True)
    assert desk.exchange.orders(BOB) == []
    assert desk.buy(BOB, "0.49", "1", post_only=True).order.remaining == 1


def test_a_taker_stops_at_its_own_order_and_keeps_what_it_traded(desk: Desk) -> None:
    desk.sell(ANN, "0.50", "1")
    own = desk.sell(BOB, "0.51", "1").order
    desk.sell(ANN, "0.52", "1")
    order = desk.buy(BOB, "0.60", "3").order
    assert (order.filled, order.remaining) == (Decimal(1), Decimal(0))
    assert (order.status, order.reason) == (OrderStatus.CANCELLED, Reason.SELF_TRADE)
    assert desk.status(own) is OrderStatus.RESTING


def test_a_taker_can_have_its_own_resting_orders_cancelled(desk: Desk) -> None:
    own = desk.sell(BOB, "0.50", "1").order
    desk.sell(ANN, "0.51", "1")
    order = desk.buy(BOB, "0.60", "3", self_trade=SelfTrade.MAKER).order
    assert (order.filled, order.remaining) == (Decimal(1), Decimal(2))
    assert desk.now(own).reason is Reason.SELF_TRADE


def test_a_fill_or_kill_order_that_meets_its_own_keeps_what_it_traded(
    desk: Desk,
) -> None:
    desk.sell(ANN, "0.50", "1")
    desk.sell(BOB, "0.51", "2")
    assert desk.buy(BOB, "0.51", "3", time_in_force=FOK).order.filled == 1


def test_a_reduce_only_order_ends_at_no_position(desk: Desk) -> None:
    desk.sell(ANN, "0.50", "3")
    desk.buy(BOB, "0.50", "3")
    desk.buy(CAT, "0.45", "10")
    sold = desk.sell(BOB, "0.45", "5", reduce_only=True, time_in_force=IOC).order
    assert (sold.size, sold.filled) == (Decimal(3), Decimal(3))
    assert desk.position(BOB) == 0


def test_a_reduce_only_order_without_a_position_is_cancelled(desk: Desk) -> None:
    desk.buy(CAT, "0.45", "10")
    order = desk.sell(BOB, "0.45", "5", reduce_only=True, time_in_force=IOC).order
    assert (order.status, order.reason) == (OrderStatus.CANCELLED, Reason.REDUCE_ONLY)
    assert order.filled == 0


def test_an_order_expires_at_its_instant(desk: Desk) -> None:
    expires_at = START + timedelta(minutes=1)
    order = desk.buy(ANN, "0.40", "1", time_in_force=GTD, expires_at=expires_at).order
    desk.pass_time(minutes=1, seconds=5)
    found = desk.now(order)
    assert (found.reason, found.updated_at) == (Reason.EXPIRED, expires_at)
    assert desk.bids() == []


def test_the_queue_ahead_is_what_came_before_at_the_price(desk: Desk) -> None:
    first, second = desk.buy(ANN, "0.40", "3").order, desk.buy(BOB, "0.40", "1").order
    assert desk.exchange.queue_ahead(first.id) == 0
    assert desk.exchange.queue_ahead(second.id) == 3
    desk.sell(CAT, "0.40", "2")
    assert desk.exchange.queue_ahead(second.id) == 1


@pytest.mark.parametrize(
    ("price", "size", "terms", "reason"),
    [
        ("0.405", "1", {}, Rejection.PRICE),
        ("0", "1", {}, Rejection.PRICE),
        ("1", "1", {}, Rejection.PRICE),
        ("NaN", "1", {}, Rejection.PRICE),
        ("0.40", "0", {}, Rejection.SIZE),
        ("0.40", "-1", {}, Rejection.SIZE),
        ("0.40", "0.001", {}, Rejection.SIZE),
        ("0.40", "Infinity", {}, Rejection.SIZE),
        ("0.40", "1E+999999", {}, Rejection.SIZE),
        ("0.40", f"1.{'0' * 80}1", {}, Rejection.SIZE),
        (f"0.4{'0' * 80}1", "1", {}, Rejection.PRICE),
        ("0.40", "1", {"market": "SNOW"}, Rejection.MARKET),
        ("0.40", "1", {"group": "none"}, Rejection.GROUP_NOT_FOUND),
        ("0.40", "1", {"time_in_force": GTD}, Rejection.EXPIRY),
        ("0.40", "1", {"expires_at": START + timedelta(1)}, Rejection.EXPIRY),
        (
            "0.40",
            "1",
            {"time_in_force": GTD, "expires_at": START},
            Rejection.EXPIRY,
        ),
        ("0.40", "1", {"post_only": True, "time_in_force": IOC}, Rejection.INVALID),
        ("0.40", "1", {"reduce_only": True}, Rejection.INVALID),
        ("0.40", "2501", {}, Rejection.FUNDS),
    ],
)
def test_an_impossible_order_is_refused_and_leaves_no_trace(
    desk: Desk,
    price: str,
    size: str,
    terms: dict[str, object],
    reason: Rejection,
) -> None:
    before = desk.exchange.sequence
    with refusal(reason):
        desk.buy(ANN, price, size, **terms)
    assert desk.exchange.sequence == before
    assert desk.exchange.orders(ANN) == []


def test_an_unknown_account_is_refused(desk: Desk) -> None:
    with refusal(Rejection.ACCOUNT):
        desk.buy(AccountId("dan"), "0.40", "1")


def test_a_client_id_stays_used_after_a_cancellation(desk: Desk) -> None:
    order = desk.buy(ANN, "0.40", "1", client_id="mine").order
    desk.exchange.cancel(ANN, order.id)
    with refusal(Rejection.DUPLICATE):
        desk.buy(ANN, "0.40", "1", client_id="mine")
    assert desk.exchange.order_of(ANN, "mine") == desk.now(order)
    desk.buy(BOB, "0.40", "1", client_id="mine")
