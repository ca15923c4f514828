"""Breaches of streams."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from contextlib import AbstractAsyncContextManager
from decimal import Decimal
from typing import ClassVar

import pytest

from predcore import (
    BookUpdate,
    DataState,
    FillUpdate,
    Instrument,
    PositionUpdate,
    TradeUpdate,
    Update,
    Watch,
)
from predcore.sim.exchange import Exchange, Record
from predcore.testing import Cut, StreamingConformance
from testing.bourse_streams import BookNow, Listening, StreamingBourse
from testing.breaches.orders import Breach


class Streamed(Breach):
    """Opens a broken bourse with streams; hears nothing for a second at most."""

    patience: ClassVar[float] = 1.0

    @pytest.fixture
    def venue(self, exchange: Exchange) -> StreamingBourse:
        venue = self.Kind(exchange, "trader")
        assert isinstance(venue, StreamingBourse)
        return venue

    @pytest.fixture
    def cut(self, venue: StreamingBourse) -> Cut:
        return venue.cut


class TestStreamsSayNothingOfTheirConnection(Streamed, StreamingConformance):
    class Kind(StreamingBourse):
        def up(self) -> tuple[Update, ...]:
            return ()

    broken: ClassVar[set[str]] = {
        "test_a_stream_says_that_it_is_up_before_it_tells_anything",
        "test_ones_own_orders_and_trades_are_told",
        "test_a_position_is_told_when_it_changes",
        "test_what_a_broken_connection_kept_back_is_told_afterwards",
        "test_a_broken_connection_is_said_and_mended",
    }


class Silent(StreamingBourse):
    """Never tells one kind of update."""

    kept: ClassVar[type]

    def updates(self, record: Record, to: Listening) -> Iterator[Update]:
        for update in super().updates(record, to):
            if not isinstance(update, self.kept):
                yield update


class TestBooksStandStill(Streamed, StreamingConformance):
    class Kind(Silent):
        kept: ClassVar[type] = BookUpdate

    broken: ClassVar[set[str]] = {
        "test_a_depth_leaves_out_what_happens_behind_it",
        "test_what_is_added_is_told_and_what_is_removed_is_not",
        "test_a_book_follows_orders_that_come_and_go",
        "test_a_broken_connection_is_said_and_mended",
    }


class TestTradesAreKept(Streamed, StreamingConformance):
    class Kind(Silent):
        kept: ClassVar[type] = TradeUpdate

    broken: ClassVar[set[str]] = {"test_a_trade_is_told_as_it_was_made"}


class TestFillsAreKept(Streamed, StreamingConformance):
    class Kind(Silent):
        kept: ClassVar[type] = FillUpdate

    broken: ClassVar[set[str]] = {
        "test_ones_own_orders_and_trades_are_told",
        "test_what_a_broken_connection_kept_back_is_told_afterwards",
    }


class TestFillsAreLostWithAConnection(Streamed, StreamingConformance):
    class Kind(Silent):
        kept: ClassVar[type] = type(None)

        async def cut(self) -> None:
            await super().cut()
            self.kept = FillUpdate  # type: ignore[misc]

    broken: ClassVar[set[str]] = {
        "test_what_a_broken_connection_kept_back_is_told_afterwards"
    }


class TestPositionsAreKept(Streamed, StreamingConformance):
    class Kind(Silent):
        kept: ClassVar[type] = PositionUpdate

    broken: ClassVar[set[str]] = {"test_a_position_is_told_when_it_changes"}


class TestBreaksAreNotSaid(Streamed, StreamingConformance):
    class Kind(StreamingBourse):
        async def cut(self) -> None:
            for listening in self.listening:
                for update in self.up():
                    listening.tell(update)

    broken: ClassVar[set[str]] = {"test_a_broken_connection_is_said_and_mended"}


class TestBooksAreNeverLive(Streamed, StreamingConformance):
    class Kind(StreamingBourse):
        def book(self, instrument: Instrument) -> BookNow:
            return dataclasses.replace(
                super().book(instrument), trusted=DataState.REBUILDING
            )

    broken: ClassVar[set[str]] = {
        "test_a_watched_book_is_the_book",
        "test_a_watched_book_says_what_trading_at_once_comes_to",
        "test_what_is_added_is_told_and_what_is_removed_is_not",
        "test_a_depth_leaves_out_what_happens_behind_it",
        "test_a_depth_of_nothing_tells_quotes",
        "test_a_book_follows_orders_that_come_and_go",
        "test_a_trade_is_told_as_it_was_made",
        "test_a_broken_connection_is_said_and_mended",
    }


class TestDepthIsOverlooked(Streamed, StreamingConformance):
    class Kind(StreamingBourse):
        def watch(
            self,
            *instruments: Instrument,
            trades: bool = False,
            depth: int | None = None,
        ) -> AbstractAsyncContextManager[Watch]:
            return super().watch(*instruments, trades=trades)

    broken: ClassVar[set[str]] = {
        "test_a_depth_leaves_out_what_happens_behind_it",
        "test_a_depth_of_nothing_tells_quotes",
    }


class Listens(StreamingBourse):
    """Listens in a way of its own."""

    Way: ClassVar[type[Listening]]

    def watch(
        self,
        *instruments: Instrument,
        trades: bool = False,
        depth: int | None = None,
    ) -> AbstractAsyncContextManager[Watch]:
        self.own(instruments)
        return self._open(instruments, self.Way(self, trades, depth))


class TestAddedBooksAreKept(Streamed, StreamingConformance):
    class Kind(Listens):
        class Way(Listening):
            async def add(self, *instruments: Instrument) -> None:
                if not self.kept or len(instruments) > 1:
                    await super().add(*instruments)
                self.venue.own(instruments)

    broken: ClassVar[set[str]] = {
        "test_what_is_added_is_told_and_what_is_removed_is_not"
    }


class TestRemovedBooksAreTold(Streamed, StreamingConformance):
    class Kind(Listens):
        class Way(Listening):
            async def remove(self, *instruments: Instrument) -> None:
                pass

    broken: ClassVar[set[str]] = {
        "test_what_is_added_is_told_and_what_is_removed_is_not"
    }


class TestSweepsAreGuessed(Streamed, StreamingConformance):
    class Guess(BookNow):
        def cost_to_buy(self, count: Decimal) -> Decimal | None:
            return self.ask and self.ask.price * count

    class Kind(StreamingBourse):
        def book(self, instrument: Instrument) -> BookNow:
            return TestSweepsAreGuessed.Guess(self, instrument)

    broken: ClassVar[set[str]] = {
        "test_a_watched_book_says_what_trading_at_once_comes_to"
    }
