"""Unified orders on the wire: what is sent, what is not, and what came of it."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import httpx
import pytest

from kalshi.account_bodies import created
from kalshi.bodies import market
from kalshi.desks import CREATE, NO, NOW, TICKER, YES, Trader, request
from kalshi.scripted import Wire
from predcore import (
    Accepted,
    Instrument,
    InvalidId,
    OrderRequest,
    OrderStatus,
    Refused,
    RejectReason,
    Side,
    TimeInForce,
)

D = Decimal


@pytest.fixture
def trader(wire: Wire) -> Trader:
    """Answers every order by resting it."""
    wire.on(CREATE, httpx.Response(201, json=created()))
    return Trader(wire)


async def test_an_order_is_sent_whole_and_once(trader: Trader) -> None:
    fate = await trader.venue.place(request())
    assert isinstance(fate, Accepted)
    assert trader.body() == {
        "ticker": TICKER,
        "client_order_id": "c1",
        "side": "bid",
        "count": "10.00",
        "price": "0.4000",
        "time_in_force": "good_till_canceled",
        "self_trade_prevention_type": "taker_at_cross",
        "subaccount": 0,
        "exchange_index": 3,
    }
    assert len(trader.writes) == 1
    assert (fate.order.id, fate.order.client_id) == ("o1", "c1")
    assert fate.order.status is OrderStatus.RESTING


@pytest.mark.parametrize(
    ("instrument", "side", "leg", "of_yes"),
    [
        (YES, Side.BUY, "bid", "0.4000"),
        (YES, Side.SELL, "ask", "0.4000"),
        (NO, Side.BUY, "ask", "0.6000"),
        (NO, Side.SELL, "bid", "0.6000"),
    ],
)
async def test_the_yes_leg_is_sent_and_the_order_is_told_as_asked(
    trader: Trader, instrument: Instrument, side: Side, leg: str, of_yes: str
) -> None:
    fate = await trader.venue.place(request(instrument=instrument, side=side))
    assert (trader.body()["side"], trader.body()["price"]) == (leg, of_yes)
    assert isinstance(fate, Accepted)
    order = fate.order
    assert (order.instrument, order.side, order.price) == (instrument, side, D("0.40"))


@pytest.mark.parametrize(
    ("asked", "sent"),
    [
        ({"time_in_force": TimeInForce.IOC}, {"time_in_force": "immediate_or_cancel"}),
        ({"time_in_force": TimeInForce.FOK}, {"time_in_force": "fill_or_kill"}),
        (
            {
                "time_in_force": TimeInForce.GTD,
                "expires_at": NOW + timedelta(hours=1),
            },
            {
                "time_in_force": "good_till_canceled",
                "expiration_time": int(NOW.timestamp()) + 3600,
            },
        ),
        ({"post_only": True}, {"post_only": True}),
        (
            {"reduce_only": True, "time_in_force": TimeInForce.IOC},
            {"reduce_only": True, "time_in_force": "immediate_or_cancel"},
        ),
        ({"options": {"subaccount": 7}}, {"subaccount": 7}),
        ({"options": {"exchange_index": -1}}, {"exchange_index": -1}),
        ({"options": {"order_group_id": "g"}}, {"order_group_id": "g"}),
        ({"options": {"cancel_order_on_pause": True}}, {"cancel_order_on_pause": True}),
        (
            {"options": {"self_trade_prevention_type": "maker"}},
            {"self_trade_prevention_type": "maker"},
        ),
    ],
)
async def test_terms_are_told_in_the_words_of_the_venue(
    trader: Trader, asked: dict[str, Any], sent: dict[str, Any]
) -> None:
    fate = await trader.venue.place(request(**asked))
    assert isinstance(fate, Accepted)
    assert sent.items() <= trader.body().items()


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        ({"price": D("0.405")}, RejectReason.PRICE),
        ({"instrument": NO, "price": D("0.405")}, RejectReason.PRICE),
        ({"size": D("0.001")}, RejectReason.SIZE),
        ({"size": D("1E+40")}, RejectReason.SIZE),
        ({"time_in_force": TimeInForce.GTD}, RejectReason.EXPIRY),
        ({"expires_at": NOW}, RejectReason.EXPIRY),
        ({"reduce_only": True}, RejectReason.INVALID),
        (
            {"post_only": True, "time_in_force": TimeInForce.IOC},
            RejectReason.INVALID,
        ),
        ({"client_id": ""}, RejectReason.INVALID),
        ({"options": {"leverage": 2}}, RejectReason.INVALID),
        ({"options": {"subaccount": "0"}}, RejectReason.INVALID),
        ({"options": {"subaccount": 64}}, RejectReason.INVALID),
        ({"options": {"subaccount": True}}, RejectReason.INVALID),
        (
            {"options": {"self_trade_prevention_type": "hope"}},
            RejectReason.INVALID,
        ),
    ],
)
async def test_what_breaks_a_known_rule_is_not_sent(
    trader: Trader, asked: dict[str, Any], reason: RejectReason
) -> None:
    written: list[OrderRequest] = []

    async def journal(one: OrderRequest) -> None:
        written.append(one)

    fate = await trader.venue.place(request(**asked), journal=journal)
    assert isinstance(fate, Refused)
    assert (fate.reason, fate.sent) == (reason, False)
    assert (trader.writes, written) == ([], [])


async def test_an_order_expires_on_the_whole_second(trader: Trader) -> None:
    at = NOW + timedelta(hours=1)
    later = at + timedelta(milliseconds=900)
    asked = request(time_in_force=TimeInForce.GTD, expires_at=later)
    fate = await trader.venue.place(asked)
    assert isinstance(fate, Accepted)
    assert trader.body()["expiration_time"] == int(at.timestamp())
    assert fate.order.expires_at == at


async def test_a_market_is_read_once_for_many_orders(trader: Trader) -> None:
    for number in range(3):
        await trader.venue.place(request(client_id=f"c{number}"))
    assert len(trader.reads(f"/markets/{TICKER}")) == 1


async def test_a_market_that_changed_its_ladder_is_read_again(trader: Trader) -> None:
    finer = [{"start": "0.0000", "end": "1.0000", "step": "0.0010"}]
    trader.wire.on(
        f"/markets/{TICKER}",
        {"market": market()},
        {"market": market(price_ranges=finer)},
    )
    fate = await trader.venue.place(request(price=D("0.405")))
    assert isinstance(fate, Accepted)
    assert trader.body()["price"] == "0.4050"


async def test_an_unknown_market_is_refused_unsent(wire: Wire) -> None:
    trader = Trader(wire)
    strange = Instrument("kalshi", "KXNONE", "yes")
    fate = await trader.venue.place(request(instrument=strange))
    assert isinstance(fate, Refused)
    assert (fate.reason, fate.sent) == (RejectReason.MARKET, False)


@pytest.mark.parametrize(
    "instrument",
    [
        Instrument("elsewhere", TICKER, "yes"),
        Instrument("kalshi", TICKER, "maybe"),
        Instrument("kalshi", "A/B", "yes"),
    ],
)
async def test_what_is_no_instrument_here_is_a_mistake(
    trader: Trader, instrument: Instrument
) -> None:
    bad = request(instrument=instrument)
    with pytest.raises(InvalidId):
        await trader.venue.place(bad)
    with pytest.raises(InvalidId):
        await trader.venue.place_many([request(), bad])
    assert trader.wire.sent == []
