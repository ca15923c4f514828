"""What you hold, from what was listed and what has been traded since.

The venue streams no positions, and its listing of them is seconds to minutes late. So
what the listing says of an outcome that was traded a moment ago is not believed, and
what is not listed yet is not held.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from predcore import Fill, Finality, Instrument, Position, Side
from predcore.kit import Recent

__all__ = ["Holdings"]

_ZERO = Decimal(0)
_LAG = 120.0
"""Seconds by which the listing may be late."""

_REMEMBERED = 20_000
"""Fills, to count each once."""


class Holdings:
    """Contracts by outcome; what is not known is not told.

    Attributes:
        known: whether the listing has been read.
    """

    def __init__(self) -> None:
        self.known = False
        self._sizes: dict[Instrument, Decimal] = {}
        self._counted: Recent[str, Decimal] = Recent(_REMEMBERED)
        self._traded_at: dict[Instrument, float] = {}

    def read(self, listed: Iterable[Position], now: float) -> list[Position]:
        """Take the listing in; what is held now, with what is held no more at 0.

        Args:
            listed: all of it.
            now: seconds of the monotonic clock, when it was read.
        """
        found = {position.instrument: position for position in listed}
        told: list[Position] = []
        for instrument in dict.fromkeys([*found, *self._sizes]):
            position = found.get(instrument) or _holding(instrument, _ZERO)
            change = self._sizes.get(instrument, _ZERO)
            traded_at = self._traded_at.get(instrument)
            recent = traded_at is not None and now - traded_at < _LAG
            if self.known:
                if recent:
                    continue
            elif change and recent:
                # Traded since the channel was subscribed to, and so not listed yet.
                position = _holding(instrument, max(position.size + change, _ZERO))
            self._sizes[instrument] = position.size
            told.append(position)
        self.known = True
        return told

    def count(self, fill: Fill, now: float) -> Position | None:
        """Take a fill in, once; undo it when it fails.

        What is held of its outcome now; ``None`` where that is not known, or did not
        change.
        """
        counted = self._counted.get(fill.id, _ZERO)
        counts = _ZERO if fill.finality is Finality.FAILED else _signed(fill)
        self._counted[fill.id] = counts
        instrument, change = fill.instrument, counts - counted
        if not change:
            return None
        size = self._sizes.get(instrument, _ZERO) + change
        self._sizes[instrument] = size
        self._traded_at[instrument] = now
        if not self.known:
            return None
        if size < 0:
            # More was sold than was known of: only the listing can tell.
            del self._sizes[instrument], self._traded_at[instrument]
            return None
        return Position(instrument=instrument, size=size, updated_at=fill.at)


def _signed(fill: Fill) -> Decimal:
    return fill.size if fill.side is Side.BUY else -fill.size


def _holding(instrument: Instrument, size: Decimal) -> Position:
    return Position(instrument=instrument, size=size)
