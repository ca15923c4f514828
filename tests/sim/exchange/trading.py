"""An exchange with one market and three accounts, and short ways to trade there."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from predcore import FeeSchedule, Level, NoFees, OrderStatus, PriceLadder, Side
from predcore.sim.exchange import (
    AccountId,
    Exchange,
    Listing,
    NewOrder,
    OrderView,
    Placed,
    Policy,
    Rejected,
    Rejection,
    SimClock,
    Wallet,
)

__all__ = ["ANN", "BOB", "CAT", "MARKET", "START", "Desk", "open_desk", "refusal"]

START = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
MARKET = "RAIN"
ANN, BOB, CAT = AccountId("ann"), AccountId("bob"), AccountId("cat")


@dataclass(frozen=True)
class Desk:
    """Trades on ``MARKET`` of an exchange."""

    exchange: Exchange

    def buy(self, who: AccountId, price: str, size: str, **terms: Any) -> Placed:
        return self._place(who, Side.BUY, price, size, terms)

    def sell(self, who: AccountId, price: str, size: str, **terms: Any) -> Placed:
        return self._place(who, Side.SELL, price, size, terms)

    def _place(
        self, who: AccountId, side: Side, price: str, size: str, terms: dict[str, Any]
    ) -> Placed:
        terms.setdefault("market", MARKET)
        new = NewOrder(
            account=who, side=side, price=Decimal(price), size=Decimal(size), **terms
        )
        return self.exchange.place(new)

    def bids(self) -> list[tuple[str, str]]:
        return _plain(self.exchange.book(MARKET).bids)

    def asks(self) -> list[tuple[str, str]]:
        return _plain(self.exchange.book(MARKET).asks)

    def now(self, order: OrderView) -> OrderView:
        return self.exchange.order(order.id)

    def status(self, order: OrderView) -> OrderStatus:
        return self.now(order).status

    def cash(self, who: AccountId) -> Decimal:
        return self.exchange.accounts.balance(Wallet(who)).cash

    def reserved(self, who: AccountId) -> Decimal:
        return self.exchange.accounts.balance(Wallet(who)).reserved

    def position(self, who: AccountId) -> Decimal:
        held = self.exchange.positions(who, market=MARKET)
        return held[0].size if held else Decimal(0)

    def pass_time(self, **by: float) -> None:
        self.exchange.clock.advance(timedelta(**by))


def _plain(levels: tuple[Level, ...]) -> list[tuple[str, str]]:
    return [(f"{level.price:.2f}", f"{level.size:.2f}") for level in levels]


def open_desk(
    *,
    fees: FeeSchedule | None = None,
    policy: Policy | None = None,
    cash: str = "1000",
) -> Desk:
    """Ann, Bob and Cat have ``cash`` each; ``MARKET`` is open for a day."""
    exchange = Exchange(SimClock(START), policy=policy)
    exchange.lifecycle.list(
        Listing(
            key=MARKET,
            ladder=PriceLadder.uniform(Decimal("0.01")),
            open_at=START,
            close_at=START + timedelta(days=1),
            settlement_timer=timedelta(hours=1),
            fees=fees or NoFees(),
        )
    )
    for who in (ANN, BOB, CAT):
        exchange.accounts.open(who)
        exchange.accounts.deposit(who, Decimal(cash))
    return Desk(exchange)


@contextmanager
def refusal(reason: Rejection) -> Generator[None]:
    """Expects a ``Rejected`` of one reason."""
    with pytest.raises(Rejected) as found:
        yield
    assert found.value.reason is reason
