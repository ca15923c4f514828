"""Markets of the catalogue follow the exchange."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from predcore import Level, MarketStatus
from predcore.sim import SimMarket, live_market, synthetic
from predcore.sim.exchange import BookView, Exchange, Listing, Phase, SimClock

LISTED = next(
    market
    for event in synthetic(0).boards["north"].events
    for market in event.markets
    if market.status is MarketStatus.OPEN
)
LATER = LISTED.book_at + timedelta(hours=1)
BOOK = BookView(
    market="M",
    sequence=1,
    bids=(Level(Decimal("0.41"), Decimal(7)),),
    asks=(),
)


def view_of(phase: Phase) -> SimMarket:
    exchange = Exchange(SimClock(LATER))
    listing = Listing(
        key="M", ladder=LISTED.ladder, open_at=LATER, close_at=LATER + timedelta(days=1)
    )
    view = replace(exchange.lifecycle.list(listing), phase=phase)
    return live_market(
        LISTED,
        view,
        BOOK,
        book_at=LATER,
        trades=LISTED.trades[:1],
        traded=Decimal("12.5"),
    )


def test_prices_and_trades_are_those_of_the_exchange() -> None:
    live = view_of(Phase.OPEN)
    assert (live.bids, live.asks) == (BOOK.bids, ())
    assert live.book_at == LATER
    assert live.trades == LISTED.trades[:1]
    assert live.volume == LISTED.volume + Decimal("12.5")
    assert live.volume_24h == LISTED.volume_24h + Decimal("12.5")
    assert (live.opens_at, live.closes_at) == (LATER, LATER + timedelta(days=1))
    assert live.settles_at == LISTED.settles_at


@pytest.mark.parametrize(
    ("phase", "status"),
    [
        (Phase.LISTED, MarketStatus.PENDING),
        (Phase.OPEN, MarketStatus.OPEN),
        (Phase.PAUSED, MarketStatus.HALTED),
        (Phase.CLOSED, MarketStatus.CLOSED),
        (Phase.DETERMINED, MarketStatus.DETERMINED),
        (Phase.DISPUTED, MarketStatus.DETERMINED),
        (Phase.AMENDED, MarketStatus.DETERMINED),
        (Phase.FINALIZED, MarketStatus.SETTLED),
    ],
)
def test_every_phase_is_a_status(phase: Phase, status: MarketStatus) -> None:
    assert view_of(phase).status is status
