"""Breaches of streams to whoever trades."""

from __future__ import annotations

import dataclasses
from contextlib import AbstractAsyncContextManager
from typing import ClassVar

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
from predcore.testing import AccountStreamingConformance
from testing.bourse_streams import BookNow, StreamingBourse
from testing.breaches.listening import Silent, Streamed


class TestAccountsSayNothingOfTheirConnection(Streamed, AccountStreamingConformance):
    class Kind(StreamingBourse):
        def up(self) -> tuple[Update, ...]:
            return ()

    broken: ClassVar[set[str]] = {
        "test_ones_own_orders_and_trades_are_told",
        "test_a_position_is_told_when_it_changes",
        "test_what_a_broken_connection_kept_back_is_told_afterwards",
        "test_a_book_has_the_orders_of_while_it_was_cut_off",
    }


class TestOrdersAreNotInBooks(Streamed, AccountStreamingConformance):
    class Kind(Silent):
        kept: ClassVar[type] = BookUpdate

    broken: ClassVar[set[str]] = {
        "test_a_depth_leaves_out_what_happens_behind_it",
        "test_a_book_follows_orders_that_come_and_go",
        "test_a_book_has_the_orders_of_while_it_was_cut_off",
    }


class TestTradesAreKept(Streamed, AccountStreamingConformance):
    class Kind(Silent):
        kept: ClassVar[type] = TradeUpdate

    broken: ClassVar[set[str]] = {"test_a_trade_is_told_as_it_was_made"}


class TestFillsAreKept(Streamed, AccountStreamingConformance):
    class Kind(Silent):
        kept: ClassVar[type] = FillUpdate

    broken: ClassVar[set[str]] = {
        "test_ones_own_orders_and_trades_are_told",
        "test_what_a_broken_connection_kept_back_is_told_afterwards",
    }


class TestFillsAreLostWithAConnection(Streamed, AccountStreamingConformance):
    class Kind(Silent):
        kept: ClassVar[type] = type(None)

        async def cut(self) -> None:
            await super().cut()
            self.kept = FillUpdate  # type: ignore[misc]

    broken: ClassVar[set[str]] = {
        "test_what_a_broken_connection_kept_back_is_told_afterwards"
    }


class TestPositionsAreKept(Streamed, AccountStreamingConformance):
    class Kind(Silent):
        kept: ClassVar[type] = PositionUpdate

    broken: ClassVar[set[str]] = {"test_a_position_is_told_when_it_changes"}


class TestOrdersWhileCutOffAreLost(Streamed, AccountStreamingConformance):
    class Kind(Silent):
        kept: ClassVar[type] = type(None)

        async def cut(self) -> None:
            await super().cut()
            self.kept = BookUpdate  # type: ignore[misc]

    broken: ClassVar[set[str]] = {"test_a_book_has_the_orders_of_while_it_was_cut_off"}


class TestBooksAreNeverLiveToTraders(Streamed, AccountStreamingConformance):
    class Kind(StreamingBourse):
        def book(self, instrument: Instrument) -> BookNow:
            return dataclasses.replace(
                super().book(instrument), trusted=DataState.REBUILDING
            )

    broken: ClassVar[set[str]] = {
        "test_a_depth_leaves_out_what_happens_behind_it",
        "test_a_book_follows_orders_that_come_and_go",
        "test_a_book_has_the_orders_of_while_it_was_cut_off",
        "test_a_trade_is_told_as_it_was_made",
    }


class TestDepthIsOverlooked(Streamed, AccountStreamingConformance):
    class Kind(StreamingBourse):
        def watch(
            self,
            *instruments: Instrument,
            trades: bool = False,
            depth: int | None = None,
        ) -> AbstractAsyncContextManager[Watch]:
            return super().watch(*instruments, trades=trades)

    broken: ClassVar[set[str]] = {"test_a_depth_leaves_out_what_happens_behind_it"}
