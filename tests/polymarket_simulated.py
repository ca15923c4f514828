"""The simulator, in process, and its answers with exact numbers."""

from __future__ import annotations

import json
import time
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import httpx

from predcore import MarketStatus, Side
from predcore.sim import SimClock, synthetic
from predcore_polymarket._signing import (
    POLYGON,
    Amounts,
    Order,
    Wallet,
    WalletType,
    auth_headers,
    exchange_domain,
    limit_amounts,
    new_order,
    parse_secret,
    request_proof,
    typed_auth,
    typed_for_wallet,
    typed_order,
    wrapped,
)
from predcore_polymarket._signing.curve import curve
from predcore_polymarket._simulator import PolymarketSimulator
from predcore_polymarket._simulator.accounts.play_wallets import PlayWallet
from predcore_polymarket._simulator.listed import ListedMarket

__all__ = ["NOW", "Day", "Desk", "Wire", "open_day", "open_wire", "simulated"]

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def simulated(*, metered: bool = False) -> PolymarketSimulator:
    """The simulator of a catalogue that is the same every day; its clock stands."""
    return PolymarketSimulator(
        catalogue=synthetic(0, now=NOW), clock=SimClock(NOW), metered=metered
    )


class Wire:
    """Asks the simulator and reads JSON; numbers with a point are ``Decimal``."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self.client = client

    async def get(self, path: str, **query: str | int | Sequence[str]) -> Any:
        """The answer to a request that succeeds."""
        status, answer = await self.asked(path, **query)
        assert status == 200, answer
        return answer

    async def asked(
        self, path: str, **query: str | int | Sequence[str]
    ) -> tuple[int, Any]:
        """Status and answer."""
        response = await self.client.get(
            path, params=httpx.QueryParams(query) if query else None
        )
        return response.status_code, _read(response)

    async def posted(self, path: str, body: Any) -> tuple[int, Any]:
        """Status and answer of a request with a JSON body, or with other bytes."""
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        response = await self.client.post(path, content=content)
        return response.status_code, _read(response)


class Desk:
    """Signs orders and requests of one play wallet, and sends them as they are.

    ``order`` and ``envelope`` make the two parts of what is sent; what they are given
    by name replaces what belongs there.
    """

    def __init__(self, wire: Wire, wallet: PlayWallet) -> None:
        self.wire = wire
        self.wallet = wallet
        self._sign = curve().signing(bytes.fromhex(wallet.private_key[2:]))

    def order(
        self,
        market: ListedMarket,
        side: Side,
        price: str,
        size: str,
        *,
        outcome: int = 0,
        amounts: tuple[int, int] | None = None,
        **fields: Any,
    ) -> Order:
        """An order of the wallet; amounts follow from price and size."""
        given = amounts or limit_amounts(
            side, Decimal(price), Decimal(size), market.tick
        )
        wallet = Wallet(self.wallet.wallet_type, self.wallet.owner, self.wallet.funder)
        made = new_order(
            wallet,
            token_id=int(market.tokens[outcome]),
            side=side,
            amounts=Amounts(*given),
        )
        return replace(made, **fields)

    def signature(
        self, order: Order, *, neg_risk: bool = False, chain: int = POLYGON
    ) -> bytes:
        """The signature of an order, in the form of its kind of wallet."""
        domain = exchange_domain(chain, neg_risk=neg_risk, token_id=order.token_id)
        if order.signature_type is WalletType.DEPOSIT:
            inner = self._sign(typed_for_wallet(order, domain).digest)
            return wrapped(inner, order, domain)
        return self._sign(typed_order(order, domain).digest)

    def envelope(
        self,
        order: Order,
        kind: str = "GTC",
        *,
        neg_risk: bool = False,
        signature: bytes | None = None,
        expiration: int = 0,
        **fields: Any,
    ) -> dict[str, Any]:
        """What is posted."""
        signed = signature or self.signature(order, neg_risk=neg_risk)
        return {
            "deferExec": False,
            "order": {
                "salt": order.salt,
                "maker": order.maker,
                "signer": order.signer,
                "tokenId": str(order.token_id),
                "makerAmount": str(order.maker_amount),
                "takerAmount": str(order.taker_amount),
                "side": order.side.value.upper(),
                "signatureType": int(order.signature_type),
                "timestamp": str(order.timestamp),
                "expiration": str(expiration),
                "metadata": order.metadata,
                "builder": order.builder,
                "signature": f"0x{signed.hex()}",
            },
            "owner": self.wallet.api_key,
            "orderType": kind,
            **fields,
        }

    async def place(
        self,
        market: ListedMarket,
        side: Side,
        price: str,
        size: str,
        kind: str = "GTC",
        *,
        outcome: int = 0,
        amounts: tuple[int, int] | None = None,
        **fields: Any,
    ) -> tuple[int, Any]:
        """Sign and post an order."""
        order = self.order(market, side, price, size, outcome=outcome, amounts=amounts)
        body = self.envelope(order, kind, neg_risk=market.neg_risk, **fields)
        return await self.send("POST", "/order", body)

    async def placed(self, *args: Any, **fields: Any) -> dict[str, Any]:
        """The answer to an order that is taken."""
        status, answer = await self.place(*args, **fields)
        assert status == 200, answer
        row: dict[str, Any] = answer
        return row

    async def send(
        self, method: str, path: str, body: Any = None, **query: str
    ) -> tuple[int, Any]:
        """Sign and send a request; status and answer."""
        response = await self.sent(method, path, body, query=query)
        return response.status_code, _read(response)

    async def read(self, path: str, **query: str) -> Any:
        """The answer to a signed read that succeeds."""
        status, answer = await self.send("GET", path, **query)
        assert status == 200, answer
        return answer

    async def sent(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        headers: dict[str, str] | None = None,
        query: dict[str, str] | None = None,
    ) -> httpx.Response:
        """Sign and send a request, with other ``headers`` if given."""
        content = b"" if body is None else json.dumps(body).encode()
        signed = self.headers(method, path, content) | (headers or {})
        return await self.wire.client.request(
            method, f"/clob{path}", content=content, headers=signed, params=query
        )

    def headers(self, method: str, path: str, body: bytes = b"") -> dict[str, str]:
        """The headers of a signed request."""
        wallet, timestamp = self.wallet, int(time.time())
        secret = parse_secret(wallet.api_secret)
        return {
            "POLY_ADDRESS": wallet.owner,
            "POLY_API_KEY": wallet.api_key,
            "POLY_PASSPHRASE": wallet.api_passphrase,
            "POLY_TIMESTAMP": str(timestamp),
            "POLY_SIGNATURE": request_proof(secret, timestamp, method, path, body),
        }

    def note(self, nonce: int = 0, *, timestamp: int | None = None) -> dict[str, str]:
        """The headers that attest control of the wallet's key."""
        at = int(time.time()) if timestamp is None else timestamp
        signature = self._sign(typed_auth(self.wallet.owner, at, nonce).digest)
        return dict(auth_headers(self.wallet.owner, at, nonce, signature))


