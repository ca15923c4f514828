"""A venue in memory: what it lists, how it is served, how it can misbehave."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._lazy import lazy_exports

if TYPE_CHECKING:
    from ._synthetic import synthetic as synthetic
    from .callers import is_local as is_local
    from .callers import next_text as next_text
    from .catalogue import Board as Board
    from .catalogue import BoardName as BoardName
    from .catalogue import Catalogue as Catalogue
    from .catalogue import SimEvent as SimEvent
    from .catalogue import SimMarket as SimMarket
    from .catalogue import SimSeries as SimSeries
    from .catalogue import SimTrade as SimTrade
    from .claims import CLAIM_ARBITRAGE as CLAIM_ARBITRAGE
    from .claims import CLAIM_ARBITRAGE_BITCOIN as CLAIM_ARBITRAGE_BITCOIN
    from .claims import CLAIM_ARBITRAGE_TEAMS as CLAIM_ARBITRAGE_TEAMS
    from .claims import CLAIM_FEES_KILL as CLAIM_FEES_KILL
    from .claims import CLAIM_HALTED as CLAIM_HALTED
    from .claims import CLAIM_INVERTED as CLAIM_INVERTED
    from .claims import CLAIM_NO_EDGE as CLAIM_NO_EDGE
    from .claims import CLAIM_TOO_SMALL as CLAIM_TOO_SMALL
    from .claims import PROFITABLE_CLAIMS as PROFITABLE_CLAIMS
    from .exchange import Exchange as Exchange
    from .exchange import SimClock as SimClock
    from .faults import Faulty as Faulty
    from .faults import Line as Line
    from .faults import Switches as Switches
    from .live import live_market as live_market
    from .serving import serve as serve
    from .traffic import Traffic as Traffic

_HOMES = {
    ".catalogue": "Board BoardName Catalogue SimEvent SimMarket SimSeries SimTrade",
    ".callers": "is_local next_text",
    ".claims": (
        "CLAIM_ARBITRAGE CLAIM_ARBITRAGE_BITCOIN CLAIM_ARBITRAGE_TEAMS "
        "CLAIM_FEES_KILL CLAIM_HALTED CLAIM_INVERTED CLAIM_NO_EDGE CLAIM_TOO_SMALL "
        "PROFITABLE_CLAIMS"
    ),
    ".exchange": "Exchange SimClock",
    ".faults": "Faulty Line Switches",
    ".live": "live_market",
    ".serving": "serve",
    ".traffic": "Traffic",
    "._synthetic": "synthetic",
}

__all__ = [
    "CLAIM_ARBITRAGE",
    "CLAIM_ARBITRAGE_BITCOIN",
    "CLAIM_ARBITRAGE_TEAMS",
    "CLAIM_FEES_KILL",
    "CLAIM_HALTED",
    "CLAIM_INVERTED",
    "CLAIM_NO_EDGE",
    "CLAIM_TOO_SMALL",
    "PROFITABLE_CLAIMS",
    "Board",
    "BoardName",
    "Catalogue",
    "Exchange",
    "Faulty",
    "Line",
    "SimClock",
    "SimEvent",
    "SimMarket",
    "SimSeries",
    "SimTrade",
    "Switches",
    "Traffic",
    "is_local",
    "live_market",
    "next_text",
    "serve",
    "synthetic",
]

if not TYPE_CHECKING:
    __getattr__, __dir__ = lazy_exports(__name__, _HOMES)
