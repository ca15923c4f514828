"""Instruments and the tokens they are on the wire."""

from __future__ import annotations

from dataclasses import dataclass

from predcore import Instrument, InvalidId, NotFound

from ._mapping import VENUE

__all__ = ["Listing", "check_venue"]


@dataclass(frozen=True, slots=True)
class Listing:
    """The unchanging part of a market: its id, and its tokens by outcome key."""

    condition_id: str
    keys: tuple[str, ...]
    tokens: tuple[str, ...]

    def instrument(self, key: str) -> Instrument:
        """The claim under the market's canonical id."""
        return Instrument(VENUE, self.condition_id, key)

    def token(self, key: str) -> str:
        """The token of an outcome; raises ``InvalidId``, or ``NotFound`` before the
        venue has made one."""
        if key not in self.keys:
            outcomes = ", ".join(self.keys)
            raise InvalidId(
                f"{VENUE}:{self.condition_id} has the outcomes {outcomes}; not {key!r}"
            )
        index = self.keys.index(key)
        if index >= len(self.tokens):
            raise NotFound(f"{self.instrument(key)} has no token yet")
        return self.tokens[index]

    def key(self, token_id: str) -> str | None:
        """The outcome a token stands for."""
        if token_id not in self.tokens:
            return None
        index = self.tokens.index(token_id)
        return self.keys[index] if index < len(self.keys) else None


def check_venue(instrument: Instrument) -> None:
    """Raise ``InvalidId`` for an instrument of another venue."""
    if instrument.venue != VENUE:
        raise InvalidId(f"{instrument} is not an instrument of {VENUE}")
