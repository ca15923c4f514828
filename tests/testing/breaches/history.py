"""Breaches of prints and candles."""

from __future__ import annotations

import dataclasses
from collections.abc import AsyncGenerator, AsyncIterable
from datetime import datetime, timedelta
from decimal import Decimal
from typing import ClassVar

from acme_predcore._venue import AcmeVenue
from predcore import (
    Candle,
    Instrument,
    NotFound,
    Trade,
)
from predcore.kit import Pages
from predcore.testing import (
    CandlesConformance,
    TradesConformance,
)
from testing.breaches.breach import Breach

D = Decimal


class Trading(AcmeVenue):
    """Acme with its prints read some other way."""

    def change(self, found: Pages[Trade]) -> Pages[Trade]:
        raise NotImplementedError

    def trades(
        self,
        market_id: str,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> AsyncIterable[Trade]:
        found = super().trades(market_id, since=since, until=until)
        assert isinstance(found, Pages)
        return self.change(found)


class TestPrintsTwice(Breach, TradesConformance):
    class Broken(Trading):
        def change(self, found: Pages[Trade]) -> Pages[Trade]:
            return found.flatten(lambda trade: (trade, trade))

    broken: ClassVar[set[str]] = {"test_no_print_comes_twice"}


class TestPrintsFromTheFuture(Breach, TradesConformance):
    class Broken(Trading):
        def change(self, found: Pages[Trade]) -> Pages[Trade]:
            ahead = timedelta(days=3650)
            return found.map(
                lambda trade: dataclasses.replace(trade, at=trade.at + ahead)
            )

    broken: ClassVar[set[str]] = {
        "test_a_print_has_a_price_a_size_and_a_time",
        "test_until_keeps_what_is_not_newer",
        "test_since_keeps_what_is_not_older",
        "test_since_and_until_hold_together",
    }


class TestPrintsOldestFirst(Breach, TradesConformance):
    class Broken(AcmeVenue):
        def trades(
            self,
            market_id: str,
            *,
            since: datetime | None = None,
            until: datetime | None = None,
        ) -> AsyncIterable[Trade]:
            return self._backwards(super().trades(market_id, since=since, until=until))

        async def _backwards(
            self, source: AsyncIterable[Trade]
        ) -> AsyncGenerator[Trade]:
            found = [trade async for trade in source]
            for trade in reversed(found):
                yield trade

    broken: ClassVar[set[str]] = {
        "test_prints_come_newest_first",
        "test_prints_can_be_read_again_from_the_newest",
    }


class TestPrintsIgnoreSince(Breach, TradesConformance):
    class Broken(AcmeVenue):
        def trades(
            self,
            market_id: str,
            *,
            since: datetime | None = None,
            until: datetime | None = None,
        ) -> AsyncIterable[Trade]:
            return super().trades(market_id, until=until)

    broken: ClassVar[set[str]] = {
        "test_since_keeps_what_is_not_older",
        "test_a_time_to_come_has_no_prints",
    }


class TestPrintsOfNoMarketAreNone(Breach, TradesConformance):
    class Broken(AcmeVenue):
        def trades(
            self,
            market_id: str,
            *,
            since: datetime | None = None,
            until: datetime | None = None,
        ) -> AsyncIterable[Trade]:
            return self._quietly(super().trades(market_id, since=since, until=until))

        async def _quietly(self, source: AsyncIterable[Trade]) -> AsyncGenerator[Trade]:
            try:
                async for trade in source:
                    yield trade
            except NotFound:
                return

    broken: ClassVar[set[str]] = {
        "test_an_unknown_market_is_not_found",
        "test_prints_can_be_read_again_from_the_newest",
    }


class TestCandlesNewestFirst(Breach, CandlesConformance):
    class Broken(AcmeVenue):
        async def candles(
            self,
            instrument: Instrument,
            *,
            interval: timedelta,
            start: datetime,
            end: datetime,
        ) -> tuple[Candle, ...]:
            found = await super().candles(
                instrument, interval=interval, start=start, end=end
            )
            return found[::-1]

    broken: ClassVar[set[str]] = {
        "test_candles_come_oldest_first_and_side_by_side",
    }


class TestCandlesOfAnyInterval(Breach, CandlesConformance):
    class Broken(AcmeVenue):
        async def candles(
            self,
            instrument: Instrument,
            *,
            interval: timedelta,
            start: datetime,
            end: datetime,
        ) -> tuple[Candle, ...]:
            known = interval if interval in self.intervals else self.intervals[0]
            return await super().candles(
                instrument, interval=known, start=start, end=end
            )

    broken: ClassVar[set[str]] = {"test_an_interval_that_is_not_offered_is_refused"}


class TestCandlesTurnedOver(Breach, CandlesConformance):
    """No's candles made from yes's without swapping high and low."""

    class Broken(AcmeVenue):
        async def candles(
            self,
            instrument: Instrument,
            *,
            interval: timedelta,
            start: datetime,
            end: datetime,
        ) -> tuple[Candle, ...]:
            found = await super().candles(
                instrument, interval=interval, start=start, end=end
            )
            return tuple(
                dataclasses.replace(one, high=one.low, low=one.high) for one in found
            )

    broken: ClassVar[set[str]] = {"test_prices_of_a_candle_are_possible"}
