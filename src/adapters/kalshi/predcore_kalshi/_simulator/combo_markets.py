"""Combos that callers ask for: found, or made on the spot."""

from __future__ import annotations

from predcore import MarketStatus

from .body import Body
from .call import Call
from .combos import Leg
from .market_body import market_body
from .multivariate import LEGS, find
from .refusals import refused
from .rows import ListedMarket
from .wire import Json

__all__ = ["create"]


def create(call: Call) -> Json:
    """The market of two legs; the same legs give the same market."""
    _, allowed = find(call.floor.listing, call.query.path["collection_ticker"])
    rows = call.body.required("selected_markets", call.body.items("selected_markets"))
    legs = tuple(_leg(row) for row in rows)
    _check(call, legs, allowed)
    row = _existing(call, legs) or call.floor.list_combo(legs)
    body: Json = {"event_ticker": row.event_ticker, "market_ticker": row.ticker}
    if call.body.flag("with_market_payload"):
        body["market"] = market_body(row, call.floor.now)
    return body


def _leg(row: Body) -> Leg:
    return Leg(
        row.required("event_ticker", row.text("event_ticker")),
        row.required("market_ticker", row.text("market_ticker")),
        row.required("side", row.choice("side", "yes", "no")),
    )


def _check(call: Call, legs: tuple[Leg, ...], allowed: list[str]) -> None:
    tickers = [leg.market_ticker for leg in legs]
    said = ",".join(tickers)
    if len(set(legs)) < len(legs):
        raise refused(400, "duplicated_legs", said)
    if len(set(tickers)) < len(tickers):
        raise refused(400, "conflicting_leg_outcomes", said)
    for leg in legs:
        row = call.floor.row(leg.market_ticker)
        if row is None or row.event_ticker != leg.event_ticker:
            raise refused(404, "market_not_found", leg.market_ticker)
        open_ = row.market.status is MarketStatus.OPEN
        if not open_ or row.event_ticker not in allowed:
            raise refused(400, "invalid_market_combination", leg.market_ticker)
    events = {leg.event_ticker for leg in legs}
    if len(legs) != LEGS or len(events) < len(legs):
        raise refused(400, "invalid_market_combination", said)


def _existing(call: Call, legs: tuple[Leg, ...]) -> ListedMarket | None:
    for row in call.floor.listing.rows.values():
        if row.legs and set(row.legs) == set(legs):
            return row
    return None
