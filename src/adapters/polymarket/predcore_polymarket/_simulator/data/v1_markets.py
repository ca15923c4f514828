"""Version 1, market by market."""

from __future__ import annotations

from decimal import Decimal

from starlette.routing import Route

from ..answers import Ask
from ..entries import Holding
from ..listed import ListedMarket
from ..listing import Listing
from ..notation import Json, Row
from .holdings import Holdings, rounded, status
from .refusals import V1
from .v1_feeds import array, required
from .v1_wallets import position

__all__ = ["Markets"]

_ZERO = Decimal(0)


class Markets:
    """Holders, open interest and volume."""

    def __init__(self, listing: Listing, holdings: Holdings) -> None:
        self._listing = listing
        self._holdings = holdings

    def routes(self) -> list[Route]:
        """Markets are named by condition id, events by Gamma's."""
        return [
            V1.get("/holders", self._holders),
            V1.get("/v1/market-positions", self._positions),
            V1.get("/oi", self._open_interest),
            V1.get("/live-volume", self._live_volume),
        ]

    def _holders(self, ask: Ask) -> Json:
        required(ask, "market")
        limit = min(ask.count("limit") or 20, 20)
        least = ask.number("minBalance") or Decimal(1)
        return [
            {
                "token": token,
                "holders": [
                    _holder(holding)
                    for holding in self._of(token)
                    if holding.size and holding.size >= least
                ][:limit],
            }
            for market in self._asked(ask)
            for token in market.tokens
        ]

    def _positions(self, ask: Ask) -> Json:
        """Grouped by token, the best total result first; limits are of each token."""
        required(ask, "market")
        wanted, user = ask.text("status") or "OPEN", (ask.text("user") or "").lower()
        groups: list[Row] = []
        for market in self._asked(ask):
            for token in market.tokens:
                found = [
                    holding
                    for holding in self._of(token)
                    if _wanted(wanted, holding) and user in {"", holding.trader.wallet}
                ]
                found.sort(key=self._total, reverse=True)
                rows = [
                    position(self._holdings, holding)
                    | {"totalPnl": self._total(holding)}
                    for holding in found
                ]
                page = array(ask, rows, default=50, largest=500)
                groups.append({"token": token, "positions": page})
        return groups

    def _total(self, holding: Holding) -> Decimal:
        return rounded(holding.realized) + self._holdings.unrealized(holding)

    def _open_interest(self, ask: Ask) -> Json:
        if not ask.listed("market"):
            markets = self._listing.markets
            total = sum((m.sim.open_interest for m in markets), _ZERO)
            return [{"market": "GLOBAL", "value": total}]
        return [
            {"market": market.condition, "value": market.sim.open_interest}
            for market in self._asked(ask)
        ]

    def _live_volume(self, ask: Ask) -> Json:
        number = required(ask, "id")
        found = [event for event in self._listing.events if event.id == number]
        return [
            {
                "total": sum((m.sim.volume for m in event.markets), _ZERO),
                "markets": [
                    {"market": market.condition, "value": market.sim.volume}
                    for market in event.markets
                ],
            }
            for event in found
        ]

    def _asked(self, ask: Ask) -> list[ListedMarket]:
        known = self._listing.by_condition
        wanted = [condition.lower() for condition in ask.listed("market")]
        return [known[condition] for condition in wanted if condition in known]

    def _of(self, token: str) -> list[Holding]:
        """Who has or had a token, the most shares first."""
        found = [h for h in self._holdings.all if h.market.tokens[h.outcome] == token]
        return sorted(found, key=lambda holding: holding.size, reverse=True)


def _wanted(wanted: str, holding: Holding) -> bool:
    if wanted == "ALL":
        return True
    return (status(holding) == "CLOSED") is (wanted == "CLOSED")


def _holder(holding: Holding) -> Row:
    trader = holding.trader
    return {
        "proxyWallet": trader.wallet,
        "bio": trader.bio,
        "asset": holding.market.tokens[holding.outcome],
        "pseudonym": trader.pseudonym,
        "amount": rounded(holding.size),
        "displayUsernamePublic": bool(trader.name),
        "outcomeIndex": holding.outcome,
        "name": trader.name,
        "profileImage": "",
        "profileImageOptimized": "",
        "verified": False,
    }
