"""Reading what decides the fees of a market."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ._catalogue import find_market
from ._fee_rules import FeeFacts
from ._mapping.values import needed

if TYPE_CHECKING:
    from ._client import Kalshi

__all__ = ["read_facts"]


async def read_facts(native: Kalshi, ticker: str, *, with_changes: bool) -> FeeFacts:
    """Market, event and series in three requests; with their changes in five.

    What is in force now needs no changes.
    """
    market = await find_market(native, ticker)
    event_ticker = needed(market.event_ticker, "event_ticker")
    event = await native.events.get(event_ticker, exclude_markets=True)
    series_ticker = needed(event.series_ticker, "series_ticker")
    series = await native.series.get(series_ticker)
    read_at = datetime.now(UTC)
    if not with_changes:
        return FeeFacts(market=market, event=event, series=series, read_at=read_at)
    return FeeFacts(
        market=market,
        event=event,
        series=series,
        event_changes=await native.events.fee_changes.list(
            event_ticker=event_ticker
        ).collect(),
        series_changes=await native.series.fee_changes.list(
            series_ticker=series_ticker, show_historical=True
        ),
        read_at=read_at,
    )
