"""Listeners hear every change, once, in order."""

from __future__ import annotations

from decimal import Decimal

from predcore import Side
from predcore.sim.exchange import (
    BalanceCause,
    BalanceChange,
    BookChange,
    Exchange,
    FillRecord,
    LadderChange,
    OrderChange,
    PositionChange,
    Print,
    Reason,
    Record,
    SettlementRecord,
    StatusChange,
)
from sim.exchange.trading import ANN, BOB, MARKET, Desk


def heard(desk: Desk) -> list[Record]:
    records: list[Record] = []
    desk.exchange.subscribe(records.append)
    return records


def test_records_are_numbered_without_gaps(desk: Desk) -> None:
    before, records = desk.exchange.sequence, heard(desk)
    desk.sell(ANN, "0.60", "3")
    desk.buy(BOB, "0.60", "5")
    numbers = [record.sequence for record in records]
    assert numbers == list(range(before + 1, before + 1 + len(numbers)))
    assert desk.exchange.sequence == numbers[-1]


def test_numbers_are_the_same_whether_anyone_listens_or_not(desk: Desk) -> None:
    desk.sell(ANN, "0.60", "3")
    desk.buy(BOB, "0.60", "5")
    silent = desk.exchange.sequence
    again = Desk(Exchange.load(desk.exchange.save()))
    heard(again)
    for one in (desk, again):
        one.sell(ANN, "0.50", "5")
    assert desk.exchange.sequence == again.exchange.sequence > silent


def test_a_trade_is_told_from_every_angle(desk: Desk) -> None:
    desk.sell(ANN, "0.60", "3")
    records = heard(desk)
    desk.buy(BOB, "0.60", "5")
    kinds = [type(record) for record in records]
    assert kinds.count(Print) == 1
    for twice in (FillRecord, PositionChange, BalanceChange):
        assert kinds.count(twice) == 2
    changes = [
        (one.order.wallet.account, one.reason, one.order.remaining)
        for one in records
        if isinstance(one, OrderChange)
    ]
    assert changes == [
        (BOB, Reason.PLACED, Decimal(5)),
        (ANN, Reason.TRADE, Decimal(0)),
        (BOB, Reason.TRADE, Decimal(2)),
    ]
    books = [
        (one.side, one.delta, one.size)
        for one in records
        if isinstance(one, BookChange)
    ]
    assert books == [
        (Side.SELL, Decimal(-3), Decimal(0)),
        (Side.BUY, Decimal(2), Decimal(2)),
    ]


def test_a_listener_sees_the_exchange_after_the_call(desk: Desk) -> None:
    seen: list[int] = []
    desk.exchange.subscribe(lambda _: seen.append(len(desk.exchange.book(MARKET).bids)))
    desk.buy(ANN, "0.40", "1")
    assert set(seen) == {1}


def test_what_falls_due_while_a_listener_asks_is_told_in_order(desk: Desk) -> None:
    heard_first: list[int] = []

    def ask(_: Record) -> None:
        desk.pass_time(days=1)
        desk.exchange.book(MARKET)

    desk.exchange.subscribe(ask)
    desk.exchange.subscribe(lambda record: heard_first.append(record.sequence))
    desk.buy(ANN, "0.40", "1")
    assert len(heard_first) > 2
    assert heard_first == sorted(heard_first)


def test_a_listener_that_left_hears_no_more(desk: Desk) -> None:
    records: list[Record] = []
    leave = desk.exchange.subscribe(records.append)
    leave()
    desk.buy(ANN, "0.40", "1")
    assert records == []


def test_settlement_is_told(desk: Desk) -> None:
    desk.sell(ANN, "0.60", "3")
    desk.buy(BOB, "0.60", "3")
    desk.exchange.lifecycle.close(MARKET)
    desk.exchange.lifecycle.determine(MARKET, Decimal(1))
    records = heard(desk)
    desk.pass_time(hours=1)
    desk.exchange.run_until()
    assert {record.at for record in records} == {desk.exchange.clock.now()}
    assert len([one for one in records if isinstance(one, SettlementRecord)]) == 2
    assert isinstance(records[-1], StatusChange)
    paid = [one for one in records if isinstance(one, BalanceChange)]
    assert [(one.delta, one.cause) for one in paid if one.wallet.account == BOB] == [
        (Decimal(3), BalanceCause.SETTLEMENT)
    ]


def test_another_ladder_is_told(desk: Desk) -> None:
    records = heard(desk)
    ladder = desk.exchange.market(MARKET).ladder.complement()
    desk.exchange.lifecycle.change_ladder(MARKET, ladder)
    (record,) = records
    assert isinstance(record, LadderChange)
    assert record.ladder == ladder


def test_time_can_be_run_ahead_of_the_clock_step_by_step(desk: Desk) -> None:
    records = heard(desk)
    close_at = desk.exchange.market(MARKET).close_at
    desk.exchange.run_until(close_at)
    (record,) = records
    assert isinstance(record, StatusChange)
    assert record.at == close_at
