"""API keys: who may ask, for what, and how their signatures are checked."""

from __future__ import annotations

from base64 import b64decode
from binascii import Error as Garbled
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Literal
from uuid import uuid4

__all__ = ["KEY_TYPES", "SCOPES", "ApiKey", "KeyRing", "KeyType"]

KeyType = Literal["rsa", "ed25519"]
KEY_TYPES: tuple[KeyType, ...] = ("rsa", "ed25519")
SCOPES = (
    "read",
    "write",
    "read::block_trade_accept",
    "read::portfolio_balance",
    "write::trade",
    "write::transfer",
    "write::fcm_risk",
    "write::block_trade_accept",
)
_SALT = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiKey:
    """A key of an account.

    Attributes:
        account: whose it is.
        scopes: a whole scope (``write``) includes its parts (``write::trade``).
        subaccount: the only one it may touch, if any.
    """

    id: str
    name: str
    account: str
    scopes: tuple[str, ...] = ("read", "write")
    subaccount: int | None = None

    def may(self, scope: str) -> bool:
        """Whether a scope was granted, by itself or with a whole one."""
        return scope in self.scopes or scope.partition("::")[0] in self.scopes


class _Verifier:
    """A public key that is parsed when it is first needed."""

    def __init__(self, pem: Callable[[], str]) -> None:
        self.pem = pem
        self._check: Callable[[bytes, bytes], bool] | None = None

    def __call__(self, signature: bytes, text: bytes) -> bool:
        if self._check is None:
            self._check = _check(self.pem())
        return self._check(signature, text)


class KeyRing:
    """Every key the simulator knows, by id."""

    def __init__(self) -> None:
        self._keys: dict[str, ApiKey] = {}
        self._verifiers: dict[str, _Verifier] = {}
        self._registered: set[str] = set()

    def add(
        self, key: ApiKey, public_pem: Callable[[], str], *, registered: bool = False
    ) -> None:
        """Make a key known; its public half is asked for when it is first used."""
        self._keys[key.id] = key
        if registered:
            self._registered.add(key.id)
        self._verifiers[key.id] = _Verifier(public_pem)

    def register(
        self,
        account: str,
        name: str,
        public_pem: str,
        *,
        scopes: tuple[str, ...],
        subaccount: int | None,
    ) -> ApiKey:
        """A new key of an account; raises ``ValueError`` for what is no public key."""
        _check(public_pem)
        key = ApiKey(
            id=str(uuid4()),
            name=name,
            account=account,
            scopes=scopes,
            subaccount=subaccount,
        )
        self.add(key, partial(str, public_pem), registered=True)
        return key

    def remove(self, key_id: str) -> None:
        """Forget a key."""
        del self._keys[key_id], self._verifiers[key_id]
        self._registered.discard(key_id)

    def registered(self) -> list[ApiKey]:
        """The keys that were not there from the start."""
        return [self._keys[key_id] for key_id in sorted(self._registered)]

    def get(self, key_id: str) -> ApiKey | None:
        """The key of that id, if it is known."""
        return self._keys.get(key_id)

    def of(self, account: str) -> list[ApiKey]:
        """The keys of an account, oldest first."""
        return [key for key in self._keys.values() if key.account == account]

    def public_pem(self, key_id: str) -> str:
        """The public half of a key."""
        return self._verifiers[key_id].pem()

    def signed(self, key_id: str, signature: str, text: str) -> bool:
        """Whether ``signature`` (base64) of ``text`` was made with that key."""
        try:
            given = b64decode(signature, validate=True)
        except (Garbled, ValueError):
            return False
        return self._verifiers[key_id](given, text.encode())


def _check(public_pem: str) -> Callable[[bytes, bytes], bool]:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from cryptography.hazmat.primitives.asymmetric.padding import MGF1, PSS
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.serialization import load_pem_public_key

    key = load_pem_public_key(public_pem.encode())
    if not isinstance(key, (RSAPublicKey, Ed25519PublicKey)):
        raise ValueError("a public key is RSA or Ed25519")

    def check(signature: bytes, text: bytes) -> bool:
        try:
            if isinstance(key, RSAPublicKey):
                key.verify(signature, text, PSS(MGF1(SHA256()), _SALT), SHA256())
            else:
                key.verify(signature, text)
        except InvalidSignature:
            return False
        return True

    return check
