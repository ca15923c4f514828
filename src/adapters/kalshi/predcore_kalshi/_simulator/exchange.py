"""``/exchange`` and the price list of requests."""

from __future__ import annotations

import re

from .listing import Listing
from .query import Query
from .wire import Json, instant

__all__ = ["cost", "endpoint_costs", "schedule", "status", "user_data_timestamp"]

_SHARDS = ("Default", "Combos", "Crypto and commodities", "Tennis and ball games")
_ALL_DAY = [{"open_time": "00:00", "close_time": "00:00"}]
_THURSDAY = [
    {"open_time": "00:00", "close_time": "03:00"},
    {"open_time": "05:00", "close_time": "00:00"},
]
_DAYS = ("monday", "tuesday", "wednesday", "friday", "saturday", "sunday")
_ROOT = "/trade-api/v2"
_PLACEHOLDER = re.compile(r":(\w+)")
_COSTS = (
    ("POST", "/account/api_usage_level/upgrade", 30),
    ("DELETE", "/portfolio/events/orders", 2),
    ("DELETE", "/portfolio/events/orders/:order_id", 2),
    ("DELETE", "/portfolio/events/orders/batched", 2),
    ("GET", "/portfolio/orders/:order_id", 2),
    ("POST", "/communications/quotes", 2),
    ("GET", "/communications/rfqs/:rfq_id/quotes/:quote_id", 2),
    ("DELETE", "/communications/rfqs/:rfq_id/quotes/:quote_id", 2),
)


_DEFAULT_COST = 10
_PRICES = {
    (method, _PLACEHOLDER.sub(r"{\1}", path)): tokens for method, path, tokens in _COSTS
}


def cost(method: str, path: str) -> int:
    """Tokens that a request takes; of a batch, for every item."""
    return _PRICES.get((method, path), _DEFAULT_COST)


def status(listing: Listing, query: Query) -> Json:
    """Whether orders are taken; the exchange itself is never down."""
    del query
    active = {
        "exchange_active": True,
        "trading_active": listing.trading_active,
        "intra_exchange_transfers_active": True,
    }
    shards = [
        {"exchange_index": index, "description": description, **active}
        for index, description in enumerate(_SHARDS)
    ]
    return {
        **active,
        "exchange_estimated_resume_time": None,
        "exchange_index_statuses": shards,
    }


def schedule(listing: Listing, query: Query) -> Json:
    """Open all week but for two hours on Thursdays, in New York time."""
    del listing, query
    week = {
        "start_time": "2026-01-01T00:00:00Z",
        "end_time": "2200-12-01T00:00:00Z",
        "thursday": _THURSDAY,
        **dict.fromkeys(_DAYS, _ALL_DAY),
    }
    return {"schedule": {"standard_hours": [week], "maintenance_windows": []}}


def user_data_timestamp(listing: Listing, query: Query) -> Json:
    """Up to when the account's data is known."""
    del query
    return {"as_of_time": instant(listing.now)}


def endpoint_costs(listing: Listing, query: Query) -> Json:
    """What differs from the default cost of a request."""
    del listing, query
    return {
        "default_cost": _DEFAULT_COST,
        "endpoint_costs": [
            {"method": method, "path": _ROOT + path, "cost": cost}
            for method, path, cost in _COSTS
        ],
    }
