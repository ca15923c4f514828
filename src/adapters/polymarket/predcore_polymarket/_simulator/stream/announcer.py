"""Happenings of the venue, put into events of the market channel once for everybody.

No two calls share an instant on the wire, even where the clock stands still: what is
told of a market is stamped a millisecond later than what was told before, so that a
reader can tell a late frame from one in its place.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from predcore.sim.exchange import Phase

from ..listed import ListedMarket
from ..notation import Row, encode, millis
from ..trading.tap import (
    BookMoved,
    Happening,
    PhaseChanged,
    TickChanged,
    Traded,
)
from . import market_events
from .market_events import Top

if TYPE_CHECKING:
    from ..floor import Floor

__all__ = ["Announcement", "Announcer"]

_NOBODY: Top = (Decimal(0), Decimal(1))


@dataclass(frozen=True, slots=True)
class Announcement:
    """A frame, and who wants to hear it.

    Attributes:
        tokens: whose followers hear it; nobody's in particular where it is empty.
        custom: only those who asked for the features beyond books.
        text: the frame.
    """

    tokens: frozenset[str]
    custom: bool
    row: Row = field(repr=False)

    @property
    def text(self) -> str:
        return encode(self.row)


class Announcer:
    """Knows what was last told of every market.

    Args:
        floor: the venue.
    """

    def __init__(self, floor: Floor) -> None:
        self._floor = floor
        self._stamps: dict[str, int] = {}
        self._tops: dict[str, tuple[Top, Top]] = {}

    def follow(self, market: ListedMarket) -> None:
        """Somebody wants to know of a market: what its top is now is no news."""
        self._tops[market.condition] = self._top(market)

    def dump(self, market: ListedMarket, outcome: int) -> Row | None:
        """A token's book as it is, where it has one."""
        self._floor.renew(market)
        if not market.booked:
            return None
        last = self._stamps.get(market.condition, 0)
        stamp = max(last, int(millis(market.sim.book_at)))
        self._stamps[market.condition] = stamp
        return market_events.book(market, outcome, stamp)

    def announce(self, happening: Happening) -> Iterator[Announcement]:
        """What is told of a happening, in order."""
        match happening:
            case BookMoved():
                yield from self._moved(happening)
            case Traded():
                stamp = self._stamp(happening)
                row = market_events.last_trade_price(happening.trade, stamp)
                token = happening.market.tokens[happening.trade.taker.outcome]
                yield Announcement(frozenset({token}), False, row)
            case TickChanged():
                stamp = self._stamp(happening)
                for outcome, token in enumerate(happening.market.tokens):
                    row = market_events.tick_size_change(happening, outcome, stamp)
                    yield Announcement(frozenset({token}), False, row)
            case PhaseChanged():
                yield from self._went_on(happening)
            case _:
                pass

    def _moved(self, moved: BookMoved) -> Iterator[Announcement]:
        market, stamp = moved.market, self._stamp(moved)
        before = self._tops.get(market.condition, (_NOBODY, _NOBODY))
        tops = self._tops[market.condition] = self._top(market)
        for outcome, token in enumerate(market.tokens):
            if tops[outcome] != before[outcome]:
                row = market_events.best_bid_ask(market, outcome, tops[outcome], stamp)
                yield Announcement(frozenset({token}), True, row)
        both = frozenset(market.tokens)
        row = market_events.price_change(market, moved.changes, tops, stamp)
        yield Announcement(both, False, row)
        if moved.traded:
            for outcome, token in enumerate(market.tokens):
                dumped = self.dump(market, outcome)
                if dumped is not None:
                    yield Announcement(frozenset({token}), False, dumped)

    def _went_on(self, changed: PhaseChanged) -> Iterator[Announcement]:
        listing, market = self._floor.listing, changed.market
        if changed.phase is Phase.OPEN and changed.previous is Phase.LISTED:
            stamp = self._stamp(changed)
            row = market_events.new_market(listing, market, stamp)
            yield Announcement(frozenset(), True, row)
        elif changed.phase is Phase.FINALIZED and changed.payout is not None:
            stamp = self._stamp(changed)
            row = market_events.market_resolved(listing, market, changed.payout, stamp)
            yield Announcement(frozenset(market.tokens), True, row)

    def _stamp(self, happening: Happening) -> int:
        condition = happening.market.condition
        last = self._stamps.get(condition, 0)
        stamp = max(last + 1, int(millis(happening.at)))
        self._stamps[condition] = stamp
        return stamp

    def _top(self, market: ListedMarket) -> tuple[Top, Top]:
        book = self._floor.exchange.book(market.condition)
        bid = book.bids[0].price if book.bids else Decimal(0)
        ask = book.asks[0].price if book.asks else Decimal(1)
        return (bid, ask), (1 - ask, 1 - bid)
