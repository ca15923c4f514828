"""Breaches of streams."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import ClassVar

import pytest

from predcore import (
    BookUpdate,
    DataState,
    Disconnected,
    FillUpdate,
    Instrument,
    PositionUpdate,
    TradeUpdate,
    Update,
)
from predcore.sim.exchange import Exchange, Record
from predcore.testing import Cut, StreamingConformance
from testing.bourse_streams import BookNow, StreamingBourse
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
        "test_a_broken_connection_is_said_and_mended",
    }


class Silent(StreamingBourse):
    """Never tells one kind of update."""

    kept: ClassVar[type]

    def updates(self, record: Record, books: list[BookUpdate]) -> Iterator[Update]:
        for update in super().updates(record, books):
            if not isinstance(update, self.kept):
                yield update


class TestBooksStandStill(Streamed, StreamingConformance):
    class Kind(Silent):
        kept: ClassVar[type] = BookUpdate

    broken: ClassVar[set[str]] = {
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

    broken: ClassVar[set[str]] = {"test_ones_own_orders_and_trades_are_told"}


class TestPositionsAreKept(Streamed, StreamingConformance):
    class Kind(Silent):
        kept: ClassVar[type] = PositionUpdate

    broken: ClassVar[set[str]] = {"test_a_position_is_told_when_it_changes"}


class TestBreaksAreNotSaid(Streamed, StreamingConformance):
    class Kind(StreamingBourse):
        async def cut(self) -> None:
            for send in self.listening:
                for update in self.up():
                    if not isinstance(update, Disconnected):
                        send.send_nowait(update)

    broken: ClassVar[set[str]] = {"test_a_broken_connection_is_said_and_mended"}


class TestBooksAreNeverLive(Streamed, StreamingConformance):
    class Kind(StreamingBourse):
        def book(self, instrument: Instrument) -> BookNow:
            return dataclasses.replace(
                super().book(instrument), state=DataState.REBUILDING
            )

    broken: ClassVar[set[str]] = {
        "test_a_watched_book_is_the_book",
        "test_a_book_follows_orders_that_come_and_go",
        "test_a_broken_connection_is_said_and_mended",
    }
