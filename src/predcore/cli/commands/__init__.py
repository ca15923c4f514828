"""One module per command, loaded when it is typed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

__all__ = ["COMMANDS", "Listed"]


class Listed(NamedTuple):
    """How ``predcore --help`` knows a command without importing it."""

    home: str
    """The class; it lives in the module of the command's name."""
    summary: str


COMMANDS: Mapping[str, Listed] = {
    "demo": Listed("Demo", "a tour on simulated venues, offline, in seconds"),
    "markets": Listed("ListMarkets", "find markets by words, venue or status"),
    "events": Listed("ListEvents", "list events"),
    "market": Listed("ShowMarket", "one market: outcomes, rules, dates"),
    "quote": Listed("ShowQuotes", "best bid and ask of instruments, side by side"),
    "book": Listed("ShowBook", "the order book of an instrument"),
    "trades": Listed("ShowTrades", "the latest trades of a market"),
    "watch": Listed("Watch", "live quotes, until you have seen enough"),
    "record": Listed("RecordStreams", "keep what streams say, as Parquet"),
    "replay": Listed("ReplayRecording", "tell a recording again"),
    "candles": Listed("ShowCandles", "price history, as a chart"),
    "fees": Listed("ShowFees", "exactly what a trade costs in fees"),
    "arb": Listed("FindArbitrage", "opportunities between pairs you declare"),
    "venues": Listed("ListVenues", "which venues answer, and how fast"),
    "adapters": Listed("ListAdapters", "installed adapters and what they can do"),
    "sim": Listed("ServeSimulators", "run simulated venues on this machine"),
    "doctor": Listed("Diagnose", "check the installation and the network"),
}
"""Every command, in the order people meet them."""
