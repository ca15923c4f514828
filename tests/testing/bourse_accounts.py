"""Accounts of the venue without a wire."""

from __future__ import annotations

from collections.abc import AsyncIterable
from datetime import datetime

from predcore import (
    Balance,
    Fill,
    Instrument,
    MarketRef,
    Portfolio,
    Position,
    Settlement,
)
from predcore.kit import Pages
from predcore.sim.exchange import AccountId, Exchange, Wallet

__all__ = ["BourseAccounts"]


class BourseAccounts(Portfolio):
    """Money and contracts of one account."""

    name: str
    exchange: Exchange
    account: AccountId

    async def balance(self) -> Balance:
        found = self.exchange.accounts.balance(Wallet(self.account))
        return Balance(
            currency="USD", total=found.cash, available=found.available, native=found
        )

    def positions(self) -> AsyncIterable[Position]:
        return Pages.of(
            Position(
                instrument=Instrument(
                    self.name, one.market, "up" if one.size > 0 else "down"
                ),
                size=abs(one.size),
                native=one,
            )
            for one in self.exchange.positions(self.account)
            if one.size
        )

    def fills(
        self,
        *,
        market: str | None = None,
        order_id: str | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> AsyncIterable[Fill]:
        found = self.exchange.fills(self.account, market=market, order_id=order_id)
        return Pages.of(
            Fill(
                id=one.trade_id,
                order_id=one.order_id,
                client_id=one.client_id,
                instrument=Instrument(self.name, one.market, "up"),
                side=one.side,
                price=one.price,
                size=one.size,
                liquidity=one.liquidity,
                fee=one.fee,
                at=one.at,
                native=one,
            )
            for one in reversed(found)
            if (since is None or since <= one.at) and (until is None or one.at <= until)
        )

    def settlements(
        self, *, since: datetime | None = None, until: datetime | None = None
    ) -> AsyncIterable[Settlement]:
        return Pages.of(
            Settlement(
                market=MarketRef(self.name, one.market),
                outcome="up" if one.payout == 1 else "down",
                payout=one.revenue,
                at=one.at,
                native=one,
            )
            for one in reversed(self.exchange.settlements(self.account))
            if (since is None or since <= one.at) and (until is None or one.at <= until)
        )
