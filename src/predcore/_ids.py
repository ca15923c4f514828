"""Identity of the thing you quote, trade and settle."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from ._errors import InvalidId

__all__ = ["Instrument", "MarketRef"]

_LONGEST = 512


@dataclass(frozen=True, slots=True, order=True)
class MarketRef:
    """A market of a venue, as people write it: ``venue:market``.

    ``market`` is whatever the venue accepts as a name of it (an id, a slug, a URL).
    """

    venue: str
    market: str

    def __str__(self) -> str:
        return f"{self.venue}:{self.market}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``venue:market``; raises ``InvalidId``."""
        venue, _, market = _checked(text, "venue:market").partition(":")
        if not _named(venue, market):
            raise InvalidId(f"expected 'venue:market', got {text!r}")
        return cls(venue, market)


@dataclass(frozen=True, slots=True, order=True)
class Instrument:
    """A claim on one outcome of one market; it pays 0 to 1 per contract.

    Only the market's id may contain a colon.
    """

    venue: str
    market: str
    outcome: str

    def __str__(self) -> str:
        return f"{self.venue}:{self.market}:{self.outcome}"

    @property
    def ref(self) -> MarketRef:
        """The market alone."""
        return MarketRef(self.venue, self.market)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``venue:market:outcome``; raises ``InvalidId``."""
        venue, _, rest = _checked(text, "venue:market:outcome").partition(":")
        market, _, outcome = rest.rpartition(":")
        if not _named(venue, market, outcome):
            raise InvalidId(f"expected 'venue:market:outcome', got {text!r}")
        return cls(venue, market, outcome)


def _checked(text: str, shape: str) -> str:
    if len(text) > _LONGEST:
        raise InvalidId(f"expected {shape!r}, got {len(text)} characters")
    if not text.isprintable():
        raise InvalidId(f"expected {shape!r} in printable characters, got {text!r}")
    return text


def _named(*parts: str) -> bool:
    return all(part and part == part.strip() for part in parts)
