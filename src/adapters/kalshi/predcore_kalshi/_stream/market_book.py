"""A market's book as the venue streams it: bids of *yes* and bids of *no*."""

from __future__ import annotations

from collections.abc import Iterable

from predcore import BadResponse, BookUpdate, DataState, Instrument
from predcore.kit import LocalBook, Scale

from .._mapping.values import VENUE
from .books import BookDelta, BookSnapshot

__all__ = ["MarketBook"]

_PRICES = Scale(4)
_SIZES = Scale(2)
_TICKS = _PRICES.steps
_ONE: int = _PRICES.one
_read = _SIZES.read


class MarketBook:
    """One book, seen from the outcomes somebody watches.

    Attributes:
        instruments: those outcomes.
        outcome: the first of them, which prints are told of.
        updates: one for each; they carry the book, so they serve every change.
        live: whether it can be believed.
        doubted: whether a gap or a stall has been announced and not yet made good.
    """

    __slots__ = (
        "_no",
        "_note",
        "_yes",
        "book",
        "doubted",
        "instruments",
        "live",
        "outcome",
        "ticker",
        "updates",
    )

    def __init__(self, ticker: str) -> None:
        self.ticker = ticker
        self.book = LocalBook(Instrument(VENUE, ticker, "yes"), _PRICES, _SIZES)
        self.instruments: tuple[Instrument, ...] = ()
        self.updates: tuple[BookUpdate, ...] = ()
        self.outcome = "yes"
        self.live = self.doubted = False
        self._yes = self.book.bids
        self._no = self.book.offers
        self._note = self.book.changed

    def follow(self, instrument: Instrument) -> LocalBook:
        """Show it to somebody who watches this outcome; gives what they see."""
        view = self.book
        if instrument.outcome == "no":
            view = self.book.complement(instrument)
        self._show((*self.updates, BookUpdate(view)))
        return view

    def unfollow(self, instrument: Instrument) -> None:
        """Nobody watches this outcome any more."""
        self._show(u for u in self.updates if u.book.instrument != instrument)

    def _show(self, updates: Iterable[BookUpdate]) -> None:
        self.updates = tuple(updates)
        self.instruments = tuple(update.book.instrument for update in self.updates)
        if self.instruments:
            self.outcome = self.instruments[0].outcome

    def withhold(self, state: DataState = DataState.REBUILDING) -> None:
        """Not to be believed until ``replace``."""
        self.book.withhold(state)
        self.live = False

    def doubt(self, state: DataState = DataState.REBUILDING) -> None:
        """Withhold it; that is, or will be, announced and is to be made good."""
        self.withhold(state)
        self.doubted = True

    def apply(self, delta: BookDelta, now: float) -> None:
        """Change a level; raises ``ValueError`` for a change that cannot be."""
        side = delta.side
        if side == "yes":
            levels = self._yes
        elif side == "no":
            levels = self._no
        else:
            raise ValueError(f"expected a side of yes or no, got {side!r}")
        levels.add(_TICKS[delta.price_dollars], _read(delta.delta_fp))
        if self._yes.best + self._no.best >= _ONE:
            raise ValueError("expected bids below asks")
        self._note(now, delta.ts_ms)

    @property
    def crossed(self) -> bool:
        """Whether its bids reach its asks: the venue would have matched them."""
        return self._yes.best + self._no.best >= _ONE

    def agrees(self, snapshot: BookSnapshot) -> bool:
        """Whether this is what the book holds; raises ``BadResponse``."""
        yes, no = _levels(snapshot.yes_dollars_fp), _levels(snapshot.no_dollars_fp)
        return yes == self._yes.levels and no == self._no.levels

    def replace(self, snapshot: BookSnapshot, now: float, venue_ms: int | None) -> None:
        """Start again from a whole book; raises ``BadResponse``."""
        self.live = False
        yes, no = _levels(snapshot.yes_dollars_fp), _levels(snapshot.no_dollars_fp)
        try:
            self.book.replace(yes, no, now, venue_ms)
        except ValueError as error:
            raise BadResponse(f"stream, a book of {self.ticker}: {error}") from error
        self.live = True


def _levels(rows: tuple[tuple[str, str], ...] | None) -> dict[int, int]:
    try:
        levels = {_TICKS[price]: _read(size) for price, size in rows or ()}
    except ValueError as error:
        raise BadResponse(f"stream, a book: {error}") from error
    return {tick: size for tick, size in levels.items() if size}
