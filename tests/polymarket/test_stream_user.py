"""Your orders and trades are told as they come, each step once."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import anyio
import pytest
from hypothesis import given
from hypothesis import strategies as st

from polymarket_desk import NO, YES, Trader, maker_order, open_order, request, trade
from polymarket_private import OWNER
from polymarket_wire import NO_TOKEN, Wire
from predcore import (
    BadResponse,
    Fill,
    FillUpdate,
    Finality,
    Instrument,
    Liquidity,
    OrderStatus,
    OrderUpdate,
    Position,
    PositionUpdate,
    Side,
    Stalled,
    TransportError,
)
from predcore.kit import Ready, Reconnect, Send, Step
from predcore_polymarket._stream import account
from predcore_polymarket._stream.account import AccountLine
from predcore_polymarket._stream.holdings import Holdings
from predcore_polymarket._stream.introductions import Introductions
from predcore_polymarket._stream.user_feed import Greeting, UserFeed
from predcore_polymarket.models.streams.user import UserOrder, UserTrade

D = Decimal
ORDER, OTHER = "0x" + "ab" * 32, "0x" + "cd" * 32
MINE = {"owner": OWNER}


@pytest.fixture
def trader(wire: Wire) -> Trader:
    return Trader(wire)


@pytest.fixture
async def line(trader: Trader) -> AccountLine:
    made = await AccountLine.of(trader.venue, trader.desk)
    made.feed.opened(0.0)
    made._holdings.read([], 0.0)
    return made


def order_event(kind: str, **fields: Any) -> dict[str, Any]:
    return {
        **open_order(ORDER),
        "event_type": "order",
        "type": kind,
        "order_owner": OWNER,
        "created_at": "1760000000",
        "timestamp": "1760000000456",
        **fields,
    }


def trade_event(**fields: Any) -> dict[str, Any]:
    return {
        **trade(ORDER),
        "event_type": "trade",
        "type": "TRADE",
        "trade_owner": OWNER,
        "timestamp": "1760000000460",
        **fields,
    }


async def told(line: AccountLine, *events: Any) -> list[Step]:
    """What is made of events after the first sign of life."""
    steps = list(line.feed.received("PONG", 0.0))
    for event in events:
        frame = json.dumps(event)
        await line._learn(frame)
        steps += line.feed.received(frame, 1.0)
    return [step for step in steps if not isinstance(step, Ready)]


def fills(steps: Iterable[Step]) -> list[Fill]:
    return [step.fill for step in steps if isinstance(step, FillUpdate)]


def held(steps: Iterable[Step]) -> list[tuple[Instrument, Decimal]]:
    return [
        (step.position.instrument, step.position.size)
        for step in steps
        if isinstance(step, PositionUpdate)
    ]


async def test_it_greets_with_the_credentials_and_never_shows_them(
    trader: Trader,
) -> None:
    line = await AccountLine.of(trader.venue, trader.desk)
    greeting, ping = line.feed.opened(0.0)
    assert json.loads(greeting.frame) == {
        "type": "user",
        "auth": {
            "apiKey": OWNER,
            "secret": "c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0IQ==",
            "passphrase": "passphrase",
        },
    }
    assert ping == Send("PING")
    assert isinstance(greeting, Greeting)
    shown = repr([greeting, line.feed, line])
    assert "c2Vj" not in shown
    assert "passphrase" not in shown


async def test_the_first_pong_says_that_it_is_subscribed(line: AccountLine) -> None:
    assert list(line.feed.received("PONG", 0.0)) == [Ready()]
    assert list(line.feed.received(b"PONG", 1.0)) == []
    line.feed.lost()
    line.feed.opened(2.0)
    frame = json.dumps(order_event("PLACEMENT"))
    await line._learn(frame)
    ready, update = line.feed.received(frame, 3.0)
    assert ready == Ready()
    assert isinstance(update, OrderUpdate)


async def test_an_order_is_told_as_it_is_now(line: AccountLine) -> None:
    (step,) = await told(line, order_event("PLACEMENT"))
    assert isinstance(step, OrderUpdate)
    order = step.order
    assert (order.id, order.instrument, order.side) == (ORDER, YES, Side.BUY)
    assert (order.price, order.size, order.filled) == (D("0.52"), D(10), D(0))
    assert (order.remaining, order.status) == (D(10), OrderStatus.RESTING)
    assert order.updated_at == datetime(2025, 10, 9, 8, 53, 20, 456000, tzinfo=UTC)
    assert isinstance(order.native, UserOrder)


@pytest.mark.parametrize(
    ("kind", "fields", "status", "filled", "remaining"),
    [
        ("PLACEMENT", {"size_matched": ""}, OrderStatus.RESTING, 0, 10),
        ("PLACEMENT", {"status": None}, OrderStatus.RESTING, 0, 10),
        ("PLACEMENT", {"status": "DELAYED"}, OrderStatus.PENDING, 0, 10),
        ("UPDATE", {"status": "UNMATCHED"}, OrderStatus.UNMATCHED, 0, 10),
        (
            "UPDATE",
            {"status": "MATCHED", "size_matched": "4"},
            OrderStatus.RESTING,
            4,
            6,
        ),
        ("UPDATE", {"status": "", "size_matched": "4"}, OrderStatus.RESTING, 4, 6),
        (
            "UPDATE",
            {"status": "MATCHED", "size_matched": "10"},
            OrderStatus.FILLED,
            10,
            0,
        ),
        ("CANCELLATION", {"status": "CANCELED"}, OrderStatus.CANCELLED, 0, 0),
        ("CANCELLATION", {"status": "LIVE"}, OrderStatus.CANCELLED, 0, 0),
        ("CANCELLATION", {"status": None}, OrderStatus.CANCELLED, 0, 0),
        ("CANCELLATION", {"status": "INVALID"}, OrderStatus.CANCELLED, 0, 0),
        (
            "CANCELLATION",
            {"status": "MATCHED", "size_matched": "4", "order_type": "FAK"},
            OrderStatus.CANCELLED,
            4,
            0,
        ),
        (
            "CANCELLATION",
            {"status": "CANCELED_order couldn't be fully filled. FOK"},
            OrderStatus.CANCELLED,
            0,
            0,
        ),
        ("UPDATE", {"status": "SINGING"}, OrderStatus.UNKNOWN, 0, 0),
    ],
)
async def test_each_event_says_where_an_order_stands(
    line: AccountLine,
    kind: str,
    fields: dict[str, Any],
    status: OrderStatus,
    filled: int,
    remaining: int,
) -> None:
    (step,) = await told(line, order_event(kind, **fields))
    assert isinstance(step, OrderUpdate)
    order = step.order
    assert (order.status, order.filled, order.remaining) == (
        status,
        D(filled),
        D(remaining),
    )


async def test_a_trade_of_a_taker_is_a_fill_of_its_order(line: AccountLine) -> None:
    first, second = await told(line, trade_event())
    assert isinstance(first, FillUpdate)
    fill = first.fill
    assert (fill.id, fill.order_id) == (f"t1:{ORDER}", ORDER)
    assert (fill.instrument, fill.side) == (YES, Side.BUY)
    assert (fill.price, fill.size) == (D("0.52"), D(10))
    assert (fill.liquidity, fill.finality) == (Liquidity.TAKER, Finality.MATCHED)
    assert fill.fee == Decimal("0.1248")
    assert isinstance(fill.native, UserTrade)
    assert held([second]) == [(YES, Decimal(10))]


async def test_a_trade_of_a_maker_is_a_fill_of_each_of_its_orders(
    line: AccountLine,
) -> None:
    event = trade_event(
        trader_side="MAKER",
        owner="somebody",
        taker_order_id=OTHER,
        maker_orders=[
            maker_order(ORDER, **MINE, matched_amount="4"),
            maker_order(
                "0x01",
                **MINE,
                matched_amount="5",
                asset_id=NO_TOKEN,
                outcome="No",
                side="BUY",
                price="0.48",
            ),
            maker_order("0x02", matched_amount="1"),
        ],
    )
    found = fills(await told(line, event))
    assert [(f.order_id, f.instrument, f.side, f.price, f.size) for f in found] == [
        (ORDER, YES, Side.SELL, D("0.52"), D(4)),
        ("0x01", NO, Side.BUY, D("0.48"), D(5)),
    ]
    assert {fill.liquidity for fill in found} == {Liquidity.MAKER}


async def test_a_fill_is_told_again_as_it_settles_and_held_once(
    line: AccountLine,
) -> None:
    words = ("MATCHED", "MATCHED", "RETRYING", "MINED", "MINED", "CONFIRMED")
    steps = await told(line, *(trade_event(status=word) for word in words))
    assert [fill.finality for fill in fills(steps)] == [
        Finality.MATCHED,
        Finality.RETRYING,
        Finality.SETTLING,
        Finality.FINAL,
    ]
    assert len({fill.id for fill in fills(steps)}) == 1
    assert held(steps) == [(YES, Decimal(10))]


async def test_a_fill_that_fails_is_undone(line: AccountLine) -> None:
    steps = await told(line, trade_event(), trade_event(status="FAILED"))
    assert [fill.finality for fill in fills(steps)] == [
        Finality.MATCHED,
        Finality.FAILED,
    ]
    assert held(steps) == [(YES, Decimal(10)), (YES, Decimal(0))]


async def test_a_late_message_takes_no_fill_back(line: AccountLine) -> None:
    words = ("CONFIRMED", "MATCHED", "MINED", "FAILED")
    steps = await told(line, *(trade_event(status=word) for word in words))
    assert [fill.finality for fill in fills(steps)] == [Finality.FINAL]


async def test_a_fill_first_heard_of_as_failed_was_never_held(
    line: AccountLine,
) -> None:
    steps = await told(line, trade_event(status="FAILED"))
    assert len(fills(steps)) == 1
    assert held(steps) == []


async def test_frames_may_be_lists_and_name_the_time_in_their_way(
    line: AccountLine,
) -> None:
    event = trade_event(matchtime="1760000000")
    del event["match_time"]
    steps = await told(line, [order_event("PLACEMENT"), event])
    (fill,) = fills(steps)
    assert fill.at == datetime(2025, 10, 9, 8, 53, 20, tzinfo=UTC)
    assert [type(s) for s in steps] == [OrderUpdate, FillUpdate, PositionUpdate]


async def test_an_order_placed_here_keeps_its_client_id(
    trader: Trader, line: AccountLine
) -> None:
    await trader.place(request())
    order_id = trader.order_id
    steps = await told(
        line,
        order_event("PLACEMENT", id=order_id),
        trade_event(taker_order_id=order_id),
    )
    (order,) = (step.order for step in steps if isinstance(step, OrderUpdate))
    assert order.client_id == "c1"
    assert fills(steps)[0].client_id == "c1"


async def test_what_ended_is_remembered_and_not_taken_back(
    trader: Trader, line: AccountLine
) -> None:
    await told(
        line,
        order_event("CANCELLATION", status="CANCELED"),
        order_event("PLACEMENT"),
    )
    known = trader.desk.memory.get(ORDER)
    assert known is not None
    assert known.order is not None
    assert known.order.status is OrderStatus.CANCELLED


async def test_a_market_is_looked_up_before_its_first_event_only(
    trader: Trader, line: AccountLine
) -> None:
    await told(line, order_event("PLACEMENT"), order_event("UPDATE"), trade_event())
    asked = [path for path in trader.wire.paths if path.startswith("gamma/markets")]
    assert len(asked) == 1


async def test_an_outcome_goes_by_its_label_where_nobody_lists_its_market(
    trader: Trader, line: AccountLine
) -> None:
    elsewhere = "0x" + "e1" * 32
    trader.wire.on("gamma/markets/keyset", {"markets": []})
    (step,) = await told(
        line, order_event("PLACEMENT", market=elsewhere, outcome="Kansas City")
    )
    assert isinstance(step, OrderUpdate)
    assert step.order.instrument == Instrument("polymarket", elsewhere, "kansas-city")
    with pytest.raises(BadResponse):
        await told(line, order_event("PLACEMENT", market=elsewhere, outcome=""))


async def test_a_token_of_another_market_makes_no_sense(line: AccountLine) -> None:
    with pytest.raises(BadResponse, match="has no token"):
        await told(line, order_event("PLACEMENT", asset_id="9" * 77))


@pytest.mark.parametrize(
    "event",
    [
        order_event("PLACEMENT", price="1.2"),
        order_event("PLACEMENT", side="MAYBE"),
        order_event("PLACEMENT", original_size=""),
        order_event("PLACEMENT", timestamp="soon"),
        trade_event(size="0"),
        trade_event(price=""),
        trade_event(price="3", maker_orders=[]),
        trade_event(size="-1"),
        trade_event(market="rain"),
    ],
)
async def test_an_event_that_cannot_be_is_a_bad_response(
    line: AccountLine, event: dict[str, Any]
) -> None:
    with pytest.raises(BadResponse):
        await told(line, event)


async def test_events_of_unknown_types_are_counted(
    trader: Trader, line: AccountLine
) -> None:
    assert await told(line, {"event_type": "party"}) == []
    (entry,) = trader.native.drift.report()
    assert (entry.field, entry.value) == ("event_type", "party")


# -- silence ------------------------------------------------------------------------


async def test_a_connection_that_shows_no_sign_of_life_is_given_up(
    line: AccountLine,
) -> None:
    line.feed.opened(100.0)
    assert line.feed.due() == 110.0
    stalled, reconnect = line.feed.expired(110.0)
    assert stalled == Stalled((), 10.0)
    assert isinstance(reconnect, Reconnect)
    line.feed.lost()
    assert line.feed.refused == 1
    assert line.feed.due() is None


async def test_a_connection_that_falls_silent_is_given_up(line: AccountLine) -> None:
    list(line.feed.received("PONG", 0.0))
    for now in (10.0, 20.0):
        assert line.feed.due() == now
        assert list(line.feed.expired(now)) == [Send("PING")]
    stalled, _ = line.feed.expired(30.0)
    assert stalled == Stalled((), 30.0)
    line.feed.lost()
    assert line.feed.refused == 0


# -- holdings -----------------------------------------------------------------------


def position(instrument: Instrument, size: int) -> Position:
    return Position(instrument=instrument, size=Decimal(size))


def fill(number: int, size: int, **fields: Any) -> Fill:
    made: dict[str, Any] = {
        "id": f"f{number}",
        "order_id": ORDER,
        "instrument": YES,
        "side": Side.BUY if size > 0 else Side.SELL,
        "price": Decimal("0.5"),
        "size": Decimal(abs(size)),
        "at": datetime(2026, 11, 22, tzinfo=UTC),
        "finality": Finality.MATCHED,
        **fields,
    }
    return Fill(**made)


def test_nothing_is_told_of_what_is_not_known() -> None:
    holdings = Holdings()
    assert holdings.count(fill(1, 5), 0.0) is None
    told = holdings.read([position(YES, 3), position(NO, 4)], 0.0)
    assert {one.instrument: one.size for one in told} == {YES: 8, NO: 4}


def test_a_trade_that_must_be_listed_by_now_is_not_counted_again() -> None:
    holdings = Holdings()
    assert holdings.count(fill(1, 5), 0.0) is None
    assert holdings.read([position(YES, 8)], 120.0) == [position(YES, 8)]


def test_the_listing_is_not_believed_right_after_a_trade() -> None:
    holdings = Holdings()
    holdings.read([position(YES, 3), position(NO, 4)], 0.0)
    assert holdings.count(fill(1, 5), 10.0) == Position(
        instrument=YES, size=Decimal(8), updated_at=fill(1, 5).at
    )
    assert holdings.read([position(YES, 3)], 20.0) == [position(NO, 0)]
    assert holdings.read([position(YES, 7)], 200.0) == [
        position(YES, 7),
        position(NO, 0),
    ]


def test_more_sold_than_was_known_of_is_left_to_the_listing() -> None:
    holdings = Holdings()
    holdings.read([position(YES, 3)], 0.0)
    assert holdings.count(fill(1, -5), 10.0) is None
    assert holdings.read([position(YES, 1)], 11.0) == [position(YES, 1)]


@given(
    st.lists(
        st.tuples(
            st.integers(0, 5),
            st.sampled_from([Finality.MATCHED, Finality.FINAL, Finality.FAILED]),
        ),
        max_size=20,
    )
)
def test_what_is_held_is_the_sum_of_the_fills_that_stand(
    events: list[tuple[int, Finality]],
) -> None:
    holdings = Holdings()
    holdings.read([position(YES, 100)], 0.0)
    stands: dict[int, bool] = {}
    size = Decimal(100)
    for number, finality in events:
        told = holdings.count(fill(number, number + 1, finality=finality), 1.0)
        stands[number] = finality is not Finality.FAILED
        expected = 100 + sum(n + 1 for n, good in stands.items() if good)
        assert (told is None) is (expected == size)
        size = Decimal(expected)
        if told is not None:
            assert told.size == size


def test_memory_of_fills_is_bounded() -> None:
    holdings = Holdings()
    for number in range(20_100):
        holdings.count(fill(number, 1), 0.0)
    assert len(holdings._counted) == 20_000


async def test_memory_of_finality_is_bounded(line: AccountLine) -> None:
    feed: UserFeed = line.feed
    for number in range(20_100):
        feed._advances(fill(number, 1))
    assert len(feed._finality) == 20_000


class Slow(Introductions):
    """Looks markets up for ever."""

    async def learn(self, frame: str | bytes) -> None:
        await anyio.sleep_forever()


async def test_a_market_that_is_not_looked_up_in_time_ends_the_connection(
    trader: Trader, line: AccountLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Frames wait for it, and silence would be taken for the venue's."""
    monkeypatch.setattr(account, "_PATIENCE", 0.0)
    markets, holdings = Slow(trader.desk), Holdings()
    slow = AccountLine(trader.venue, trader.desk, line.feed, markets, holdings)
    with pytest.raises(TransportError, match="not looked up"):
        await slow._learn(json.dumps(order_event("PLACEMENT")))
    assert not holdings.known
