"""API keys: made and found by a signature of the key of a wallet."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from uuid import NAMESPACE_URL, uuid5

__all__ = ["ApiKey", "ApiKeys", "made_key"]


@dataclass(frozen=True, slots=True)
class ApiKey:
    """What a request is signed with.

    Attributes:
        id: what orders call their owner.
        address: of the key that made it.
        secret: 32 bytes in base64.
    """

    id: str
    address: str
    nonce: int
    secret: str = field(repr=False)
    passphrase: str = field(repr=False)


def made_key(address: str, nonce: int) -> ApiKey:
    """The API key of an address and a nonce: always the same."""
    name = f"{address.lower()}:{nonce}"
    secret = sha256(f"secret:{name}".encode()).digest()
    return ApiKey(
        id=str(uuid5(NAMESPACE_URL, f"api-key:{name}")),
        address=address,
        nonce=nonce,
        secret=urlsafe_b64encode(secret).decode(),
        passphrase=sha256(f"passphrase:{name}".encode()).hexdigest(),
    )


class ApiKeys:
    """The API keys that are good."""

    def __init__(self) -> None:
        self._by_id: dict[str, ApiKey] = {}

    def __iter__(self) -> Iterator[ApiKey]:
        return iter(self._by_id.values())

    def get(self, key_id: str) -> ApiKey | None:
        """An API key by its id."""
        return self._by_id.get(key_id)

    def find(self, address: str, nonce: int) -> ApiKey | None:
        """The API key of an address and a nonce, if it was made."""
        return self._by_id.get(made_key(address, nonce).id)

    def add(self, address: str, nonce: int) -> ApiKey:
        """Make one, or give the one there is."""
        key = made_key(address, nonce)
        return self._by_id.setdefault(key.id, key)

    def of(self, address: str) -> list[ApiKey]:
        """All of an address."""
        owner = address.lower()
        return [key for key in self if key.address.lower() == owner]

    def remove(self, key_id: str) -> None:
        """Make one worthless."""
        self._by_id.pop(key_id, None)
