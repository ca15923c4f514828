"""Breaches of streams of books."""

from __future__ import annotations

import dataclasses
from contextlib import AbstractAsyncContextManager
from decimal import Decimal
from typing import ClassVar

import pytest

from predcore import BookUpdate, DataState, Instrument, Update, Watch
from predcore.testing import Move, StreamingConformance
from testing.bourse_streams import BookNow, Listening, StreamingBourse
from testing.breaches.listening import Silent, Streamed


class Moved(Streamed):
    """Has somebody who changes books."""

    @pytest.fixture
    def move(self, venue: StreamingBourse) -> Move:
        return venue.move


class TestStreamsSayNothingOfTheirConnection(Moved, StreamingConformance):
    class Kind(StreamingBourse):
        def up(self) -> tuple[Update, ...]:
            return ()

    broken: ClassVar[set[str]] = {
        "test_a_stream_says_that_it_is_up_before_it_tells_anything",
        "test_a_broken_connection_is_said_and_mended",
    }


class TestBooksStandStill(Moved, StreamingConformance):
    class Kind(Silent):
        kept: ClassVar[type] = BookUpdate

    broken: ClassVar[set[str]] = {
        "test_a_watched_book_changes_as_the_book_does",
        "test_what_is_added_is_told_and_what_is_removed_is_not",
        "test_a_broken_connection_is_said_and_mended",
    }


class TestBooksAreLostWithAConnection(Moved, StreamingConformance):
    class Kind(Silent):
        kept: ClassVar[type] = type(None)

        async def cut(self) -> None:
            await super().cut()
            self.kept = BookUpdate  # type: ignore[misc]

    broken: ClassVar[set[str]] = {"test_a_broken_connection_is_said_and_mended"}


class TestBreaksAreNotSaid(Moved, StreamingConformance):
    class Kind(StreamingBourse):
        async def cut(self) -> None:
            for listening in self.listening:
                for update in self.up():
                    listening.tell(update)

    broken: ClassVar[set[str]] = {"test_a_broken_connection_is_said_and_mended"}


class TestBooksAreNeverLive(Moved, StreamingConformance):
    class Kind(StreamingBourse):
        def book(self, instrument: Instrument) -> BookNow:
            return dataclasses.replace(
                super().book(instrument), trusted=DataState.REBUILDING
            )

    broken: ClassVar[set[str]] = {
        "test_a_watched_book_is_the_book",
        "test_a_watched_book_says_what_trading_at_once_comes_to",
        "test_a_watched_book_changes_as_the_book_does",
        "test_what_is_added_is_told_and_what_is_removed_is_not",
        "test_a_depth_of_nothing_tells_quotes",
        "test_a_broken_connection_is_said_and_mended",
    }


class TestQuotesAreBooks(Moved, StreamingConformance):
    class Kind(StreamingBourse):
        def watch(
            self,
            *instruments: Instrument,
            trades: bool = False,
            depth: int | None = None,
        ) -> AbstractAsyncContextManager[Watch]:
            return super().watch(*instruments, trades=trades)

    broken: ClassVar[set[str]] = {"test_a_depth_of_nothing_tells_quotes"}


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


class TestAddedBooksAreKept(Moved, StreamingConformance):
    class Kind(Listens):
        class Way(Listening):
            async def add(self, *instruments: Instrument) -> None:
                if not self.kept or len(instruments) > 1:
                    await super().add(*instruments)
                self.venue.own(instruments)

    broken: ClassVar[set[str]] = {
        "test_what_is_added_is_told_and_what_is_removed_is_not"
    }


class TestRemovedBooksAreTold(Moved, StreamingConformance):
    class Kind(Listens):
        class Way(Listening):
            async def remove(self, *instruments: Instrument) -> None:
                pass

    broken: ClassVar[set[str]] = {
        "test_what_is_added_is_told_and_what_is_removed_is_not"
    }


class TestSweepsAreGuessed(Moved, StreamingConformance):
    class Guess(BookNow):
        def cost_to_buy(self, count: Decimal) -> Decimal | None:
            return self.ask and self.ask.price * count

    class Kind(StreamingBourse):
        def book(self, instrument: Instrument) -> BookNow:
            return TestSweepsAreGuessed.Guess(self, instrument)

    broken: ClassVar[set[str]] = {
        "test_a_watched_book_says_what_trading_at_once_comes_to"
    }
