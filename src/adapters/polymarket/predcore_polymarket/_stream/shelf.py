"""The books of one feed: which are right, and which have been asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from predcore import DataState, Gap, Instrument, Resynced, Stalled
from predcore.kit import LocalBook, Send, Step

from .requests import follow, leave
from .token_book import Standing, TokenBook

__all__ = ["Shelf"]

_LONGEST = 60.0
"""Seconds, at most, between two questions for the same book."""

_STALLED_AFTER = 2
"""Questions that were not answered."""

_CALM = 10.0
"""Seconds that a whole book lasts, if it and what is said of it agree."""

_FREE = 3
"""Strikes that are answered by asking at once."""


_PAUSE = 10.0
"""Seconds, at least, between two comparisons of all books."""


class Shelf:
    """Token books by token; a book is right or withheld.

    Args:
        patience: seconds until a book that does not come is asked for again.
        settle: seconds in which everything of one instant must have come.

    Attributes:
        connected: whether anything can be asked for.
        sign_of_life: the book that was last asked for because nothing came at all.
    """

    def __init__(self, patience: float, settle: float) -> None:
        self.tokens: dict[str, TokenBook] = {}
        self.books: dict[Instrument, LocalBook] = {}
        self.connected = False
        self._by_instrument: dict[Instrument, TokenBook] = {}
        self._waiting: dict[str, TokenBook] = {}
        self._patience = patience
        self._settle = settle
        self._probed = 0
        self._compare_at: float | None = None
        self._compared_at = self._lost_at = 0.0
        self.sign_of_life: TokenBook | None = None

    def put(self, instrument: Instrument, condition: str, token: str) -> TokenBook:
        """The book that is followed under this name from here on."""
        held = self._by_instrument.get(instrument)
        if held is None:
            held = self.tokens.get(token)
            if held is None:
                held = self.tokens[token] = TokenBook(instrument, condition, token)
                self.books[instrument] = held.book
            else:
                self.books[instrument] = held.follow(instrument)
            self._by_instrument[instrument] = held
        return held

    def take(self, instrument: Instrument) -> TokenBook | None:
        """The book that nobody follows any more, if it was followed by this name
        alone."""
        held = self._by_instrument.pop(instrument, None)
        if held is None:
            return None
        del self.books[instrument]
        held.unfollow(instrument)
        if held.instruments:
            return None
        held.withhold(DataState.STALE)
        del self.tokens[held.token]
        self._waiting.pop(held.token, None)
        if self.sign_of_life is held:
            self.sign_of_life = None
        return held

    def of(self, instruments: Iterable[Instrument]) -> list[TokenBook]:
        """The books of instruments, each once, without those that are not followed."""
        found = (self._by_instrument.get(instrument) for instrument in instruments)
        return list(dict.fromkeys(held for held in found if held is not None))

    @property
    def instruments(self) -> tuple[Instrument, ...]:
        """Of every book."""
        return tuple(self._by_instrument)

    def opened(self, now: float) -> None:
        """All books are on their way."""
        self.connected = True
        self._compare_at, self._compared_at = None, now - _PAUSE
        for held in self.tokens.values():
            held.withhold()
            held.forget()
            self.expect(held, now)

    def lost(self) -> None:
        """Nothing is on its way, and what is here is stale."""
        self.connected = False
        self._waiting.clear()
        for held in self.tokens.values():
            held.withhold(DataState.STALE)

    # -- a book and what was said of it -----------------------------------------

    def expect(self, held: TokenBook, now: float) -> None:
        """A whole book is on its way."""
        held.asked, held.asked_at = 0, now
        self._wait(held, now + self._patience)

    def unsettled(self, held: TokenBook, now: float) -> None:
        """It is not what the venue says; the rest may be on its way."""
        if held.standing is Standing.NOTHING:
            held.standing = Standing.REST
            held.stated, held.probing = None, False
            held.book.withhold()
            self._wait(held, now + self._settle)

    def settled(self, held: TokenBook) -> None:
        """It is what the venue says."""
        if held.standing is Standing.REST:
            held.standing = Standing.NOTHING
            held.book.restore()
        held.stated = None
        if not held.probing:
            self._waiting.pop(held.token, None)

    def state(self, held: TokenBook, top: tuple[int, int], now: float) -> None:
        """The venue says the top is this; the change to it may be on its way."""
        if held.standing is not Standing.NOTHING or held.probing:
            return
        if held.agrees(top):
            self.settled(held)
        else:
            held.stated = top
            self._wait(held, now + self._settle)

    def arrived(self, held: TokenBook) -> Iterator[Step]:
        """A whole book has been put into it."""
        self._waiting.pop(held.token, None)
        held.asked = 0
        if held.doubted:
            held.doubted = False
            yield Resynced(held.instruments)
        yield from held.updates

    def doubt(
        self, books: Sequence[TokenBook], now: float, *, lost: bool = True
    ) -> Iterable[Step]:
        """Withhold books, say so, and ask for them again.

        That something was ``lost`` of them is a reason to compare all the others.
        One that is doubted again and again as soon as it has come is asked for ever
        less often: it may be the venue that contradicts itself.
        """
        at_once: list[TokenBook] = []
        for held in books:
            held.withhold()
            held.doubted = True
            held.strikes = held.strikes + 1 if now - held.whole_at < _CALM else 0
            if held.strikes < _FREE:
                at_once.append(held)
            elif self.connected:
                held.asked, held.asked_at = -1, now
                self._wait(held, now + min(2.0 ** (held.strikes - _FREE), _LONGEST))
        if lost:
            self._lost_at = now
            if self._compare_at is None:
                self._compare_at = max(now + self._settle, self._compared_at + _PAUSE)
        gap = Gap(tuple(one for held in books for one in held.instruments))
        return (gap, *self._renew(at_once, now))

    def _renew(self, books: Sequence[TokenBook], now: float) -> Iterable[Send]:
        """Ask for whole books, which takes leaving their tokens."""
        if not self.connected or not books:
            return ()
        for held in books:
            self.expect(held, now)
        return _again(books)

    def close(self, held: TokenBook) -> None:
        """Its market is over: there is nothing to wait for."""
        held.withhold(DataState.STALE)
        self._waiting.pop(held.token, None)

    def stall(self, silence: float) -> Stalled:
        """Nothing here is to be believed any more."""
        for held in self.tokens.values():
            held.withhold(DataState.STALE)
            held.doubted = True
        self._waiting.clear()
        return Stalled(self.instruments, silence)

    def verify(self, books: Iterable[TokenBook], now: float) -> Iterable[Send]:
        """Ask for books that seem right, to compare them."""
        live = [held for held in books if held.standing is Standing.NOTHING]
        if not live or not self.connected:
            return ()
        for held in live:
            held.probing, held.stated, held.asked_at = True, None, now
            self._wait(held, now + self._patience)
        return _again(live)

    def compare(self, now: float) -> Iterable[Send]:
        """Compare all books that did not come since something was lost of one: nobody
        would notice a change that was lost deep in another."""
        if self._compare_at is None or now < self._compare_at:
            return ()
        self._compare_at, self._compared_at = None, now
        older = (h for h in self.tokens.values() if h.whole_at < self._lost_at)
        return self.verify(older, now)

    def probe(self, now: float) -> Iterable[Send]:
        """Compare one book, another each time, as a sign of life."""
        live = [h for h in self.tokens.values() if h.standing is Standing.NOTHING]
        if not live:
            return ()
        self._probed += 1
        self.sign_of_life = live[self._probed % len(live)]
        return self.verify([self.sign_of_life], now)

    # -- time ---------------------------------------------------------------------

    def _wait(self, held: TokenBook, deadline: float) -> None:
        held.deadline = deadline
        self._waiting[held.token] = held

    def due(self) -> float | None:
        """When something is late."""
        first = min((held.deadline for held in self._waiting.values()), default=None)
        if first is None or self._compare_at is None:
            return first if self._compare_at is None else self._compare_at
        return min(first, self._compare_at)

    def late(self, now: float) -> list[TokenBook]:
        """The books of which something is late."""
        return [held for held in self._waiting.values() if held.deadline <= now]

    def overdue(self, late: Sequence[TokenBook], now: float) -> Iterator[Step]:
        """Doubt what has not become what it should be, and ask again for what has not
        come; the second time, say so."""
        wrong: list[TokenBook] = []
        missing: list[TokenBook] = []
        for held in late:
            if held.probing:
                held.withhold()
                held.asked = 1
            if held.standing is Standing.BOOK:
                missing.append(held)
            elif held.standing is Standing.NOTHING and held.agrees(held.stated):
                self.settled(held)
            else:
                wrong.append(held)
        if wrong:
            yield from self.doubt(wrong, now)
        for held in missing:
            held.asked += 1
            wait = min(self._patience * 2**held.asked, _LONGEST)
            self._wait(held, now + wait)
            if held.asked == _STALLED_AFTER:
                held.doubted = True
                yield Stalled(held.instruments, now - held.asked_at)
        if missing:
            yield from _again(missing)


def _again(books: Sequence[TokenBook]) -> tuple[Send, Send]:
    tokens = [held.token for held in books]
    return leave(tokens), follow(tokens)
