"""``/series`` and what is searched by: categories, tags and sports."""

from __future__ import annotations

from decimal import Decimal

from predcore.sim import SimSeries

from .fees import series_fee
from .listing import Listing
from .query import Query
from .refusals import not_found
from .rows import exchange_index
from .targets import COMPETITION
from .wire import Json, count, instant

__all__ = ["filters_by_sport", "get", "listed", "settlement_sources", "tags"]

_SITE = "https://simulator.invalid"


def settlement_sources(category: str) -> list[Json]:
    """Who is believed about the outcome."""
    return [{"name": f"Bureau of {category}", "url": f"{_SITE}/sources"}]


def get(listing: Listing, query: Query) -> Json:
    """One series."""
    ticker = query.path["series_ticker"]
    if ticker not in listing.series:
        raise not_found()
    with_volume = bool(query.flag("include_volume"))
    body = _body(listing, ticker, listing.series[ticker], with_volume=with_volume)
    return {"series": body | {"product_metadata": _metadata(ticker)}}


def listed(listing: Listing, query: Query) -> Json:
    """Every series; this list has no pages."""
    category, tags = query.text("category"), query.joined("tags")
    with_metadata = query.flag("include_product_metadata")
    with_volume = bool(query.flag("include_volume"))
    since = query.instant("min_updated_ts")
    bodies = [
        _body(listing, ticker, series, with_volume=with_volume)
        | ({"product_metadata": _metadata(ticker)} if with_metadata else {})
        for ticker, series in listing.series.items()
        if category in {None, series.category}
        and (tags is None or set(tags) & set(series.tags))
        and (since is None or listing.start > since)
    ]
    return {"series": bodies}


def _metadata(ticker: str) -> Json:
    return {"promoted": False, "image": f"{_SITE}/{ticker}.png"}


def _body(
    listing: Listing, ticker: str, series: SimSeries, *, with_volume: bool
) -> Json:
    fee = series_fee(series.category)
    body: Json = {
        "ticker": ticker,
        "title": series.title,
        "frequency": series.frequency,
        "category": series.category,
        "categories": [series.category],
        "tags": list(series.tags) or None,
        "settlement_sources": settlement_sources(series.category),
        "contract_url": f"{_SITE}/{ticker}.pdf",
        "contract_terms_url": f"{_SITE}/{ticker}-terms.pdf",
        "additional_prohibitions": None,
        "fee_type": fee.kind,
        "fee_multiplier": fee.multiplier,
        "last_updated_ts": instant(listing.start),
        "exchange_index": exchange_index(series.category),
    }
    if with_volume:
        markets = (*listing.live.values(), *listing.archive.values())
        inside = (m.market.volume for m in markets if m.series_ticker == ticker)
        body["volume_fp"] = count(sum(inside, Decimal(0)))
    return body


def tags(listing: Listing, query: Query) -> Json:
    """The tags of each category."""
    del query
    found: dict[str, list[str]] = {}
    for series in listing.series.values():
        known = found.setdefault(series.category, [])
        known += [tag for tag in series.tags if tag not in known]
    return {"tags_by_categories": found}


def filters_by_sport(listing: Listing, query: Query) -> Json:
    """Competitions and scopes of each sport."""
    del query
    sports = {
        tag
        for series in listing.series.values()
        if series.category == "Sports"
        for tag in series.tags
    }
    scopes = ["Games", "Futures"]
    return {
        "filters_by_sports": {
            sport: {"scopes": scopes, "competitions": {COMPETITION: {"scopes": scopes}}}
            for sport in sorted(sports)
        },
        "sport_ordering": sorted(sports),
    }
