"""API keys of the order books: what every private request is proved with."""

from __future__ import annotations

from collections.abc import Mapping

from predcore import InvalidRequest

from ._signing import parse_secret, request_proof

__all__ = ["ApiKey"]


class ApiKey:
    """An id, a secret that signs, and a passphrase; none of them ever shows.

    Orders and trades call the id their ``owner``. The venue gives one to whoever
    controls a private key, and can give it again.

    Raises:
        InvalidRequest: a part that cannot be one; the message holds nothing of it.
    """

    __slots__ = ("_bytes", "_id", "_passphrase", "_secret")

    def __init__(self, id: str, secret: str, passphrase: str) -> None:  # noqa: A002
        self._id = _line("api_key", id)
        self._secret = _line("api_secret", secret)
        self._passphrase = _line("api_passphrase", passphrase)
        self._bytes = parse_secret(self._secret)

    def __repr__(self) -> str:
        return "<ApiKey>"

    def __reduce__(self) -> str:
        raise TypeError("an API key is not copied or pickled")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ApiKey) and self.stream_auth == other.stream_auth

    def __hash__(self) -> int:
        return hash(self._id)

    @property
    def id(self) -> str:
        """What orders carry as their ``owner``."""
        return self._id

    @property
    def stream_auth(self) -> Mapping[str, str]:
        """What the first frame of the user channel carries: the secret itself."""
        return {
            "apiKey": self._id,
            "secret": self._secret,
            "passphrase": self._passphrase,
        }

    def headers(
        self, address: str, timestamp: int, method: str, path: str, body: bytes
    ) -> Mapping[str, str]:
        """Proof for one request (L2).

        Args:
            address: of the private key, whatever wallet the money is in.
            timestamp: Unix seconds.
            method: of the request.
            path: below the host.
            body: the very bytes that are sent.
        """
        return {
            "POLY_ADDRESS": address,
            "POLY_API_KEY": self._id,
            "POLY_PASSPHRASE": self._passphrase,
            "POLY_TIMESTAMP": str(timestamp),
            "POLY_SIGNATURE": request_proof(self._bytes, timestamp, method, path, body),
        }


def _line(name: str, text: str) -> str:
    bare = text.strip()
    if not bare or not bare.isascii() or not bare.isprintable():
        raise InvalidRequest(f"{name} must be one line of plain text, and not empty")
    return bare
