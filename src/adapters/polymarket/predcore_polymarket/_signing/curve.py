"""The curve secp256k1: sign a digest, and tell who signed one.

libsecp256k1 does it in microseconds where ``coincurve`` is installed, ``eth-keys`` in
milliseconds anywhere. Both derive the nonce from key and digest (RFC 6979), so they
give the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib.util import find_spec
from typing import Protocol, cast

from predcore import InvalidRequest

from .addresses import checksum
from .keccak import MISSING, keccak

__all__ = ["ORDER", "Curve", "Native", "Pure", "curve", "recover"]

ORDER = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141
"""Of the curve's group; a private key is below it, and not zero."""

_HALF = ORDER // 2
_SIGNATURE = 65
_V = 27


class Curve(Protocol):
    """Keys are numbers; a signature is r, s and v, with v 27 or 28, in 65 bytes."""

    def signing(self, secret: bytes) -> Callable[[bytes], bytes]:
        """What signs a digest of 32 bytes with a private key of 32."""
        ...

    def public(self, secret: bytes) -> bytes:
        """The public key in 64 bytes."""
        ...

    def recovered(self, digest: bytes, signature: bytes) -> bytes:
        """The public key that signed; raises ``ValueError`` where there is none."""
        ...


class _Key(Protocol):
    def sign_recoverable(self, message: bytes, hasher: None) -> bytes: ...


class Native:
    """By libsecp256k1."""

    def signing(self, secret: bytes) -> Callable[[bytes], bytes]:
        from coincurve import PrivateKey

        key = cast("_Key", PrivateKey(secret))

        def sign(digest: bytes) -> bytes:
            signed = key.sign_recoverable(digest, None)
            return signed[:64] + bytes((signed[64] + _V,))

        return sign

    def public(self, secret: bytes) -> bytes:
        from coincurve import PublicKey

        return PublicKey.from_valid_secret(secret).format(compressed=False)[1:]

    def recovered(self, digest: bytes, signature: bytes) -> bytes:
        from coincurve import PublicKey

        raw = signature[:64] + bytes((signature[64] - _V,))
        try:
            found = PublicKey.from_signature_and_message(raw, digest, hasher=None)
        except Exception as error:  # noqa: BLE001 - it raises bare ``Exception``
            raise ValueError(str(error)) from None
        return found.format(compressed=False)[1:]


class Pure:
    """In Python, by eth-keys."""

    def signing(self, secret: bytes) -> Callable[[bytes], bytes]:
        from eth_keys.backends.native.ecdsa import ecdsa_raw_sign

        def sign(digest: bytes) -> bytes:
            v, r, s = ecdsa_raw_sign(digest, secret)
            return r.to_bytes(32, "big") + s.to_bytes(32, "big") + bytes((v + _V,))

        return sign

    def public(self, secret: bytes) -> bytes:
        from eth_keys.backends.native.ecdsa import private_key_to_public_key

        return private_key_to_public_key(secret)

    def recovered(self, digest: bytes, signature: bytes) -> bytes:
        from eth_keys.backends.native.ecdsa import ecdsa_raw_recover
        from eth_keys.exceptions import BadSignature

        r, s = (int.from_bytes(signature[at : at + 32], "big") for at in (0, 32))
        try:
            return ecdsa_raw_recover(digest, (signature[64] - _V, r, s))
        except BadSignature as error:
            raise ValueError(str(error)) from None


@cache
def curve() -> Curve:
    """The fastest that is installed; raises ``InvalidRequest`` where none is."""
    if find_spec("coincurve"):
        return Native()
    if find_spec("eth_keys"):
        return Pure()
    raise InvalidRequest(MISSING)


def recover(digest: bytes, signature: bytes, *, by: Curve | None = None) -> str:
    """The address (EIP-55) whose key signed a digest.

    Args:
        digest: 32 bytes.
        signature: 65 bytes, r, s and v.
        by: who computes it; the fastest installed when left out.

    Raises:
        InvalidRequest: no signature as the venue's contracts take one: another
            length, a ``v`` other than 27 and 28, numbers out of range or in the
            upper half, or of no key.
    """
    if len(digest) != 32 or len(signature) != _SIGNATURE:
        raise InvalidRequest("expected a digest of 32 bytes and a signature of 65")
    r, s = (int.from_bytes(signature[at : at + 32], "big") for at in (0, 32))
    if signature[64] not in (_V, _V + 1):
        raise InvalidRequest("the last byte of a signature is 27 or 28")
    if not (0 < r < ORDER and 0 < s <= _HALF):
        raise InvalidRequest("the numbers of the signature are out of range")
    try:
        public = (by or curve()).recovered(digest, signature)
    except ValueError:
        raise InvalidRequest("no key made this signature") from None
    return checksum(keccak(public)[12:])
