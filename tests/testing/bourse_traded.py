"""How the suites of orders and accounts open the venue without a wire."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from functools import partial
from typing import ClassVar

import pytest

from predcore import Market
from predcore.sim.exchange import Exchange
from predcore.testing import Lose, Settle
from testing.bourse import Bourse, losing, open_bourse

__all__ = ["Traded"]


class Traded:
    """Opens ``Kind`` over an exchange of its own."""

    Kind: ClassVar[type[Bourse]] = Bourse

    @pytest.fixture
    def exchange(self) -> Exchange:
        return open_bourse(datetime.now(UTC))

    @pytest.fixture
    def venue(self, exchange: Exchange) -> Bourse:
        return self.Kind(exchange, "trader")

    @pytest.fixture
    def counterparty(self, exchange: Exchange) -> Bourse:
        return Bourse(exchange, "rival")

    @pytest.fixture
    def lose(self, venue: Bourse) -> Lose:
        return partial(losing, venue)

    @pytest.fixture
    def catch_up(self, exchange: Exchange) -> Callable[[], Awaitable[None]]:
        async def tick() -> None:
            exchange.clock.advance(timedelta(microseconds=1))

        return tick

    @pytest.fixture
    def settle(self, exchange: Exchange) -> Settle:
        async def pay(market: Market, outcome: str) -> None:
            exchange.lifecycle.close(market.id)
            exchange.lifecycle.determine(market.id, Decimal(outcome == "up"))
            if exchange.market(market.id).settled_at is None:
                exchange.lifecycle.finalize(market.id)

        return pay
