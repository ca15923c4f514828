"""One token's book, and how far it can be believed."""

from __future__ import annotations

from enum import Enum

from predcore import BookUpdate, DataState, Instrument
from predcore.kit import LocalBook, Scale

from .frames import Change, Row
from .tops import Tops

__all__ = ["Standing", "TokenBook", "shares", "top"]

_PRICES = Scale(4)
_SIZES = Scale(6)
_TICKS = _PRICES.steps
_ONE = _PRICES.one
shares = _SIZES.read
"""A size in steps; raises ``ValueError``."""
_BIDS = Tops(_PRICES, offers=False)
_OFFERS = Tops(_PRICES, offers=True)


class Standing(Enum):
    """What a token's book is waiting for."""

    NOTHING = "nothing"
    """It is right, as far as the venue has said."""
    REST = "rest"
    """It is not yet as the venue says it is once everything of the same instant is
    done: it is withheld until the rest comes."""
    BOOK = "book"
    """A whole book, as what is here is not to be believed."""


class TokenBook:
    """A book, under every name it is followed by, and what the venue has said of it.

    Attributes:
        instruments: those names.
        updates: one for each; they carry the book, so they serve every change.
        standing: what it waits for, until ``deadline``.
        doubted: a gap or a stall has been announced and not yet made good.
        strikes: how often in a row it was doubted right after it had come whole.
        whole_at: when it last came whole.
        stamp: the venue's time of the last change, in Unix milliseconds; 0 for none.
        since: the venue's time of the book that the changes are counted from.
        asked: how often a whole book has been asked for in vain.
        asked_at: when that began.
        probing: the book asked for is to be compared, and not waited for.
        stated: the top that ``best_bid_ask`` told, to be judged at ``deadline``.
    """

    __slots__ = (
        "asked",
        "asked_at",
        "book",
        "condition",
        "deadline",
        "doubted",
        "instruments",
        "probing",
        "since",
        "stamp",
        "standing",
        "stated",
        "strikes",
        "token",
        "updates",
        "whole_at",
    )

    def __init__(self, instrument: Instrument, condition: str, token: str) -> None:
        self.condition = condition
        self.token = token
        self.book = LocalBook(instrument, _PRICES, _SIZES)
        self.instruments: tuple[Instrument, ...] = (instrument,)
        self.updates: tuple[BookUpdate, ...] = (BookUpdate(self.book),)
        self.standing = Standing.BOOK
        self.doubted = self.probing = False
        self.stamp = self.since = 0
        self.asked = self.strikes = 0
        self.asked_at = self.deadline = self.whole_at = 0.0
        self.stated: tuple[int, int] | None = None

    def follow(self, instrument: Instrument) -> LocalBook:
        """Show it under another name too."""
        view = self.book.complement(instrument).complement(instrument)
        self.instruments = (*self.instruments, instrument)
        self.updates = (*self.updates, BookUpdate(view))
        return view

    def unfollow(self, instrument: Instrument) -> None:
        """Nobody calls it that any more."""
        self.instruments = tuple(i for i in self.instruments if i != instrument)
        self.updates = tuple(u for u in self.updates if u.book.instrument != instrument)

    def withhold(self, state: DataState = DataState.REBUILDING) -> None:
        """Not to be believed until ``replace``."""
        self.standing = Standing.BOOK
        self.stated = None
        self.probing = False
        self.book.withhold(state)

    def forget(self) -> None:
        """Another connection: what was heard on the last one proves nothing."""
        self.stamp = self.since = 0

    def change(self, change: Change, size: int, stamp: int, now: float) -> bool | None:
        """Set a level; whether the top is now as the venue says it is.

        ``size`` is the change's own, read: both tokens of a market bring the same.
        ``None`` for a change that is in the book already. Raises ``ValueError`` where
        the book cannot be right: the last instant has not come whole, this one is
        before it, or the change cannot be.
        """
        if stamp and stamp != self.stamp:
            if stamp > self.stamp:
                if self.standing is Standing.REST:
                    raise ValueError("something of the last instant is missing")
                self.stamp = stamp
            elif stamp < self.since:
                return None
            else:
                raise ValueError("an instant before the last one")
        book, side = self.book, change.side
        if side == "BUY":
            book.bids.put(_TICKS[change.price], size)
        elif side == "SELL":
            book.offers.put(_ONE - _TICKS[change.price], size)
        else:
            raise ValueError(f"expected a side of BUY or SELL, got {side!r}")
        book.changed(now, stamp or None)
        bid, offer = book.bids.best, book.offers.best
        said_bid, said_offer = _BIDS[change.best_bid], _OFFERS[change.best_ask]
        return (
            (bid == said_bid or said_bid < 0)
            and (offer == said_offer or said_offer < 0)
            and bid + offer < _ONE
        )

    def replace(self, bids: list[Row], asks: list[Row], now: float, stamp: int) -> None:
        """Start again from a whole book; raises ``ValueError`` for one that cannot be,
        as one whose sides cross."""
        self.withhold()
        levels, offers = _levels(bids), _levels(asks, offers=True)
        if levels and offers and max(levels) + max(offers) >= _ONE:
            raise ValueError("expected bids below asks")
        self.book.replace(levels, offers, now, stamp or None)
        self.stamp = self.since = stamp
        self.whole_at = now
        self.standing = Standing.NOTHING

    def holds(self, bids: list[Row], asks: list[Row]) -> bool:
        """Whether this is the book that is held; raises ``ValueError``."""
        same = _levels(bids) == self.book.bids.levels
        return same and _levels(asks, offers=True) == self.book.offers.levels

    def agrees(self, top: tuple[int, int] | None) -> bool:
        """Whether the top is this one, where it was stated."""
        if top is None:
            return True
        bid, offer = top
        book = self.book
        return bid in {-1, book.bids.best} and offer in {-1, book.offers.best}


def top(best_bid: str | None, best_ask: str | None) -> tuple[int, int]:
    """A stated top in steps; see :class:`Tops`."""
    return _BIDS[best_bid], _OFFERS[best_ask]


def _levels(rows: list[Row], *, offers: bool = False) -> dict[int, int]:
    levels: dict[int, int] = {}
    for row in rows:
        tick = _TICKS[row.price]
        if offers:
            tick = _ONE - tick
        if tick in levels:
            raise ValueError(f"expected a price once, got {row.price} twice")
        levels[tick] = shares(row.size)
    return {tick: size for tick, size in levels.items() if size}
