"""Promises of what an account holds: every cent and every contract accounted for."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

import pytest

from .. import Liquidity, Market, Order, Portfolio, Side, TimeInForce
from .checks import check_instant, check_kept
from .holdings import CatchUp, HoldingsSuite, PortfolioVenue, holdings, paid
from .orders import TradingVenue, accepted, far_order, smallest, terms
from .settling import SettlementPromises
from .suite import take

__all__ = ["PortfolioConformance"]


class PortfolioConformance(SettlementPromises, HoldingsSuite):
    """``Portfolio``: money, positions, fills and settlements.

    Beside ``venue``, override ``counterparty`` and ``settle``; and ``catch_up`` where
    reads lag behind writes.
    """

    protocol: ClassVar[type] = Portfolio

    @pytest.fixture
    async def bought(self, venue: PortfolioVenue, market: Market) -> Order:
        """An order that took a part of the best offer."""
        offer = (await venue.orderbook(market.instruments[0])).asks[0]
        return accepted(await venue.place(far_order(market, price=offer.price)))

    async def test_the_balance_moves_by_what_was_paid(
        self, venue: PortfolioVenue, market: Market, catch_up: CatchUp
    ) -> None:
        instrument = market.instruments[0]
        book = await venue.orderbook(instrument)
        for side, price in (
            (Side.BUY, book.asks[0].price),
            (Side.SELL, book.bids[0].price),
        ):
            before = (await venue.balance()).total
            request = far_order(market, side=side, price=price)
            order = accepted(await venue.place(request))
            await catch_up()
            after = (await venue.balance()).total
            cost = await paid(venue, order, instrument)
            assert after == before - cost, f"{side}: {before} became {after}"

    async def test_a_position_moves_by_what_was_filled(
        self, venue: PortfolioVenue, market: Market, catch_up: CatchUp
    ) -> None:
        instrument = market.instruments[0]
        book = await venue.orderbook(instrument)
        start = (await holdings(venue, market))[instrument]
        for side, price, moved in (
            (Side.BUY, book.asks[0].price, smallest(market)),
            (Side.SELL, book.bids[0].price, Decimal(0)),
        ):
            request = far_order(market, side=side, price=price)
            accepted(await venue.place(request))
            await catch_up()
            held = (await holdings(venue, market))[instrument]
            assert held == start + moved

    async def test_the_last_outcome_is_held_as_itself(
        self, venue: PortfolioVenue, market: Market, catch_up: CatchUp
    ) -> None:
        instrument = market.instruments[-1]
        before = (await holdings(venue, market))[instrument]
        offer = (await venue.orderbook(instrument)).asks[0]
        request = far_order(market, instrument=instrument, price=offer.price)
        order = accepted(await venue.place(request))
        await catch_up()
        assert (await holdings(venue, market))[instrument] == before + order.filled

    async def test_a_resting_order_leaves_money_and_contracts_alone(
        self, venue: PortfolioVenue, market: Market, catch_up: CatchUp
    ) -> None:
        before = (await venue.balance()).total, await holdings(venue, market)
        accepted(await venue.place(far_order(market)))
        await catch_up()
        assert ((await venue.balance()).total, await holdings(venue, market)) == before

    async def test_the_balance_says_what_it_is_made_of(
        self, venue: PortfolioVenue
    ) -> None:
        balance = await venue.balance()
        assert balance.currency
        assert type(balance.total) is Decimal
        assert balance.available is None or balance.available <= balance.total
        assert not balance.parts or sum(balance.parts.values()) == balance.total
        check_kept(balance)

    async def test_positions_are_of_something_and_told_once(
        self, venue: PortfolioVenue, bought: Order, catch_up: CatchUp
    ) -> None:
        await catch_up()
        found = await take(venue.positions(), 1000)
        assert found
        told = [position.instrument for position in found]
        assert len(told) == len(set(told))
        for position in found:
            assert position.size > 0
            check_kept(position)

    async def test_the_fills_of_an_order_add_up_to_it(
        self, venue: PortfolioVenue, market: Market, bought: Order, catch_up: CatchUp
    ) -> None:
        await catch_up()
        fills = await take(venue.fills(order_id=bought.id), 1000)
        assert sum(fill.size for fill in fills) == bought.filled
        for fill in fills:
            same = terms(bought.instrument, bought.side, bought.price, market)
            assert (fill.instrument, fill.side) in {one[:2] for one in same}
            assert fill.order_id == bought.id
            assert fill.liquidity is Liquidity.TAKER
            check_instant(fill.at)
            check_kept(fill)

    async def test_fills_come_newest_first_and_once(
        self, venue: PortfolioVenue, market: Market, catch_up: CatchUp
    ) -> None:
        offer = (await venue.orderbook(market.instruments[0])).asks[0]
        orders = [
            accepted(await venue.place(far_order(market, price=offer.price)))
            for _ in range(2)
        ]
        await catch_up()
        fills = await take(venue.fills(market=market.id), 1000)
        assert len({fill.id for fill in fills}) == len(fills)
        times = [fill.at for fill in fills]
        assert times == sorted(times, reverse=True)
        assert {order.id for order in orders} <= {fill.order_id for fill in fills}

    async def test_fills_keep_to_their_bounds(
        self, venue: PortfolioVenue, market: Market, bought: Order, catch_up: CatchUp
    ) -> None:
        await catch_up()
        every = await take(venue.fills(market=market.id), 1000)
        at = every[0].at
        for fill in await take(venue.fills(market=market.id, since=at), 1000):
            assert fill.at >= at
        until = await take(venue.fills(market=market.id, until=at), 1000)
        assert every[0].id in {fill.id for fill in until}

    async def test_a_maker_is_paid_the_price_it_asked(
        self,
        venue: PortfolioVenue,
        counterparty: TradingVenue,
        market: Market,
        catch_up: CatchUp,
        inside: Decimal,
    ) -> None:
        price, instrument = inside, market.instruments[0]
        before = (await venue.balance()).total
        made = accepted(await venue.place(far_order(market, price=price)))
        # Who has no contracts to sell can buy the other outcome everywhere.
        request = far_order(
            market,
            instrument=market.instruments[-1],
            price=1 - price,
            time_in_force=TimeInForce.IOC,
        )
        taken = accepted(await counterparty.place(request))
        assert taken.filled == made.size
        await catch_up()
        [fill] = await take(venue.fills(order_id=made.id), 10)
        assert fill.liquidity is Liquidity.MAKER
        assert (fill.instrument, fill.side, fill.price) in terms(
            instrument, Side.BUY, price, market
        )
        cost = await paid(venue, made, instrument)
        assert (await venue.balance()).total == before - cost

    async def test_two_strangers_share_no_account(
        self,
        venue: PortfolioVenue,
        counterparty: TradingVenue,
        market: Market,
        bought: Order,
    ) -> None:
        theirs = await take(counterparty.orders(market=market.id), 1000)
        assert bought.id not in {order.id for order in theirs}
