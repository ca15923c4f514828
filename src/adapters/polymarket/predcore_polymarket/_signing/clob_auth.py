"""The note that proves who holds a key, for which the venue gives an API key (L1)."""

from __future__ import annotations

from collections.abc import Mapping

from .contracts import POLYGON
from .typed_data import Domain, Struct, TypedData

__all__ = ["auth_headers", "typed_auth"]

_NOTE = Struct(
    "ClobAuth",
    (
        ("address", "address"),
        ("timestamp", "string"),
        ("nonce", "uint256"),
        ("message", "string"),
    ),
)
_SAYS = "This message attests that I control the given wallet"


def typed_auth(
    address: str, timestamp: int, nonce: int = 0, *, chain_id: int = POLYGON
) -> TypedData:
    """What the key signs.

    Args:
        address: of the key.
        timestamp: Unix seconds.
        nonce: which of the account's API keys is meant.
        chain_id: of the exchange's chain.
    """
    return TypedData(
        Domain("ClobAuthDomain", "1", chain_id),
        _NOTE,
        {
            "address": address,
            "timestamp": str(timestamp),
            "nonce": nonce,
            "message": _SAYS,
        },
    )


def auth_headers(
    address: str, timestamp: int, nonce: int, signature: bytes
) -> Mapping[str, str]:
    """The four headers that carry the signed note."""
    return {
        "POLY_ADDRESS": address,
        "POLY_SIGNATURE": f"0x{signature.hex()}",
        "POLY_TIMESTAMP": str(timestamp),
        "POLY_NONCE": str(nonce),
    }
