"""Addresses, with the capitals that tell a mistyped one (EIP-55)."""

from __future__ import annotations

import re
from functools import lru_cache

from predcore import InvalidRequest

from .keccak import keccak

__all__ = ["address", "checksum", "packed"]

_HEX = re.compile(r"0x[0-9a-fA-F]{40}")


def checksum(raw: bytes) -> str:
    """Write an address of 20 bytes with its capitals."""
    plain = raw.hex()
    marks = keccak(plain.encode()).hex()
    return "0x" + "".join(
        letter.upper() if int(mark, 16) >= 8 else letter
        for letter, mark in zip(plain, marks, strict=False)
    )


@lru_cache(maxsize=1024)
def address(text: str, name: str = "address") -> str:
    """Check an address and write it with its capitals.

    Args:
        text: 0x and 40 hexadecimal digits, in one case or with the right capitals.
        name: what it is called in the error.

    Raises:
        InvalidRequest: another form, or capitals that do not fit: it is mistyped.
    """
    if not _HEX.fullmatch(text):
        # Not quoted: what was put here by mistake may be a private key.
        raise InvalidRequest(f"{name} must be 0x and 40 hexadecimal digits")
    written = checksum(bytes.fromhex(text[2:]))
    digits = text[2:]
    if text != written and digits not in (digits.lower(), digits.upper()):
        raise InvalidRequest(
            f"{name} {text} is mistyped: its capitals are a checksum, and do not fit"
        )
    return written


@lru_cache(maxsize=1024)
def packed(text: str) -> bytes:
    """The 20 bytes of an address; raises ``InvalidRequest`` as :func:`address`."""
    return bytes.fromhex(address(text)[2:])
