"""Version 1: bare arrays of camelCase rows."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.routing import Route

from ..answers import Ask
from ..entries import Entry
from ..ledger import Ledger
from ..listing import Listing
from ..notation import Json, Row
from .entries import Test, about, activity_row, amounting, trade_row, within
from .refusals import V1, invalid_v1

__all__ = ["Feeds", "array", "camel", "required"]

_SPECIAL = {"token_id": "asset", "opposite_token_id": "oppositeAsset"}


class Feeds:
    """``/trades`` and ``/activity``, newest first."""

    def __init__(self, listing: Listing, ledger: Ledger) -> None:
        self._listing = listing
        self._ledger = ledger

    def routes(self) -> list[Route]:
        """Everyone's trades; one wallet's activity."""
        return [V1.get("/trades", self._trades), V1.get("/activity", self._activity)]

    def _trades(self, ask: Ask) -> Json:
        """Without ``takerOnly=false`` a trade is listed once, for its taker."""
        tests = self._tests(ask)
        tests.append(lambda entry: entry.kind == "TRADE")
        tests += amounting(ask.text("filterType"), ask.number("filterAmount"))
        if ask.flag("takerOnly") is not False:
            tests.append(lambda entry: entry.taker)
        rows = [trade_row(self._listing, entry) for entry in self._found(tests)]
        return array(ask, [camel(row) for row in rows], default=100, largest=10_000)

    def _activity(self, ask: Ask) -> Json:
        required(ask, "user")
        kinds = set(ask.listed("type"))
        tests = self._tests(ask)
        if kinds:
            tests.append(lambda entry: entry.kind in kinds)
        found = self._found(tests)
        if ask.text("sortDirection") == "ASC":
            found.reverse()
        rows = [camel(activity_row(self._listing, entry)) for entry in found]
        return array(ask, rows, default=100, largest=500, deepest=5000)

    def _tests(self, ask: Ask) -> list[Test]:
        users, markets = ask.texts("user"), ask.listed("market")
        events = ask.listed("eventId")
        return [*about(users, markets, events, self._listing), *within(ask)]

    def _found(self, tests: list[Test]) -> list[Entry]:
        return [e for e in self._ledger.entries if all(test(e) for test in tests)]


def required(ask: Ask, name: str) -> str:
    """A parameter without which there is no answer."""
    value = ask.text(name)
    if value is None:
        raise invalid_v1(f"required query param '{name}' not provided")
    return value


def array(
    ask: Ask, rows: list[Row], *, default: int, largest: int, deepest: int = 10_000
) -> list[Row]:
    """One page by offset; a limit that is too large is cut."""
    offset, limit = ask.count("offset") or 0, ask.count("limit")
    if offset > deepest:
        raise invalid_v1(f"max offset of {deepest} exceeded")
    size = min(default if limit is None else limit, largest)
    return rows[offset : offset + size]


def camel(row: Mapping[str, Json]) -> Row:
    """Version 2's names in version 1's spelling."""
    return {_SPECIAL.get(name) or _joined(name): value for name, value in row.items()}


def _joined(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(part.capitalize() for part in rest)
