"""``/sports/ws``: games, told to whoever answers a ping."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..listed import ListedMarket
from ..notation import Row, iso
from .conversation import Conversation
from .outbox import Outbox

if TYPE_CHECKING:
    from ..floor import Floor

__all__ = ["SportsChannel"]

_EVERY = 5
_PATIENCE = 10
_SILENT = 1008


class SportsChannel(Conversation):
    """One client; it says nothing but ``pong``, which it owes within ten seconds."""

    def __init__(self, floor: Floor) -> None:
        self.outbox = Outbox()
        self._floor = floor
        self._owed_since: int | None = None
        self._seconds = 0
        self._told: dict[str, Row] = {}
        self._tell()

    def receive(self, text: str) -> None:
        """Take an answer to a ping."""
        if text == "pong":
            self._owed_since = None

    def tick(self, seconds: int) -> None:
        """Ping, and tell of games that are not what they were."""
        self._seconds = seconds
        if self._owed_since is not None and seconds - self._owed_since >= _PATIENCE:
            self.outbox.close(_SILENT)
        elif seconds % _EVERY == 0:
            self.outbox.put("ping")
            if self._owed_since is None:
                self._owed_since = seconds
        self._tell()

    def _tell(self) -> None:
        for market, row in self._games():
            if self._told.get(market.id) != row:
                self._told[market.id] = row
                self.outbox.tell({**row, "last_update": iso(self._floor.now)})

    def _games(self) -> Iterator[tuple[ListedMarket, Row]]:
        for market in self._floor.listing.markets:
            if market.starts_at is not None:
                yield market, _game(market, live=market.starts_at <= self._floor.now)


def _game(market: ListedMarket, *, live: bool) -> Row:
    home, away = market.sim.labels
    ended = market.closed
    row: Row = {
        "gameId": int(market.id),
        "leagueAbbreviation": "sim",
        "slug": market.slug,
        "homeTeam": home,
        "awayTeam": away,
        "status": "Final" if ended else "InProgress" if live else "Scheduled",
        "live": live and not ended,
        "ended": ended,
        "score": "0-0",
        "period": "1H" if live else "",
        "elapsed": "",
    }
    if ended:
        row["finishedTimestamp"] = iso(market.sim.closes_at)
    return row
