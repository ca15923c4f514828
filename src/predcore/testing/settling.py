"""Promises of what resolved markets pay."""

from __future__ import annotations

from decimal import Decimal

import pytest

from .. import Market, Side
from .checks import check_instant, check_kept
from .holdings import CatchUp, HoldingsSuite, PortfolioVenue, Settle, holdings
from .orders import accepted, far_order
from .suite import take

__all__ = ["SettlementPromises"]


class SettlementPromises(HoldingsSuite):
    """Winning contracts pay 1, losing ones nothing, and both are gone."""

    @pytest.mark.parametrize("won", [True, False])
    async def test_a_settled_position_is_paid_and_gone(
        self,
        venue: PortfolioVenue,
        market: Market,
        settle: Settle,
        catch_up: CatchUp,
        won: bool,
    ) -> None:
        first, last = market.instruments[0], market.instruments[-1]
        offer = (await venue.orderbook(first)).asks[0]
        accepted(await venue.place(far_order(market, price=offer.price)))
        await catch_up()
        held = (await holdings(venue, market))[first]
        before = (await venue.balance()).total
        winner = first if won else last
        await settle(market, winner.outcome)
        await catch_up()
        [found] = [
            one
            for one in await take(venue.settlements(), 1000)
            if one.market == market.ref
        ]
        assert found.outcome == winner.outcome
        assert found.payout == (held if won else 0)
        fee = found.fee or Decimal(0)
        assert (await venue.balance()).total == before + found.payout - fee
        assert not any((await holdings(venue, market)).values())
        check_instant(found.at)
        check_kept(found)

    async def test_settlements_keep_to_their_bounds(
        self, venue: PortfolioVenue, market: Market, settle: Settle, catch_up: CatchUp
    ) -> None:
        offer = (await venue.orderbook(market.instruments[0])).asks[0]
        request = far_order(market, side=Side.BUY, price=offer.price)
        accepted(await venue.place(request))
        await settle(market, market.outcomes[0].key)
        await catch_up()
        every = await take(venue.settlements(), 1000)
        times = [one.at for one in every]
        assert times == sorted(times, reverse=True)
        for one in await take(venue.settlements(since=times[0]), 1000):
            assert one.at >= times[0]
        until = await take(venue.settlements(until=times[0]), 1000)
        assert every[0] in until
