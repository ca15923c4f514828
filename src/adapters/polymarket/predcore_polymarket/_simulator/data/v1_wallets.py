"""Version 1, wallet by wallet."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from starlette.routing import Route

from ..answers import Ask, Malformed
from ..entries import Holding
from ..listing import Listing
from ..notation import Json, Row, iso
from .holdings import Holdings, rounded, status
from .refusals import V1
from .standings import Standings
from .v1_feeds import array, camel, required

__all__ = ["Wallets", "position"]

_ZERO, _ONE = Decimal(0), Decimal(1)
_NAMES = {
    "current_size": "size",
    "entry_cost_usdc": "initialValue",
    "unrealized_pnl": "cashPnl",
    "current_price": "curPrice",
    "total_size": "totalBought",
}
_UNKNOWN = {
    "entry_fees_usdc",
    "total_cost_usdc",
    "total_pnl",
    "status",
    "archived",
    "verified",
    "name",
    "profile_image",
    "first_entry_at",
    "last_event_at",
}
_CLOSED = (
    *("proxyWallet", "asset", "conditionId", "avgPrice", "totalBought", "realizedPnl"),
    *("curPrice", "title", "slug", "icon", "eventSlug", "outcome", "outcomeIndex"),
    *("oppositeOutcome", "oppositeAsset"),
)
_SORTS: dict[str, Callable[[Row], Json]] = {
    "CURRENT": lambda row: row["currentValue"],
    "INITIAL": lambda row: row["initialValue"],
    "TOKENS": lambda row: row["size"],
    "CASHPNL": lambda row: row["cashPnl"],
    "PERCENTPNL": lambda row: row["percentPnl"],
    "PRICE": lambda row: row["curPrice"],
    "AVGPRICE": lambda row: row["avgPrice"],
}


class Wallets:
    """Positions, their value, and the ranking."""

    def __init__(
        self, listing: Listing, holdings: Holdings, standings: Standings
    ) -> None:
        self._listing = listing
        self._holdings = holdings
        self._standings = standings

    def routes(self) -> list[Route]:
        """All but the ranking need a ``user``."""
        return [
            V1.get("/positions", self._positions),
            V1.get("/closed-positions", self._closed),
            V1.get("/value", self._value),
            V1.get("/traded", self._traded),
            V1.get("/v1/leaderboard", self._leaderboard),
        ]

    def _positions(self, ask: Ask) -> Json:
        least = ask.number("sizeThreshold")
        least = _ONE if least is None else least
        found = [h for h in self._mine(ask) if h.size and h.size >= least]
        rows = [position(self._holdings, holding) for holding in found]
        for name in ("redeemable", "mergeable"):
            flag = ask.flag(name)
            if flag is not None:
                rows = [row for row in rows if row[name] is flag]
        return array(ask, _sorted(ask, rows), default=100, largest=500)

    def _closed(self, ask: Ask) -> Json:
        found = [h for h in self._mine(ask) if status(h) == "CLOSED"]
        found.sort(key=lambda holding: holding.realized, reverse=True)
        rows: list[Row] = []
        for holding in found:
            full = position(self._holdings, holding)
            row = {name: full[name] for name in _CLOSED}
            row["endDate"] = iso(holding.market.sim.closes_at)
            row["timestamp"] = int(holding.last_at.timestamp())
            rows.append(row)
        return array(ask, rows, default=10, largest=50)

    def _value(self, ask: Ask) -> Json:
        value = sum((self._holdings.value(h) for h in self._mine(ask)), _ZERO)
        return [{"user": required(ask, "user"), "value": rounded(value)}]

    def _traded(self, ask: Ask) -> Json:
        markets = {holding.market.id for holding in self._mine(ask)}
        return {"user": required(ask, "user"), "traded": len(markets)}

    def _leaderboard(self, ask: Ask) -> Json:
        """Ranks are texts."""
        category = ask.text("category")
        found = self._standings.ranked(
            ask.text("timePeriod") or "day",
            None if category in {None, "OVERALL"} else category,
            by_volume=ask.text("orderBy") == "VOL",
        )
        rows: list[Row] = [
            {
                "rank": str(rank),
                "proxyWallet": standing.trader.wallet,
                "userName": standing.trader.name,
                "xUsername": "",
                "verifiedBadge": False,
                "vol": standing.volume,
                "pnl": standing.pnl,
                "profileImage": "",
            }
            for rank, standing in enumerate(found, 1)
        ]
        if user := ask.text("user"):
            rows = [row for row in rows if row["proxyWallet"] == user.lower()]
        return array(ask, rows, default=25, largest=50, deepest=1000)

    def _mine(self, ask: Ask) -> list[Holding]:
        wallet = required(ask, "user").lower()
        markets = {condition.lower() for condition in ask.listed("market")}
        events, title = set(ask.listed("eventId")), (ask.text("title") or "").lower()
        return [
            holding
            for holding in self._holdings.all
            if holding.trader.wallet == wallet
            and (not markets or holding.market.condition in markets)
            and (not events or self._listing.event_of(holding.market).id in events)
            and title in holding.market.sim.question.lower()
        ]


def position(holdings: Holdings, holding: Holding) -> Row:
    """Version 1's position."""
    row = holdings.row(holding)
    renamed = {_NAMES.get(name, name): value for name, value in row.items()}
    return camel({n: v for n, v in renamed.items() if n not in _UNKNOWN})


def _sorted(ask: Ask, rows: list[Row]) -> list[Row]:
    key = _SORTS.get(ask.text("sortBy") or "CURRENT")
    if key is None:
        raise Malformed("sortBy")
    descending = ask.text("sortDirection") != "ASC"
    return sorted(rows, key=lambda row: _number(key(row)), reverse=descending)


def _number(value: Json) -> Decimal:
    return value if isinstance(value, Decimal) else _ZERO
