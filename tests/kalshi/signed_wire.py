"""A trader at the simulator: signed plain HTTP, on a clock that stands still."""

from __future__ import annotations

import json
import time
from base64 import b64encode
from dataclasses import dataclass
from typing import Any

import httpx
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.padding import MGF1, PSS
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from kalshi.simulator_wire import FED, NOW, catalogue
from predcore.sim.exchange import SimClock
from predcore_kalshi._simulator import KalshiSimulator

__all__ = [
    "BID",
    "BITCOIN",
    "COLLECTION",
    "HOLD",
    "LEGS",
    "MARKET",
    "Trader",
    "fresh",
    "order",
]

MARKET, HOLD = f"{FED}-C25", f"{FED}-H0"
BITCOIN = "KXBTCY-26DEC31-T120000"
"""On shard 2."""
BID = "0.0300"
"""Below the best offer of ``MARKET``, so it rests."""

COLLECTION = "/multivariate_event_collections/KXMVEPAIRS-R"
LEGS = [
    {"market_ticker": MARKET, "event_ticker": FED, "side": "no"},
    {"market_ticker": "KXU3-26NOV-T45", "event_ticker": "KXU3-26NOV", "side": "yes"},
]
"""Of a combo that nobody has asked for yet."""

_ROOT = "/trade-api/v2"


def fresh(**options: Any) -> KalshiSimulator:
    """A simulator whose clock only moves when it is told to."""
    return KalshiSimulator(catalogue=catalogue(), clock=SimClock(NOW), **options)


def order(**changes: Any) -> dict[str, Any]:
    """The body of an order that rests, with changes; ``None`` leaves a field out."""
    body = {
        "ticker": MARKET,
        "side": "bid",
        "count": "10.00",
        "price": BID,
        "time_in_force": "good_till_canceled",
        "self_trade_prevention_type": "taker_at_cross",
        **changes,
    }
    return {name: value for name, value in body.items() if value is not None}


@dataclass(frozen=True, kw_only=True)
class Trader:
    """Signs with one key.

    Attributes:
        off: seconds by which the timestamp is wrong.
        app: what stands before the simulator, if anything.
    """

    simulator: KalshiSimulator
    key_id: str
    pem: str
    off: float = 0.0
    app: Any = None

    @classmethod
    def of(cls, simulator: KalshiSimulator, name: str = "ed25519") -> Trader:
        """With a play key: ``rsa``, ``ed25519`` or ``rival``."""
        key = getattr(simulator.keys, name)
        return cls(simulator=simulator, key_id=key.id, pem=key.pem())

    def headers(self, method: str, path: str) -> dict[str, str]:
        """The three headers of a request for a path without a query."""
        at = str(int((time.time() + self.off) * 1000))
        text = f"{at}{method}{path}".encode()
        key = load_pem_private_key(self.pem.encode(), None)
        if isinstance(key, Ed25519PrivateKey):
            signature = key.sign(text)
        else:
            assert isinstance(key, RSAPrivateKey)
            signature = key.sign(text, PSS(MGF1(SHA256()), 32), SHA256())
        return {
            "KALSHI-ACCESS-KEY": self.key_id,
            "KALSHI-ACCESS-TIMESTAMP": at,
            "KALSHI-ACCESS-SIGNATURE": b64encode(signature).decode(),
        }

    async def send(
        self, method: str, path: str, body: Any = None, **headers: str
    ) -> httpx.Response:
        """The reply to a signed request for a path below the base URL."""
        content = None if body is None else json.dumps(body).encode()
        signed = self.headers(method, _ROOT + path.partition("?")[0])
        if body is not None or method in {"POST", "PUT"}:
            signed["Content-Type"] = "application/json"
        return await self.plain(
            method, _ROOT + path, content=content, headers={**signed, **headers}
        )

    async def ask(
        self, method: str, path: str, body: Any = None, *, status: int = 200
    ) -> Any:
        """The JSON of a reply, which has to have that status."""
        reply = await self.send(method, path, body)
        assert reply.status_code == status, reply.text
        return reply.json() if reply.content else None

    async def get(self, path: str, *, status: int = 200) -> Any:
        """The JSON of a read."""
        return await self.ask("GET", path, status=status)

    async def place(self, *, status: int = 201, **changes: Any) -> Any:
        """The answer to a new order."""
        path = "/portfolio/events/orders"
        return await self.ask("POST", path, order(**changes), status=status)

    async def control(self, path: str, body: Any = None) -> Any:
        """The JSON of a control route below ``/_sim``."""
        content = json.dumps(body or {}).encode()
        reply = await self.plain("POST", f"/_sim{path}", content=content)
        assert reply.status_code == 200, reply.text
        return reply.json()

    async def plain(self, method: str, path: str, **options: Any) -> httpx.Response:
        """The reply to an unsigned request for a path from the root."""
        transport = httpx.ASGITransport(self.app or self.simulator.app)
        async with httpx.AsyncClient(
            transport=transport, base_url="http://sim"
        ) as client:
            return await client.request(method, path, **options)
