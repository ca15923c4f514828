"""A client of the simulated socket, and of the exchange behind it."""

from __future__ import annotations

import json
import time
from base64 import b64encode
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from decimal import Decimal
from functools import cache
from typing import Any

import aiohttp
import anyio
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.padding import MGF1, PSS
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from kalshi.asyncapi import check
from predcore import Side
from predcore.sim import Catalogue, Faulty, serve, synthetic
from predcore.sim.exchange import AccountId, NewOrder, Phase, Placed, SimClock
from predcore_kalshi._simulator import KalshiSimulator
from predcore_kalshi._simulator.play_keys import PlayKey
from predcore_kalshi._simulator.stream import PATH, Stream, StreamLimits

__all__ = ["Client", "SocketDesk", "signed"]

PATIENCE = 20


@cache
def _catalogue() -> Catalogue:
    return synthetic(0)


def signed(
    key: PlayKey, *, off_ms: int = 0, text: str = f"GET{PATH}"
) -> dict[str, str]:
    """The headers of a handshake, with the clock so far off."""
    timestamp = str(time.time_ns() // 1_000_000 + off_ms)
    private = load_pem_private_key(key.pem().encode(), None)
    message = f"{timestamp}{text}".encode()
    if isinstance(private, RSAPrivateKey):
        signature = private.sign(message, PSS(MGF1(SHA256()), 32), SHA256())
    else:
        assert isinstance(private, Ed25519PrivateKey)
        signature = private.sign(message)
    return {
        "KALSHI-ACCESS-KEY": key.id,
        "KALSHI-ACCESS-TIMESTAMP": timestamp,
        "KALSHI-ACCESS-SIGNATURE": b64encode(signature).decode(),
    }


class Client:
    """One socket; whatever it receives is documented.

    Attributes:
        socket: the real one.
        heard: every message so far.
    """

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket
        self.heard: list[dict[str, Any]] = []
        self._ids = 0

    async def send(self, cmd: str, **params: object) -> int:
        """Send a command; gives its id."""
        self._ids += 1
        await self.socket.send_json({"id": self._ids, "cmd": cmd, "params": params})
        return self._ids

    async def next(self) -> dict[str, Any]:
        """The next message."""
        with anyio.fail_after(PATIENCE):
            message: dict[str, Any] = json.loads(await self.socket.receive_str())
        check(message)
        self.heard.append(message)
        return message

    async def until(self, kind: str) -> dict[str, Any]:
        """The next message of a type; others are only heard."""
        while (message := await self.next())["type"] != kind:
            pass
        return message

    async def ask(self, cmd: str, **params: object) -> dict[str, Any]:
        """Send a command and give its first answer."""
        command_id = await self.send(cmd, **params)
        while (message := await self.next()).get("id") != command_id:
            pass
        return message

    async def subscribe(
        self, channel: str, tickers: Sequence[str] = (), **params: object
    ) -> int:
        """Subscribe to a channel; gives the ``sid``."""
        chosen = {"market_tickers": list(tickers)} if tickers else {}
        reply = await self.ask("subscribe", channels=[channel], **chosen, **params)
        assert reply["type"] == "subscribed", reply
        sid: int = reply["msg"]["sid"]
        return sid

    async def settle(self) -> list[dict[str, Any]]:
        """Everything that was sent because of what has happened so far."""
        since = len(self.heard)
        command_id = await self.send("list_subscriptions")
        while (await self.next()).get("id") != command_id:
            pass
        return self.heard[since:-1]


class SocketDesk:
    """A served simulator whose time stands still.

    Attributes:
        faulty: the faults in front of it.
    """

    def __init__(self, limits: StreamLimits | None = None) -> None:
        catalogue = _catalogue()
        self.clock = SimClock(catalogue.now)
        self.simulator = KalshiSimulator(catalogue=catalogue, clock=self.clock)
        self.exchange = self.simulator.exchange
        self.floor = self.simulator.floor
        if limits is not None:
            self.stream._limits = limits
        self.faulty = Faulty(self.simulator.app)
        self.origin = ""
        self._names = 0

    @property
    def stream(self) -> Stream:
        """The socket's own door."""
        return self.simulator.stream

    @property
    def url(self) -> str:
        """Where it is served."""
        return self.origin + PATH

    @asynccontextmanager
    async def served(self) -> AsyncGenerator[SocketDesk]:
        """Serve it for the length of the block."""
        async with serve({"kalshi": self.faulty}) as origins:
            self.origin = origins["kalshi"]
            yield self

    @asynccontextmanager
    async def client(
        self, key: PlayKey | None = None, *, autoping: bool = True
    ) -> AsyncGenerator[Client]:
        """Connect as the owner of a key."""
        headers = signed(key or self.simulator.keys.ed25519)
        async with (
            aiohttp.ClientSession() as http,
            http.ws_connect(self.url, headers=headers, autoping=autoping) as socket,
        ):
            yield Client(socket)

    def two_sided(self, count: int = 1) -> list[str]:
        """Open markets with bids and asks that are no combos."""
        found = [
            row.ticker
            for row in self.floor.listing.rows.values()
            if row.phase is Phase.OPEN and not row.legs
            if row.market.bids and row.market.asks
        ]
        return found[:count]

    def place(
        self,
        market: str,
        side: Side,
        price: Decimal,
        size: str = "1",
        *,
        account: str = "trader",
        **terms: Any,
    ) -> Placed:
        """Place an order at the exchange."""
        self._names += 1
        order = NewOrder(
            account=AccountId(account),
            market=market,
            side=side,
            price=price,
            size=Decimal(size),
            client_id=f"mine-{self._names}",
            **terms,
        )
        return self.exchange.place(order)

    def buy_best(self, market: str, size: str = "1", account: str = "trader") -> Placed:
        """Trade with the best ask."""
        best = self.exchange.book(market).asks[0].price
        return self.place(market, Side.BUY, best, size, account=account)
