"""Books, prints and the life of markets over one connection.

The venue numbers nothing, so what it says of its own books is held against ours. A
book is ``live`` from its first whole book on, for as long as nothing contradicts it:

- the best prices stated with a change hold once every change of the same instant has
  come. Until ours are the same the book is withheld; when a later instant begins, or
  half a second passes, and they are not: ``Gap``, the token is left and followed
  again, ``Resynced`` with the book that brings.
- best prices stated by themselves may come before their change: only if that has not
  come in half a second, as above.
- an instant before one that has been dealt with, a change that cannot be, bids above
  asks, a book whose hash is not its own (see ``hashes``): as above.
- what came before the whole book it counts from is in that book, and passed over.
- a new tick size: the old levels are no guide, so as above, after ``LadderUpdate``.
- a book that does not come is asked for again; the second time, ``Stalled``. One that
  is doubted each time it has come is asked for ever less often.
- a frame that makes no sense: a new connection.
- no PONG in half a minute: ``Stalled``, and a new connection. With PONGs and nothing
  else one book is asked for again and compared: that it does not come is a stall too,
  and that it differs is a gap in all.

A change deep in a book that was lost is not noticed by any of these. So all books are
compared after each gap, every ten seconds at most; otherwise the next whole book mends
it, or a witness beside the stream says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from msgspec import DecodeError

from predcore import Instrument, InvalidRequest
from predcore.kit import Drift, LocalBook, Reconnect, Send, Step

from .._identity import canonical
from .._tokens import Listing
from ..models.streams.envelope import Unfamiliar
from ..models.streams.market import (
    LastTradePrice,
    MarketEvent,
    MarketResolved,
    TickSizeChange,
)
from .decoding import EVENTS_OF_MARKETS
from .frames import Frame, fast, slow
from .hashes import Hashes
from .heartbeat import Heartbeat
from .news import News
from .recollection import remembered
from .requests import follow, introduce, leave
from .shelf import Shelf
from .token_book import Standing, TokenBook
from .upkeep import Upkeep

__all__ = ["MarketFeed"]


class MarketFeed:
    """The stream protocol of ``watch``.

    Args:
        listings: markets by condition id; what is followed must be in it.
        trades: prints too, each once.
        drift: counts events of unknown types.
        patience: seconds a whole book may take.
        quiet: seconds without any event until one book is asked for as a sign of life.
        settle: seconds in which everything of one instant must have come.
        heartbeat: when to ping.
        tick_changed: called with a market's condition id and its new tick size.
    """

    def __init__(
        self,
        listings: Mapping[str, Listing],
        *,
        trades: bool = False,
        drift: Drift,
        patience: float = 5.0,
        quiet: float = 30.0,
        settle: float = 0.5,
        heartbeat: Heartbeat | None = None,
        tick_changed: Callable[[str, Decimal], None] | None = None,
    ) -> None:
        self._listings = listings
        self._trades = trades
        self._drift = drift
        self._quiet = quiet
        self._heartbeat = heartbeat or Heartbeat()
        self._shelf = Shelf(patience, settle)
        self._find = self._shelf.tokens.get
        self._hashes = Hashes()
        self._upkeep = Upkeep(self._shelf, self._hashes)
        self._changed = self._upkeep.changed
        self._news = News(listings, trades=trades)
        self._tick_changed = tick_changed
        self._heard_at = self._probed_at = 0.0
        self._introduced = False

    # -- what is followed ---------------------------------------------------------

    @property
    def books(self) -> Mapping[Instrument, LocalBook]:
        """The books by instrument."""
        return self._shelf.books

    def memory(self) -> Mapping[str, object]:
        """What a feed that is told the same frames must know."""
        return remembered(self._shelf.books, self._listings, trades=self._trades)

    @property
    def hashes_checked(self) -> bool | None:
        """Whether books are checked by the venue's hash; ``None`` before the first."""
        return self._hashes.checked

    def add(self, instruments: Sequence[Instrument], now: float) -> list[Step]:
        """Follow these too, under the names given.

        Raises ``InvalidRequest`` for a market that is not in the listings, and as
        :meth:`Listing.token` does.
        """
        shelf, new, told = self._shelf, list[TokenBook](), list[Step]()
        for instrument in instruments:
            listing = self._listings.get(instrument.market)
            if listing is None:
                raise InvalidRequest(f"{instrument}: its market was not looked up")
            token = listing.token(instrument.outcome)
            known, followed = token in shelf.tokens, instrument in shelf.books
            held = shelf.put(instrument, listing.condition_id, token)
            if not known:
                new.append(held)
            elif not followed and held.standing is Standing.NOTHING:
                told.append(held.updates[-1])
        if not new or not shelf.connected:
            return told
        for held in new:
            shelf.expect(held, now)
        tokens = [held.token for held in new]
        ask = follow(tokens) if self._introduced else introduce(tokens)
        self._introduced = True
        return [*told, ask]

    def remove(self, instruments: Sequence[Instrument], now: float) -> list[Step]:
        """Follow these no longer."""
        taken = [self._shelf.take(instrument) for instrument in instruments]
        names = {instrument.market for instrument in instruments}
        self._news.forget(names.difference(one.market for one in self._shelf.books))
        tokens = [held.token for held in taken if held is not None]
        return [leave(tokens)] if tokens and self._shelf.connected else []

    def doubt(self, instruments: Sequence[Instrument], now: float) -> Iterable[Step]:
        """Something else contradicts these books."""
        found = self._shelf.of(instruments)
        books = [held for held in found if held.standing is Standing.NOTHING]
        return self._shelf.doubt(books, now) if books else ()

    def verify(self, instruments: Sequence[Instrument], now: float) -> Iterable[Step]:
        """Ask for these books, to compare them."""
        return self._shelf.verify(self._shelf.of(instruments), now)

    # -- the connection -------------------------------------------------------------

    def opened(self, now: float) -> list[Send]:
        """Follow everything from scratch."""
        self._shelf.opened(now)
        self._heartbeat.started(now)
        self._hashes.forget()
        self._heard_at = self._probed_at = now
        tokens = list(self._shelf.tokens)
        self._introduced = bool(tokens)
        return [introduce(tokens)] if tokens else []

    def lost(self) -> None:
        """Every book is stale."""
        self._shelf.lost()
        self._heartbeat.stop()

    def received(self, frame: str | bytes, now: float, /) -> Iterable[Step]:
        """Apply a frame."""
        try:
            found = fast(frame)
        except (DecodeError, RecursionError):
            return self._unusual(frame, now)
        self._heard_at = now
        if type(found) is Frame:
            if found.event_type == "price_change":
                return self._changed(found, frame, None, now)
            return self._event(found, frame, None, now)
        return self._events(found, frame, now)

    def _unusual(self, frame: str | bytes, now: float) -> Iterable[Step]:
        if frame in {"PONG", b"PONG"}:
            self._heartbeat.answered(now)
            return ()
        found = slow(frame)
        self._heard_at = now
        return self._events(found, frame, now)

    def _events(
        self, found: Iterable[Frame], frame: str | bytes, now: float
    ) -> list[Step]:
        steps: list[Step] = []
        for number, event in enumerate(found):
            if event.event_type == "price_change":
                steps += self._upkeep.changed(event, frame, number, now)
            else:
                steps += self._event(event, frame, number, now)
        return steps

    def _event(
        self, event: Frame, frame: str | bytes, number: int | None, now: float
    ) -> Iterable[Step]:
        if event.event_type == "book":
            return self._upkeep.replaced(event, frame, number, now)
        if event.event_type == "best_bid_ask":
            self._upkeep.stated(event, now)
            return ()
        native = EVENTS_OF_MARKETS.at(frame, number)
        if isinstance(native, Unfamiliar):
            self._drift.note("stream", "event_type", native.event_type)
            return ()
        return self._told(native, now)

    # -- everything else ------------------------------------------------------------

    def _told(self, native: MarketEvent, now: float) -> Iterator[Step]:
        if isinstance(native, MarketResolved):
            yield from self._resolved(native)
        elif isinstance(native, LastTradePrice | TickSizeChange):
            held = self._find(native.asset_id)
            if held is None:
                return
            if isinstance(native, LastTradePrice):
                yield from self._news.printed(held.instruments[0], native)
                return
            yield from self._news.tick(held.instruments, native)
            if self._tick_changed is not None:
                self._tick_changed(held.condition, native.new_tick_size)
            if held.standing is not Standing.BOOK:
                yield from self._shelf.doubt([held], now, lost=False)

    def _resolved(self, native: MarketResolved) -> Iterator[Step]:
        """The market's orders are gone, and no book of it will come any more."""
        condition = canonical(native.market)
        books = [h for h in self._shelf.tokens.values() if h.condition == condition]
        names = (one.market for held in books for one in held.instruments)
        for name in dict.fromkeys(names):
            yield from self._news.resolved(name, native)
        for held in books:
            self._shelf.close(held)

    # -- time -----------------------------------------------------------------------

    def due(self) -> float | None:
        """The first deadline of a book, of a ping or of any event."""
        if not self._shelf.connected:
            return None
        deadlines = (self._heartbeat.due(), self._shelf.due(), self._probe_at())
        return min(due for due in deadlines if due is not None)

    def expired(self, now: float) -> Iterator[Step]:
        """Ask what is silent, and give up what does not answer."""
        late = self._shelf.late(now)
        if self._heartbeat.dead(now):
            yield from self._stalled(self._heartbeat.silence(now), "no PONG")
            return
        for held in late:
            if held.probing and self._heard_at <= held.asked_at:
                yield from self._stalled(now - self._heard_at, "a book asked for")
                return
        if self._heartbeat.late(now):
            self._heartbeat.asked(now)
            yield Send("PING")
        if late:
            yield from self._shelf.overdue(late, now)
        yield from self._shelf.compare(now)
        if now >= self._probe_at():
            self._probed_at = now
            yield from self._shelf.probe(now)

    def _probe_at(self) -> float:
        return max(self._heard_at, self._probed_at) + self._quiet

    def _stalled(self, silence: float, what: str) -> Iterator[Step]:
        yield self._shelf.stall(silence)
        yield Reconnect(f"{what} did not come in {silence:.1f} s")
