"""``/incentive_programs``; the one list whose cursor is called ``next_cursor``."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from predcore import MarketStatus

from .listing import Listing
from .query import Query
from .rows import ListedMarket
from .wire import Json, identifier, instant

__all__ = ["listed"]

_STATES = ("active", "upcoming", "closed", "paid_out")
_KINDS = ("liquidity", "volume", "margin_maker_volume", "margin_taker_volume")
_STARTS = {"active": -2, "upcoming": 3, "closed": -20, "paid_out": -40}
_LENGTH = timedelta(days=7)


def listed(listing: Listing, query: Query) -> Json:
    """A page of incentive programmes."""
    status = query.choice("status", "all", *_STATES)
    kind = query.choice("type", "all", *_KINDS)
    description = query.text("incentive_description")
    size = query.integer("limit", least=1, most=10_000) or 100
    rows = [
        body
        for state, body in _programs(listing)
        if status in {None, "all", state}
        and kind in {None, "all", body["incentive_type"]}
        and description in {None, body["incentive_description"]}
    ]
    page, cursor = query.page(rows, size)
    return {"incentive_programs": list(page), "next_cursor": cursor}


def _programs(listing: Listing) -> Iterator[tuple[str, Json]]:
    trading = [
        row
        for row in listing.live.values()
        if row.market.status is MarketStatus.OPEN and not row.legs
    ]
    for number, row in enumerate(trading[:8]):
        state, kind = _STATES[number % len(_STATES)], _KINDS[number % 2]
        yield state, _body(listing, row, state, kind)


def _body(listing: Listing, row: ListedMarket, state: str, kind: str) -> Json:
    starts_at = listing.start + timedelta(days=_STARTS[state])
    body: Json = {
        "id": identifier("incentive", row.ticker),
        "market_id": identifier("market", row.ticker),
        "market_ticker": row.ticker,
        "incentive_type": kind,
        "incentive_description": f"{kind} reward",
        "start_date": instant(starts_at),
        "end_date": instant(starts_at + _LENGTH),
        "period_reward": 500_000,
        "paid_out": state == "paid_out",
    }
    if kind == "liquidity":
        body |= {"discount_factor_bps": 5_000, "target_size_fp": "300.00"}
    else:
        body["max_reward_per_account"] = 100_000
    return body
