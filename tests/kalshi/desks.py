"""A trader's venue over the scripted wire, with a clock and sleeps to drive."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import httpx

from kalshi.bodies import market
from kalshi.keys import KEY_ID, ed25519_pem
from kalshi.scripted import Wire, raw_path
from predcore import Instrument, OrderRequest, Side
from predcore.kit import Patience
from predcore_kalshi import Credentials, KalshiVenue
from predcore_kalshi._desk import Desk

__all__ = ["CREATE", "NO", "NOW", "TICKER", "YES", "Trader", "refusal", "request"]

TICKER = "KXRAIN-26DEC-T1"
YES = Instrument("kalshi", TICKER, "yes")
NO = Instrument("kalshi", TICKER, "no")
NOW = datetime(2026, 11, 5, tzinfo=UTC)
CREATE = "/portfolio/events/orders"


class Trader:
    """A wire, the venue on it, and time.

    Attributes:
        now: what the clock shows; sleeping moves it.
    """

    def __init__(self, wire: Wire, **options: Any) -> None:
        self.wire = wire
        self.now = NOW
        native = wire.kalshi(credentials=Credentials.of(KEY_ID, ed25519_pem()))
        self.venue = KalshiVenue(native, **options)
        self.venue._desk = Desk(
            native,
            subaccount=options.get("subaccount", 0),
            clock=lambda: self.now,
        )
        self.venue.patience = Patience(sleep=self.sleep)
        wire.on(f"/markets/{TICKER}", {"market": market(exchange_index=3)})

    async def sleep(self, seconds: float) -> None:
        """Time passes at once."""
        self.now += timedelta(seconds=seconds)

    @property
    def writes(self) -> list[httpx.Request]:
        """What was sent that changes something."""
        return [one for one in self.wire.sent if one.method != "GET"]

    def body(self, number: int = -1) -> Any:
        """The body of a write."""
        return json.loads(self.writes[number].content)

    def reads(self, path: str) -> list[httpx.Request]:
        """The reads of a path."""
        return [r for r in self.wire.sent if r.method == "GET" and raw_path(r) == path]


def request(**fields: Any) -> OrderRequest:
    """A bid of 10 YES at 0.40, as client order c1."""
    asked: dict[str, Any] = {
        "instrument": YES,
        "side": Side.BUY,
        "price": Decimal("0.40"),
        "size": Decimal(10),
        "client_id": "c1",
    }
    return OrderRequest(**{**asked, **fields})


def refusal(status: int, code: str, details: str | None = None) -> httpx.Response:
    """The nested shape, which most refusals have."""
    error = {"code": code, "message": code.replace("_", " ")}
    if details is not None:
        error["details"] = details
    return httpx.Response(status, json={"error": error})
