"""The events that books are made of, applied.

A frame may be a list: ``number`` says which of its events is meant, and is ``None``
where the frame is the event itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from predcore import Gap, Resynced
from predcore.kit import Step

from ..models.streams.market import PriceChanges
from .decoding import EVENTS_OF_MARKETS
from .frames import Change, Frame
from .hashes import Hashes
from .shelf import Shelf
from .token_book import Standing, TokenBook, shares, top

__all__ = ["Upkeep"]

_BOOK, _REST, _NOTHING = Standing.BOOK, Standing.REST, Standing.NOTHING


class Upkeep:
    """Keeps the books of a shelf as the venue says they are.

    Args:
        shelf: the books.
        hashes: checks whole ones.
    """

    def __init__(self, shelf: Shelf, hashes: Hashes) -> None:
        self._shelf = shelf
        self._hashes = hashes
        self._find = shelf.tokens.get

    def changed(
        self, event: Frame, frame: str | bytes, number: int | None, now: float
    ) -> Iterable[Step]:
        """Levels as they are now."""
        changes = event.price_changes
        if changes is None:
            changes = _older_changes(frame, number)
        stamp = _stamp(event)
        steps: list[Step] = []
        wrong: list[TokenBook] = []
        find, size = self._find, 0
        text: str | None = None
        for change in changes:
            held = find(change.asset_id)
            if held is None or held.standing is _BOOK:
                continue
            try:
                if change.size != text:
                    size = shares(change.size)
                    text = change.size
                settled = held.change(change, size, stamp, now)
            except ValueError:
                held.withhold()
                wrong.append(held)
                continue
            if settled:
                if held.standing is _REST or held.stated is not None:
                    self._shelf.settled(held)
                steps += held.updates
            elif settled is not None:
                self._shelf.unsettled(held, now)
        if wrong:
            steps += self._shelf.doubt(wrong, now)
        return steps

    def replaced(
        self, event: Frame, frame: str | bytes, number: int | None, now: float
    ) -> Iterable[Step]:
        """A whole book."""
        held = self._find(event.asset_id)
        if held is None:
            return ()
        stamp = _stamp(event)
        awaited = held.standing is _BOOK
        if stamp and stamp < held.stamp and not (awaited and held.asked):
            return ()
        bids, asks = event.bids or [], event.asks or []
        probed, same = held.probing, False
        try:
            same = probed and held.holds(bids, asks)
            wrong = self._hashes.contradict(frame, number)
            if not wrong and not same:
                held.replace(bids, asks, now, stamp)
        except ValueError:
            wrong = True
        if wrong:
            return () if awaited else self._shelf.doubt([held], now)
        if not probed:
            return self._shelf.arrived(held)
        held.probing = False
        if same:
            held.book.confirmed(now)
            self._shelf.settled(held)
            return ()
        return self._missed(held, now)

    def _missed(self, held: TokenBook, now: float) -> Iterator[Step]:
        """It changed and nothing was told of it, unless that was on its way.

        After a long silence of everything, no book here is what it was.
        """
        yield Gap(held.instruments)
        yield Resynced(held.instruments)
        yield from self._shelf.arrived(held)
        if held is self._shelf.sign_of_life:
            others = [h for h in self._shelf.tokens.values() if h.standing is _NOTHING]
            others.remove(held)
            if others:
                yield from self._shelf.doubt(others, now)

    def stated(self, event: Frame, now: float) -> None:
        """The venue says what the best prices are."""
        held = self._find(event.asset_id)
        if held is not None and _stamp(event) >= held.stamp:
            self._shelf.state(held, top(event.best_bid, event.best_ask), now)


def _stamp(event: Frame) -> int:
    """When the venue made it, in Unix milliseconds; 0 where it does not say."""
    try:
        return int(event.timestamp)
    except ValueError:
        return 0


def _older_changes(frame: str | bytes, number: int | None) -> list[Change]:
    """The one level that captures of 2024 tell of in the event itself."""
    native = EVENTS_OF_MARKETS.at(frame, number)
    if (
        not isinstance(native, PriceChanges)
        or native.asset_id is None
        or native.price is None
        or native.size is None
    ):
        return []
    price, size = format(native.price, "f"), format(native.size, "f")
    return [Change(native.asset_id, price, size, native.side or "")]
