"""Promises of public prints: newest first, inside the bounds, none twice."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import ClassVar

import pytest

from .. import Market, NotFound, Side, Trade, Trades
from .checks import check_instant, check_kept, check_price, check_size
from .naming import refuses_hostile_ids
from .suite import Suite, take

__all__ = ["TradesConformance"]


class TradesConformance(Suite):
    """``Trades``: the public prints of a market."""

    protocol: ClassVar[type] = Trades
    prints: ClassVar[int] = 100
    """How many are read of a market that has many."""

    @pytest.fixture
    async def traded(self, venue: Trades, open_markets: list[Market]) -> Market:
        """The first open market whose prints have three different times."""
        for market in open_markets:
            found = await take(venue.trades(market.id), self.prints)
            if len({trade.at for trade in found}) >= 3:
                return market
        pytest.fail("the venue under test has no open market with three prints")

    @pytest.fixture
    async def found(self, venue: Trades, traded: Market) -> list[Trade]:
        """The newest prints of that market."""
        return await take(venue.trades(traded.id), self.prints)

    async def test_prints_come_newest_first(self, found: list[Trade]) -> None:
        times = [trade.at for trade in found]
        assert times == sorted(times, reverse=True)

    async def test_no_print_comes_twice(self, found: list[Trade]) -> None:
        ids = [trade.id for trade in found]
        assert all(ids)
        assert len(ids) == len(set(ids))

    async def test_prints_are_of_the_market(
        self, found: list[Trade], traded: Market
    ) -> None:
        assert {trade.instrument for trade in found} <= set(traded.instruments)

    async def test_a_print_has_a_price_a_size_and_a_time(
        self, found: list[Trade]
    ) -> None:
        for trade in found:
            check_price(trade.price)
            check_size(trade.size)
            check_instant(trade.at)
            check_kept(trade)
            assert trade.taker_side in {None, *Side}

    async def test_since_keeps_what_is_not_older(
        self, venue: Trades, traded: Market, found: list[Trade]
    ) -> None:
        since = found[len(found) // 2].at
        kept = await take(venue.trades(traded.id, since=since), self.prints)
        assert all(trade.at >= since for trade in kept)
        newer = {trade.id for trade in found if trade.at > since}
        assert newer <= {trade.id for trade in kept}

    async def test_until_keeps_what_is_not_newer(
        self, venue: Trades, traded: Market, found: list[Trade]
    ) -> None:
        until = found[len(found) // 2].at
        kept = await take(venue.trades(traded.id, until=until), self.prints)
        assert kept
        assert all(trade.at <= until for trade in kept)

    async def test_since_and_until_hold_together(
        self, venue: Trades, traded: Market, found: list[Trade]
    ) -> None:
        since, until = found[-1].at, found[0].at
        window = venue.trades(traded.id, since=since, until=until)
        kept = await take(window, self.prints)
        assert all(since <= trade.at <= until for trade in kept)
        inside = {trade.id for trade in found if since < trade.at < until}
        assert inside <= {trade.id for trade in kept}

    async def test_a_time_to_come_has_no_prints(
        self, venue: Trades, traded: Market
    ) -> None:
        tomorrow = datetime.now(UTC) + timedelta(days=1)
        assert await take(venue.trades(traded.id, since=tomorrow), 1) == []

    async def test_prints_can_be_read_again_from_the_newest(
        self, venue: Trades, traded: Market, found: list[Trade]
    ) -> None:
        listing = venue.trades(traded.id, until=found[0].at)
        first, again = await take(listing, 1), await take(listing, 2)
        assert first == again[:1]

    async def test_an_unknown_market_is_not_found(
        self, venue: Trades, unknown_market: str
    ) -> None:
        with pytest.raises(NotFound):
            await take(venue.trades(unknown_market), 1)

    async def test_a_hostile_id_never_names_a_market(self, venue: Trades) -> None:
        async def first(text: str) -> list[Trade]:
            return await take(venue.trades(text), 1)

        await refuses_hostile_ids(first)
