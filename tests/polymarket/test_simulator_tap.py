"""What the simulated venue tells a listener, in order."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from datetime import timedelta
from decimal import Decimal

import pytest

from polymarket_simulated import Day, open_day
from predcore import Side, TimeInForce
from predcore.sim.exchange import AccountId, NewOrder, Phase
from predcore_polymarket._simulator.trading.orders import VenueOrder
from predcore_polymarket._simulator.trading.tap import (
    BookMoved,
    Happening,
    LevelChange,
    OrderMoved,
    PhaseChanged,
    TickChanged,
    Traded,
    TradeMoved,
)

BUY, SELL = Side.BUY, Side.SELL
D = Decimal


@pytest.fixture
async def day() -> AsyncGenerator[Day]:
    async with open_day() as day:
        yield day


@pytest.fixture
def heard(day: Day) -> list[Happening]:
    found: list[Happening] = []
    day.floor.subscribe(found.append)
    return found


def orders(heard: list[Happening]) -> list[tuple[str, str, int]]:
    return [
        (str(each.event), each.status, int(each.matched))
        for each in heard
        if isinstance(each, OrderMoved)
    ]


async def test_an_order_is_placed_and_withdrawn(
    day: Day, heard: list[Happening]
) -> None:
    await day.eoa.placed(day.market, BUY, "0.01", "200", outcome=1)
    await day.eoa.send("DELETE", "/cancel-all")
    placed, book, cancelled, empty = heard
    assert isinstance(placed, OrderMoved)
    assert isinstance(cancelled, OrderMoved)
    assert orders(heard) == [("PLACEMENT", "LIVE", 0), ("CANCELLATION", "CANCELED", 0)]
    assert isinstance(book, BookMoved)
    assert isinstance(empty, BookMoved)
    assert book.changes == (LevelChange(SELL, D("0.99"), D(200)),)
    assert empty.changes == (LevelChange(SELL, D("0.99"), D(0)),)
    assert not book.traded


async def test_a_trade_comes_after_its_orders_and_before_the_book(
    day: Day, heard: list[Happening]
) -> None:
    day.floor.clear_book(day.market.condition)
    await day.rival.placed(day.market, BUY, "0.40", "10", outcome=1)
    heard.clear()
    await day.deposit.placed(day.market, BUY, "0.65", "15")
    kinds = [type(each) for each in heard]
    assert kinds == [OrderMoved] * 3 + [Traded, TradeMoved, BookMoved]
    placed, *updates = orders(heard)
    assert placed == ("PLACEMENT", "LIVE", 0)
    assert set(updates) == {("UPDATE", "MATCHED", 10), ("UPDATE", "LIVE", 10)}
    book = heard[-1]
    assert isinstance(book, BookMoved)
    assert book.traded
    assert set(book.changes) == {
        LevelChange(SELL, D("0.6"), D(0)),
        LevelChange(BUY, D("0.65"), D(5)),
    }


async def test_the_book_can_be_asked_for_while_hearing_of_it(day: Day) -> None:
    seen: list[Decimal] = []

    def listener(happening: Happening) -> None:
        if isinstance(happening, BookMoved):
            view = day.floor.exchange.book(happening.market.condition)
            seen.append(view.bids[0].size)

    day.floor.subscribe(listener)
    best = day.market.sim.bids[0].size
    await day.eoa.placed(day.market, BUY, "0.62", "10")
    assert seen == [best + 10]


async def test_a_trade_goes_on_by_the_clock(day: Day, heard: list[Happening]) -> None:
    await day.deposit.placed(day.market, BUY, "0.63", "10")
    day.pass_time(10)
    moved = [each.status for each in heard if isinstance(each, TradeMoved)]
    assert moved == ["MATCHED", "MINED", "CONFIRMED"]


async def test_a_killed_order_is_a_cancellation(
    day: Day, heard: list[Happening]
) -> None:
    await day.eoa.place(day.market, BUY, "0.10", "1", "FAK", amounts=(10**6, 10**7))
    [(event, status, matched)] = orders(heard)
    assert (event, matched) == ("CANCELLATION", 0)
    assert status.startswith("CANCELED_no orders found to match")


async def test_a_refused_order_is_nothing(day: Day, heard: list[Happening]) -> None:
    await day.eoa.place(day.market, BUY, "0.63", "10", postOnly=True)
    await day.eoa.place(day.market, SELL, "0.63", "10")
    assert heard == []
    await day.eoa.placed(day.market, BUY, "0.10", "10")
    assert len(orders(heard)) == 1


async def test_what_time_does_meanwhile_places_no_refused_order(
    day: Day, heard: list[Happening], monkeypatch: pytest.MonkeyPatch
) -> None:
    until = int(day.floor.now.timestamp()) + 180
    await day.eoa.placed(day.market, BUY, "0.10", "10", "GTD", expiration=until)
    heard.clear()
    expect = day.floor.reporter.expect

    def slowly(order: VenueOrder) -> None:
        expect(order)
        day.floor.clock.advance(timedelta(minutes=3))

    monkeypatch.setattr(day.floor.reporter, "expect", slowly)
    status, _ = await day.eoa.place(day.market, SELL, "0.90", "10")
    assert status == 400
    assert orders(heard) == [("CANCELLATION", "CANCELED_EXPIRED_ORDER", 0)]


async def test_a_held_order_is_placed_once(day: Day, heard: list[Happening]) -> None:
    await day.deposit.placed(day.game, BUY, str(day.game.sim.asks[0].price), "10")
    day.pass_time(3)
    assert orders(heard) == [("PLACEMENT", "DELAYED", 0), ("UPDATE", "MATCHED", 10)]


async def test_strangers_trade_in_public(day: Day, heard: list[Happening]) -> None:
    stranger = AccountId("stranger")
    day.floor.exchange.accounts.open(stranger, credit=True)
    await day.deposit.placed(day.single, BUY, str(day.single.sim.bids[0].price), "10")
    heard.clear()
    day.floor.exchange.place(
        NewOrder(
            account=stranger,
            market=day.market.condition,
            side=BUY,
            price=D("0.63"),
            size=D(10),
            time_in_force=TimeInForce.IOC,
        )
    )
    assert [type(each) for each in heard] == [Traded, BookMoved]
    trades = await day.wire.get("/data/trades", market=day.market.condition, limit=1)
    assert (trades[0]["size"], trades[0]["side"]) == (10, "BUY")


async def test_ticks_and_phases_are_told(day: Day, heard: list[Happening]) -> None:
    path = f"markets/{day.market.condition}"
    await day.control(f"{path}/tick", tick="0.001")
    await day.control(f"{path}/close")
    await day.control(f"{path}/determine", payout="1")
    await day.control(f"{path}/finalize")
    ticks = [each for each in heard if isinstance(each, TickChanged)]
    phases = [each for each in heard if isinstance(each, PhaseChanged)]
    assert [(each.old, each.new) for each in ticks] == [(D("0.01"), D("0.001"))]
    assert [(each.phase, each.payout) for each in phases] == [
        (Phase.CLOSED, None),
        (Phase.DETERMINED, 1),
        (Phase.FINALIZED, 1),
    ]


async def test_a_listener_can_leave(day: Day) -> None:
    found: list[Happening] = []
    leave = day.floor.subscribe(found.append)
    leave()
    await day.eoa.placed(day.market, BUY, "0.10", "10")
    assert found == []
