"""Native objects, decoded as they would be off the wire."""

from __future__ import annotations

import json
from typing import Any

from kalshi import bodies
from predcore.kit import decoder
from predcore_kalshi import models

__all__ = ["book", "candle", "market", "trade"]


def market(**fields: Any) -> models.Market:
    body = json.dumps({"market": bodies.market(**fields)}).encode()
    return decoder(models.MarketEnvelope)(body).market


def book(yes: list[list[str]], no: list[list[str]]) -> models.Orderbook:
    body = json.dumps({"yes_dollars": yes, "no_dollars": no}).encode()
    return decoder(models.Orderbook)(body)


def trade(**fields: Any) -> models.Trade:
    body = json.dumps(bodies.trade(1, "2026-11-01T00:00:00Z", **fields)).encode()
    return decoder(models.Trade)(body)


def candle(**fields: Any) -> models.Candlestick:
    body = json.dumps(bodies.candle(1_793_491_200, **fields)).encode()
    return decoder(models.Candlestick)(body)
