"""A catalogue's board becomes markets that trade."""

from __future__ import annotations

from decimal import Decimal

import pytest

from predcore import MarketStatus, NoFees, Side
from predcore.sim import Board, SimEvent, SimMarket, synthetic
from predcore.sim.exchange import Exchange, NewOrder, Phase, Policy, SimClock
from sim.boards import NOW

PHASES = {
    MarketStatus.PENDING: Phase.LISTED,
    MarketStatus.OPEN: Phase.OPEN,
    MarketStatus.HALTED: Phase.PAUSED,
    MarketStatus.CLOSED: Phase.CLOSED,
    MarketStatus.DETERMINED: Phase.DETERMINED,
    MarketStatus.SETTLED: Phase.FINALIZED,
}
SIZE_STEPS = {"north": Decimal("0.01"), "south": Decimal("0.000001")}


def key(event: SimEvent, market: SimMarket) -> str:
    return f"{event.code}-{market.code}"


@pytest.fixture(params=["north", "south"])
def board(request: pytest.FixtureRequest) -> Board:
    return synthetic(0, now=NOW).boards[request.param]


@pytest.fixture
def exchange(board: Board) -> Exchange:
    return Exchange.from_board(
        board,
        key,
        SimClock(NOW),
        lambda _event, _market: NoFees(),
        size_step=SIZE_STEPS[board.name],
    )


def test_every_market_is_listed_as_the_catalogue_has_it(
    board: Board, exchange: Exchange
) -> None:
    assert len(exchange.markets()) == len(list(board.markets()))
    for event, market in board.markets():
        found, book = (
            exchange.market(key(event, market)),
            exchange.book(key(event, market)),
        )
        assert found.phase is PHASES[market.status]
        assert (found.volume, found.payout) == (market.volume, market.payout)
        assert (book.bids, book.asks) == (market.bids, market.asks)
        printed = [
            (one.price, one.size, one.taker, one.at)
            for one in exchange.prints(key(event, market))
        ]
        assert printed == [(t.price, t.size, t.taker, t.at) for t in market.trades]


def test_settlement_comes_when_the_catalogue_says(
    board: Board, exchange: Exchange
) -> None:
    for event, market in board.markets():
        found = exchange.market(key(event, market))
        if market.status is MarketStatus.DETERMINED:
            assert found.settles_at == market.settles_at
        if market.status is MarketStatus.SETTLED:
            assert found.settled_at == market.settles_at


def test_what_rests_from_the_start_can_be_traded(
    board: Board, exchange: Exchange
) -> None:
    ann = exchange.accounts.open("ann")
    exchange.accounts.deposit(ann, Decimal(100))
    event, market = next(
        (event, market)
        for event, market in board.markets()
        if market.status is MarketStatus.OPEN and market.asks
    )
    best = market.asks[0]
    placed = exchange.place(
        NewOrder(
            account=ann,
            market=key(event, market),
            side=Side.BUY,
            price=best.price,
            size=market.min_size,
        )
    )
    assert placed.fills[0].price == best.price


def test_what_rests_from_the_start_lacks_no_tokens(board: Board) -> None:
    exchange = Exchange.from_board(
        board,
        key,
        SimClock(NOW),
        lambda _event, _market: NoFees(),
        size_step=SIZE_STEPS[board.name],
        policy=Policy(gross=True),
    )
    for event, market in board.markets():
        book = exchange.book(key(event, market))
        assert (book.bids, book.asks) == (market.bids, market.asks)
        resting = exchange.resting(key(event, market))
        assert {order.side for order in resting} <= {Side.BUY}
        assert len(resting) == len(book.bids) + len(book.asks)
    assert exchange.sweep_unfunded() == []


def test_a_listed_board_is_saved_and_loaded(exchange: Exchange) -> None:
    saved = exchange.save()
    assert Exchange.load(saved).save() == saved
