"""Clients of the simulated sockets, and somebody who trades behind them.

Not in ``tests/polymarket``, for the reason that :mod:`polymarket_wire` gives.
"""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache
from typing import Any

import aiohttp
import anyio

from polymarket_simulated import Day, open_wire
from predcore import Side
from predcore.kit import Limiter
from predcore.sim import Catalogue, Faulty, serve, synthetic
from predcore.sim.exchange import AccountId, NewOrder, Placed, SimClock
from predcore_polymarket import Polymarket, PolymarketVenue
from predcore_polymarket._simulator import PolymarketSimulator
from predcore_polymarket._simulator.accounts.play_wallets import PlayWallet

__all__ = ["Client", "Sockets", "served"]

PATIENCE = 20


class Client:
    """One socket.

    Attributes:
        socket: the real one.
    """

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket

    async def send(self, **members: object) -> None:
        """Send an object."""
        await self.socket.send_json(members)

    async def text(self) -> str:
        """The next frame."""
        with anyio.fail_after(PATIENCE):
            return await self.socket.receive_str()

    async def next(self) -> Any:
        """The next frame, decoded."""
        return json.loads(await self.text())

    async def settle(self) -> list[Any]:
        """Everything that was sent because of what has happened so far."""
        await self.socket.send_str("PING")
        found: list[Any] = []
        while (text := await self.text()) != "PONG":
            found.append(json.loads(text))
        return found

    async def closed(self) -> int | None:
        """The code the connection is closed with, after whatever else comes."""
        with anyio.fail_after(PATIENCE):
            async for _ in self.socket:
                pass
        return self.socket.close_code


class Sockets:
    """A served simulator whose time stands still.

    Attributes:
        day: what trades there.
        faulty: the faults in front of it.
    """

    def __init__(self, day: Day) -> None:
        self.day, self.floor = day, day.floor
        self.faulty = Faulty(day.simulator.app)
        self.origin = ""

    @asynccontextmanager
    async def client(self, path: str) -> AsyncGenerator[Client]:
        """Connect to a socket of the venue."""
        url = self.origin.replace("http", "ws") + path
        async with (
            aiohttp.ClientSession() as http,
            http.ws_connect(url, max_msg_size=1 << 26) as socket,
        ):
            yield Client(socket)

    @asynccontextmanager
    async def venue(
        self, wallet: PlayWallet | None = None
    ) -> AsyncGenerator[PolymarketVenue]:
        """Open the venue through its sockets, as the owner of a wallet or as nobody."""
        credentials: dict[str, object] | None = None
        if wallet is not None:
            credentials = {
                "private_key": wallet.private_key,
                "wallet_type": int(wallet.wallet_type),
                "funder": wallet.funder,
                "api_key": wallet.api_key,
                "api_secret": wallet.api_secret,
                "api_passphrase": wallet.api_passphrase,
            }
        async with Polymarket(
            environment="sandbox",
            urls=self.day.simulator.urls(self.origin),
            credentials=credentials,
            limiter=Limiter({}),
        ) as native:
            yield PolymarketVenue(native)

    @property
    def rival(self) -> AccountId:
        """Somebody else's account."""
        return AccountId(self.day.rival.wallet.funder.lower())

    def endow(self, market: str, size: int = 1000) -> None:
        """Give somebody else shares of both outcomes to sell."""
        self.floor.split(self.day.rival.wallet.name, market, Decimal(size))

    def place(self, market: str, side: Side, price: str, size: str = "10") -> Placed:
        """Place an order of somebody else's at the exchange."""
        return self.floor.exchange.place(
            NewOrder(
                account=self.rival,
                market=market,
                side=side,
                price=Decimal(price),
                size=Decimal(size),
            )
        )

    def cancel(self, placed: Placed) -> None:
        """Withdraw it."""
        self.floor.exchange.cancel(self.rival, placed.order.id)


@asynccontextmanager
async def served() -> AsyncGenerator[Sockets]:
    """Serve a simulator for the length of the block; its clock stands at the present,
    as streams are asked for what happened since they began."""
    catalogue = _catalogue()
    simulator = PolymarketSimulator(catalogue=catalogue, clock=SimClock(catalogue.now))
    async with open_wire(simulator) as wire:
        sockets = Sockets(Day(simulator, wire))
        simulator.floor.clock.set(max(datetime.now(UTC), catalogue.now))
        async with serve({"polymarket": sockets.faulty}) as origins:
            sockets.origin = origins["polymarket"]
            yield sockets


@cache
def _catalogue() -> Catalogue:
    return synthetic(0)
