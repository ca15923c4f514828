"""Reference data: made-up values of real names, a function of the time alone."""

from __future__ import annotations

import json
from decimal import Decimal
from zlib import crc32

from ..wire import Json
from .channels import Channel

__all__ = ["available", "value_of"]

_COINS = (
    "AAVE ADA BCH BNB DOGE DOT ETH HBAR HYPE LINK LTC NEAR SHIB SOL SUI VVV WLD XLM "
    "XRP ZEC"
)
_INDICES = ("BRTI", *(f"{coin}USD_RTI" for coin in _COINS.split()))
_FAST = ("BRTI", "ETHUSD_RTI", "SOLUSD_RTI", "XRPUSD_RTI", "DOGEUSD_RTI")
_UNDERLYINGS = (
    "Metal.XAG/USD",
    "Metal.XAU/USD",
    "Metal.XPT/USD",
    "Commodities.Index.PYTHOIL/USD",
    "Commodities.Index.NATGAS/USD",
    "InterestRate.US2Y",
    "InterestRate.US10Y",
    "FX.EUR/USD",
)
_AVAILABLE = {
    "cfbenchmarks_value": _INDICES,
    "cfbenchmarks_value_5hz": _FAST,
    "pyth_value": _UNDERLYINGS,
}
_MINUTE, _QUARTER = 60_000, 900_000


def available(channel: Channel) -> tuple[str, ...]:
    """Every name that a channel has values of."""
    return _AVAILABLE[channel.name]


def value_of(channel: Channel, name: str, at_ms: int) -> Json:
    """The latest value of a name, as the channel gives it.

    Args:
        channel: one of the three.
        name: one of its ``available``.
        at_ms: the time, in Unix milliseconds.
    """
    source_ms = at_ms // 1000 * 1000
    value = _value(name, source_ms)
    received: Json = {"received_at": at_ms}
    precise: Json = {"value_usd": f"{value:.8f}", "source_ts_ms": source_ms}
    raw = {"type": "value", "id": name, "time": source_ms, "value": str(value)}
    data = json.dumps(raw, separators=(",", ":"))
    match channel.name:
        case "pyth_value":
            return {"underlying_ticker": name, **precise, **received}
        case "cfbenchmarks_value_5hz":
            return {"index_id": name, **precise, **received, "data": data}
        case _:
            return {
                "index_id": name,
                **received,
                "data": data,
                "avg_60s_data": _average(name, source_ms - _MINUTE, source_ms),
                **_final_minute(name, source_ms),
            }


def _value(name: str, at_ms: int) -> Decimal:
    base = crc32(name.encode()) % 100_000 + 100
    return base + Decimal(crc32(f"{name} {at_ms}".encode()) % 1000) / 100


def _average(name: str, since_ms: int, until_ms: int) -> Json:
    ticks = [_value(name, at) for at in range(since_ms, until_ms, 1000)]
    return {
        "value": f"{sum(ticks, Decimal(0)) / len(ticks):.8f}",
        "window_size": len(ticks),
        "window_start_ts_ms": since_ms,
        "window_end_ts_exclusive": until_ms,
    }


def _final_minute(name: str, at_ms: int) -> Json:
    """The average that ends with the quarter of an hour, in its last minute."""
    opens_ms = -(-at_ms // _QUARTER) * _QUARTER - _MINUTE
    if at_ms <= opens_ms:
        return {}
    average = _average(name, opens_ms + 1000, at_ms + 1000)
    return {"last_60s_windowed_average_15min": average}
