"""Amending, decreasing and cancelling orders that rest."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from predcore import OrderStatus, TimeInForce
from predcore.sim.exchange import OrderView, Reason, Rejection
from sim.exchange.trading import ANN, BOB, CAT, START, Desk, refusal


@pytest.fixture
def first(desk: Desk) -> OrderView:
    """Ann's five contracts, ahead of Bob's one."""
    order = desk.buy(ANN, "0.40", "5", client_id="one").order
    desk.buy(BOB, "0.40", "1")
    return order


def ahead(desk: Desk, order: OrderView) -> Decimal:
    return desk.exchange.queue_ahead(order.id)


def test_a_smaller_size_keeps_the_place(desk: Desk, first: OrderView) -> None:
    changed = desk.exchange.amend(ANN, first.id, size=Decimal(2)).order
    assert (changed.size, changed.remaining, changed.reason) == (
        Decimal(2),
        Decimal(2),
        Reason.AMENDED,
    )
    assert ahead(desk, first) == 0
    assert desk.bids() == [("0.40", "3.00")]


def test_another_expiry_keeps_the_place(desk: Desk, first: OrderView) -> None:
    later = START + timedelta(hours=1)
    changed = desk.exchange.amend(ANN, first.id, expires_at=later).order
    assert changed.time_in_force is TimeInForce.GTD
    assert ahead(desk, first) == 0
    desk.exchange.amend(ANN, first.id, expires_at=None)
    desk.pass_time(hours=2)
    assert desk.status(first) is OrderStatus.RESTING


def test_a_larger_size_goes_to_the_back(desk: Desk, first: OrderView) -> None:
    desk.exchange.amend(ANN, first.id, size=Decimal(6))
    assert ahead(desk, first) == 1


def test_another_price_goes_to_the_back(desk: Desk, first: OrderView) -> None:
    desk.buy(CAT, "0.41", "1")
    desk.exchange.amend(ANN, first.id, price=Decimal("0.41"))
    assert ahead(desk, first) == 1
    assert desk.bids() == [("0.41", "6.00"), ("0.40", "1.00")]


def test_another_price_may_trade(desk: Desk, first: OrderView) -> None:
    desk.sell(CAT, "0.50", "2")
    changed = desk.exchange.amend(ANN, first.id, price=Decimal("0.55"))
    assert [(fill.price, fill.size) for fill in changed.fills] == [
        (Decimal("0.5"), Decimal(2))
    ]
    assert (changed.order.id, changed.order.remaining) == (first.id, Decimal(3))
    assert desk.bids()[0] == ("0.55", "3.00")


def test_an_amended_order_that_meets_its_own_is_cancelled(
    desk: Desk, first: OrderView
) -> None:
    desk.sell(ANN, "0.50", "2")
    changed = desk.exchange.amend(ANN, first.id, price=Decimal("0.50")).order
    assert (changed.status, changed.reason) == (
        OrderStatus.CANCELLED,
        Reason.SELF_TRADE,
    )


def test_the_size_counts_what_is_filled(desk: Desk, first: OrderView) -> None:
    desk.sell(CAT, "0.40", "2")
    changed = desk.exchange.amend(ANN, first.id, size=Decimal(6)).order
    assert (changed.filled, changed.remaining) == (Decimal(2), Decimal(4))
    with refusal(Rejection.SIZE):
        desk.exchange.amend(ANN, first.id, size=Decimal(1))


def test_a_size_of_what_is_filled_cancels_the_rest(
    desk: Desk, first: OrderView
) -> None:
    desk.sell(CAT, "0.40", "2")
    changed = desk.exchange.amend(ANN, first.id, size=Decimal(2)).order
    assert (changed.status, changed.filled) == (OrderStatus.CANCELLED, Decimal(2))


def test_an_amended_client_id_is_new_and_the_old_one_stays_used(
    desk: Desk, first: OrderView
) -> None:
    desk.exchange.amend(ANN, first.id, client_id="two")
    assert desk.now(first).client_id == "two"
    for used in ("one", "two"):
        with refusal(Rejection.DUPLICATE):
            desk.exchange.amend(ANN, first.id, client_id=used)


@pytest.mark.parametrize(
    ("price", "size", "reason"),
    [
        ("0.405", "5", Rejection.PRICE),
        ("0.40", "5.001", Rejection.SIZE),
        ("0.99", "2000", Rejection.FUNDS),
    ],
)
def test_a_refused_amendment_changes_nothing(
    desk: Desk, first: OrderView, price: str, size: str, reason: Rejection
) -> None:
    with refusal(reason):
        desk.exchange.amend(ANN, first.id, price=Decimal(price), size=Decimal(size))
    assert desk.now(first) == first
    assert ahead(desk, first) == 0


def test_a_post_only_order_is_not_amended_across(desk: Desk) -> None:
    order = desk.buy(ANN, "0.40", "1", post_only=True).order
    desk.sell(CAT, "0.50", "2")
    with refusal(Rejection.WOULD_CROSS):
        desk.exchange.amend(ANN, order.id, price=Decimal("0.50"))


def test_funds_are_checked_against_what_the_order_holds_already(desk: Desk) -> None:
    order = desk.buy(ANN, "0.40", "2500").order
    desk.exchange.amend(ANN, order.id, price=Decimal("0.50"), size=Decimal(2000))
    with refusal(Rejection.FUNDS):
        desk.exchange.amend(ANN, order.id, size=Decimal("2000.01"))


def test_a_decrease_keeps_the_place_and_the_size_asked_for(
    desk: Desk, first: OrderView
) -> None:
    done = desk.exchange.decrease(ANN, first.id, by=Decimal(1))
    assert (done.reduced_by, done.order.remaining, done.order.size) == (
        Decimal(1),
        Decimal(4),
        Decimal(5),
    )
    done = desk.exchange.decrease(ANN, first.id, to=Decimal(1))
    assert (done.reduced_by, done.order.reason) == (Decimal(3), Reason.DECREASED)
    assert ahead(desk, first) == 0


def test_a_decrease_to_nothing_cancels(desk: Desk, first: OrderView) -> None:
    done = desk.exchange.decrease(ANN, first.id, to=Decimal(0))
    assert (done.reduced_by, done.order.status) == (Decimal(5), OrderStatus.CANCELLED)


@pytest.mark.parametrize(
    ("by", "to", "reason"),
    [
        (None, None, Rejection.INVALID),
        ("1", "1", Rejection.INVALID),
        ("0", None, Rejection.SIZE),
        ("6", None, Rejection.SIZE),
        (None, "5", Rejection.SIZE),
        (None, "-1", Rejection.SIZE),
        ("0.001", None, Rejection.SIZE),
    ],
)
def test_a_decrease_that_is_none_is_refused(
    desk: Desk,
    first: OrderView,
    by: str | None,
    to: str | None,
    reason: Rejection,
) -> None:
    with refusal(reason):
        desk.exchange.decrease(
            ANN,
            first.id,
            by=None if by is None else Decimal(by),
            to=None if to is None else Decimal(to),
        )
    assert desk.now(first) == first


def test_a_cancellation_takes_what_is_left(desk: Desk, first: OrderView) -> None:
    desk.sell(CAT, "0.40", "2")
    done = desk.exchange.cancel(ANN, first.id)
    assert (done.reduced_by, done.order.filled, done.order.remaining) == (
        Decimal(3),
        Decimal(2),
        Decimal(0),
    )
    assert done.order.reason is Reason.CANCELLED


def test_what_does_not_rest_cannot_be_changed(desk: Desk, first: OrderView) -> None:
    desk.exchange.cancel(ANN, first.id)
    for gone in (first.id, "never"):
        with refusal(Rejection.NOT_FOUND):
            desk.exchange.cancel(ANN, gone)
        with refusal(Rejection.NOT_FOUND):
            desk.exchange.amend(ANN, gone, size=Decimal(1))
        with refusal(Rejection.NOT_FOUND):
            desk.exchange.decrease(ANN, gone, by=Decimal(1))
        with refusal(Rejection.NOT_FOUND):
            desk.exchange.queue_ahead(gone)


def test_an_order_of_another_account_is_not_found(desk: Desk, first: OrderView) -> None:
    with refusal(Rejection.NOT_FOUND):
        desk.exchange.cancel(BOB, first.id)


def test_all_orders_that_fit_are_cancelled_oldest_first(desk: Desk) -> None:
    desk.exchange.accounts.deposit(ANN, Decimal(10), subaccount=1)
    orders = [desk.buy(ANN, price, "1").order for price in ("0.30", "0.20")]
    apart = desk.buy(ANN, "0.10", "1", subaccount=1).order
    others = desk.buy(BOB, "0.10", "1").order
    done = desk.exchange.cancel_all(ANN, subaccount=0)
    assert [one.order.id for one in done] == [order.id for order in orders]
    assert desk.status(apart) is desk.status(others) is OrderStatus.RESTING
    assert len(desk.exchange.cancel_all(ANN, market="SNOW")) == 0
    assert len(desk.exchange.cancel_all(ANN, shard=1)) == 0
    assert len(desk.exchange.cancel_all(ANN)) == 1
