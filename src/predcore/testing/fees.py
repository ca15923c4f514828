"""Promises of fees: exact, never negative, and written down somewhere."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from itertools import pairwise
from typing import ClassVar

import pytest

from .. import Fees, FeeSchedule, Liquidity, Market, NotFound, PriceLadder, Side
from .naming import refuses_hostile_ids
from .suite import Suite

__all__ = ["FeesConformance"]

_COUNTS = [Decimal(n) for n in (1, 2, 3, 5, 7, 10, 99, 100, 101, 1000, 12345)]
_ZERO = Decimal(0)


class FeesConformance(Suite):
    """``Fees``: the exact fee schedule of a market.

    Attributes:
        rounding: the largest amount by which rounding may lower the fee of a larger
            fill, in the venue's money; 0 where it never does.
    """

    protocol: ClassVar[type] = Fees
    rounding: ClassVar[Decimal] = _ZERO

    @pytest.fixture
    async def schedules(
        self, venue: Fees, open_markets: list[Market]
    ) -> list[tuple[Market, FeeSchedule]]:
        """Of the first few open markets."""
        return [(m, await venue.fees(m.id)) for m in open_markets[:8]]

    async def test_a_schedule_says_where_it_is_written_down(
        self, schedules: list[tuple[Market, FeeSchedule]]
    ) -> None:
        for _, schedule in schedules:
            assert isinstance(schedule, FeeSchedule)
            assert schedule.source.strip()

    async def test_a_fee_is_exact_and_never_negative(
        self, schedules: list[tuple[Market, FeeSchedule]]
    ) -> None:
        for market, schedule in schedules:
            for price in _prices(market):
                for side in Side:
                    for liquidity in Liquidity:
                        charge = schedule.charge(
                            price, Decimal(3), side=side, liquidity=liquidity
                        )
                        assert type(charge.fee) is Decimal
                        assert charge.fee.is_finite()
                        assert charge.fee >= 0

    async def test_a_fee_is_less_than_what_the_contracts_can_pay(
        self, schedules: list[tuple[Market, FeeSchedule]]
    ) -> None:
        for market, schedule in schedules:
            for price in _prices(market):
                for count in _COUNTS:
                    assert schedule.charge(price, count).fee < count

    async def test_the_same_fill_always_costs_the_same(
        self, venue: Fees, schedules: list[tuple[Market, FeeSchedule]]
    ) -> None:
        for market, schedule in schedules[:3]:
            again = await venue.fees(market.id)
            for price in _prices(market):
                charge = schedule.charge(price, Decimal(7))
                assert schedule.charge(price, Decimal(7)) == charge
                assert again.charge(price, Decimal(7)) == charge

    async def test_the_fee_of_more_contracts_is_never_less(
        self, schedules: list[tuple[Market, FeeSchedule]]
    ) -> None:
        for market, schedule in schedules:
            for price in _prices(market):
                fees = [schedule.charge(price, count).fee for count in _COUNTS]
                for fewer, more in pairwise(fees):
                    assert more >= fewer - self.rounding, f"{market.ref} at {price}"

    async def test_more_contracts_never_cost_less_with_their_fees(
        self, schedules: list[tuple[Market, FeeSchedule]]
    ) -> None:
        for market, schedule in schedules:
            for price in _prices(market):
                costs = [
                    price * count + schedule.charge(price, count).fee
                    for count in _COUNTS
                ]
                assert costs == sorted(costs), f"{market.ref} at {price}"

    async def test_a_maker_never_pays_more_than_a_taker(
        self, schedules: list[tuple[Market, FeeSchedule]]
    ) -> None:
        for market, schedule in schedules:
            for price in _prices(market):
                taker = schedule.charge(price, Decimal(100))
                maker = schedule.charge(price, Decimal(100), liquidity=Liquidity.MAKER)
                assert maker.fee <= taker.fee

    async def test_fees_of_now_are_the_fees(
        self, venue: Fees, schedules: list[tuple[Market, FeeSchedule]]
    ) -> None:
        market, schedule = schedules[0]
        dated = await venue.fees(market.id, at=datetime.now(UTC))
        for price in _prices(market):
            assert dated.charge(price, Decimal(7)) == schedule.charge(price, Decimal(7))

    async def test_an_unknown_market_is_not_found(
        self, venue: Fees, unknown_market: str
    ) -> None:
        with pytest.raises(NotFound):
            await venue.fees(unknown_market)

    async def test_a_hostile_id_never_names_a_market(self, venue: Fees) -> None:
        await refuses_hostile_ids(venue.fees)


def _prices(market: Market) -> list[Decimal]:
    """The ends, the middle and some between of what can be paid."""
    ladder = market.ladder or PriceLadder.uniform(Decimal("0.01"))
    prices = list(ladder.prices())
    step = max(1, len(prices) // 8)
    return sorted({*prices[::step], prices[-1]})
