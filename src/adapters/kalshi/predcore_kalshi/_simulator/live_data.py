"""``/live_data`` of milestones and of events."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from predcore import MarketStatus
from predcore.sim import SimTrade

from .listing import Listing
from .milestones import Milestone, find
from .query import Query
from .refusals import Refusal, not_found
from .rows import ListedEvent
from .wire import Json, dollars, identifier, unix_ms

__all__ = ["batch", "event", "game_stats", "milestone"]

_RANGES = {
    "15min": timedelta(minutes=15),
    "1h": timedelta(hours=1),
    "1d": timedelta(days=1),
}
_DEFAULT_RANGE = "1d"
_CHARTED = {"Crypto": "crypto_price_chart", "Climate and Weather": "weather"}


def milestone(listing: Listing, query: Query) -> Json:
    """Live data of one milestone; the older path also names its type."""
    found = find(listing, query.path["milestone_id"])
    if query.path.get("type", found.kind) != found.kind:
        raise not_found()
    with_players = bool(query.flag("include_player_stats"))
    return {"live_data": _body(found, with_players=with_players)}


def batch(listing: Listing, query: Query) -> Json:
    """Live data of up to 100 milestones; unknown ones are left out."""
    ids = query.repeated("milestone_ids", most=100)
    with_players = bool(query.flag("include_player_stats"))
    bodies: list[Json] = []
    for milestone_id in query.required("milestone_ids", ids or None):
        try:
            found = find(listing, milestone_id)
        except Refusal:
            continue
        bodies.append(_body(found, with_players=with_players))
    return {"live_datas": bodies}


def game_stats(listing: Listing, query: Query) -> Json:
    """Play by play of a game that was played; nothing for anything else."""
    found = find(listing, query.path["milestone_id"])
    if found.kind != "football_game" or found.status != "finished":
        return {}
    away, home = (market.code for market in found.event.event.markets)
    periods = [
        {"events": [{"clock": "07:30", "team": team, "type": "touchdown"}]}
        for team in (away, home, away, away)
    ]
    return {"pbp": {"periods": periods}}


def event(listing: Listing, query: Query) -> Json:
    """The chart behind an event, for the few categories that have one."""
    found = listing.event(query.path["event_ticker"])
    kind = _CHARTED.get(found.event.category)
    if kind is None:
        raise not_found()
    wanted = query.text("range") or _DEFAULT_RANGE
    span = _RANGES.get(wanted, _RANGES[_DEFAULT_RANGE])
    data: Json = {
        "type": kind,
        "details": {"timeseries": _chart(found, listing.now - span)},
        "default_range": _DEFAULT_RANGE,
        "range_options": list(_RANGES),
    }
    if kind == "crypto_price_chart":
        data["is_historical"] = MarketStatus.OPEN not in found.statuses
    return {"live_data": data}


def _chart(event: ListedEvent, since: datetime) -> list[Json]:
    trades: Sequence[SimTrade] = event.every[0].market.trades
    return [
        {"t": unix_ms(trade.at), "v": dollars(trade.price)}
        for trade in trades
        if trade.at >= since
    ]


def _body(milestone: Milestone, *, with_players: bool) -> Json:
    details: Json = {"status": milestone.status, "live_data_delayed": False}
    if milestone.kind == "football_game":
        over = milestone.status == "finished"
        away, home = (market.code for market in milestone.event.event.markets)
        details |= {
            "away": away,
            "away_points": 24 if over else 0,
            "home": home,
            "home_points": 17 if over else 0,
        }
        if with_players:
            player = identifier("player", away)
            details["player_stats"] = {player: {"passing_yards": 301 if over else 0}}
    return {"type": milestone.kind, "details": details, "milestone_id": milestone.id}
