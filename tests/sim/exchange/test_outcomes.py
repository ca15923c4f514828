"""Where positions net, an order for the second outcome is one for the first, turned."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from predcore import Side, TimeInForce
from predcore.sim.exchange import (
    AccountId,
    BalanceView,
    BookChange,
    NewOrder,
    Policy,
    PositionView,
    Record,
    Rejected,
    Rejection,
    SelfTrade,
)
from sim.exchange.test_conservation import PEOPLE, PRICES, SIZES, Proportional
from sim.exchange.trading import ANN, BOB, CAT, MARKET, Desk, open_desk

ORDERS = st.builds(
    NewOrder,
    account=PEOPLE,
    market=st.just(MARKET),
    outcome=st.sampled_from([0, 1]),
    side=st.sampled_from(Side),
    price=PRICES,
    size=SIZES,
    time_in_force=st.sampled_from([TimeInForce.GTC, TimeInForce.IOC, TimeInForce.FOK]),
    self_trade=st.sampled_from(SelfTrade),
)


def turned(order: NewOrder) -> NewOrder:
    """The same to the book, in the terms of the first outcome."""
    if not order.outcome:
        return order
    side = Side.SELL if order.side is Side.BUY else Side.BUY
    return replace(order, outcome=0, side=side, price=1 - order.price)


@dataclass
class Taken:
    """What came of some orders."""

    desk: Desk
    answers: list[Rejection | Decimal]
    book: list[tuple[Side, Decimal, Decimal]]

    def balances(self) -> list[BalanceView]:
        accounts = self.desk.exchange.accounts
        return [one for who in (ANN, BOB, CAT) for one in accounts.balances(who)]

    def positions(self) -> list[PositionView]:
        exchange = self.desk.exchange
        return [one for who in (ANN, BOB, CAT) for one in exchange.positions(who)]


def taken(desk: Desk, orders: list[NewOrder]) -> Taken:
    answers: list[Rejection | Decimal] = []
    book: list[tuple[Side, Decimal, Decimal]] = []

    def hear(record: Record) -> None:
        if isinstance(record, BookChange):
            book.append((record.side, record.price, record.delta))

    desk.exchange.subscribe(hear)
    for order in orders:
        try:
            answers.append(desk.exchange.place(order).order.filled)
        except Rejected as refused:
            answers.append(refused.reason)
    return Taken(desk, answers, book)


@given(st.lists(ORDERS, max_size=25))
def test_turning_an_order_changes_nothing_where_positions_net(
    orders: list[NewOrder],
) -> None:
    named, plain = (
        taken(open_desk(fees=Proportional(), cash="9"), some)
        for some in (orders, [turned(order) for order in orders])
    )
    assert (named.answers, named.book) == (plain.answers, plain.book)
    assert named.balances() == plain.balances()
    assert named.positions() == plain.positions()


@given(st.lists(ORDERS, max_size=25))
def test_who_has_enough_of_everything_trades_the_same_net_and_gross(
    orders: list[NewOrder],
) -> None:
    stocked = open_desk(fees=Proportional(), policy=Policy(gross=True))
    for who in (ANN, BOB, CAT):
        stocked.exchange.accounts.split(who, MARKET, Decimal(500))
    gross, net = taken(stocked, orders), taken(open_desk(fees=Proportional()), orders)
    assert (gross.answers, gross.book) == (net.answers, net.book)
    for who in (ANN, BOB, CAT):
        assert difference(gross.desk, who) == net.desk.position(who)
        assert shown(gross.desk, who) == shown(net.desk, who)


def difference(desk: Desk, who: AccountId) -> Decimal:
    first, second = desk.exchange.accounts.tokens(who, MARKET)
    return first.held - second.held


def shown(desk: Desk, who: AccountId) -> list[tuple[object, ...]]:
    return [
        (one.outcome, one.side, one.price, one.filled, one.remaining, one.fees)
        for one in desk.exchange.orders(who)
    ]
