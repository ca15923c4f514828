"""Holds against the exchange whatever the streams call live."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from time import monotonic
from typing import Any

from predcore import (
    BookUpdate,
    BookView,
    Connected,
    DataState,
    Disconnected,
    Gap,
    Instrument,
    Lagged,
    Level,
    Quote,
    QuoteUpdate,
    Resynced,
    Stalled,
    TradeUpdate,
    Update,
)

from .account import Account
from .history import fingerprint

__all__ = ["Checker", "Subject", "tops"]

_WITHHELD = 20.0
"""Seconds a book may be withheld before something must have been said of it."""

_REMEMBERED = 1_000
"""Prints, among which none may come twice."""

Row = list[Any]
Sides = tuple[tuple[Level, ...], tuple[Level, ...]]


@dataclass(frozen=True, slots=True)
class Subject:
    """An instrument, and whose book at the exchange it shows.

    Attributes:
        flipped: it is the second outcome.
    """

    venue: str
    market: str
    flipped: bool

    def sides(self, bids: tuple[Level, ...], asks: tuple[Level, ...]) -> Sides:
        """A book in terms of the first outcome."""
        return (_turned(asks), _turned(bids)) if self.flipped else (bids, asks)


class Checker:
    """What one consumer hears, and whether it may.

    Args:
        subjects: all that may be followed.
        account: where it is written down.
        sabotage: every so-many-th book is told wrong, to see that it is found out.
    """

    def __init__(
        self,
        subjects: Mapping[Instrument, Subject],
        account: Account,
        sabotage: int = 0,
    ) -> None:
        self._subjects = subjects
        self._account = account
        self._sabotage = sabotage
        self._rows: dict[str, list[Row]] = {}
        self._awaiting: dict[Instrument, str] = {}
        self._withheld: dict[Instrument, float] = {}
        self._connected_at = 0.0
        self._printed: dict[tuple[str, str], None] = {}
        self.traded: defaultdict[str, Decimal] = defaultdict(Decimal)
        self.updates = self._noted = 0

    def hear(self, update: Update) -> None:
        """Check one update in its turn."""
        self.updates += 1
        now = monotonic()
        match update:
            case BookUpdate():
                self._book(update.book, now)
            case TradeUpdate():
                self._trade(update)
            case Gap() | Stalled() | Resynced() | Disconnected() | Connected():
                self._standing(update, now)
            case Lagged():
                self._account.told["the consumer", "Lagged"] += update.dropped
                self._awaiting.clear()
            case QuoteUpdate():
                self._account.fail("a quote in place of a book")
            case _:
                self._account.told["any", type(update).__name__] += 1

    def _book(self, book: BookView, now: float) -> None:
        instrument = book.instrument
        if book.state is not DataState.LIVE:
            self._account.fail("an update of a book that is not live", str(instrument))
        if awaited := self._awaiting.get(instrument):
            about = f"{instrument} at {now:.1f}"
            self._account.fail(f"a book before its {awaited}", about)
        self.note(book, now)

    def note(self, book: BookView, now: float) -> None:
        """Have a live book compared."""
        subject, snapshot = self._subjects[book.instrument], book.snapshot()
        bids, asks = subject.sides(snapshot.bids, snapshot.asks)
        self._noted += 1
        if self._sabotage and self._noted % self._sabotage == 0:
            bids = bids[1:]
        self._row(subject, now, fingerprint(bids, asks), top=False)

    def note_quote(self, quote: Quote, now: float) -> None:
        """Have a live quote compared."""
        subject = self._subjects[quote.instrument]
        bids, asks = subject.sides(*tops(quote))
        self._row(subject, now, fingerprint(bids, asks), top=True)

    def _row(self, subject: Subject, now: float, seen: int, *, top: bool) -> None:
        rows = self._rows.setdefault(subject.venue, [])
        rows.append([subject.market, now, seen, top])

    def take(self) -> dict[str, list[Row]]:
        """What is to be compared with the exchange."""
        rows, self._rows = self._rows, {}
        return rows

    def judge(
        self, rows: Mapping[str, list[Row]], ages: Mapping[str, list[float]]
    ) -> None:
        """What the exchange says of it."""
        for venue, some in rows.items():
            for (market, at, _, top), age in zip(some, ages[venue], strict=True):
                about = f"{venue}:{market}" + (" (quote)" if top else "")
                self._account.judge(venue, at, age, about)

    def sweep(self, books: Mapping[Instrument, BookView], *, caught_up: bool) -> None:
        """Look at all books as they are now."""
        now = monotonic()
        for instrument, book in books.items():
            if book.state is DataState.LIVE:
                self._withheld.pop(instrument, None)
                self.note(book, now)
                continue
            since = self._withheld.setdefault(instrument, now)
            quiet = now - max(since, self._connected_at)
            if quiet > _WITHHELD and caught_up and instrument not in self._awaiting:
                self._account.fail("a book that is withheld silently", str(instrument))
                self._withheld[instrument] = now

    def sweep_quotes(self, quotes: Mapping[Instrument, Quote]) -> None:
        """Look at all quotes as they are now."""
        now = monotonic()
        for quote in quotes.values():
            if quote.state is DataState.LIVE:
                self.note_quote(quote, now)
            elif quote.bid is not None or quote.ask is not None:
                self._account.fail("a price that is not live", str(quote.instrument))

    def forget(self, instruments: Iterable[Instrument]) -> None:
        """These are followed no longer."""
        for instrument in instruments:
            self._awaiting.pop(instrument, None)
            self._withheld.pop(instrument, None)

    def _trade(self, update: TradeUpdate) -> None:
        trade = update.trade
        key = trade.instrument.venue, trade.id or ""
        if key in self._printed:
            self._account.fail("a print that came twice", f"{key}")
        self._printed[key] = None
        if len(self._printed) > _REMEMBERED:
            del self._printed[next(iter(self._printed))]
        self.traded[trade.instrument.venue] += trade.size

    def _standing(
        self, update: Gap | Stalled | Resynced | Disconnected | Connected, now: float
    ) -> None:
        instruments = update.instruments
        for venue in {instrument.venue for instrument in instruments}:
            kind = type(update).__name__
            if isinstance(update, Connected):
                self._account.told[venue, kind] += 1
                self._connected_at = now
            else:
                seconds = update.seconds if isinstance(update, Stalled) else 0.0
                self._account.announced(venue, kind, now, seconds)
        for instrument in instruments:
            awaited = self._awaiting.get(instrument)
            if isinstance(update, Gap | Stalled):
                self._awaiting[instrument] = "Resynced"
            elif isinstance(update, Resynced):
                self._awaiting.pop(instrument, None)
            elif isinstance(update, Disconnected):
                self._awaiting.setdefault(instrument, "Connected")
            elif awaited == "Connected":
                del self._awaiting[instrument]


def _turned(levels: Iterable[Level]) -> tuple[Level, ...]:
    return tuple(Level(1 - level.price, level.size) for level in levels)


def tops(quote: Quote) -> Sides:
    """The best level of each side."""
    return _side(quote.bid, quote.bid_size), _side(quote.ask, quote.ask_size)


def _side(price: Decimal | None, size: Decimal | None) -> tuple[Level, ...]:
    return () if price is None or size is None else (Level(price, size),)
