"""Bad input and bad times at the simulator: each ends in its typed result."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import anyio
import pytest

from polymarket_floor import Floor
from predcore import (
    Accepted,
    Cancelled,
    Fill,
    Finality,
    Market,
    MarketStatus,
    Order,
    OrderRequest,
    OrderStatus,
    Placement,
    Refused,
    RejectReason,
    Side,
    TimeInForce,
)
from predcore_polymarket import PolymarketVenue
from predcore_polymarket._heartbeat import heartbeat
from predcore_polymarket._simulator.trading.trades import Finality as VenueFinality

D = Decimal


@pytest.fixture
def floor() -> Floor:
    return Floor()


@pytest.fixture
async def venue(floor: Floor) -> AsyncGenerator[PolymarketVenue]:
    async with floor.open(floor.simulator.wallets.deposit) as venue:
        yield venue


@pytest.fixture
async def market(venue: PolymarketVenue) -> Market:
    """Open, in cents, and with an offer worth a dollar."""
    async for market in venue.markets(status=MarketStatus.OPEN):
        book = await venue.orderbook(market.instruments[0])
        fine = market.ladder is not None and D("0.015") not in market.ladder
        if (
            fine
            and book.bids
            and book.asks
            and D("0.2") < book.asks[0].price < D("0.8")
        ):
            return market
    raise AssertionError("the simulator has no such market")


def bid(market: Market, **fields: Any) -> OrderRequest:
    """Ten at the lowest price, which rest."""
    asked: dict[str, Any] = {
        "instrument": market.instruments[0],
        "side": Side.BUY,
        "price": D("0.01"),
        "size": D(10),
    }
    return OrderRequest(**{**asked, **fields})


def taken(fate: Placement) -> Order:
    assert isinstance(fate, Accepted), fate
    return fate.order


def check_refused(fate: object, reason: RejectReason, *, sent: bool) -> None:
    assert isinstance(fate, Refused), fate
    assert (fate.reason, fate.sent) == (reason, sent), fate.error


async def fills(venue: PolymarketVenue, order: Order) -> list[Fill]:
    return [fill async for fill in venue.fills(order_id=order.id)]


@pytest.mark.parametrize("name", ["eoa", "proxy", "safe", "deposit"])
async def test_every_kind_of_wallet_trades(
    floor: Floor, market: Market, name: str
) -> None:
    async with floor.open(getattr(floor.simulator.wallets, name)) as venue:
        offer = (await venue.orderbook(market.instruments[0])).asks[0]
        bought = taken(await venue.place(bid(market, price=offer.price)))
        assert bought.status is OrderStatus.FILLED
        rests = taken(await venue.place(bid(market)))
        assert isinstance(await venue.cancel(rests.id), Cancelled)
        assert {fill.size for fill in await fills(venue, bought)} == {D(10)}


async def test_an_order_for_another_chain_is_refused(
    floor: Floor, market: Market
) -> None:
    wallet = floor.simulator.wallets.deposit
    async with floor.open(wallet, chain_id=80002) as venue:
        fate = await venue.place(bid(market))
    check_refused(fate, RejectReason.INVALID, sent=True)


async def test_an_order_of_somebody_elses_wallet_is_refused(
    floor: Floor, market: Market
) -> None:
    wallets = floor.simulator.wallets
    stolen = replace(wallets.deposit, funder=wallets.rival.funder)
    async with floor.open(stolen) as venue:
        fate = await venue.place(bid(market))
    check_refused(fate, RejectReason.PERMISSION, sent=True)


async def test_an_expiry_is_judged_by_the_venues_clock_too(
    floor: Floor, venue: PolymarketVenue, market: Market
) -> None:
    ends = floor.clock.now() + timedelta(minutes=3)
    late = venue._desk.clock()
    venue._desk.clock = lambda: late
    await floor.sleep(120)
    asked = bid(market, time_in_force=TimeInForce.GTD, expires_at=ends)
    check_refused(await venue.place(asked), RejectReason.EXPIRY, sent=True)


async def test_an_order_ends_when_it_was_said_to(
    floor: Floor, venue: PolymarketVenue, market: Market
) -> None:
    ends = floor.clock.now() + timedelta(minutes=3)
    asked = bid(market, time_in_force=TimeInForce.GTD, expires_at=ends)
    order = taken(await venue.place(asked))
    await floor.sleep(179)
    assert (await venue.order(order.id)).status is OrderStatus.RESTING
    await floor.sleep(2)
    assert (await venue.order(order.id)).status is OrderStatus.CANCELLED


async def test_a_size_under_the_minimum_is_refused_unsent(
    venue: PolymarketVenue, market: Market
) -> None:
    fate = await venue.place(bid(market, size=D("4.99")))
    check_refused(fate, RejectReason.SIZE, sent=False)


async def test_a_tick_that_changed_meanwhile_is_learnt_from_the_refusal(
    floor: Floor, venue: PolymarketVenue, market: Market
) -> None:
    taken(await venue.place(bid(market)))
    floor.simulator.floor.change_tick(market.id, D("0.1"))
    check_refused(await venue.place(bid(market)), RejectReason.PRICE, sent=True)
    check_refused(await venue.place(bid(market)), RejectReason.PRICE, sent=False)
    taken(await venue.place(bid(market, price=D("0.1"))))


async def test_a_batch_in_a_post_only_period_has_a_fate_for_each(
    floor: Floor, venue: PolymarketVenue, market: Market
) -> None:
    floor.simulator.floor.modes.trading = "post_only"
    first, second = await venue.place_many([bid(market), bid(market, post_only=True)])
    check_refused(first, RejectReason.UNAVAILABLE, sent=True)
    assert taken(second).status is OrderStatus.RESTING


async def test_where_trading_is_not_allowed_permission_is_what_lacks(
    floor: Floor, venue: PolymarketVenue, market: Market
) -> None:
    floor.simulator.floor.modes.geoblocked = True
    fate = await venue.place(bid(market))
    check_refused(fate, RejectReason.PERMISSION, sent=True)


@pytest.mark.parametrize("mode", ["post_only", "cancel_only", "disabled"])
async def test_while_orders_are_not_taken_they_are_refused_as_unavailable(
    floor: Floor, venue: PolymarketVenue, market: Market, mode: Any
) -> None:
    rests = taken(await venue.place(bid(market)))
    floor.simulator.floor.modes.trading = mode
    check_refused(await venue.place(bid(market)), RejectReason.UNAVAILABLE, sent=True)
    fate = await venue.cancel(rests.id)
    if mode == "disabled":
        check_refused(fate, RejectReason.UNAVAILABLE, sent=True)
    else:
        assert isinstance(fate, Cancelled)


async def test_an_order_of_a_version_the_venue_left_behind_says_so(
    floor: Floor, venue: PolymarketVenue, market: Market
) -> None:
    floor.simulator.floor.modes.version = 3
    fate = await venue.place(bid(market))
    check_refused(fate, RejectReason.INVALID, sent=True)
    assert isinstance(fate, Refused)
    assert "version 3" in str(fate.error)


async def test_a_trade_that_fails_on_the_chain_is_told_as_undone(
    floor: Floor, venue: PolymarketVenue, market: Market
) -> None:
    offer = (await venue.orderbook(market.instruments[0])).asks[0]
    before = (await venue.balance()).total
    order = taken(await venue.place(bid(market, price=offer.price)))
    [fill] = await fills(venue, order)
    assert fill.finality is Finality.MATCHED
    [trade] = floor.simulator.floor.trades.all
    floor.simulator.floor.move_trade(trade, VenueFinality.FAILED)
    [fill] = await fills(venue, order)
    assert fill.finality is Finality.FAILED
    assert (await venue.balance()).total == before
    assert await venue.held(market.instruments[0]) == 0


async def test_a_trade_becomes_final_with_time(
    floor: Floor, venue: PolymarketVenue, market: Market
) -> None:
    offer = (await venue.orderbook(market.instruments[0])).asks[0]
    order = taken(await venue.place(bid(market, price=offer.price)))
    seen: list[Finality] = []
    for seconds in (0, 3, 3):
        await floor.sleep(seconds)
        [fill] = await fills(venue, order)
        seen.append(fill.finality)
    assert seen == [Finality.MATCHED, Finality.SETTLING, Finality.FINAL]


async def test_what_is_bought_shows_in_the_wallet_at_once(
    venue: PolymarketVenue, market: Market
) -> None:
    first, last = market.instruments
    offer = (await venue.orderbook(first)).asks[0]
    await venue.place(bid(market, price=offer.price))
    other = (await venue.orderbook(last)).asks[0]
    await venue.place(bid(market, instrument=last, price=other.price))
    assert (await venue.held(first), await venue.held(last)) == (D(10), D(10))


async def test_a_wallet_whose_exchange_may_take_nothing_says_which(
    floor: Floor, venue: PolymarketVenue
) -> None:
    member = floor.simulator.floor.members.named("deposit")
    assert member is not None
    assert (await venue.allowances()).missing == ()
    member.allowances.clear()
    missing = {one.name for one in (await venue.allowances()).missing}
    assert missing == {"CTF Exchange V2", "Neg Risk CTF Exchange V2"}


async def test_falling_silent_cancels_everything(
    floor: Floor, venue: PolymarketVenue, market: Market
) -> None:
    async with heartbeat(venue._desk, sleep=lambda _: anyio.sleep_forever()):
        order = taken(await venue.place(bid(market)))
    await floor.sleep(9)
    assert (await venue.order(order.id)).status is OrderStatus.RESTING
    await floor.sleep(7)
    assert (await venue.order(order.id)).status is OrderStatus.CANCELLED
