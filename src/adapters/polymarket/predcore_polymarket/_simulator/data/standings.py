"""Who has done best: sums over the ledger."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from ..entries import Holding
from ..ledger import Ledger
from ..listing import Listing
from ..traders import TRADERS, Trader
from .holdings import Holdings, rounded

__all__ = ["Standing", "Standings"]

_ZERO = Decimal(0)
_WINDOWS = {"day": 1, "week": 7, "month": 30}


@dataclass(frozen=True, slots=True)
class Standing:
    """A trader's profit in pUSD and volume in shares over some time."""

    trader: Trader
    pnl: Decimal
    volume: Decimal


class Standings:
    """Rankings of the invented traders."""

    def __init__(self, listing: Listing, ledger: Ledger, holdings: Holdings) -> None:
        self._listing = listing
        self._ledger = ledger
        self._holdings = holdings

    def ranked(
        self, window: str | None, category: str | None, *, by_volume: bool
    ) -> list[Standing]:
        """Best first, over the last ``day``, ``week`` or ``month``, or everything."""
        days = _WINDOWS.get((window or "all").lower())
        since = self._listing.now - timedelta(days=days) if days else None
        found = [self._standing(person, since, category) for person in TRADERS]
        found = [standing for standing in found if standing.volume]
        return sorted(
            found, key=lambda s: s.volume if by_volume else s.pnl, reverse=True
        )

    def wins(self) -> list[Holding]:
        """Redeemed holdings that made money, the greatest gain first."""
        won = [
            holding
            for holding in self._holdings.all
            if holding.market.settled and not holding.size and holding.realized > 0
        ]
        return sorted(won, key=lambda holding: holding.realized, reverse=True)

    def _standing(
        self, person: Trader, since: datetime | None, category: str | None
    ) -> Standing:
        """Over all time what is still held counts too, at its current price."""
        pnl = volume = _ZERO
        for entry in self._ledger.entries:
            event = self._listing.event_of(entry.market).sim
            if entry.trader is not person or (since and entry.at < since):
                continue
            if category and event.category.lower() != category.lower():
                continue
            pnl += entry.realized
            volume += entry.size if entry.kind == "TRADE" else _ZERO
        if since is None and not category:
            mine = (h for h in self._holdings.all if h.trader is person)
            pnl += sum((self._holdings.unrealized(h) for h in mine), _ZERO)
        return Standing(person, rounded(pnl), rounded(volume))
