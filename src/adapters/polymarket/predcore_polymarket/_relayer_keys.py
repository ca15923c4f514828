"""Keys of the relayer; those of the order books open nothing there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from time import time

from ._signing.proofs import parse_secret, request_proof

__all__ = ["BuilderKey", "RelayerKey"]


class RelayerKey:
    """A key of the relayer, and the address that it belongs to.

    Its text shows neither.
    """

    __slots__ = ("_address", "_key")

    def __init__(self, key: str, address: str) -> None:
        self._key = key
        self._address = address

    def __repr__(self) -> str:
        return "<RelayerKey>"

    def headers(self, method: str, path: str, body: bytes) -> Mapping[str, str]:
        """What a request carries, whichever it is."""
        del method, path, body
        return {
            "RELAYER_API_KEY": self._key,
            "RELAYER_API_KEY_ADDRESS": self._address,
        }


class BuilderKey:
    """A builder's key: an id, a base64 secret that signs, and a passphrase.

    Its text shows none of them. Raises ``InvalidRequest`` for a secret that is none.
    """

    __slots__ = ("_clock", "_key", "_passphrase", "_secret")

    def __init__(
        self,
        key: str,
        secret: str,
        passphrase: str,
        *,
        clock: Callable[[], float] = time,
    ) -> None:
        self._key = key
        self._secret = parse_secret(secret)
        self._passphrase = passphrase
        self._clock = clock

    def __repr__(self) -> str:
        return "<BuilderKey>"

    def headers(self, method: str, path: str, body: bytes) -> Mapping[str, str]:
        """What a request carries, good for seconds."""
        at = int(self._clock())
        return {
            "POLY_BUILDER_API_KEY": self._key,
            "POLY_BUILDER_PASSPHRASE": self._passphrase,
            "POLY_BUILDER_SIGNATURE": request_proof(
                self._secret, at, method, path, body
            ),
            "POLY_BUILDER_TIMESTAMP": str(at),
        }
