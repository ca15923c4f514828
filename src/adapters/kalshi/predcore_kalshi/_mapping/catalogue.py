"""Markets and events."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from predcore import Event, Market, MarketStatus, Outcome, PriceLadder
from predcore.kit import mapping

from .values import VENUE, flip, instant, offered

if TYPE_CHECKING:
    from ..models import events, markets

__all__ = ["status_of", "to_event", "to_market"]

_ZERO = Decimal(0)
_ONE = Decimal(1)
_GRID = Decimal("0.01")
"""Contracts; the venue counts in hundredths of one."""

_STATUS: Mapping[str | None, MarketStatus] = {
    "initialized": MarketStatus.PENDING,
    "active": MarketStatus.OPEN,
    "inactive": MarketStatus.HALTED,
    "closed": MarketStatus.CLOSED,
    "determined": MarketStatus.DETERMINED,
    "disputed": MarketStatus.DETERMINED,
    "amended": MarketStatus.DETERMINED,
    "finalized": MarketStatus.SETTLED,
}


def status_of(native: markets.Market) -> MarketStatus:
    """The venue's eight states in ours."""
    return _STATUS.get(native.status, MarketStatus.UNKNOWN)


@mapping
def to_market(native: markets.Market, series: str | None = None) -> Market:
    """One market with its two outcomes, ``yes`` and ``no``.

    ``series`` is the series' ticker where it is known; markets do not carry it.
    """
    return Market(
        venue=VENUE,
        id=native.ticker,
        title=_title(native),
        status=status_of(native),
        outcomes=_outcomes(native),
        event=native.event_ticker or None,
        series=series,
        rules=_rules(native),
        opens_at=instant(native.open_time),
        closes_at=instant(native.close_time),
        settles_at=_settles_at(native),
        ladder=_ladder(native.price_ranges),
        min_size=_GRID,
        size_step=_GRID,
        volume=native.volume_fp,
        volume_24h=native.volume_24h_fp,
        open_interest=native.open_interest_fp,
        native=native,
    )


@mapping
def to_event(
    native: events.Event, archived: tuple[markets.Market, ...] = (), *, whole: bool
) -> Event:
    """One event; ``whole`` when its markets were asked for.

    ``archived`` are markets that are no longer listed with their event.
    """
    found = tuple(
        to_market(market, native.series_ticker or None)
        for market in (*native.markets, *archived)
    )
    closing = [market.closes_at for market in found if market.closes_at is not None]
    return Event(
        venue=VENUE,
        id=native.event_ticker,
        title=_plain(native.title) or native.event_ticker,
        series=native.series_ticker or None,
        category=native.category or None,
        exclusive=native.mutually_exclusive,
        closes_at=max(closing, default=None),
        markets=found if whole else None,
        native=native,
    )


def _plain(text: str | None) -> str:
    """Titles carry Markdown emphasis and doubled spaces."""
    return " ".join(text.replace("**", "").split()) if text else ""


def _title(native: markets.Market) -> str:
    """The markets of an event often share a title; the answer tells them apart."""
    title, answer = _plain(native.title), _plain(native.yes_sub_title)
    if not title:
        return answer or native.ticker
    if not answer or answer.casefold() in title.casefold():
        return title
    return f"{title} ({answer})"


def _rules(native: markets.Market) -> str | None:
    parts = [text for text in (native.rules_primary, native.rules_secondary) if text]
    return "\n\n".join(parts) or None


def _outcomes(native: markets.Market) -> tuple[Outcome, Outcome]:
    bid_size, ask_size = native.yes_bid_size_fp, native.yes_ask_size_fp
    last, payout = offered(native.last_price_dollars), _payout(native)
    yes, no = native.yes_sub_title, native.no_sub_title
    return (
        Outcome(
            key="yes",
            label=yes or "Yes",
            bid=offered(native.yes_bid_dollars, bid_size),
            ask=offered(native.yes_ask_dollars, ask_size),
            last=last,
            payout=payout,
        ),
        Outcome(
            key="no",
            label=no if no and no != yes else "No",
            bid=offered(native.no_bid_dollars, ask_size),
            ask=offered(native.no_ask_dollars, bid_size),
            last=last and flip(last),
            payout=None if payout is None else flip(payout),
        ),
    )


def _payout(native: markets.Market) -> Decimal | None:
    """What a YES contract pays, once that is determined."""
    match native.result:
        case "yes":
            return _ONE
        case "no":
            return _ZERO
        case "scalar":
            return native.settlement_value_dollars
        case _:
            return None


def _settles_at(native: markets.Market) -> datetime | None:
    """When it paid out, or else when that is expected: the venue's own estimate of
    the determination, or the latest possible one, and the settlement timer."""
    if (settled := instant(native.settlement_ts)) is not None:
        return settled
    decided = instant(native.expected_expiration_time)
    if decided is None:
        decided = instant(native.latest_expiration_time)
    if decided is None:
        return None
    return decided + timedelta(seconds=native.settlement_timer_seconds or 0)


@lru_cache(maxsize=256)
def _ladder(bands: tuple[markets.PriceRange, ...]) -> PriceLadder | None:
    triples = [(band.start, band.end, band.step) for band in bands]
    return PriceLadder.of(triples) if triples else None
