"""Synthetic traders trade, within the rules and the same way every time."""

from __future__ import annotations

from collections import Counter
from time import monotonic

import anyio
import pytest

from predcore import NoFees, OrderStatus, Side
from predcore.sim import Traffic, synthetic
from predcore.sim.exchange import (
    AccountId,
    Exchange,
    FillRecord,
    Phase,
    Policy,
    Print,
    Record,
    SimClock,
)
from sim.boards import NOW

MAKERS = AccountId("traffic-makers")


def exchange(policy: Policy | None = None) -> Exchange:
    return Exchange.from_board(
        synthetic(now=NOW).boards["north"],
        lambda event, market: f"{event.code}-{market.code}",
        SimClock(NOW),
        lambda _event, _market: NoFees(),
        policy=policy,
    )


def traded(exchange: Exchange, steps: int, *, seed: int = 0) -> list[Record]:
    heard: list[Record] = []
    exchange.subscribe(heard.append)
    traffic = Traffic(exchange, seed=seed)
    for _ in range(steps):
        traffic.step()
    return heard


def test_the_same_seed_trades_the_same() -> None:
    assert traded(exchange(), 200) == traded(exchange(), 200)


def test_another_seed_trades_differently() -> None:
    assert traded(exchange(), 50) != traded(exchange(), 50, seed=1)


def test_there_are_quotes_trades_and_cancellations() -> None:
    busy = exchange()
    traffic = Traffic(busy, markets=some_open_market(busy))
    takers: Counter[Side] = Counter()

    def hear(record: Record) -> None:
        if isinstance(record, Print):
            takers[record.taker] += 1

    busy.subscribe(hear)
    for _ in range(600):
        traffic.step()
    assert min(takers[Side.BUY], takers[Side.SELL]) > 20
    assert {order.status for order in busy.orders(MAKERS)} == {
        OrderStatus.RESTING,
        OrderStatus.FILLED,
        OrderStatus.CANCELLED,
    }


def test_traders_of_tokens_make_pass_on_and_give_back_pairs() -> None:
    busy = exchange(Policy(gross=True))
    [market] = some_open_market(busy)
    fills: list[FillRecord] = []

    def hear(record: Record) -> None:
        if isinstance(record, FillRecord):
            fills.append(record)

    busy.subscribe(hear)
    traffic = Traffic(busy, markets=[market])
    for _ in range(2000):
        traffic.step()
    both = [
        {taker.side, maker.side}
        for taker, maker in zip(fills[::2], fills[1::2], strict=True)
    ]
    assert both.count({Side.BUY}) > 10
    assert both.count({Side.SELL}) > 10
    assert both.count({Side.BUY, Side.SELL}) > 10
    for name in busy.accounts.names():
        for position in busy.positions(name):
            assert min(position.first, position.second) >= 0


def some_open_market(exchange: Exchange) -> list[str]:
    return [next(m.key for m in exchange.markets() if m.phase is Phase.OPEN)]


def test_many_markets_move() -> None:
    moved = {r.market for r in traded(exchange(), 400) if isinstance(r, Print)}
    assert len(moved) > 10


def test_the_makers_leave_a_book_of_bounded_size() -> None:
    busy = exchange()
    traded(busy, 2000)
    resting = busy.orders(MAKERS, status=OrderStatus.RESTING)
    assert max(Counter(order.market for order in resting).values()) <= 24


def test_only_some_markets_can_be_traded() -> None:
    busy = exchange()
    [chosen] = some_open_market(busy)
    traffic = Traffic(busy, markets=[chosen])
    for _ in range(50):
        traffic.step()
    assert {order.market for order in busy.orders(MAKERS)} == {chosen}


def test_nothing_is_traded_where_nothing_is_open() -> None:
    quiet = exchange()
    closed = [m.key for m in quiet.markets() if m.phase is not Phase.OPEN]
    traffic = Traffic(quiet, markets=closed)
    before = quiet.sequence
    for _ in range(20):
        traffic.step()
    assert quiet.sequence == before


def test_a_second_traffic_goes_on_with_the_same_accounts() -> None:
    busy = exchange()
    Traffic(busy)
    assert len(traded(busy, 20)) > 0


@pytest.mark.parametrize("rate", [50, 1000])
async def test_traders_act_at_most_at_the_rate_until_they_are_cancelled(
    rate: int,
) -> None:
    busy = exchange()
    enough = anyio.Event()

    def hear(_: Record) -> None:
        if len(busy.orders(MAKERS)) >= rate // 10:
            enough.set()

    busy.subscribe(hear)
    started = monotonic()
    with anyio.fail_after(30):
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(Traffic(busy).run, rate)
            await enough.wait()
            tasks.cancel_scope.cancel()
    assert monotonic() - started > 0.05
