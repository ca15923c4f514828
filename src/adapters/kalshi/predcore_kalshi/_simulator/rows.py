"""Markets and events under the venue's tickers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from predcore import MarketStatus
from predcore.sim import SimEvent, SimMarket
from predcore.sim.exchange import Phase

from .combos import Leg

__all__ = ["TIMER", "ListedEvent", "ListedMarket", "exchange_index"]

TIMER = timedelta(seconds=60)
"""From the determination of a market to its pay-out."""
_SHARDS = {"Exotics": 1, "Crypto": 2, "Commodities": 2}


def exchange_index(category: str) -> int:
    """The shard that markets of a category trade on."""
    return _SHARDS.get(category, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedMarket:
    """A market under its ticker; ``legs`` make it a combo.

    Attributes:
        phase: the shade of its status.
        updated_at: when something other than trading last changed it.
    """

    ticker: str
    event: SimEvent
    event_ticker: str
    series_ticker: str
    market: SimMarket
    phase: Phase
    created_at: datetime
    updated_at: datetime
    legs: tuple[Leg, ...] = ()

    @property
    def exchange_index(self) -> int:
        """The shard it trades on."""
        return exchange_index(self.event.category)

    @property
    def settled_at(self) -> datetime | None:
        """When it was paid out."""
        paid = self.phase is Phase.FINALIZED
        return self.market.settles_at if paid else None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedEvent:
    """An event under its ticker.

    Attributes:
        every: its markets; ``markets`` are those that are not archived.
    """

    ticker: str
    series_ticker: str
    event: SimEvent
    every: tuple[ListedMarket, ...]
    markets: tuple[ListedMarket, ...]
    statuses: frozenset[MarketStatus]
    combo: bool

    @property
    def exchange_index(self) -> int:
        """The shard its markets trade on."""
        return exchange_index(self.event.category)
