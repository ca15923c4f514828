"""Pairs are made and taken back, trades are undone, and orders lose their backing."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from predcore import OrderStatus
from predcore.sim.exchange import (
    AccountId,
    BalanceCause,
    BalanceChange,
    OrderChange,
    OrderView,
    PositionChange,
    Reason,
    Record,
    Rejection,
    TokenView,
    TradeUndone,
    Wallet,
)
from sim.exchange.test_gross import GROSS, Curved, decimals
from sim.exchange.trading import ANN, BOB, CAT, MARKET, Desk, open_desk, refusal


@pytest.fixture
def gross() -> Desk:
    return open_desk(policy=GROSS)


def tokens(desk: Desk, who: AccountId) -> tuple[TokenView, TokenView]:
    return desk.exchange.accounts.tokens(who, MARKET)


def held(desk: Desk, who: AccountId) -> tuple[Decimal, Decimal]:
    first, second = tokens(desk, who)
    return first.held, second.held


def test_a_pair_is_made_of_one_and_is_worth_one(gross: Desk) -> None:
    accounts = gross.exchange.accounts
    position = accounts.split(ANN, MARKET, Decimal(10))
    assert (position.first, position.second) == decimals(10, 10)
    assert position.outcomes is not None
    assert [one.average_cost for one in position.outcomes] == [Decimal("0.5")] * 2
    assert gross.cash(ANN) == 990
    assert gross.exchange.market(MARKET).open_interest == 10
    accounts.merge(ANN, MARKET, Decimal("9.999999"))
    assert gross.cash(ANN) == Decimal("999.999999")
    assert held(gross, ANN) == decimals("0.000001", "0.000001")
    assert tokens(gross, ANN)[0].realized == 0


def test_pairs_are_told_as_they_come_and_go(gross: Desk) -> None:
    heard: list[Record] = []
    gross.exchange.subscribe(heard.append)
    gross.exchange.accounts.split(ANN, MARKET, Decimal(2))
    gross.exchange.accounts.merge(ANN, MARKET, Decimal(2))
    moved = [(r.cause, r.delta) for r in heard if isinstance(r, BalanceChange)]
    assert moved == [
        (BalanceCause.SPLIT, Decimal(-2)),
        (BalanceCause.MERGE, Decimal(2)),
    ]
    told = [r.position.first for r in heard if isinstance(r, PositionChange)]
    assert told == [2, 0]


def test_what_is_sold_of_a_pair_realizes_what_it_brings_over_a_half(
    gross: Desk,
) -> None:
    gross.exchange.accounts.split(ANN, MARKET, Decimal(10))
    gross.buy(BOB, "0.60", "10")
    gross.sell(ANN, "0.60", "10")
    first, second = tokens(gross, ANN)
    assert (first.realized, second.realized, second.cost) == decimals(1, 0, 5)


@pytest.mark.parametrize("size", ["0", "-1", "0.0000001", "NaN", "Infinity"])
def test_pairs_are_counted_to_six_places(gross: Desk, size: str) -> None:
    with refusal(Rejection.SIZE):
        gross.exchange.accounts.split(ANN, MARKET, Decimal(size))
    with refusal(Rejection.SIZE):
        gross.exchange.accounts.merge(ANN, MARKET, Decimal(size))


def test_pairs_need_free_money_and_free_tokens(gross: Desk) -> None:
    accounts = gross.exchange.accounts
    gross.buy(ANN, "0.50", "1000")
    with refusal(Rejection.FUNDS):
        accounts.split(ANN, MARKET, Decimal("500.000001"))
    accounts.split(ANN, MARKET, Decimal(500))
    gross.sell(ANN, "0.70", "100")
    with refusal(Rejection.POSITION):
        accounts.merge(ANN, MARKET, Decimal("400.000001"))
    with refusal(Rejection.POSITION):
        accounts.merge(BOB, MARKET, Decimal(1))
    with refusal(Rejection.MARKET):
        accounts.split(ANN, "SNOW", Decimal(1))


def test_credit_makes_pairs_without_money(gross: Desk) -> None:
    house = gross.exchange.accounts.open("house", credit=True)
    gross.exchange.accounts.split(house, MARKET, Decimal(10))
    assert gross.cash(house) == -10


def test_there_are_no_pairs_where_positions_net(desk: Desk) -> None:
    with refusal(Rejection.INVALID):
        desk.exchange.accounts.split(ANN, MARKET, Decimal(1))
    with refusal(Rejection.INVALID):
        desk.exchange.accounts.merge(ANN, MARKET, Decimal(1))


def paid_out(desk: Desk) -> None:
    desk.exchange.lifecycle.close(MARKET)
    desk.exchange.lifecycle.determine(MARKET, Decimal(1))
    desk.exchange.lifecycle.finalize(MARKET)


def test_there_are_no_pairs_once_a_market_is_paid_out(gross: Desk) -> None:
    gross.exchange.accounts.split(ANN, MARKET, Decimal(1))
    paid_out(gross)
    assert gross.cash(ANN) == 1000
    (settled,) = gross.exchange.settlements(ANN)
    assert settled.revenue == 1
    with refusal(Rejection.PHASE):
        gross.exchange.accounts.split(ANN, MARKET, Decimal(1))
    with refusal(Rejection.PHASE):
        gross.exchange.accounts.merge(ANN, MARKET, Decimal(1))


def reasons(desk: Desk, *orders: OrderView) -> list[Reason]:
    return [desk.now(order).reason for order in orders]


TAKE: dict[str, Callable[[Desk], object]] = {
    "withdraw": lambda desk: desk.exchange.accounts.withdraw(
        ANN, Decimal(450), committed=True
    ),
    "transfer": lambda desk: desk.exchange.accounts.transfer(
        Wallet(ANN), Wallet(BOB), Decimal(450), committed=True
    ),
    "split": lambda desk: desk.exchange.accounts.split(
        ANN, MARKET, Decimal(450), committed=True
    ),
}


@pytest.mark.parametrize("take", TAKE.values(), ids=list(TAKE))
def test_orders_that_lose_their_money_are_cancelled_newest_first(
    gross: Desk, take: Callable[[Desk], object]
) -> None:
    orders = [
        gross.buy(ANN, "0.50", "1000").order,
        gross.buy(ANN, "0.10", "500").order,
        gross.buy(ANN, "0.40", "1000", outcome=1).order,
    ]
    take(gross)
    assert reasons(gross, *orders) == [Reason.PLACED, Reason.PLACED, Reason.FUNDS]
    assert gross.now(orders[2]).status is OrderStatus.CANCELLED
    assert (gross.cash(ANN), gross.reserved(ANN)) == decimals(550, 550)


def test_sales_that_lose_their_tokens_are_cancelled_and_purchases_stay(
    gross: Desk,
) -> None:
    gross.exchange.accounts.split(ANN, MARKET, Decimal(10))
    orders = [
        gross.sell(ANN, "0.70", "4").order,
        gross.sell(ANN, "0.80", "6").order,
        gross.sell(ANN, "0.60", "5", outcome=1).order,
        gross.buy(ANN, "0.30", "6").order,
    ]
    gross.exchange.accounts.merge(ANN, MARKET, Decimal(5), committed=True)
    assert reasons(gross, *orders) == [
        Reason.PLACED,
        Reason.FUNDS,
        Reason.PLACED,
        Reason.PLACED,
    ]


def test_money_below_zero_where_positions_net_takes_orders_too(desk: Desk) -> None:
    order = desk.sell(ANN, "0.50", "1000").order
    desk.exchange.accounts.withdraw(ANN, Decimal(600), committed=True)
    assert reasons(desk, order) == [Reason.FUNDS]
    with refusal(Rejection.FUNDS):
        desk.exchange.accounts.withdraw(ANN, Decimal(401), committed=True)


def test_nothing_is_swept_that_can_be_carried(gross: Desk) -> None:
    gross.buy(ANN, "0.50", "2000")
    assert gross.exchange.sweep_unfunded() == []
    assert gross.exchange.sweep_unfunded(ANN) == []


def test_an_undone_trade_gives_everything_back_to_both() -> None:
    desk = open_desk(policy=GROSS, fees=Curved())
    desk.buy(ANN, "0.40", "10", outcome=1)
    order, (fill,) = desk.buy(BOB, "0.60", "4")
    assert desk.cash(BOB) < 1000
    taken, made = desk.exchange.undo(fill.trade_id)
    assert (taken.order_id, taken.undone, made.undone) == (order.id, True, True)
    assert (desk.cash(ANN), desk.cash(BOB)) == decimals(1000, 1000)
    assert held(desk, ANN) == held(desk, BOB) == decimals(0, 0)
    assert desk.exchange.market(MARKET).open_interest == 0
    assert desk.exchange.totals().fees == desk.exchange.positions(BOB)[0].fees == 0
    (kept,) = desk.exchange.fills(BOB)
    assert kept == taken


def test_the_orders_and_the_print_of_an_undone_trade_stay(gross: Desk) -> None:
    maker = gross.buy(ANN, "0.40", "10", outcome=1).order
    order, (fill,) = gross.buy(BOB, "0.60", "4")
    gross.exchange.undo(fill.trade_id)
    after = gross.now(order)
    assert (after.filled, after.undone) == decimals(4, 4)
    assert after.status is OrderStatus.FILLED
    assert (gross.now(maker).undone, gross.now(maker).remaining) == decimals(4, 6)
    assert after.reason is Reason.TRADE
    assert gross.asks() == [("0.60", "6.00")]
    assert len(gross.exchange.prints(MARKET)) == 1
    assert gross.exchange.market(MARKET).volume == 4


def test_an_undone_merge_and_an_undone_sale_bring_the_tokens_back(gross: Desk) -> None:
    accounts = gross.exchange.accounts
    accounts.split(ANN, MARKET, Decimal(10))
    accounts.split(BOB, MARKET, Decimal(10))
    gross.sell(ANN, "0.40", "10", outcome=1)
    (merged,) = gross.sell(BOB, "0.60", "10").fills
    assert gross.exchange.market(MARKET).open_interest == 10
    gross.exchange.undo(merged.trade_id)
    assert held(gross, ANN) == held(gross, BOB) == decimals(10, 10)
    assert gross.exchange.market(MARKET).open_interest == 20
    first, _ = tokens(gross, BOB)
    assert (first.cost, first.realized, first.sold) == decimals(5, 0, 0)


def test_listeners_are_told_of_an_undone_trade_in_order(gross: Desk) -> None:
    gross.buy(ANN, "0.40", "10", outcome=1)
    (fill,) = gross.buy(BOB, "0.60", "10").fills
    heard: list[Record] = []
    gross.exchange.subscribe(heard.append)
    fills = gross.exchange.undo(fill.trade_id)
    undone, *rest = heard
    assert isinstance(undone, TradeUndone)
    assert (undone.trade_id, undone.fills) == (fill.trade_id, fills)
    assert [type(record) for record in rest] == [
        PositionChange,
        BalanceChange,
        OrderChange,
    ] * 2
    for record in rest:
        if isinstance(record, BalanceChange):
            assert record.cause is BalanceCause.UNDONE
        if isinstance(record, OrderChange):
            assert record.reason is Reason.UNDONE
            assert record.order.undone == 10


def test_tokens_that_have_gone_on_are_owed(gross: Desk) -> None:
    gross.buy(ANN, "0.40", "10", outcome=1)
    (fill,) = gross.buy(BOB, "0.60", "10").fills
    gross.buy(CAT, "0.70", "8")
    gross.sell(BOB, "0.70", "8")
    resting = gross.sell(BOB, "0.80", "2").order
    gross.exchange.undo(fill.trade_id)
    assert held(gross, BOB) == decimals(-8, 0)
    assert reasons(gross, resting) == [Reason.FUNDS]
    assert gross.cash(BOB) == Decimal("1005.6")
    with refusal(Rejection.POSITION):
        gross.sell(BOB, "0.80", "1")
    gross.buy(CAT, "0.50", "10", outcome=1)
    gross.buy(BOB, "0.50", "10")
    first, _ = tokens(gross, BOB)
    assert (first.held, first.cost) == decimals(2, 1)
    assert first.realized == Decimal("1.6")
    assert gross.cash(BOB) == Decimal("1000.6")


def test_money_that_has_gone_on_is_owed(gross: Desk) -> None:
    gross.exchange.accounts.split(ANN, MARKET, Decimal(1000))
    gross.buy(BOB, "0.60", "1000")
    (fill,) = gross.sell(ANN, "0.60", "1000").fills
    gross.exchange.accounts.withdraw(ANN, Decimal(500))
    order = gross.buy(ANN, "0.10", "1000").order
    gross.exchange.undo(fill.trade_id)
    assert (gross.cash(ANN), gross.reserved(ANN)) == decimals(-500, 0)
    assert reasons(gross, order) == [Reason.FUNDS]
    assert held(gross, ANN) == decimals(1000, 1000)
    gross.sell(ANN, "0.50", "100")
    gross.buy(CAT, "0.50", "100")
    assert gross.cash(ANN) == -450


def test_what_is_owed_is_settled_when_the_market_is_paid_out(gross: Desk) -> None:
    gross.buy(ANN, "0.40", "10", outcome=1)
    (fill,) = gross.buy(BOB, "0.60", "10").fills
    gross.buy(CAT, "0.70", "10")
    gross.sell(BOB, "0.70", "10")
    gross.exchange.undo(fill.trade_id)
    paid_out(gross)
    assert [gross.cash(who) for who in (ANN, BOB, CAT)] == [1000, 997, 1003]
    assert gross.exchange.settlements(BOB)[0].revenue == -10


def test_a_trade_is_undone_once_and_before_its_market_is_paid_out(gross: Desk) -> None:
    gross.buy(ANN, "0.40", "10", outcome=1)
    (fill,) = gross.buy(BOB, "0.60", "5").fills
    (late,) = gross.buy(BOB, "0.60", "5").fills
    gross.exchange.undo(fill.trade_id)
    with refusal(Rejection.NOT_FOUND):
        gross.exchange.undo(fill.trade_id)
    with refusal(Rejection.NOT_FOUND):
        gross.exchange.undo("none")
    paid_out(gross)
    with refusal(Rejection.PHASE):
        gross.exchange.undo(late.trade_id)


def test_trades_stand_where_positions_net(desk: Desk) -> None:
    desk.sell(ANN, "0.60", "10")
    (fill,) = desk.buy(BOB, "0.60", "10").fills
    with refusal(Rejection.INVALID):
        desk.exchange.undo(fill.trade_id)
