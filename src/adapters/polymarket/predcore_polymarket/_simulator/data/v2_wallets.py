"""Version 2's sums over a wallet's history."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

from starlette.routing import Route

from ..answers import Ask
from ..entries import Entry
from ..ledger import Ledger
from ..listing import Listing
from ..notation import Json, Row, seconds
from .holdings import Holdings, rounded
from .refusals import V2, invalid_v2
from .v2_pages import needed

__all__ = ["Wallets"]

_ZERO = Decimal(0)
_HOURS = {
    "max": 24 * 365,
    "all": 24 * 365,
    "1m": 24 * 30,
    "1w": 24 * 7,
    "1d": 24,
    "12h": 12,
    "6h": 6,
}
_STEPS = {"1d": 24, "18h": 18, "12h": 12, "3h": 3, "1h": 1}


class Wallets:
    """Value, record, profit over time and volume of one wallet."""

    def __init__(self, listing: Listing, ledger: Ledger, holdings: Holdings) -> None:
        self._listing = listing
        self._ledger = ledger
        self._holdings = holdings

    @property
    def _now(self) -> datetime:
        return self._listing.now

    def routes(self) -> list[Route]:
        """Each needs a ``user``."""
        return [
            V2.get("/v2/value", self._value),
            V2.get("/v2/user-stats", self._stats),
            V2.get("/v2/user-pnl", self._pnl),
            V2.get("/v2/user-volume", self._volume),
        ]

    def _value(self, ask: Ask) -> Json:
        wallet = needed(ask, "user").lower()
        conditions = set(ask.listed("condition_id"))
        worth = [
            self._holdings.value(holding)
            for holding in self._holdings.all
            if holding.trader.wallet == wallet
            and (not conditions or holding.market.condition in conditions)
        ]
        return {"data": {"proxy_wallet": wallet, "value": sum(worth, _ZERO)}}

    def _stats(self, ask: Ask) -> Json:
        """Nothing at all for a wallet that never traded."""
        wallet = needed(ask, "user").lower()
        mine = self._entries(wallet)
        if not mine:
            return {"data": None}
        gains = [entry.realized for entry in mine if entry.kind == "REDEEM"]
        return {
            "data": {
                "proxy_wallet": wallet,
                "trades": len({entry.market.id for entry in mine}),
                "biggest_win": rounded(max([*gains, _ZERO])),
                "views": 0,
                "join_date": seconds(mine[-1].at),
                "all_time_pnl": _point(self._now, mine),
            }
        }

    def _pnl(self, ask: Ask) -> Json:
        wallet = needed(ask, "user").lower()
        interval, fidelity = ask.text("interval") or "all", ask.text("fidelity") or "1d"
        if interval not in _HOURS or fidelity not in _STEPS:
            raise invalid_v2("interval or fidelity is invalid")
        mine = self._entries(wallet)
        at = self._now - timedelta(hours=_HOURS[interval])
        at = max(at, mine[-1].at) if mine else self._now
        points: list[Row] = []
        while at < self._now:
            points.append(_point(at, mine))
            at += timedelta(hours=_STEPS[fidelity])
        return {
            "data": {
                "proxy_wallet": wallet,
                "interval": interval,
                "fidelity": fidelity,
                "source_fidelity": fidelity,
                "points": [*points, _point(self._now, mine)],
            }
        }

    def _volume(self, ask: Ask) -> Json:
        wallet = needed(ask, "user").lower()
        start, end = ask.count("start"), ask.count("end")
        mine = [
            entry
            for entry in self._entries(wallet)
            if (start is None or seconds(entry.at) >= start)
            and (end is None or seconds(entry.at) <= end)
        ]
        point = _point(self._now, mine)
        names = ("volume", "volume_usdc", "trade_count")
        return {"data": {name: point[name] for name in names}}

    def _entries(self, wallet: str) -> list[Entry]:
        return [e for e in self._ledger.entries if e.trader.wallet == wallet]


def _point(at: datetime, entries: list[Entry]) -> Row:
    """Running totals at an instant."""
    past = [entry for entry in entries if entry.at <= at]
    trades = [entry for entry in past if entry.kind == "TRADE"]
    realized = rounded(sum((entry.realized for entry in past), _ZERO))
    return {
        "timestamp": seconds(at),
        "source_block": 80_000_000 + seconds(at) // 2 % 1_000_000,
        "trade_count": len(trades),
        "realized_market_pnl": realized,
        "realized_lp_pnl": 0,
        "realized_combo_pnl": 0,
        "realized_pnl": realized,
        "volume": rounded(sum((entry.size for entry in trades), _ZERO)),
        "volume_usdc": rounded(sum((entry.money for entry in trades), _ZERO)),
    }
