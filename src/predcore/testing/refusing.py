"""Promises of orders the venue does not take, or must not be asked to."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from decimal import ROUND_CEILING, Decimal
from typing import ClassVar

import pytest

from .. import (
    Accepted,
    Instrument,
    InvalidRequest,
    Market,
    OrderRequest,
    Placement,
    Refused,
    RejectReason,
    TimeInForce,
)
from .orders import (
    TradingSuite,
    TradingVenue,
    accepted,
    far_order,
    lowest,
    resting,
    smallest,
)

__all__ = ["RefusingPromises", "refused"]

CatchUp = Callable[[], Awaitable[None]]
_DAY = timedelta(days=1)


def refused(fate: object, reason: RejectReason, *, sent: bool | None = None) -> None:
    """It was refused for that reason, here (``sent=False``) or by the venue."""
    assert isinstance(fate, Refused), f"expected Refused, got {fate}"
    assert fate.reason is reason, f"{fate.reason}: {fate.error}"
    assert str(fate.error)
    assert sent is None or fate.sent is sent


class RefusingPromises(TradingSuite):
    """What becomes of bad orders."""

    beyond_means: ClassVar[Decimal] = Decimal(100_000_000)
    """Contracts nobody could pay for."""

    @pytest.fixture
    def off_ladder(self, market: Market) -> Decimal:
        """A price between the two lowest."""
        assert market.ladder is not None
        low = lowest(market)
        after = market.ladder.next(low)
        assert after is not None
        return (low + after) / 2

    async def test_a_price_off_the_ladder_is_refused_unsent(
        self, venue: TradingVenue, market: Market, off_ladder: Decimal
    ) -> None:
        for instrument in market.instruments:
            request = far_order(market, instrument=instrument, price=off_ladder)
            refused(await venue.place(request), RejectReason.PRICE, sent=False)

    async def test_a_size_off_the_grid_is_refused_unsent(
        self, venue: TradingVenue, market: Market
    ) -> None:
        assert market.size_step is not None
        request = far_order(market, size=smallest(market) + market.size_step / 2)
        refused(await venue.place(request), RejectReason.SIZE, sent=False)

    async def test_less_than_the_smallest_order_is_refused_unsent(
        self, venue: TradingVenue, market: Market
    ) -> None:
        assert market.min_size is not None
        request = far_order(market, size=market.min_size / 2)
        refused(await venue.place(request), RejectReason.SIZE, sent=False)

    async def test_what_is_refused_here_is_not_written_down(
        self, venue: TradingVenue, market: Market, off_ladder: Decimal
    ) -> None:
        written: list[OrderRequest] = []

        async def journal(request: OrderRequest) -> None:
            written.append(request)

        await venue.place(far_order(market, price=off_ladder), journal=journal)
        assert written == []

    async def test_an_unknown_market_is_refused(
        self, venue: TradingVenue, market: Market, unknown_instrument: Instrument
    ) -> None:
        request = far_order(market, instrument=unknown_instrument)
        refused(await venue.place(request), RejectReason.MARKET)

    async def test_an_instrument_of_another_venue_is_a_mistake(
        self, venue: TradingVenue, market: Market
    ) -> None:
        strange = Instrument(f"not-{venue.name}", market.id, market.outcomes[0].key)
        request = far_order(market, instrument=strange)
        with pytest.raises(InvalidRequest):
            await venue.place(request)
        with pytest.raises(InvalidRequest):
            await venue.place_many([far_order(market), request])

    async def test_a_client_id_is_used_once(
        self, venue: TradingVenue, market: Market, catch_up: CatchUp
    ) -> None:
        request = far_order(market)
        order = accepted(await venue.place(request))
        refused(await venue.place(request), RejectReason.DUPLICATE)
        await venue.cancel(order.id)
        await catch_up()
        refused(await venue.place(request), RejectReason.DUPLICATE)

    async def test_a_post_only_order_that_would_trade_is_refused(
        self, venue: TradingVenue, market: Market, catch_up: CatchUp
    ) -> None:
        before = await resting(venue, market)
        offer = (await venue.orderbook(market.instruments[0])).asks[0]
        request = far_order(market, price=offer.price, post_only=True)
        refused(await venue.place(request), RejectReason.WOULD_CROSS)
        await catch_up()
        book = await venue.orderbook(market.instruments[0])
        assert book.asks[0] == offer
        assert await resting(venue, market) == before

    async def test_fill_or_kill_takes_nothing_where_there_is_too_little(
        self, venue: TradingVenue, market: Market, catch_up: CatchUp
    ) -> None:
        offer = (await venue.orderbook(market.instruments[0])).asks[0]
        more = offer.size.to_integral_value(ROUND_CEILING) + smallest(market)
        request = far_order(
            market, price=offer.price, size=more, time_in_force=TimeInForce.FOK
        )
        refused(await venue.place(request), RejectReason.UNFILLABLE)
        await catch_up()
        assert (await venue.orderbook(market.instruments[0])).asks[0] == offer

    async def test_an_order_beyond_ones_means_is_refused(
        self, venue: TradingVenue, market: Market
    ) -> None:
        request = far_order(market, size=self.beyond_means)
        refused(await venue.place(request), RejectReason.FUNDS)

    @pytest.mark.parametrize(
        ("time_in_force", "expires_in"),
        [
            (TimeInForce.GTD, None),
            (TimeInForce.GTC, _DAY),
            (TimeInForce.IOC, _DAY),
            (TimeInForce.GTD, -_DAY),
        ],
    )
    async def test_an_expiry_is_to_come_and_of_gtd_orders_only(
        self,
        venue: TradingVenue,
        market: Market,
        time_in_force: TimeInForce,
        expires_in: timedelta | None,
    ) -> None:
        at = None if expires_in is None else datetime.now(UTC) + expires_in
        request = far_order(market, time_in_force=time_in_force, expires_at=at)
        refused(await venue.place(request), RejectReason.EXPIRY)

    async def test_one_bad_order_among_many_spoils_no_other(
        self, venue: TradingVenue, market: Market, off_ladder: Decimal
    ) -> None:
        first, last = far_order(market), far_order(market)
        fates: tuple[Placement, ...] = await venue.place_many(
            [
                first,
                far_order(market, price=off_ladder),
                far_order(market, size=self.beyond_means),
                last,
            ]
        )
        assert isinstance(fates[0], Accepted)
        refused(fates[1], RejectReason.PRICE, sent=False)
        refused(fates[2], RejectReason.FUNDS)
        assert isinstance(fates[3], Accepted)
