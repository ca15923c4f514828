"""Who signs: a private key in this process, or something elsewhere that has one.

A remote or a hardware signer is a class with an ``address`` and a ``sign``; it gets
the whole document, for ``eth_signTypedData_v4``, so that a person can read what is
signed.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from predcore import InvalidRequest

if TYPE_CHECKING:
    from ._signing import Domain, Order, TypedData

__all__ = ["LocalSigner", "OfficialSigner", "Signer", "sign", "sign_order"]

_LENGTH = 65
_V = 27
_LARGEST = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364140


@runtime_checkable
class Signer(Protocol):
    """Holds a key and signs with it; what comes back is checked before it is sent."""

    @property
    @abstractmethod
    def address(self) -> str:
        """The address of the key: 0x and 40 digits."""
        ...

    @abstractmethod
    async def sign(self, data: TypedData, /) -> bytes:
        """Sign: 65 bytes, r, s and v, with v 27 or 28.

        Args:
            data: what to sign; ``data.digest`` is 32 bytes, ``data.to_json()`` the
                whole document.
        """
        ...


class LocalSigner(Signer):
    """A private key in this process.

    It never shows, and is neither copied nor pickled. What computes is loaded at the
    first signature: libsecp256k1 where ``coincurve`` is installed, else Python.

    Args:
        private_key: 64 hexadecimal digits, with or without 0x; or 32 bytes.

    Raises:
        InvalidRequest: no private key; the message holds nothing of it.
    """

    __slots__ = ("_address", "_secret", "_sign")

    def __init__(self, private_key: str | bytes) -> None:
        self._secret = _parsed(private_key)
        self._address: str | None = None
        self._sign: Callable[[bytes], bytes] | None = None

    def __repr__(self) -> str:
        return "<LocalSigner>"

    def __reduce__(self) -> str:
        raise TypeError("a signer is not copied or pickled: it holds a private key")

    @property
    def address(self) -> str:
        if self._address is None:
            from ._signing.addresses import checksum
            from ._signing.curve import curve
            from ._signing.keccak import keccak

            self._address = checksum(keccak(curve().public(self._secret))[12:])
        return self._address

    async def sign(self, data: TypedData, /) -> bytes:
        if self._sign is None:
            from ._signing.curve import curve

            self._sign = curve().signing(self._secret)
        return self._sign(data.digest)


class OfficialSigner(Signer):
    """An account of ``eth_account``, the library that the official client signs with.

    It hashes the document by itself, so it agrees with this package or nothing is
    sent. ``pip install 'predcore[polymarket-official]'`` brings it.

    Args:
        account: a private key, or what has an ``address`` and a ``sign_typed_data``
            as ``eth_account`` has them.

    Raises:
        InvalidRequest: no private key, or the library is not installed.
    """

    __slots__ = ("_account",)

    def __init__(self, account: Any) -> None:
        if isinstance(account, str | bytes):
            account = _official(_parsed(account))
        self._account = account

    def __repr__(self) -> str:
        return "<OfficialSigner>"

    def __reduce__(self) -> str:
        raise TypeError("a signer is not copied or pickled: it holds a private key")

    @property
    def address(self) -> str:
        return str(self._account.address)

    async def sign(self, data: TypedData, /) -> bytes:
        from json import loads

        signed = self._account.sign_typed_data(full_message=loads(data.to_json()))
        return bytes(signed.signature)


async def sign(signer: Signer, data: TypedData) -> bytes:
    """Have something signed, and see that it was.

    Raises:
        InvalidRequest: the signer gave something else than its signature of this.
    """
    signature = await signer.sign(data)
    if type(signer) is LocalSigner:
        return signature
    from ._signing import address, recover

    if len(signature) == _LENGTH and signature[-1] < _V:
        signature = signature[:-1] + bytes((signature[-1] + _V,))
    found = recover(data.digest, signature)
    if found != address(signer.address, "the signer's address"):
        raise InvalidRequest(
            f"the signer says it is {signer.address} and signed as {found}, or signed "
            "something else; nothing was sent"
        )
    return signature


async def sign_order(signer: Signer, order: Order, domain: Domain) -> str:
    """The signature of an order as it travels: 0x, and 65 bytes, or 317 of a deposit
    wallet's.

    Raises:
        InvalidRequest: a field that cannot be signed, or see :func:`sign`.
    """
    from ._signing import WalletType, typed_for_wallet, typed_order, wrapped

    if order.signature_type is WalletType.DEPOSIT:
        inner = await sign(signer, typed_for_wallet(order, domain))
        return f"0x{wrapped(inner, order, domain).hex()}"
    return f"0x{(await sign(signer, typed_order(order, domain))).hex()}"


def _parsed(private_key: str | bytes) -> bytes:
    """The 32 bytes of a key; what is wrong is told without it."""
    secret = b""
    if isinstance(private_key, bytes):
        secret = private_key
    else:
        bare = private_key.strip().removeprefix("0x").removeprefix("0X")
        if len(bare) == 64 and bare.isascii() and bare.isalnum():
            with suppress(ValueError):
                secret = bytes.fromhex(bare)
    # Raised out here: an exception being handled would go along as the context.
    if len(secret) != 32:
        raise InvalidRequest(
            "private_key must be 64 hexadecimal digits, with or without 0x in front"
            f"{_hint(private_key)}"
        )
    if not 0 < int.from_bytes(secret, "big") <= _LARGEST:
        raise InvalidRequest("private_key is out of the curve's range; copy it again")
    return secret


def _hint(private_key: str | bytes) -> str:
    if isinstance(private_key, bytes):
        return ", or 32 bytes"
    text = private_key.strip()
    if len(text.split()) in {12, 15, 18, 21, 24}:
        return "; this is a recovery phrase: export the account's private key"
    if text.startswith("0x") and len(text) == 42:
        return "; this has the form of an address"
    return ""


def _official(secret: bytes) -> Any:
    from importlib import import_module

    try:
        return import_module("eth_account").Account.from_key(secret)
    except ImportError:
        raise InvalidRequest(
            "the official signer needs: pip install 'predcore[polymarket-official]'"
        ) from None
