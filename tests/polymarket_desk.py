"""A trader's venue over the scripted wire, with a clock and sleeps to drive.

Not in ``tests/polymarket``, for the reason that :mod:`polymarket_wire` gives.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import httpx

from polymarket_private import CREDENTIALS, OWNER
from polymarket_wire import (
    NO_TOKEN,
    YES_TOKEN,
    Answer,
    Wire,
    book,
    condition,
    keyset,
    market,
)
from predcore import Instrument, OrderRequest, Placement, Side
from predcore.kit import Patience
from predcore_polymarket import PolymarketVenue
from predcore_polymarket._credentials import Credentials
from predcore_polymarket._desk import Desk

__all__ = [
    "MARKET",
    "NO",
    "NOW",
    "TERMS",
    "YES",
    "Trader",
    "maker_order",
    "open_order",
    "page",
    "request",
    "terms",
    "trade",
]

MARKET = condition(1)
YES = Instrument("polymarket", MARKET, "yes")
NO = Instrument("polymarket", MARKET, "no")
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
TERMS = f"clob/clob-markets/{MARKET}"

_ACCOUNT: list[Credentials] = []


def terms(**fields: Any) -> dict[str, Any]:
    """A market's trading parameters, in the venue's abbreviations."""
    return {
        "c": MARKET,
        "t": [{"t": YES_TOKEN, "o": "Yes"}, {"t": NO_TOKEN, "o": "No"}],
        "mts": 0.01,
        "mos": 5,
        "ao": True,
        "fd": {"r": 0.05, "e": 1, "to": True},
        **fields,
    }


def page(*rows: dict[str, Any], cursor: str = "LTE=") -> dict[str, Any]:
    """A page of orders or trades."""
    return {"limit": 100, "count": len(rows), "next_cursor": cursor, "data": rows}


def open_order(order_id: str, **fields: Any) -> dict[str, Any]:
    """Ten YES at 0.52, resting."""
    return {
        "id": order_id,
        "status": "LIVE",
        "owner": OWNER,
        "maker_address": CREDENTIALS["funder"],
        "market": MARKET,
        "asset_id": YES_TOKEN,
        "side": "BUY",
        "original_size": "10",
        "size_matched": "0",
        "price": "0.52",
        "outcome": "Yes",
        "expiration": "0",
        "order_type": "GTC",
        "associate_trades": [],
        "created_at": int(NOW.timestamp()),
        **fields,
    }


def maker_order(order_id: str, **fields: Any) -> dict[str, Any]:
    """Somebody else's offer of ten YES at 0.52, met."""
    return {
        "order_id": order_id,
        "owner": "somebody",
        "maker_address": "0x" + "9" * 40,
        "matched_amount": "10",
        "price": "0.52",
        "fee_rate_bps": "0",
        "asset_id": YES_TOKEN,
        "outcome": "Yes",
        "side": "SELL",
        **fields,
    }


def trade(order_id: str, **fields: Any) -> dict[str, Any]:
    """Ten YES bought at 0.52 by an order of ours."""
    return {
        "id": "t1",
        "taker_order_id": order_id,
        "market": MARKET,
        "asset_id": YES_TOKEN,
        "side": "BUY",
        "size": "10",
        "fee_rate_bps": "",
        "price": "0.52",
        "status": "MATCHED",
        "match_time": str(int(NOW.timestamp())),
        "last_update": str(int(NOW.timestamp())),
        "outcome": "Yes",
        "owner": OWNER,
        "maker_address": CREDENTIALS["funder"],
        "transaction_hash": "",
        "trader_side": "TAKER",
        "maker_orders": [maker_order("0x" + "cd" * 32)],
        **fields,
    }


class Trader:
    """A wire, the venue on it, and time.

    Attributes:
        now: what the clock shows; sleeping moves it.
        journal: what was written down.
    """

    def __init__(self, wire: Wire, **options: Any) -> None:
        if not _ACCOUNT:  # reading a key takes longer than most tests
            _ACCOUNT.append(Credentials.from_mapping(CREDENTIALS))
        self.wire = wire
        self.now = NOW
        self.journal: list[OrderRequest] = []
        self.native = wire.polymarket(**{"credentials": _ACCOUNT[0], **options})
        self.venue = PolymarketVenue(self.native)
        directory = self.venue._directory
        self.desk = Desk(self.native, directory, clock=lambda: self.now)
        self.venue._desk = self.desk
        self.venue.patience = Patience(sleep=self.sleep)
        wire.on(TERMS, terms())
        wire.ask("gamma/markets/keyset", keyset(market()))
        wire.on("clob/data/trades", page())
        self.offers(("0.52", "100000"))
        self.takes()

    async def sleep(self, seconds: float) -> None:
        """Time passes at once."""
        self.now += timedelta(seconds=seconds)

    async def place(self, asked: OrderRequest) -> Placement:
        """Place and write down."""
        return await self.venue.place(asked, journal=self.write_down)

    async def write_down(self, asked: OrderRequest) -> None:
        """A journal in memory."""
        self.journal.append(asked)

    @property
    def order_id(self) -> str:
        """Of the order that was written down last."""
        found: str = self.journal[-1].options["order_id"]
        return found

    def takes(self, **fields: Any) -> None:
        """Take each order, and answer with its id and these fields."""
        self.wire.ask("clob/order", lambda _: self.taken(self.order_id, **fields))

    def taken(self, order_id: str, **fields: Any) -> dict[str, Any]:
        """What the venue answers to an order that it took."""
        return {
            "success": True,
            "errorMsg": "",
            "orderID": order_id,
            "status": "live",
            "makingAmount": "",
            "takingAmount": "",
            "tradeIDs": [],
            "transactionsHashes": [],
            **fields,
        }

    def offers(self, *levels: tuple[str, str]) -> None:
        """Offer so many contracts at each price, to whoever reads the book."""
        asks = [{"price": price, "size": size} for price, size in levels]
        self.wire.on("clob/book", book(asks=asks))

    def refuses(self, status: int, error: str, **fields: Any) -> None:
        """Refuse each order."""
        body = {"error": error, **fields}
        self.wire.on("clob/order", httpx.Response(status, json=body))

    def loses(self, error: Exception) -> None:
        """Take each order or not, and have the answer lost."""

        def give(_: httpx.Request) -> Answer:
            raise error

        self.wire.ask("clob/order", give)

    def order_path(self, order_id: str | None = None) -> str:
        """Where an order is read."""
        return f"clob/data/order/{order_id or self.order_id}"

    @property
    def writes(self) -> list[httpx.Request]:
        """What was sent that changes something."""
        return [one for one in self.wire.sent if one.method != "GET"]

    def body(self, number: int = -1) -> Any:
        """The body of a write."""
        return json.loads(self.writes[number].content)

    def reads(self, path: str) -> list[httpx.Request]:
        """The reads of a path."""
        found = zip(self.wire.sent, self.wire.paths, strict=True)
        return [sent for sent, asked in found if asked == path and sent.method == "GET"]


def request(**fields: Any) -> OrderRequest:
    """A bid of 10 YES at 0.52, as client order c1."""
    asked: dict[str, Any] = {
        "instrument": YES,
        "side": Side.BUY,
        "price": Decimal("0.52"),
        "size": Decimal(10),
        "client_id": "c1",
    }
    return OrderRequest(**{**asked, **fields})
