"""Polymarket's venue in front of its simulator, with money, time and bad luck.

Not in ``tests/polymarket``, for the reason that :mod:`polymarket_wire` gives.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Generator, Mapping
from contextlib import asynccontextmanager, contextmanager
from datetime import timedelta
from decimal import Decimal
from functools import cache
from typing import Literal

import httpx

from predcore import Market
from predcore.kit import Limiter, Patience
from predcore.sim import Catalogue, synthetic
from predcore.sim.exchange import OrderView, SimClock
from predcore_polymarket import Polymarket, PolymarketVenue
from predcore_polymarket._desk import Desk
from predcore_polymarket._simulator import PolymarketSimulator
from predcore_polymarket._simulator.accounts.play_wallets import PlayWallet

__all__ = ["Floor"]


@cache
def _catalogue() -> Catalogue:
    return synthetic(0)


class _Unlucky(httpx.AsyncBaseTransport):
    """Loses the writes it is told to, before or after they are acted on."""

    def __init__(self, inner: httpx.AsyncBaseTransport) -> None:
        self._inner = inner
        self.loses: Literal["request", "answer"] | None = None

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if request.method == "GET" or "order" not in request.url.path:
            return await self._inner.handle_async_request(request)
        if self.loses == "request":
            raise httpx.ReadTimeout("no answer", request=request)
        response = await self._inner.handle_async_request(request)
        if self.loses == "answer":
            raise httpx.ReadTimeout("no answer", request=request)
        return response


class Floor:
    """A fresh simulator; venues opened on it share its time, which sleeping moves."""

    def __init__(self) -> None:
        catalogue = _catalogue()
        self.clock = SimClock(catalogue.now)
        self.simulator = PolymarketSimulator(catalogue=catalogue, clock=self.clock)
        self.transport = _Unlucky(httpx.ASGITransport(self.simulator.app))

    async def sleep(self, seconds: float) -> None:
        """Time passes at once."""
        self.simulator.floor.advance(timedelta(seconds=seconds))

    @asynccontextmanager
    async def open(
        self,
        wallet: PlayWallet,
        *,
        urls: Mapping[str, str] | None = None,
        chain_id: int = 137,
    ) -> AsyncGenerator[PolymarketVenue]:
        """The venue, as the owner of a wallet; through sockets where URLs are given."""
        async with Polymarket(
            environment="sandbox",
            credentials={
                "private_key": wallet.private_key,
                "wallet_type": int(wallet.wallet_type),
                "funder": wallet.funder,
                "api_key": wallet.api_key,
                "api_secret": wallet.api_secret,
                "api_passphrase": wallet.api_passphrase,
            },
            chain_id=chain_id,
            limiter=Limiter({}),
            urls=urls,
            transport=self.transport if urls is None else None,
        ) as native:
            venue = PolymarketVenue(native)
            venue._desk = Desk(native, venue._directory, clock=self.clock.now)
            venue.patience = Patience(sleep=self.sleep)
            yield venue

    @contextmanager
    def losing(self, what: Literal["request", "answer"]) -> Generator[None]:
        """Lose every write meanwhile."""
        self.transport.loses = what
        try:
            yield
        finally:
            self.transport.loses = None

    def orders(self, wallet: PlayWallet) -> list[OrderView]:
        """What the exchange itself knows of a wallet's orders."""
        member = self.simulator.floor.members.named(wallet.name)
        assert member is not None
        return self.simulator.exchange.orders(member.account)

    async def settle(self, market: Market, outcome: str, wallet: PlayWallet) -> None:
        """Close a market, decide it, and have a wallet redeem what it won.

        What lost stays in the wallet, as it does where nobody redeems for nothing.
        """
        floor = self.simulator.floor
        lifecycle = floor.exchange.lifecycle
        won = market.outcomes[0].key == outcome
        lifecycle.close(market.id)
        lifecycle.determine(market.id, Decimal(won))
        if floor.exchange.market(market.id).settled_at is None:
            lifecycle.finalize(market.id)
        floor.show()
        member = floor.members.named(wallet.name)
        assert member is not None
        claim = floor.claims.all.get((member.account, market.id))
        if claim is not None and claim.revenue:
            floor.claims.redeem(member, floor.listing.by_condition[market.id])
