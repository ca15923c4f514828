"""Markets and events from listing to pay-out; times are in seconds."""

from __future__ import annotations

from decimal import Decimal

from predcore.sim.exchange import LadderChange, Phase, ScheduleChange, StatusChange

from ..ladders import price_ranges, structure
from ..rows import ListedMarket
from ..targets import strike
from ..wire import Json, dollars, unix

__all__ = ["closes", "event_created", "ladder", "status"]

_RESULTS = {Decimal(1): "yes", Decimal(0): "no"}


def status(change: StatusChange, row: ListedMarket) -> Json | None:
    """What is said of a step; of opening and closing by the clock, nothing."""
    match change.previous, change.phase:
        case None, _:
            return {"event_type": "created", **_created(row)}
        case _, Phase.PAUSED:
            return _told("deactivated", change.market, is_deactivated=True)
        case ((Phase.PAUSED | Phase.CLOSED), Phase.OPEN):
            return _told("activated", change.market, is_deactivated=False)
        case _, Phase.DETERMINED if change.payout is not None:
            return _told(
                "determined",
                change.market,
                determination_ts=unix(change.at),
                result=_RESULTS.get(change.payout, "scalar"),
                settlement_value=dollars(change.payout),
            )
        case _, Phase.FINALIZED:
            return _told("settled", change.market, settled_ts=unix(change.at))
        case _:
            return None


def closes(change: ScheduleChange) -> Json:
    """Trading ends at another time."""
    return _told("close_date_updated", change.market, close_ts=unix(change.close_at))


def ladder(change: LadderChange) -> Json:
    """A market has other prices."""
    return _told(
        "price_level_structure_updated",
        change.market,
        price_level_structure=structure(change.ladder),
        price_ranges=price_ranges(change.ladder),
    )


def event_created(row: ListedMarket) -> Json:
    """The event of a market is new."""
    return {
        "event_ticker": row.event_ticker,
        "exchange_index": row.exchange_index,
        "title": row.event.title,
        "subtitle": row.event.subtitle,
        "collateral_return_type": "MECNET" if row.event.exclusive else "",
        "series_ticker": row.series_ticker,
    }


def _told(event_type: str, market: str, **rest: object) -> Json:
    return {"event_type": event_type, "market_ticker": market, **rest}


def _created(row: ListedMarket) -> Json:
    market = row.market
    return {
        "market_ticker": row.ticker,
        "exchange_index": row.exchange_index,
        "open_ts": unix(market.opens_at),
        "close_ts": unix(market.closes_at),
        "price_level_structure": structure(market.ladder),
        "price_ranges": price_ranges(market.ladder),
        "additional_metadata": {
            "name": market.question,
            "title": market.question,
            "yes_sub_title": market.subtitle,
            "no_sub_title": market.subtitle,
            "rules_primary": f"{market.rules} {market.question}",
            "rules_secondary": "",
            "can_close_early": True,
            "event_ticker": row.event_ticker,
            "expected_expiration_ts": unix(market.settles_at),
            **{name: value for name, value in strike(row).items() if "strike" in name},
        },
    }
