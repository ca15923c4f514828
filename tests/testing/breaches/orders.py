"""Breaches of orders."""

from __future__ import annotations

import dataclasses
from collections.abc import AsyncIterable, Sequence
from decimal import Decimal
from typing import ClassVar

import pytest

from predcore import (
    Accepted,
    Cancelled,
    Journal,
    NeverArrived,
    Order,
    OrderRequest,
    OrderStatus,
    Placement,
    Refused,
    RejectReason,
    TimeInForce,
    Unknown,
)
from predcore.kit import Pages
from predcore.testing import AmendingConformance, TradingConformance
from testing.bourse import Bourse
from testing.bourse_traded import Traded

D = Decimal


class Breach(Traded):
    """Opens a broken bourse; ``broken`` names the tests that must fail."""

    broken: ClassVar[set[str]]

    @pytest.fixture
    def anyio_backend(self) -> str:
        return "asyncio"


class TestOrdersAreRounded(Breach, TradingConformance):
    class Kind(Bourse):
        async def place(
            self, request: OrderRequest, *, journal: Journal | None = None
        ) -> Placement:
            rounded = dataclasses.replace(
                request, price=max(D("0.01"), round(request.price, 2))
            )
            return await super().place(rounded, journal=journal)

    broken: ClassVar[set[str]] = {
        "test_a_price_off_the_ladder_is_refused_unsent",
        "test_what_is_refused_here_is_not_written_down",
        "test_one_bad_order_among_many_spoils_no_other",
    }


class TestMoneyIsSpentWhateverTheSize(Breach, TradingConformance):
    class Kind(Bourse):
        async def place(
            self, request: OrderRequest, *, journal: Journal | None = None
        ) -> Placement:
            if request.time_in_force is TimeInForce.IOC:
                asks = (await self.orderbook(request.instrument)).asks
                if asks and asks[0].price < request.price:
                    request = dataclasses.replace(request, size=request.size + 1)
            return await super().place(request, journal=journal)

    broken: ClassVar[set[str]] = {
        "test_immediate_or_cancel_takes_no_more_where_it_is_cheaper_than_asked"
    }


class TestOrdersAreWrittenDownTooLate(Breach, TradingConformance):
    class Kind(Bourse):
        async def place(
            self, request: OrderRequest, *, journal: Journal | None = None
        ) -> Placement:
            fate = await super().place(request)
            if journal is not None and isinstance(fate, Accepted):
                await journal(request)
            return fate

    broken: ClassVar[set[str]] = {
        "test_an_order_is_written_down_before_it_is_sent",
        "test_an_order_that_cannot_be_written_down_is_not_sent",
    }


class TestOrdersAreSentAgain(Breach, TradingConformance):
    class Kind(Bourse):
        async def place(
            self, request: OrderRequest, *, journal: Journal | None = None
        ) -> Placement:
            fate = await super().place(request, journal=journal)
            if isinstance(fate, Unknown):
                await super().place(dataclasses.replace(request, client_id="again"))
            return fate

    broken: ClassVar[set[str]] = {"test_an_unanswered_order_is_sent_once"}


class TestLostOrdersAreRefused(Breach, TradingConformance):
    class Kind(Bourse):
        async def place(
            self, request: OrderRequest, *, journal: Journal | None = None
        ) -> Placement:
            fate = await super().place(request, journal=journal)
            if isinstance(fate, Unknown):
                return Refused(reason=RejectReason.OTHER, error=fate.error)
            return fate

    broken: ClassVar[set[str]] = {
        "test_an_order_whose_answer_was_lost_is_found",
        "test_a_trade_whose_answer_was_lost_is_found",
        "test_an_order_that_was_lost_never_arrived",
        "test_a_fate_is_found_by_the_client_id_alone",
        "test_unanswered_batches_have_a_fate_for_every_order",
    }


class TestNothingEverArrives(Breach, TradingConformance):
    class Kind(Bourse):
        async def resolve(self, unknown: Unknown) -> Accepted | NeverArrived:
            if unknown.client_id is None:
                return await super().resolve(unknown)
            return NeverArrived(client_id=unknown.client_id)

    broken: ClassVar[set[str]] = {
        "test_an_order_whose_answer_was_lost_is_found",
        "test_a_trade_whose_answer_was_lost_is_found",
        "test_a_fate_is_found_by_the_client_id_alone",
        "test_unanswered_batches_have_a_fate_for_every_order",
    }


class TestCancelsAlwaysSucceed(Breach, TradingConformance):
    class Kind(Bourse):
        async def cancel(self, order_id: str) -> Cancelled | Refused | Unknown:
            fate = await super().cancel(order_id)
            return Cancelled(order_id=order_id) if isinstance(fate, Refused) else fate

    broken: ClassVar[set[str]] = {
        "test_an_order_is_cancelled_once",
        "test_a_filled_order_cannot_be_cancelled",
        "test_an_order_that_never_was_cannot_be_cancelled",
        "test_many_are_cancelled_each_by_itself",
    }


class TestOrdersOldestFirst(Breach, TradingConformance):
    class Kind(Bourse):
        def orders(
            self, *, market: str | None = None, status: OrderStatus | None = None
        ) -> AsyncIterable[Order]:
            found = self.exchange.orders(self.account, market=market, status=status)
            return Pages.of(map(self.told, found))

    broken: ClassVar[set[str]] = {
        "test_orders_are_listed_newest_first_and_once",
    }


class TestTheLastOutcomeIsBoughtAtTheWrongPrice(Breach, TradingConformance):
    class Kind(Bourse):
        async def place(
            self, request: OrderRequest, *, journal: Journal | None = None
        ) -> Placement:
            fate = await super().place(request, journal=journal)
            if request.instrument.outcome == "up" or not isinstance(fate, Accepted):
                return fate
            wrong = dataclasses.replace(fate.order, price=1 - fate.order.price)
            return Accepted(order=wrong)

    broken: ClassVar[set[str]] = {"test_an_order_of_the_last_outcome_rests_as_asked"}


class TestBatchesForgetTheLast(Breach, TradingConformance):
    class Kind(Bourse):
        async def place_many(
            self, requests: Sequence[OrderRequest], *, journal: Journal | None = None
        ) -> tuple[Placement, ...]:
            fates = await super().place_many(requests, journal=journal)
            return fates[:-1]

    broken: ClassVar[set[str]] = {
        "test_many_orders_have_a_fate_each_and_in_order",
        "test_one_bad_order_among_many_spoils_no_other",
        "test_many_are_cancelled_each_by_itself",
        "test_unanswered_batches_have_a_fate_for_every_order",
    }


class TestPostOnlyOrdersTrade(Breach, TradingConformance):
    class Kind(Bourse):
        async def place(
            self, request: OrderRequest, *, journal: Journal | None = None
        ) -> Placement:
            plain = dataclasses.replace(request, post_only=False)
            return await super().place(plain, journal=journal)

    broken: ClassVar[set[str]] = {
        "test_a_post_only_order_that_would_trade_is_refused",
    }


class TestAmendmentsForgetTheSize(Breach, AmendingConformance):
    class Kind(Bourse):
        async def amend(
            self,
            order_id: str,
            *,
            price: Decimal | None = None,
            size: Decimal | None = None,
        ) -> Placement:
            if price is None and size is not None and size == round(size, 2):
                price = D("0.01")
                return await super().amend(order_id, price=price)
            return await super().amend(order_id, price=price, size=size)

    broken: ClassVar[set[str]] = {
        "test_a_size_can_be_changed",
        "test_an_unanswered_amendment_is_found_out",
    }
