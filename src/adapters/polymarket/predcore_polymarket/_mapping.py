"""Polymarket's catalogue to predcore's. Pure functions: payload in, model out."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from predcore import BadResponse, Event, Market, Outcome, PriceLadder
from predcore.kit import mapping

from ._identity import canonical
from ._lifecycle import payouts, status_of
from ._outcomes import outcome_keys
from .models.gamma.event import Event as WireEvent
from .models.gamma.event_stub import EventStub
from .models.gamma.market import Market as WireMarket

__all__ = ["VENUE", "is_listed", "to_event", "to_market"]

VENUE = "polymarket"

_ZERO = Decimal(0)
_ONE = Decimal(1)
_SITE = "https://polymarket.com"
_SIZE_STEP = Decimal("0.01")
"""Orders have two decimals; fills may have six."""


def is_listed(native: WireMarket) -> bool:
    """Whether it is a market yet: drafts have no condition id or no outcomes."""
    return bool(native.condition_id and native.outcomes)


@mapping
def to_market(native: WireMarket, event: EventStub | None = None) -> Market:
    """One question.

    Args:
        native: as Gamma serves it.
        event: the parent, where the market does not bring it along.
    """
    if not native.condition_id or not native.outcomes:
        raise BadResponse(f"market {native.id} has no condition id or no outcomes")
    parent = event or (native.events[0] if native.events else None)
    status = status_of(native)
    settled = native.uma_end_date or native.closed_time
    return Market(
        venue=VENUE,
        id=canonical(native.condition_id),
        title=native.question or native.slug or native.id,
        status=status,
        outcomes=_outcomes(native),
        event=parent.id if parent else None,
        series=_series(parent),
        rules=native.description,
        url=_url(native, parent),
        opens_at=native.accepting_orders_timestamp or native.start_date,
        closes_at=(native.closed_time if native.closed else None) or native.end_date,
        settles_at=(settled if native.closed else None) or native.end_date,
        ladder=_ladder(native.order_price_min_tick_size),
        min_size=native.order_min_size,
        size_step=_SIZE_STEP,
        native=native,
    )


@mapping
def to_event(native: WireEvent) -> Event:
    """One happening with its markets; drafts among them are left out."""
    return Event(
        venue=VENUE,
        id=native.id,
        title=native.title or native.slug or native.id,
        series=_series(native),
        category=native.category or next((t.label for t in native.tags), None),
        exclusive=True if native.neg_risk or native.enable_neg_risk else None,
        url=f"{_SITE}/event/{native.slug}" if native.slug else None,
        closes_at=native.end_date,
        markets=tuple(to_market(m, native) for m in native.markets if is_listed(m)),
        native=native,
    )


def _outcomes(native: WireMarket) -> tuple[Outcome, ...]:
    """Best prices are listed for the first outcome; the second mirrors them."""
    labels = native.outcomes
    bid, ask = _inside(native.best_bid), _inside(native.best_ask)
    prices = [(bid, ask, _inside(native.last_trade_price))]
    if len(labels) == 2:
        prices.append((_mirror(ask), _mirror(bid), None))
    prices += [(None, None, None)] * (len(labels) - len(prices))
    paid = payouts(native)
    return tuple(
        Outcome(key=key, label=label, bid=bid, ask=ask, last=last, payout=payout)
        for key, label, (bid, ask, last), payout in zip(
            outcome_keys(labels), labels, prices, paid, strict=True
        )
    )


def _inside(price: Decimal | None) -> Decimal | None:
    """0 and 1 stand for "no quote" in the catalogue."""
    return price if price is not None and _ZERO < price < _ONE else None


def _mirror(price: Decimal | None) -> Decimal | None:
    return None if price is None else _ONE - price


@lru_cache(maxsize=64)
def _ladder(tick: Decimal | None) -> PriceLadder | None:
    """From one tick to one minus a tick."""
    return PriceLadder.uniform(tick) if tick and tick < _ONE else None


def _series(event: EventStub | None) -> str | None:
    if event is None:
        return None
    return event.series[0].slug if event.series else event.series_slug


def _url(native: WireMarket, event: EventStub | None) -> str | None:
    if not native.slug:
        return None
    if event is not None and event.slug:
        return f"{_SITE}/event/{event.slug}/{native.slug}"
    return f"{_SITE}/market/{native.slug}"
