"""Prove who sends a request: three headers, one of them a signature.

The signature covers the time, the method and the path, and neither query nor body.
It is good for seconds, so it is made for every attempt anew.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from typing import TYPE_CHECKING

from predcore import InvalidRequest

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

__all__ = ["STREAM_PATH", "Key", "parse_key", "presign", "proof"]

STREAM_PATH = "/trade-api/ws/v2"
"""The path a WebSocket handshake is signed for, with the method GET."""


class Key:
    """A private key that signs as Kalshi wants its kind to; never shows itself.

    Attributes:
        kind: ``RSA`` or ``Ed25519``.
    """

    __slots__ = ("_sign", "kind")

    def __init__(self, kind: str, sign: Callable[[bytes], bytes]) -> None:
        self.kind = kind
        self._sign = sign

    def __repr__(self) -> str:
        return f"<{self.kind} key>"

    def sign(self, text: bytes) -> str:
        """The signature of ``text``, in base64."""
        return b64encode(self._sign(text)).decode()


def parse_key(pem: str) -> Key:
    """Read a private key; the key decides how it signs, whatever its header says.

    Lines may be separated by a backslash and an *n*, as in environment files.

    Raises:
        InvalidRequest: not a private key in PEM form, encrypted, or of another kind
            than RSA and Ed25519. The message holds nothing of the key.
    """
    try:
        from cryptography.exceptions import UnsupportedAlgorithm
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
        from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
        from cryptography.hazmat.primitives.serialization import load_pem_private_key
    except ImportError:
        raise InvalidRequest(
            "signing needs cryptography: pip install 'predcore[kalshi]'"
        ) from None
    found: object = None
    encrypted = False
    try:
        text = pem.replace("\\n", "\n").strip().encode()
        found = load_pem_private_key(text, password=None)
    except TypeError:
        encrypted = True
    except (ValueError, UnsupportedAlgorithm):
        pass
    # Raised out here: an exception being handled would go along as the context.
    if encrypted:
        raise InvalidRequest(
            "the private key is encrypted; store it without a passphrase "
            "(openssl pkey -in KEY -out PLAIN)"
        )
    if isinstance(found, RSAPrivateKey):
        return Key("RSA", _rsa(found))
    if isinstance(found, Ed25519PrivateKey):
        return Key("Ed25519", found.sign)
    if found is None:
        raise InvalidRequest(_what_is_wrong(pem))
    raise InvalidRequest("Kalshi takes RSA and Ed25519 keys; this is another kind")


def _rsa(key: RSAPrivateKey) -> Callable[[bytes], bytes]:
    from cryptography.hazmat.primitives.asymmetric.padding import MGF1, PSS
    from cryptography.hazmat.primitives.hashes import SHA256

    digest = SHA256()
    padding = PSS(mgf=MGF1(digest), salt_length=digest.digest_size)

    def sign(text: bytes) -> bytes:
        return key.sign(text, padding, digest)

    return sign


def _what_is_wrong(pem: str) -> str:
    if "PUBLIC KEY" in pem or "CERTIFICATE" in pem:
        return "expected a private key, and this PEM holds a public one"
    if "OPENSSH PRIVATE KEY" in pem:
        return "expected a PEM file as Kalshi gives it out; this is an OpenSSH key"
    if "-----BEGIN" not in pem:
        return (
            "the private key is not in PEM form; it starts with "
            "-----BEGIN PRIVATE KEY----- or -----BEGIN RSA PRIVATE KEY-----"
        )
    return "the private key's PEM cannot be read; was it copied whole?"


def presign(timestamp: int, method: str, path: str) -> bytes:
    """What is signed: time in milliseconds, method, and path without its query."""
    bare = path.partition("#")[0].partition("?")[0]
    return f"{timestamp}{method.upper()}{bare}".encode()


def proof(
    key_id: str, key: Key, timestamp: int, method: str, path: str
) -> dict[str, str]:
    """The three headers for one request.

    Args:
        timestamp: Unix time in milliseconds.
        path: from the root of the host, with ``/trade-api/v2``.
    """
    return {
        "KALSHI-ACCESS-KEY": key_id,
        "KALSHI-ACCESS-TIMESTAMP": str(timestamp),
        "KALSHI-ACCESS-SIGNATURE": key.sign(presign(timestamp, method, path)),
    }
