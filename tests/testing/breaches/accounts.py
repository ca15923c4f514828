"""Breaches of accounts."""

from __future__ import annotations

import dataclasses
from collections.abc import AsyncIterable
from datetime import datetime
from typing import ClassVar

from predcore import Balance, Fill, Liquidity, Position, Settlement
from predcore.kit import Pages
from predcore.testing import PortfolioConformance
from testing.bourse import Bourse
from testing.breaches.orders import Breach


class Bookkeeping(Bourse):
    """A bourse with its fills told some other way."""

    def change(self, found: Pages[Fill]) -> Pages[Fill]:
        raise NotImplementedError

    def fills(
        self,
        *,
        market: str | None = None,
        order_id: str | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> AsyncIterable[Fill]:
        found = super().fills(
            market=market, order_id=order_id, since=since, until=until
        )
        assert isinstance(found, Pages)
        return self.change(found)


class TestFeesAreForgotten(Breach, PortfolioConformance):
    class Kind(Bookkeeping):
        def change(self, found: Pages[Fill]) -> Pages[Fill]:
            return found.map(
                lambda fill: dataclasses.replace(fill, fee=fill.fee and fill.fee * 0)
            )

    broken: ClassVar[set[str]] = {"test_the_balance_moves_by_what_was_paid"}


class TestFillsTwice(Breach, PortfolioConformance):
    class Kind(Bookkeeping):
        def change(self, found: Pages[Fill]) -> Pages[Fill]:
            return found.flatten(lambda fill: (fill, fill))

    broken: ClassVar[set[str]] = {
        "test_the_balance_moves_by_what_was_paid",
        "test_the_fills_of_an_order_add_up_to_it",
        "test_fills_come_newest_first_and_once",
        "test_a_maker_is_paid_the_price_it_asked",
    }


class TestEverybodyTakes(Breach, PortfolioConformance):
    class Kind(Bookkeeping):
        def change(self, found: Pages[Fill]) -> Pages[Fill]:
            return found.map(
                lambda fill: dataclasses.replace(fill, liquidity=Liquidity.TAKER)
            )

    broken: ClassVar[set[str]] = {"test_a_maker_is_paid_the_price_it_asked"}


class TestOpenOrdersLowerTheBalance(Breach, PortfolioConformance):
    class Kind(Bourse):
        async def balance(self) -> Balance:
            found = await super().balance()
            assert found.available is not None
            return dataclasses.replace(found, total=found.available)

    broken: ClassVar[set[str]] = {
        "test_a_resting_order_leaves_money_and_contracts_alone",
    }


class TestPositionsLoseTheirOutcome(Breach, PortfolioConformance):
    class Kind(Bourse):
        def positions(self) -> AsyncIterable[Position]:
            found = super().positions()
            assert isinstance(found, Pages)
            return found.map(
                lambda one: dataclasses.replace(
                    one, instrument=dataclasses.replace(one.instrument, outcome="up")
                )
            )

    broken: ClassVar[set[str]] = {"test_the_last_outcome_is_held_as_itself"}


class TestNothingIsHeld(Breach, PortfolioConformance):
    class Kind(Bourse):
        def positions(self) -> AsyncIterable[Position]:
            return Pages[Position].of(())

    broken: ClassVar[set[str]] = {
        "test_a_position_moves_by_what_was_filled",
        "test_the_last_outcome_is_held_as_itself",
        "test_positions_are_of_something_and_told_once",
        "test_a_settled_position_is_paid_and_gone",
    }


class TestSettlementsPayTwice(Breach, PortfolioConformance):
    class Kind(Bourse):
        def settlements(
            self, *, since: datetime | None = None, until: datetime | None = None
        ) -> AsyncIterable[Settlement]:
            found = super().settlements(since=since, until=until)
            assert isinstance(found, Pages)
            return found.map(
                lambda one: dataclasses.replace(one, payout=one.payout * 2)
            )

    broken: ClassVar[set[str]] = {"test_a_settled_position_is_paid_and_gone"}


class TestSettlementsAreForgotten(Breach, PortfolioConformance):
    class Kind(Bourse):
        def settlements(
            self, *, since: datetime | None = None, until: datetime | None = None
        ) -> AsyncIterable[Settlement]:
            return Pages[Settlement].of(())

    broken: ClassVar[set[str]] = {
        "test_a_settled_position_is_paid_and_gone",
        "test_settlements_keep_to_their_bounds",
    }
