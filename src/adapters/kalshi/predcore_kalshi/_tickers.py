"""What can be a ticker. Kalshi documents no alphabet, only a length."""

from __future__ import annotations

from predcore import InvalidId

__all__ = ["checked_ticker", "is_ticker"]

_LONGEST = 200
_RESERVED = frozenset(" ,/?#%&")
"""What would split a list, a path or a query, even where it is escaped on the way."""


def is_ticker(text: str) -> bool:
    """Whether it may name a market, an event or a series."""
    plain = text.isascii() and text.isprintable() and not _RESERVED & set(text)
    return plain and 0 < len(text) <= _LONGEST and text not in {".", ".."}


def checked_ticker(text: str) -> str:
    """The text, if it may be a ticker; raises ``InvalidId``."""
    if not is_ticker(text):
        raise InvalidId(f"{text[:_LONGEST]!r} is no Kalshi ticker")
    return text
