"""Version 2's positions, trades and activity."""

from __future__ import annotations

from decimal import Decimal

from starlette.routing import Route

from ..answers import Ask
from ..entries import Entry, Holding
from ..ledger import Ledger
from ..listing import Listing
from ..notation import Json, Row
from .entries import Test, about, activity_row, amounting, trade_row, within
from .holdings import Holdings, status
from .refusals import V2, invalid_v2
from .v2_pages import needed, page

__all__ = ["Feeds"]

_MOST_CONDITIONS = 20
_SORTS = {
    "CURRENT_VALUE": "current_value",
    "PRICE": "current_price",
    "TOKENS": "current_size",
    "UNREALIZED_PNL": "unrealized_pnl",
    "REALIZED_PNL": "realized_pnl",
    "TOTAL_PNL": "total_pnl",
    "TIMESTAMP": "last_event_at",
}
_STATUSES = {"OPEN", "REDEEMABLE", "REDEEMABLE_LOST", "MERGEABLE", "CLOSED"}


class Feeds:
    """What traders did and have."""

    def __init__(self, listing: Listing, ledger: Ledger, holdings: Holdings) -> None:
        self._listing = listing
        self._ledger = ledger
        self._holdings = holdings

    def routes(self) -> list[Route]:
        """There are no combos here, so their feeds are empty."""
        return [
            V2.get("/v2/trades", self._trades),
            V2.get("/v2/activity", self._activity),
            V2.get("/v2/activity/combos", self._nothing),
            V2.get("/v2/positions", self._positions),
            V2.get("/v2/positions/combos", self._nothing),
        ]

    def _trades(self, ask: Ask) -> Json:
        """Without ``taker_only=false`` a trade is listed once, for its taker."""
        tests = self._tests(ask)
        tests.append(lambda entry: entry.kind == "TRADE")
        tests += amounting(ask.text("filter_type"), ask.number("filter_amount"))
        if ask.flag("taker_only") is not False:
            tests.append(lambda entry: entry.taker)
        return page(ask, [trade_row(self._listing, e) for e in self._found(tests)])

    def _activity(self, ask: Ask) -> Json:
        needed(ask, "user")
        kinds = set(ask.listed("type"))
        tests = self._tests(ask)
        if kinds:
            tests.append(lambda entry: entry.kind in kinds)
        found = self._found(tests)
        if ask.text("sort_direction") == "ASC":
            found.reverse()
        return page(ask, [activity_row(self._listing, entry) for entry in found])

    def _positions(self, ask: Ask) -> Json:
        user, conditions = ask.text("user"), set(ask.listed("condition_id"))
        if user is None and len(conditions) != 1:
            raise invalid_v2("user or exactly one condition_id is required")
        wanted = ask.text("status")
        if wanted is not None and wanted not in _STATUSES:
            raise invalid_v2("status is invalid")
        events, title = set(ask.listed("event_id")), (ask.text("title") or "").lower()
        rows = [
            row
            for holding in self._holdings.all
            if (user is None or holding.trader.wallet == user.lower())
            and (not conditions or holding.market.condition in conditions)
            and title in holding.market.sim.question.lower()
            and (row := self._holdings.row(holding))
            and (not events or row["event_id"] in events)
            and _is(wanted, holding, row)
        ]
        return page(ask, _sorted(ask, _within(ask, rows)))

    def _nothing(self, ask: Ask) -> Json:
        needed(ask, "user")
        return page(ask, [])

    def _tests(self, ask: Ask) -> list[Test]:
        conditions = ask.listed("condition_id")
        if len(conditions) > _MOST_CONDITIONS:
            raise invalid_v2(f"condition_id accepts at most {_MOST_CONDITIONS} values")
        users, events = ask.texts("user"), ask.listed("event_id")
        return [*about(users, conditions, events, self._listing), *within(ask)]

    def _found(self, tests: list[Test]) -> list[Entry]:
        return [e for e in self._ledger.entries if all(test(e) for test in tests)]


def _is(wanted: str | None, holding: Holding, row: Row) -> bool:
    """What is closed is only shown to those who ask for it."""
    match wanted:
        case None:
            return bool(holding.size)
        case "REDEEMABLE_LOST":
            return bool(row["redeemable"]) and row["current_price"] == 0
        case "MERGEABLE":
            return bool(holding.size) and bool(row["mergeable"])
        case _:
            return status(holding) == wanted


def _within(ask: Ask, rows: list[Row]) -> list[Row]:
    start, end, least = (
        ask.count("start"),
        ask.count("end"),
        ask.number("filter_amount"),
    )
    field = "current_size" if ask.text("filter_type") == "TOKENS" else "current_value"
    return [
        row
        for row in rows
        if (start is None or _number(row["last_event_at"]) >= start)
        and (end is None or _number(row["last_event_at"]) <= end)
        and (least is None or _number(row[field]) >= least)
    ]


def _sorted(ask: Ask, rows: list[Row]) -> list[Row]:
    field = _SORTS.get(ask.text("sort_by") or "CURRENT_VALUE")
    if field is None:
        raise invalid_v2("sort_by is invalid")
    descending = ask.text("sort_direction") != "ASC"
    return sorted(rows, key=lambda row: _number(row[field]), reverse=descending)


def _number(value: Json) -> Decimal:
    return Decimal(value) if isinstance(value, int | Decimal) else Decimal(0)
