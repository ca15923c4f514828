"""Breaches of fee schedules."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from itertools import count
from typing import Any, ClassVar

from acme_predcore._mapping import AcmeFees
from acme_predcore._venue import AcmeVenue
from predcore import (
    Charge,
    FeeSchedule,
    NotFound,
)
from predcore.testing import (
    FeesConformance,
)
from testing.breaches.breach import Breach

D = Decimal


class Charging(AcmeVenue):
    """Acme with another fee schedule."""

    schedule: ClassVar[type[AcmeFees]]

    async def fees(self, market_id: str, *, at: datetime | None = None) -> FeeSchedule:
        honest = await super().fees(market_id, at=at)
        assert isinstance(honest, AcmeFees)
        return self.schedule(honest.rate)


class TestFeesPayBack(Breach, FeesConformance):
    class Broken(Charging):
        class schedule(AcmeFees):
            def charge(self, price: Decimal, count: Decimal, **options: Any) -> Charge:
                return Charge(-self.rate * count)

    broken: ClassVar[set[str]] = {
        "test_a_fee_is_exact_and_never_negative",
        "test_the_fee_of_more_contracts_is_never_less",
        "test_more_contracts_never_cost_less_with_their_fees",
    }


class TestFeesFloat(Breach, FeesConformance):
    class Broken(Charging):
        class schedule(AcmeFees):
            def charge(self, price: Decimal, count: Decimal, **options: Any) -> Charge:
                fee: Any = 0.1 * int(count)
                return Charge(fee)

    broken: ClassVar[set[str]] = {
        "test_a_fee_is_exact_and_never_negative",
        "test_the_fee_of_more_contracts_is_never_less",
        "test_more_contracts_never_cost_less_with_their_fees",
    }


class TestFeesByTheHour(Breach, FeesConformance):
    class Broken(Charging):
        class schedule(AcmeFees):
            times: ClassVar[Any] = count(1)

            def charge(self, price: Decimal, count: Decimal, **options: Any) -> Charge:
                return Charge(self.rate * count + D(next(self.times)) / 1_000_000)

    broken: ClassVar[set[str]] = {
        "test_the_same_fill_always_costs_the_same",
        "test_fees_of_now_are_the_fees",
        "test_a_maker_never_pays_more_than_a_taker",
    }


class TestFeesOfNoMarket(Breach, FeesConformance):
    class Broken(AcmeVenue):
        async def fees(
            self, market_id: str, *, at: datetime | None = None
        ) -> FeeSchedule:
            try:
                return await super().fees(market_id, at=at)
            except NotFound:
                return AcmeFees(D("0.01"), source="")

    broken: ClassVar[set[str]] = {
        "test_an_unknown_market_is_not_found",
    }
