"""Prove who sends a request: a code made with the API key's secret (L2).

It covers time, method, path and body, and never the query.
"""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from hashlib import sha256
from hmac import digest

from predcore import InvalidRequest

__all__ = ["parse_secret", "request_proof"]


def parse_secret(text: str) -> bytes:
    """Read the secret of an API key: base64, of either alphabet.

    Raises ``InvalidRequest`` for anything else; the message holds nothing of it.
    """
    bare = text.strip().replace("+", "-").replace("/", "_")
    try:
        secret = urlsafe_b64decode(bare + "=" * (-len(bare) % 4))
    except (Error, ValueError):
        secret = b""
    # Raised out here: an exception being handled would go along as the context.
    if not secret or not bare.rstrip("=").replace("-", "").replace("_", "").isalnum():
        raise InvalidRequest("api_secret must be base64; was it copied whole?")
    return secret


def request_proof(
    secret: bytes, timestamp: int, method: str, path: str, body: bytes = b""
) -> str:
    """The code of one request.

    Args:
        secret: see :func:`parse_secret`.
        timestamp: Unix seconds, as in the header.
        method: in any case.
        path: below the host, as the venue knows it; a query is left out.
        body: the very bytes that are sent.
    """
    bare = path.partition("?")[0]
    text = f"{timestamp}{method.upper()}{bare}".encode() + body
    return urlsafe_b64encode(digest(secret, text, sha256)).decode()
