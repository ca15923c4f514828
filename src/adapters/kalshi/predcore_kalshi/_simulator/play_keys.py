"""Keys that are there from the start, for accounts that are funded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from .keys import KeyType
from .wire import identifier

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

__all__ = ["RIVAL", "TRADER", "PlayKey", "PlayKeys"]

TRADER, RIVAL = "trader", "rival"


@dataclass(frozen=True)
class PlayKey:
    """A key pair of the simulator's own; its private half is only given on demand.

    Attributes:
        account: whose it is.
        kind: ``rsa`` or ``ed25519``.
        seed: of the simulator; the same seed gives the same key.
    """

    account: str
    kind: KeyType
    seed: int

    @property
    def name(self) -> str:
        """What the key is called, as ``trader-rsa``."""
        return f"{self.account}-{self.kind}"

    @property
    def id(self) -> str:
        """What a client sends as ``KALSHI-ACCESS-KEY``."""
        return identifier("play key", self.name, self.seed)

    @cached_property
    def _private(self) -> RSAPrivateKey | Ed25519PrivateKey:
        from .seeded_keys import ed25519_key, rsa_key

        make = rsa_key if self.kind == "rsa" else ed25519_key
        return make(f"{self.name} {self.seed}")

    def pem(self) -> str:
        """The private key, for a client to sign with."""
        from .seeded_keys import pem_of

        return pem_of(self._private)

    def public_pem(self) -> str:
        """The public key, for the venue to check with."""
        from .seeded_keys import public_pem_of

        return public_pem_of(self._private)

    def write(self, path: Path) -> Path:
        """Write the private key to a file that only its owner may read."""
        path.touch(mode=0o600)
        path.write_text(self.pem())
        return path


class PlayKeys:
    """Two keys of ``trader``, one of each kind, and one of its ``rival``."""

    def __init__(self, seed: int) -> None:
        self.rsa = PlayKey(TRADER, "rsa", seed)
        self.ed25519 = PlayKey(TRADER, "ed25519", seed)
        self.rival = PlayKey(RIVAL, "ed25519", seed)

    def __iter__(self) -> Iterator[PlayKey]:
        return iter((self.rsa, self.ed25519, self.rival))
