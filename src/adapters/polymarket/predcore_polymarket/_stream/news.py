"""What is told of markets beside their books, each thing once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from predcore import Instrument, TradeUpdate, Update
from predcore.kit import Recent

from .._tokens import Listing
from ..models.streams.market import LastTradePrice, MarketResolved, TickSizeChange
from .market_updates import to_ladder_update, to_status_update, to_trade

__all__ = ["News"]

_REMEMBERED = 512
"""Prints: one that came twice came twice at once."""


class News:
    """Prints, tick sizes and resolutions; both tokens of a market bring the same.

    Args:
        listings: markets by the names they are followed by, and told by.
        trades: tell prints too.
    """

    def __init__(self, listings: Mapping[str, Listing], *, trades: bool) -> None:
        self._listings = listings
        self._trades = trades
        self._ticks: dict[str, Decimal] = {}
        self._over: set[str] = set()
        self._printed: Recent[LastTradePrice, None] = Recent(_REMEMBERED)

    def printed(
        self, instrument: Instrument, native: LastTradePrice
    ) -> Iterator[Update]:
        """A trade, if anybody wants to know.

        A transaction fills one taker, once, at each of its tokens: the same print
        again is the same frame again.
        """
        if not self._trades:
            return
        if native.transaction_hash:
            if native in self._printed:
                return
            self._printed[native] = None
        yield TradeUpdate(to_trade(instrument, native))

    def tick(
        self, instruments: Sequence[Instrument], native: TickSizeChange
    ) -> Iterator[Update]:
        """The valid prices, if they are other ones than were told last."""
        for name in dict.fromkeys(instrument.market for instrument in instruments):
            if self._ticks.get(name) != native.new_tick_size:
                update = to_ladder_update(name, native)
                self._ticks[name] = native.new_tick_size
                yield update

    def forget(self, names: Iterable[str]) -> None:
        """These are not followed any more; if they are again, they are told again."""
        for name in names:
            self._ticks.pop(name, None)
            self._over.discard(name)

    def resolved(self, name: str, native: MarketResolved) -> Iterator[Update]:
        """How a market was decided."""
        listing = self._listings.get(name)
        if listing is not None and name not in self._over:
            self._over.add(name)
            yield to_status_update(name, listing, native)