class Day:
    """A day at the simulator: a market with a book, and desks of all wallets.

    Attributes:
        market: open, one of several of which one wins, bid 0.62 and asked 0.63.
        single: an open market on its own, with a book of several levels.
        game: an open market about a game that has not begun.
    """

    def __init__(self, simulator: PolymarketSimulator, wire: Wire) -> None:
        self.simulator, self.floor, self.wire = simulator, simulator.floor, wire
        wallets = simulator.wallets
        self.eoa, self.proxy, self.safe, self.deposit, self.rival = (
            Desk(wire, wallet) for wallet in wallets
        )
        self.market = simulator.listing.markets[0]
        self.single = next(
            m
            for m in simulator.listing.markets
            if not m.neg_risk and m.starts_at is None and _deep(m) and _open(m)
        )
        self.game = next(
            m for m in simulator.listing.markets if m.starts_at and _open(m)
        )

    @property
    def desks(self) -> tuple[Desk, ...]:
        """Of a wallet of each kind."""
        return self.eoa, self.proxy, self.safe, self.deposit

    def pass_time(self, seconds: int) -> None:
        """Let time pass."""
        self.floor.advance(timedelta(seconds=seconds))

    async def control(self, path: str, **body: Any) -> Any:
        """The answer to an order of the operator's that is carried out."""
        status, answer = await self.wire.posted(f"/_sim/{path}", body)
        assert status == 200, answer
        return answer


def _deep(market: ListedMarket) -> bool:
    return len(market.sim.bids) > 2 and len(market.sim.asks) > 2


def _open(market: ListedMarket) -> bool:
    return market.sim.status is MarketStatus.OPEN


@asynccontextmanager
async def open_day(*, metered: bool = False) -> AsyncGenerator[Day]:
    """A simulator of its own, and everything to trade at it."""
    simulator = simulated(metered=metered)
    async with open_wire(simulator) as wire:
        yield Day(simulator, wire)


@asynccontextmanager
async def open_wire(simulator: PolymarketSimulator) -> AsyncGenerator[Wire]:
    """Speak to the application without a socket."""
    transport = httpx.ASGITransport(simulator.app)
    async with httpx.AsyncClient(
        transport=transport, base_url="http://simulator"
    ) as client:
        yield Wire(client)


def _read(response: httpx.Response) -> Any:
    return json.loads(response.content, parse_float=Decimal)
