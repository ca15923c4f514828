"""Candlesticks of markets, of batches of markets, of events and of the archive."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from predcore.sim import SimMarket

from .candles import Candle, Span, candles, period_end
from .listing import Listing
from .query import Query
from .refusals import bad_request, not_found
from .wire import Json, count, dollars

__all__ = ["archived", "of_batch", "of_event", "of_market"]

_PERIODS = ("1", "60", "1440")
_MOST = 10_000


@dataclass(frozen=True, slots=True)
class _Range:
    since: datetime
    until: datetime
    minutes: int
    with_latest_before: bool

    @classmethod
    def asked(cls, query: Query, *, any_period: bool = False) -> _Range:
        since = query.required("start_ts", query.instant("start_ts"))
        until = query.required("end_ts", query.instant("end_ts"))
        if not any_period:
            query.choice("period_interval", *_PERIODS)
        minutes = query.integer("period_interval", least=1)
        if since > until:
            raise bad_request("start_ts is after end_ts")
        return cls(
            since,
            until,
            query.required("period_interval", minutes),
            bool(query.flag("include_latest_before_start")),
        )

    def of(self, market: SimMarket) -> Iterator[Candle]:
        """Candles that end in the range, and what came before where asked for."""
        first, last = int(self.since.timestamp()), int(self.until.timestamp())
        every = candles(market, self.minutes)
        inside = [candle for candle in every if first <= candle.end <= last]
        before = [candle for candle in every if candle.end < first]
        if self.with_latest_before and before:
            yield _projected(
                before[-1], period_end(self.since + timedelta(seconds=1), self.minutes)
            )
        yield from inside


def _projected(candle: Candle, end: int) -> Candle:
    return replace(
        candle,
        end=end,
        bid=Span.of([candle.bid.close]),
        ask=Span.of([candle.ask.close]),
        price=None,
        mean=None,
        previous=candle.price.close if candle.price else candle.previous,
        volume=candle.volume * 0,
    )


def of_market(listing: Listing, query: Query) -> Json:
    """Candlesticks of one market that is not archived."""
    asked = _Range.asked(query)
    row = listing.market(query.path["ticker"])
    if row.series_ticker != query.path["series_ticker"]:
        raise not_found()
    bodies = [_body(candle) for candle in asked.of(row.market)]
    return {"ticker": row.ticker, "candlesticks": bodies}


def of_batch(listing: Listing, query: Query) -> Json:
    """Candlesticks of up to 100 markets, 10 000 in all."""
    asked = _Range.asked(query, any_period=True)
    tickers = query.joined("market_tickers", most=100)
    tickers = query.required("market_tickers", tickers)
    live = listing.live
    found = {
        ticker: [_body(candle) for candle in asked.of(live[ticker].market)]
        for ticker in tickers
        if ticker in live
    }
    if sum(map(len, found.values())) > _MOST:
        raise bad_request(f"more than {_MOST} candlesticks")
    return {
        "markets": [
            {"market_ticker": ticker, "candlesticks": bodies}
            for ticker, bodies in found.items()
        ]
    }


def of_event(listing: Listing, query: Query) -> Json:
    """Candlesticks of every market of an event, in parallel arrays."""
    asked = _Range.asked(query)
    event = listing.event(query.path["ticker"])
    if event.series_ticker != query.path["series_ticker"]:
        raise not_found()
    return {
        "market_tickers": [row.ticker for row in event.markets],
        "market_candlesticks": [
            [_body(candle) for candle in asked.of(row.market)] for row in event.markets
        ],
        "adjusted_end_ts": int(asked.until.timestamp()),
    }


def archived(listing: Listing, query: Query) -> Json:
    """Candlesticks of an archived market, under keys without suffixes."""
    asked = _Range.asked(query)
    row = listing.market(query.path["ticker"], archived=True)
    return {
        "ticker": row.ticker,
        "candlesticks": [_archived_body(candle) for candle in asked.of(row.market)],
    }


def _span(span: Span, suffix: str) -> Json:
    return {
        f"open{suffix}": dollars(span.open),
        f"low{suffix}": dollars(span.low),
        f"high{suffix}": dollars(span.high),
        f"close{suffix}": dollars(span.close),
    }


def _body(candle: Candle) -> Json:
    price: Json = _span(candle.price, "_dollars") if candle.price else {}
    if candle.mean is not None:
        price["mean_dollars"] = dollars(candle.mean)
    if candle.previous is not None:
        price["previous_dollars"] = dollars(candle.previous)
    return {
        "end_period_ts": candle.end,
        "yes_bid": _span(candle.bid, "_dollars"),
        "yes_ask": _span(candle.ask, "_dollars"),
        "price": price,
        "volume_fp": count(candle.volume),
        "open_interest_fp": count(candle.open_interest),
    }


def _archived_body(candle: Candle) -> Json:
    nothing: Json = {"open": None, "low": None, "high": None, "close": None}
    price = _span(candle.price, "") if candle.price else nothing
    price["mean"] = None if candle.mean is None else dollars(candle.mean)
    price["previous"] = None if candle.previous is None else dollars(candle.previous)
    return {
        "end_period_ts": candle.end,
        "yes_bid": _span(candle.bid, ""),
        "yes_ask": _span(candle.ask, ""),
        "price": price,
        "volume": count(candle.volume),
        "open_interest": count(candle.open_interest),
    }
