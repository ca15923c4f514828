"""Identities of simulated things: the same listing always has the same ids.

They depend on the catalogue's codes and on nothing else, so an id written into a
file is good for every run and every seed.
"""

from __future__ import annotations

import re
from hashlib import sha256

__all__ = [
    "condition_id",
    "neg_risk_market_id",
    "question_id",
    "slug",
    "token_ids",
    "transaction_hash",
    "wallet",
]


def condition_id(event: str, market: str) -> str:
    """The CLOB's name of a market: ``0x`` and 64 hex digits."""
    return "0x" + _digest(f"condition:{event}{market}")


def token_ids(event: str, market: str) -> tuple[str, str]:
    """The outcome tokens of a market: decimal uint256, first outcome first."""
    return _token(event, market, 0), _token(event, market, 1)


def neg_risk_market_id(event: str) -> str:
    """What the markets of a one-winner event share; its last byte is zero."""
    return "0x" + _digest(f"question:{event}")[:-2] + "00"


def question_id(event: str, position: int) -> str:
    """The oracle's name of the question at ``position`` (0 to 255) of an event."""
    return neg_risk_market_id(event)[:-2] + f"{position:02x}"


def transaction_hash(text: str) -> str:
    """The hash of the transaction that settled what ``text`` describes."""
    return "0x" + _digest(f"transaction:{text}")


def wallet(name: str) -> str:
    """A trader's address, in lower case as the data API serves it."""
    return "0x" + _digest(f"wallet:{name}")[:40]


def slug(text: str) -> str:
    """``Will it rain?`` is ``will-it-rain``."""
    return "-".join(re.findall(r"[a-z0-9]+", text.lower().replace("'", "")))


def _token(event: str, market: str, outcome: int) -> str:
    return str(int(_digest(f"token:{event}{market}:{outcome}"), 16))


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()
