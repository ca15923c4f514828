"""Gamma's view of events, series and tags."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import timedelta
from decimal import Decimal

from ..listed import ListedEvent, ListedMarket, ListedSeries, Tag
from ..listing import Listing
from ..notation import Row, iso, spaced
from ..prices import liquidity
from . import comments
from .market_figures import money
from .market_rows import market_row

__all__ = ["event_row", "event_stub", "series_row", "series_stub", "tag_row"]

_ZERO = Decimal(0)


def event_row(listing: Listing, event: ListedEvent) -> Row:
    """An event with its markets, series and tags."""
    return {
        **event_stub(listing, event),
        "markets": [market_row(listing, market) for market in event.markets],
        "series": [series_stub(listing, event.series)],
        "tags": [tag_row(listing, tag) for tag in event.tags],
    }


def event_stub(listing: Listing, event: ListedEvent) -> Row:
    """An event as it stands inside a market or series."""
    sims = [market.sim for market in event.markets]
    opens, closes = min(s.opens_at for s in sims), max(s.closes_at for s in sims)
    total = _total(event.markets, lambda m: money(m, m.sim.volume))
    recent = _total(event.markets, lambda m: money(m, m.sim.volume_24h))
    resting = _total(event.markets, liquidity)
    row: Row = {
        "id": event.id,
        "ticker": event.slug,
        "slug": event.slug,
        "title": event.sim.title,
        "description": sims[0].rules,
        "resolutionSource": "",
        "startDate": iso(opens),
        "creationDate": iso(opens),
        "endDate": iso(closes),
        "image": "",
        "icon": "",
        "active": any(market.active for market in event.markets),
        "closed": event.closed,
        "archived": False,
        "new": False,
        "featured": event.series.sim.frequency == "custom",
        "restricted": True,
        "liquidity": resting,
        "liquidityClob": resting,
        "volume": total,
        "volume24hr": recent,
        "volume1wk": min(total, recent * 7),
        "volume1mo": total,
        "volume1yr": total,
        "openInterest": _total(event.markets, lambda m: m.sim.open_interest),
        "createdAt": iso(opens - timedelta(hours=1)),
        "updatedAt": iso(max(sim.book_at for sim in sims)),
        "enableOrderBook": True,
        "negRisk": event.neg_risk,
        "enableNegRisk": event.neg_risk,
        "negRiskAugmented": False,
        "commentCount": comments.count(event),
        "cyom": False,
        "showAllOutcomes": True,
        "showMarketImages": False,
        "automaticallyActive": True,
        "seriesSlug": event.series.slug,
        "gmpChartMode": "default",
        "cumulativeMarkets": False,
        "pendingDeployment": False,
        "deploying": False,
        "requiresTranslation": False,
        "eventMetadata": {"context_requires_regen": True},
    }
    if event.neg_risk:
        row["negRiskMarketID"] = event.neg_risk_market_id
    if event.closed:
        row["closedTime"] = iso(closes)
    if event.sim.category == "Sports":
        row |= {"live": False, "ended": event.closed}
    return row


def series_row(listing: Listing, series: ListedSeries, *, events: bool) -> Row:
    """A series, with its events unless they are left out."""
    row = series_stub(listing, series)
    if events:
        mine = [event for event in listing.events if event.series is series]
        row["events"] = [event_stub(listing, event) for event in mine]
    return row


def series_stub(listing: Listing, series: ListedSeries) -> Row:
    """A series as it stands inside an event."""
    mine = [event for event in listing.events if event.series is series]
    markets = [market for event in mine for market in event.markets]
    opens = min(market.sim.opens_at for market in markets)
    return {
        "id": series.id,
        "ticker": series.slug,
        "slug": series.slug,
        "title": series.sim.title,
        "seriesType": "single",
        "recurrence": series.sim.frequency,
        "image": "",
        "icon": "",
        "layout": "default",
        "active": True,
        "closed": all(event.closed for event in mine),
        "archived": False,
        "new": False,
        "featured": False,
        "restricted": True,
        "publishedAt": spaced(opens),
        "createdBy": "1",
        "updatedBy": "1",
        "createdAt": iso(opens),
        "updatedAt": iso(max(market.sim.book_at for market in markets)),
        "commentsEnabled": True,
        "competitive": "0",
        "volume24hr": _total(markets, lambda m: money(m, m.sim.volume_24h)),
        "volume": _total(markets, lambda m: money(m, m.sim.volume)),
        "liquidity": _total(markets, liquidity),
        "startDate": iso(opens),
        "commentCount": comments.count(series),
        "requiresTranslation": False,
    }


def tag_row(listing: Listing, tag: Tag) -> Row:
    """A tag."""
    published = listing.start - timedelta(days=365)
    return {
        "id": tag.id,
        "label": tag.label,
        "slug": tag.slug,
        "forceShow": False,
        "publishedAt": spaced(published),
        "updatedBy": 1,
        "createdAt": iso(published),
        "updatedAt": iso(listing.start),
        "isCarousel": False,
        "requiresTranslation": False,
    }


def _total(
    markets: Iterable[ListedMarket], amount: Callable[[ListedMarket], Decimal]
) -> Decimal:
    return sum((amount(market) for market in markets), _ZERO)
