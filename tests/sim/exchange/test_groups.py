"""Groups of orders stop when they trade too much too fast."""

from __future__ import annotations

from decimal import Decimal

import pytest

from predcore import OrderStatus
from predcore.sim.exchange import (
    GroupChange,
    GroupEvent,
    GroupView,
    Reason,
    Record,
    Rejection,
)
from sim.exchange.trading import ANN, BOB, Desk, refusal


@pytest.fixture
def group(desk: Desk) -> GroupView:
    """Ann may trade five contracts in any fifteen seconds."""
    return desk.exchange.groups.create(ANN, Decimal(5))


def found(desk: Desk, group: GroupView) -> GroupView:
    return desk.exchange.groups.get(ANN, group.id)


def test_trading_up_to_the_limit_is_allowed(desk: Desk, group: GroupView) -> None:
    order = desk.buy(ANN, "0.40", "9", group=group.id).order
    desk.sell(BOB, "0.40", "5")
    assert found(desk, group).matched == 5
    assert not found(desk, group).triggered
    assert found(desk, group).orders == (order.id,)


def test_trading_more_cancels_the_orders_and_takes_no_more(
    desk: Desk, group: GroupView
) -> None:
    orders = [
        desk.buy(ANN, price, "9", group=group.id).order for price in ("0.40", "0.30")
    ]
    desk.sell(BOB, "0.40", "5.01")
    assert [desk.now(order).reason for order in orders] == [Reason.GROUP] * 2
    assert found(desk, group).triggered
    assert found(desk, group).orders == ()
    with refusal(Rejection.GROUP_TRIGGERED):
        desk.buy(ANN, "0.40", "1", group=group.id)


def test_a_taker_of_the_group_stops_when_it_has_traded_too_much(
    desk: Desk, group: GroupView
) -> None:
    for _ in range(3):
        desk.sell(BOB, "0.40", "3")
    order = desk.buy(ANN, "0.40", "9", group=group.id).order
    assert (order.filled, order.status) == (Decimal(6), OrderStatus.CANCELLED)
    assert desk.asks() == [("0.40", "3.00")]


def test_what_was_traded_leaves_the_window(desk: Desk, group: GroupView) -> None:
    desk.buy(ANN, "0.40", "20", group=group.id)
    desk.sell(BOB, "0.40", "4")
    desk.pass_time(seconds=15)
    desk.sell(BOB, "0.40", "4")
    assert found(desk, group).matched == 4
    desk.pass_time(seconds=14)
    desk.sell(BOB, "0.40", "4")
    assert found(desk, group).triggered


def test_a_reset_counts_from_zero(desk: Desk, group: GroupView) -> None:
    desk.buy(ANN, "0.40", "6", group=group.id)
    desk.sell(BOB, "0.40", "6")
    reset = desk.exchange.groups.reset(ANN, group.id)
    assert (reset.triggered, reset.matched) == (False, Decimal(0))
    assert desk.buy(ANN, "0.40", "1", group=group.id).order.remaining == 1


def test_a_limit_below_what_was_traded_triggers(desk: Desk, group: GroupView) -> None:
    desk.buy(ANN, "0.40", "9", group=group.id)
    desk.sell(BOB, "0.40", "4")
    assert not desk.exchange.groups.set_limit(ANN, group.id, Decimal(4)).triggered
    assert desk.exchange.groups.set_limit(ANN, group.id, Decimal(3)).triggered
    assert desk.bids() == []


def test_a_group_is_triggered_by_hand(desk: Desk, group: GroupView) -> None:
    desk.buy(ANN, "0.40", "9", group=group.id)
    assert desk.exchange.groups.trigger(ANN, group.id).triggered
    assert desk.bids() == []


def test_a_deleted_group_takes_its_orders_with_it(desk: Desk, group: GroupView) -> None:
    order = desk.buy(ANN, "0.40", "9", group=group.id).order
    desk.exchange.groups.delete(ANN, group.id)
    assert desk.now(order).reason is Reason.GROUP
    with refusal(Rejection.GROUP_NOT_FOUND):
        found(desk, group)
    assert desk.exchange.groups.list(ANN) == []


def test_a_group_belongs_to_one_wallet(desk: Desk, group: GroupView) -> None:
    desk.exchange.accounts.deposit(ANN, Decimal(10), subaccount=1)
    with refusal(Rejection.GROUP_NOT_FOUND):
        desk.buy(ANN, "0.40", "1", group=group.id, subaccount=1)
    with refusal(Rejection.GROUP_NOT_FOUND):
        desk.exchange.groups.get(BOB, group.id)
    assert desk.exchange.groups.list(ANN) == [group]
    assert desk.exchange.groups.list(BOB) == []


@pytest.mark.parametrize("limit", ["0", "-1", "NaN", "0.0000001"])
def test_a_limit_is_a_number_of_contracts(desk: Desk, limit: str) -> None:
    with refusal(Rejection.SIZE):
        desk.exchange.groups.create(ANN, Decimal(limit))


def test_every_change_of_a_group_is_told(desk: Desk, group: GroupView) -> None:
    records: list[Record] = []
    desk.exchange.subscribe(records.append)
    groups = desk.exchange.groups
    groups.set_limit(ANN, group.id, Decimal(7))
    groups.trigger(ANN, group.id)
    groups.reset(ANN, group.id)
    groups.delete(ANN, group.id)
    assert [one.event for one in records if isinstance(one, GroupChange)] == [
        GroupEvent.LIMIT_UPDATED,
        GroupEvent.TRIGGERED,
        GroupEvent.RESET,
        GroupEvent.DELETED,
    ]
