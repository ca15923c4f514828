"""Kalshi's venue in front of its simulator, with money, time and bad luck to drive."""

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
from predcore.sim.exchange import AccountId, OrderView, SimClock
from predcore_kalshi import Credentials, Kalshi, KalshiVenue
from predcore_kalshi._desk import Desk
from predcore_kalshi._simulator import KalshiSimulator
from predcore_kalshi._simulator.play_keys import PlayKey

__all__ = ["Floor", "Unlucky"]


@cache
def _catalogue() -> Catalogue:
    return synthetic(0)


class Unlucky(httpx.AsyncBaseTransport):
    """Loses the writes it is told to, before or after they are acted on."""

    def __init__(self, inner: httpx.AsyncBaseTransport) -> None:
        self._inner = inner
        self.loses: Literal["request", "answer"] | None = None
        self.writes = 0

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if request.method == "GET":
            return await self._inner.handle_async_request(request)
        self.writes += 1
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
        # Time is driven, and signatures are made by the wall clock.
        self.simulator = KalshiSimulator(
            catalogue=catalogue, clock=self.clock, window=timedelta(days=365)
        )
        self.transport = Unlucky(httpx.ASGITransport(self.simulator.app))

    async def sleep(self, seconds: float) -> None:
        """Time passes at once."""
        self.clock.advance(timedelta(seconds=seconds))

    @asynccontextmanager
    async def open(
        self,
        key: PlayKey,
        *,
        urls: Mapping[str, str] | None = None,
        direct_member: bool = False,
    ) -> AsyncGenerator[KalshiVenue]:
        """The venue, as the owner of a key; through sockets where URLs are given."""
        async with Kalshi(
            environment="sandbox",
            credentials=Credentials.of(key.id, key.pem()),
            limiter=Limiter({}),
            urls=urls,
            transport=self.transport if urls is None else None,
        ) as native:
            venue = KalshiVenue(native, direct_member=direct_member)
            venue._desk = Desk(native, clock=self.clock.now)
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

    def orders(self, account: str) -> list[OrderView]:
        """What the exchange itself knows of an account's orders."""
        return self.simulator.floor.exchange.orders(AccountId(account))

    async def settle(self, market: Market, outcome: str) -> None:
        """Close a market, decide it and pay it out."""
        lifecycle = self.simulator.floor.exchange.lifecycle
        lifecycle.close(market.id)
        lifecycle.determine(market.id, Decimal(1 if outcome == "yes" else 0))
        lifecycle.finalize(market.id)
