"""A book kept up to date from a stream, and the same book from the other outcome."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from time import monotonic

from .._fees import Side
from .._ids import Instrument
from .._levels import Level
from .._models import DataState, Orderbook, Source
from .._taking import Taken, checked_count
from .._updates import BookView
from .bookside import BookSide
from .scales import Scale

__all__ = ["LocalBook"]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LIVE = DataState.LIVE


class _Standing:
    """What a book and its complement share besides their levels."""

    __slots__ = (
        "changes",
        "heard_at",
        "learned_at",
        "learned_from",
        "pause",
        "returns",
        "state",
        "venue_ms",
    )

    def __init__(self) -> None:
        self.state = DataState.REBUILDING
        self.changes = self.returns = self.learned_from = 0
        self.pause = 0.0
        self.heard_at = self.learned_at = monotonic()
        self.venue_ms: int | None = None


class LocalBook(BookView):
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

    def show(self, other: LocalBook) -> None:
        """Be a view of ``other`` from now on, the book of the same outcome that another
        connection keeps: whoever holds this one goes on with that."""
        self._standing = other._standing
        self.bids, self.offers = other.bids, other.offers

    # -- what a reader sees -----------------------------------------------------

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
        """When the venue made the last change, where it says so within the calendar."""
        milliseconds = self._standing.venue_ms
        if milliseconds is None:
            return None
        try:
            return _EPOCH + timedelta(milliseconds=milliseconds)
        except OverflowError:
            return None

    @property
    def received_at(self) -> datetime:
        """When the last change, or the last proof that nothing changed, reached us;
        before the first, since when it is waited for."""
        silence = timedelta(seconds=monotonic() - self._standing.heard_at)
        return datetime.now(UTC) - silence

    def snapshot(self, depth: int | None = None) -> Orderbook:
        """An immutable copy, of the last known levels where it is not ``live``."""
        return Orderbook(
            instrument=self._instrument,
            bids=self.bids.bids(depth),
            asks=self.offers.offers(depth),
            venue_time=self.venue_time,
            received_at=self.received_at,
            source=Source.STREAM,
            state=self._standing.state,
        )

    def bid_levels(self) -> Iterator[Level]:
        """Bids from the best down, none while the book is not ``live``; take what you
        need before you wait for anything."""
        return self.bids.each_bid() if self._standing.state is _LIVE else iter(())

    def ask_levels(self) -> Iterator[Level]:
        """Asks from the best up; as ``bid_levels``."""
        return self.offers.each_offer() if self._standing.state is _LIVE else iter(())

    def price_for(self, count: Decimal, side: Side = Side.BUY) -> Taken | None:
        """What trading ``count`` contracts at once comes to, before fees.

        ``None`` where there are not so many, or the book is not ``live``; raises
        ``InvalidRequest`` for a count that is not above 0.
        """
        checked_count(count)
        if self._standing.state is not _LIVE:
            return None
        buys = side is Side.BUY
        levels = self.offers if buys else self.bids
        found = levels.taken(count, as_bids=not buys)
        return found and Taken(*found, found[0] / count)

    # -- what keeps it up to date -------------------------------------------------

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
        standing = self._standing
        standing.state = DataState.LIVE
        standing.returns += 1
        standing.changes += 1
        standing.learned_from = standing.changes
        standing.learned_at = standing.heard_at = now
        standing.venue_ms = venue_ms

    def changed(self, now: float, venue_ms: int | None = None) -> None:
        """Note that a side was changed; arguments as of ``replace``."""
        standing = self._standing
        standing.changes += 1
        standing.heard_at = now
        standing.venue_ms = venue_ms

    def confirmed(self, now: float) -> None:
        """Note that it is still right, as somebody else was asked: it is young again,
        and so long a pause is nothing unusual."""
        standing = self._standing
        standing.pause = max(self.pause(), now - standing.heard_at)
        standing.heard_at = now

    def withhold(self, state: DataState = DataState.REBUILDING) -> None:
        """No longer to be believed, until ``replace`` or ``restore``."""
        self._standing.state = state

    def restore(self) -> None:
        """``live`` again: what it has been kept at was right after all."""
        standing = self._standing
        standing.state = DataState.LIVE
        standing.returns += 1

    def pause(self) -> float:
        """Seconds that usually pass between two changes, going by those since this was
        asked before and, half as much each time, those before that; 0 without any."""
        standing = self._standing
        if new := standing.changes - standing.learned_from:
            latest = (standing.heard_at - standing.learned_at) / new
            standing.pause = ((standing.pause or latest) + latest) / 2
            standing.learned_from = standing.changes
            standing.learned_at = standing.heard_at
        return standing.pause

    @property
    def heard_at(self) -> float:
        """When it was last heard of, in seconds of the monotonic clock."""
        return self._standing.heard_at

    def top(self, depth: int) -> tuple[object, ...]:
        """Something that differs when the best ``depth`` levels of a side do, or when
        the book was not ``live`` meanwhile."""
        returns, bids, offers = self._standing.returns, self.bids, self.offers
        if depth <= 1:
            bid, offer = bids.best, offers.best
            size, other = bids.levels.get(bid), offers.levels.get(offer)
            return returns, bid, size, offer, other
        return returns, bids.top(depth), offers.top(depth)
