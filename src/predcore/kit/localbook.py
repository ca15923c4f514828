"""A book kept up to date from a stream, and the same book from the other outcome."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from time import monotonic

from .._ids import Instrument
from .._levels import Level
from .._models import DataState, Orderbook, Source
from .bookside import BookSide
from .scales import Scale

__all__ = ["LocalBook"]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LIVE = DataState.LIVE


class _Standing:
    """What a book and its complement share besides their levels."""

    __slots__ = ("changes", "heard_at", "state", "venue_ms")

    def __init__(self) -> None:
        self.state = DataState.REBUILDING
        self.changes = 0
        self.heard_at = 0.0
        self.venue_ms: int | None = None


class LocalBook:
    """A :class:`~predcore.BookView` in integer steps with its best prices at hand.

    It starts ``rebuilding`` and is ``live`` from its first ``replace``. Change its
    sides (``bids``, and ``offers`` at ``1 - price``) and say so with ``changed``.
    Reading it never copies until ``snapshot``.

    Args:
        instrument: whose book.
        prices, sizes: the steps everything is counted in; share them between books.
    """

    __slots__ = ("_instrument", "_standing", "bids", "offers")

    def __init__(self, instrument: Instrument, prices: Scale, sizes: Scale) -> None:
        self._instrument = instrument
        self._standing = _Standing()
        self.bids = BookSide(prices, sizes)
        self.offers = BookSide(prices, sizes)

    def complement(self, instrument: Instrument) -> LocalBook:
        """The same book from the other outcome: a view that changes with this one."""
        other = LocalBook.__new__(LocalBook)
        other._instrument = instrument  # noqa: SLF001 - one of our own
        other._standing = self._standing  # noqa: SLF001
        other.bids, other.offers = self.offers, self.bids
        return other

    @property
    def instrument(self) -> Instrument:
        """Whose book."""
        return self._instrument

    @property
    def state(self) -> DataState:
        """``live``, or not to be believed."""
        return self._standing.state

    @property
    def changes(self) -> int:
        """How often it changed: more than the updates you read, as those conflate."""
        return self._standing.changes

    @property
    def bid(self) -> Level | None:
        """The best bid, in O(1); ``None`` while the book is not ``live``."""
        return self.bids.as_bid if self._standing.state is _LIVE else None

    @property
    def ask(self) -> Level | None:
        """The best ask, in O(1); ``None`` while the book is not ``live``."""
        return self.offers.as_offer if self._standing.state is _LIVE else None

    @property
    def venue_time(self) -> datetime | None:
        """When the venue made the last change, where it says."""
        milliseconds = self._standing.venue_ms
        if milliseconds is None:
            return None
        return _EPOCH + timedelta(milliseconds=milliseconds)

    def snapshot(self, depth: int | None = None) -> Orderbook:
        """An immutable copy, of the last known levels where it is not ``live``."""
        silence = timedelta(seconds=monotonic() - self._standing.heard_at)
        return Orderbook(
            instrument=self._instrument,
            bids=self.bids.bids(depth),
            asks=self.offers.offers(depth),
            venue_time=self.venue_time,
            received_at=datetime.now(UTC) - silence,
            source=Source.STREAM,
            state=self._standing.state,
        )

    def replace(
        self,
        bids: Mapping[int, int],
        offers: Mapping[int, int],
        now: float,
        venue_ms: int | None = None,
    ) -> None:
        """Start again from a whole book, which makes it ``live``.

        Args:
            bids: price step to size steps.
            offers: the same, at ``1 - price``.
            now: of the monotonic clock.
            venue_ms: the venue's time, in Unix milliseconds.

        Raises:
            ValueError: a price outside of 0 to 1, or a size below 0.
        """
        self.withhold()
        self.bids.replace(bids)
        self.offers.replace(offers)
        self._standing.state = DataState.LIVE
        self.changed(now, venue_ms)

    def changed(self, now: float, venue_ms: int | None = None) -> None:
        """Note that a side was changed; arguments as of ``replace``."""
        standing = self._standing
        standing.changes += 1
        standing.heard_at = now
        standing.venue_ms = venue_ms

    def withhold(self, state: DataState = DataState.REBUILDING) -> None:
        """No longer to be believed, until ``replace``."""
        self._standing.state = state
