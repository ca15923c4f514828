"""Keccak-256, by the library that the extra ``polymarket`` brings."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module

from predcore import InvalidRequest

__all__ = ["MISSING", "keccak"]

MISSING = "signing for Polymarket needs: pip install 'predcore[polymarket]'"


def keccak(data: bytes) -> bytes:
    """The 32 bytes that Ethereum calls the hash of ``data``.

    Raises ``InvalidRequest`` where the library is not installed.
    """
    return _backend()(data)


@cache
def _backend() -> Callable[[bytes], bytes]:
    """Found at the first hash: importing it is not free, and readers never hash."""
    try:
        hashing: Callable[[bytes], bytes] = import_module("eth_hash.auto").keccak
        hashing(b"")
    except ImportError:
        raise InvalidRequest(MISSING) from None
    return hashing
