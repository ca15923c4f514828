"""A replayed book, with the times of its recording."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from .. import BookView, DataState, Instrument, Level, Orderbook, Side, Taken
from ..kit import LocalBook

__all__ = ["Clock", "RecordedBook", "to_instant"]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICRO = 1_000_000


class Clock:
    """What a connection's clocks said when its last input was recorded.

    Attributes:
        at: Unix microseconds.
        monotonic: nanoseconds of the clock by which deadlines ran.
    """

    __slots__ = ("at", "monotonic")

    def __init__(self) -> None:
        self.at = self.monotonic = 0

    def instant(self, heard_at: float) -> datetime:
        """When it was ``heard_at`` in seconds of the monotonic clock."""
        before = timedelta(seconds=self.monotonic / 1_000_000_000 - heard_at)
        return to_instant(self.at) - before


def to_instant(at: int) -> datetime:
    """Unix microseconds as an instant."""
    seconds, micros = divmod(at, _MICRO)
    return _EPOCH + timedelta(seconds=seconds, microseconds=micros)


class RecordedBook(BookView):
    """The book that a protocol keeps, heard of when it was recorded and not now."""

    __slots__ = ("_book", "_clock", "_made", "_since")

    def __init__(self, book: LocalBook, clock: Clock) -> None:
        self._book = book
        self._clock = clock
        # Until it is heard of, it counts from when it was made: here, and not then.
        self._made, self._since = book.heard_at, to_instant(clock.at)

    @property
    def instrument(self) -> Instrument:
        """Whose book."""
        return self._book.instrument

    @property
    def state(self) -> DataState:
        """``live``, or not to be believed."""
        return self._book.state

    @property
    def bid(self) -> Level | None:
        """The best bid."""
        return self._book.bid

    @property
    def ask(self) -> Level | None:
        """The best ask."""
        return self._book.ask

    @property
    def venue_time(self) -> datetime | None:
        """When the venue made the last change, where it says."""
        return self._book.venue_time

    @property
    def received_at(self) -> datetime:
        """When the recorder heard of it last."""
        if self._book.heard_at == self._made:
            return self._since
        return self._clock.instant(self._book.heard_at)

    def snapshot(self, depth: int | None = None) -> Orderbook:
        """An immutable copy, at most ``depth`` levels a side."""
        return replace(self._book.snapshot(depth), received_at=self.received_at)

    def bid_levels(self) -> Iterator[Level]:
        """Bids from the best down."""
        return self._book.bid_levels()

    def ask_levels(self) -> Iterator[Level]:
        """Asks from the best up."""
        return self._book.ask_levels()

    def price_for(self, count: Decimal, side: Side = Side.BUY) -> Taken | None:
        """What trading ``count`` contracts at once comes to."""
        return self._book.price_for(count, side)
