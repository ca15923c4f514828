"""A made-up venue's words, with every kind of field."""

from __future__ import annotations

import json
from typing import Annotated, Any

from predcore.kit import (
    Amount,
    Embedded,
    Exact,
    Items,
    Known,
    Loose,
    LooseTime,
    Time,
    decoder,
    wire,
)

__all__ = ["Envelope", "Side", "Ticker", "ticker", "tickers"]


@wire
class Side:
    price: Exact
    size: Loose = None


@wire
class Ticker:
    id: str
    bid: Exact | None = None
    traded: Amount | None = None
    volume: Loose = None
    opens_at: Time | None = None
    closes_at: LooseTime = None
    outcomes: Embedded = ()
    sides: Items[Side] = ()
    status: Annotated[str, Known("open", "closed")] = "open"


@wire
class Envelope:
    tickers: Items[Ticker] = ()
    cursor: str | None = None


tickers = decoder(Envelope)


def ticker(**fields: Any) -> Ticker:
    body = json.dumps({"tickers": [{"id": "A", **fields}]})
    return tickers(body.encode()).tickers[0]
