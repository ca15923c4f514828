"""What an account needs to trade: where it is from, and nothing of it in any text."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cached_property

from predcore import AuthenticationFailed, InvalidRequest

from ._api_key import ApiKey
from ._credential_parts import NAMES, assembled, settled
from ._signer import LocalSigner, Signer
from ._signing import Wallet, WalletType

__all__ = ["Credentials", "WalletType", "missing"]

_PREFIXES = ("PREDCORE_POLYMARKET_", "POLYMARKET_")
_SUFFIXES = {
    "PRIVATE_KEY": "private_key",
    "PK": "private_key",
    "PRIVATE_KEY_PATH": "private_key_path",
    "WALLET_TYPE": "wallet_type",
    "SIGNATURE_TYPE": "wallet_type",
    "FUNDER": "funder",
    "FUNDER_ADDRESS": "funder",
    "PROXY_ADDRESS": "funder",
    "API_KEY": "api_key",
    "API_SECRET": "api_secret",
    "SECRET": "api_secret",
    "API_PASSPHRASE": "api_passphrase",
    "PASSPHRASE": "api_passphrase",
}


class Credentials:
    """Who signs, for which wallet, and the API key where there is one already.

    Without an API key the venue is asked for the key's own when something first needs
    it; it is kept in memory only.

    Args:
        signer: a private key, or something that signs.
        wallet_type: the kind of wallet that holds the money; an EOA when neither it
            nor ``funder`` is given.
        funder: the address of that wallet, which the venue's profile page shows.
        api_key: the venue's, if it is known.
        source: where all this is from, in words.

    Raises:
        InvalidRequest: no private key, or a wallet without an address.
    """

    def __init__(
        self,
        signer: Signer | str,
        *,
        wallet_type: WalletType | int | str | None = None,
        funder: str | None = None,
        api_key: ApiKey | None = None,
        source: str = "text",
    ) -> None:
        if isinstance(signer, str):
            signer = LocalSigner(signer)
        self.signer = signer
        self.wallet_type = settled(wallet_type, funder)
        self.api_key = api_key
        self.source = source
        self._funder = funder

    @classmethod
    def from_mapping(cls, named: Mapping[str, object]) -> Credentials:
        """From parts by name.

        One of ``private_key``, ``private_key_path`` (a file that holds it) and
        ``signer``; ``wallet_type`` (``eoa``, ``proxy``, ``safe``, ``deposit``, or the
        venue's number) and ``funder``; and all or none of ``api_key``,
        ``api_secret``, ``api_passphrase``.

        Raises:
            InvalidRequest: a name too many or too few, or a value that is none.
        """
        if not set(named) <= set(NAMES):
            raise InvalidRequest(f"polymarket has the credentials {', '.join(NAMES)}")
        given = {
            name: (name, value)
            for name, value in named.items()
            if value is not None and value != ""
        }
        return cls._of(given, "the credentials given")

    @classmethod
    def from_environment(
        cls, environ: Mapping[str, str] | None = None
    ) -> Credentials | None:
        """From variables, or ``None`` where none is set.

        ``POLYMARKET_PRIVATE_KEY`` (or ``_PK``, or ``_PRIVATE_KEY_PATH``),
        ``_WALLET_TYPE`` (or ``_SIGNATURE_TYPE``), ``_FUNDER`` (or
        ``_FUNDER_ADDRESS``, ``_PROXY_ADDRESS``), ``_API_KEY``, ``_API_SECRET`` (or
        ``_SECRET``) and ``_API_PASSPHRASE`` (or ``_PASSPHRASE``); those with
        ``PREDCORE_`` before it come first. Two sets are never mixed.

        Raises:
            InvalidRequest: a set is incomplete, or what it holds is unusable.
        """
        variables = os.environ if environ is None else environ
        for prefix in _PREFIXES:
            given: dict[str, tuple[str, object]] = {}
            for suffix, name in _SUFFIXES.items():
                if found := variables.get(prefix + suffix):
                    given.setdefault(name, (prefix + suffix, found))
            if given:
                return cls._of(given, f"the variables {prefix}…")
        return None

    @classmethod
    def _of(cls, given: Mapping[str, tuple[str, object]], source: str) -> Credentials:
        found = assembled(given, source)
        return cls(
            found.signer,
            wallet_type=found.wallet_type,
            funder=found.funder,
            api_key=found.api_key,
            source=found.source,
        )

    def __repr__(self) -> str:
        kind = type(self.signer).__name__
        return f"Credentials({self.wallet_type.name}, {kind} from {self.source})"

    def __reduce__(self) -> str:
        raise TypeError("credentials are not copied or pickled")

    @property
    def address(self) -> str:
        """The address of the key that signs (EIP-55)."""
        return self.wallet.owner

    @cached_property
    def wallet(self) -> Wallet:
        """Whose names stand in orders; loads what computes addresses.

        Raises ``InvalidRequest`` for a funder that is mistyped, or the key's own
        address.
        """
        return Wallet.of(self.wallet_type, self.signer.address, self._funder)


def missing(what: str) -> AuthenticationFailed:
    """What is said when something belongs to an account and there is none."""
    return AuthenticationFailed(
        f"{what}: this belongs to an account, and nothing was sent; set "
        "POLYMARKET_PRIVATE_KEY, POLYMARKET_WALLET_TYPE and POLYMARKET_FUNDER, or open "
        "with credentials={'private_key': …, 'wallet_type': 'deposit', 'funder': …}"
    )
