"""Promises of price history: in order, aligned, and possible."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import ClassVar

import pytest

from .. import Candle, Candles, Instrument, InvalidId, InvalidRequest, NotFound
from .checks import check_kept, check_price
from .naming import refuses_hostile_ids
from .suite import Suite

__all__ = ["CandlesConformance"]

_DAY = timedelta(days=1)


class CandlesConformance(Suite):
    """``Candles``: price history, for every interval the venue offers."""

    protocol: ClassVar[type] = Candles
    lengths: ClassVar[int] = 100
    """How many intervals back history is looked for."""

    @pytest.fixture
    async def histories(
        self, venue: Candles, instruments: list[Instrument]
    ) -> dict[timedelta, tuple[Candle, ...]]:
        """For each interval, the candles of the first instrument that has any."""
        return {
            interval: await self._first(venue, instruments, interval)
            for interval in venue.intervals
        }

    async def _first(
        self, venue: Candles, instruments: list[Instrument], interval: timedelta
    ) -> tuple[Candle, ...]:
        end = datetime.now(UTC)
        start = end - interval * self.lengths
        for one in instruments:
            found = await venue.candles(one, interval=interval, start=start, end=end)
            if found:
                assert {candle.instrument for candle in found} == {one}
                return found
        return ()

    async def test_the_venue_offers_intervals_from_short_to_long(
        self, venue: Candles
    ) -> None:
        assert venue.intervals
        assert list(venue.intervals) == sorted(set(venue.intervals))
        assert venue.intervals[0] > timedelta(0)

    async def test_some_open_market_has_a_history(
        self, histories: dict[timedelta, tuple[Candle, ...]]
    ) -> None:
        assert any(histories.values())

    async def test_candles_come_oldest_first_and_side_by_side(
        self, histories: dict[timedelta, tuple[Candle, ...]]
    ) -> None:
        for interval, candles in histories.items():
            for candle in candles:
                assert candle.end - candle.start == interval
                assert candle.end.utcoffset() == timedelta(0)
            # A venue's day has 23 or 25 hours twice a year.
            slack = timedelta(hours=1) if interval >= _DAY else timedelta(0)
            for earlier, later in pairwise(candles):
                assert earlier.end <= later.start + slack, f"{interval} overlap"

    async def test_candles_are_aligned_with_one_another(
        self, histories: dict[timedelta, tuple[Candle, ...]]
    ) -> None:
        epoch = datetime(1970, 1, 1, tzinfo=UTC)
        for interval, candles in histories.items():
            if interval < _DAY:
                offsets = {(candle.end - epoch) % interval for candle in candles}
                assert len(offsets) <= 1, f"{interval} candles end at {offsets}"

    async def test_prices_of_a_candle_are_possible(
        self, histories: dict[timedelta, tuple[Candle, ...]]
    ) -> None:
        for candle in (one for found in histories.values() for one in found):
            prices = [candle.open, candle.high, candle.low, candle.close]
            known = [price for price in prices if price is not None]
            assert len(known) in {0, 4}, "a candle has four prices or none"
            for price in known:
                check_price(price)
            if known:
                assert candle.low == min(known)
                assert candle.high == max(known)
            if candle.bid is not None and candle.ask is not None:
                assert candle.bid < candle.ask

    async def test_candles_cannot_be_changed_and_keep_what_was_sent(
        self, histories: dict[timedelta, tuple[Candle, ...]]
    ) -> None:
        for candle in (one for found in histories.values() for one in found):
            check_kept(candle)

    async def test_candles_end_after_the_start_and_not_after_the_end(
        self, venue: Candles, histories: dict[timedelta, tuple[Candle, ...]]
    ) -> None:
        for interval, candles in histories.items():
            if len(candles) < 3:
                continue
            start, end = candles[0].end, candles[-2].end
            found = await venue.candles(
                candles[0].instrument, interval=interval, start=start, end=end
            )
            ends = [candle.end for candle in candles if start < candle.end <= end]
            assert [candle.end for candle in found] == ends

    async def test_an_interval_that_is_not_offered_is_refused(
        self, venue: Candles, instruments: list[Instrument]
    ) -> None:
        odd = venue.intervals[-1] + timedelta(seconds=7)
        for interval in (odd, timedelta(0), -venue.intervals[0]):
            with pytest.raises(InvalidRequest):
                await _recent(venue, instruments[0], interval)

    async def test_a_window_turned_round_has_no_candles(
        self, venue: Candles, instruments: list[Instrument]
    ) -> None:
        now = datetime.now(UTC)
        try:
            found = await venue.candles(
                instruments[0],
                interval=venue.intervals[0],
                start=now,
                end=now - timedelta(hours=1),
            )
        except InvalidRequest:
            return
        assert found == ()

    async def test_an_unknown_instrument_is_not_found(
        self,
        venue: Candles,
        instruments: list[Instrument],
        unknown_instrument: Instrument,
    ) -> None:
        with pytest.raises(NotFound):
            await _recent(venue, unknown_instrument, venue.intervals[0])
        known = instruments[0]
        outcome = Instrument(known.venue, known.market, "no-such-outcome")
        with pytest.raises((NotFound, InvalidId)):
            await _recent(venue, outcome, venue.intervals[0])

    async def test_a_hostile_id_never_names_an_instrument(
        self, venue: Candles, instruments: list[Instrument]
    ) -> None:
        known = instruments[0]

        async def ask(text: str) -> tuple[Candle, ...]:
            hostile = Instrument(known.venue, text, known.outcome)
            return await _recent(venue, hostile, venue.intervals[0])

        await refuses_hostile_ids(ask)


async def _recent(
    venue: Candles, instrument: Instrument, interval: timedelta
) -> tuple[Candle, ...]:
    end = datetime.now(UTC)
    start = end - timedelta(hours=1)
    return await venue.candles(instrument, interval=interval, start=start, end=end)
