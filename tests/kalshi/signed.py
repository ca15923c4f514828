"""Clients with a key of their own."""

from __future__ import annotations

from functools import cache
from typing import Any

from kalshi.keys import KEY_ID, ed25519_pem
from kalshi.scripted import Wire
from predcore_kalshi import Credentials, Kalshi

__all__ = ["credentials", "signed"]


@cache
def credentials() -> Credentials:
    """A key the wire does not look at."""
    return Credentials.of(KEY_ID, ed25519_pem())


def signed(wire: Wire, **options: Any) -> Kalshi:
    """A client on a wire that may ask for what is private."""
    return wire.kalshi(credentials=credentials(), **options)
