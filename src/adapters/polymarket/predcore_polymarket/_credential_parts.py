"""The parts of credentials, read from what people write; secrets are not repeated."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from inspect import getattr_static
from pathlib import Path
from typing import NamedTuple, cast

from predcore import InvalidRequest
from predcore.kit import read_key_file

from ._api_key import ApiKey
from ._signer import LocalSigner, Signer
from ._signing import WalletType

__all__ = ["NAMES", "Parts", "assembled", "settled"]

_KEYS = ("private_key", "private_key_path", "signer")
_API = ("api_key", "api_secret", "api_passphrase")
NAMES = (*_KEYS, "wallet_type", "funder", *_API)
"""What credentials are made of, by name."""

_FROM = {"private_key": "text", "private_key_path": "a file", "signer": "code"}
_WALLETS = {
    "eoa": WalletType.EOA,
    "proxy": WalletType.PROXY,
    "poly_proxy": WalletType.PROXY,
    "safe": WalletType.SAFE,
    "gnosis_safe": WalletType.SAFE,
    "poly_gnosis_safe": WalletType.SAFE,
    "deposit": WalletType.DEPOSIT,
    "deposit_wallet": WalletType.DEPOSIT,
    "poly_1271": WalletType.DEPOSIT,
    **{str(int(kind)): kind for kind in WalletType},
}


class Parts(NamedTuple):
    """Credentials in their parts."""

    signer: Signer
    wallet_type: str | None
    funder: str | None
    api_key: ApiKey | None
    source: str


def assembled(given: Mapping[str, tuple[str, object]], source: str) -> Parts:
    """Read the parts given.

    Args:
        given: by name, what it is called where it is from, and the value.
        source: where all of them are from, in words.

    Raises:
        InvalidRequest: too few or too many, or a value that is none.
    """
    keys = [name for name in _KEYS if name in given]
    if len(keys) != 1:
        raise InvalidRequest(
            f"{source}: give one of {', '.join(_KEYS)}; "
            f"found {' and '.join(given[name][0] for name in keys) or 'none'}"
        )
    [name] = keys
    called, value = given[name]
    texts = {part: _text(*given[part]) for part in given if part not in _KEYS}
    return Parts(
        _signer(name, called, value),
        texts.get("wallet_type"),
        texts.get("funder"),
        _api_key(given, texts),
        _FROM[name] if called == name else called,
    )


def settled(kind: object, funder: str | None) -> WalletType:
    """The kind of wallet; which kind a funder is cannot be told from its address."""
    if kind is None and funder:
        raise InvalidRequest(
            "funder is given without wallet_type: say proxy, safe or deposit; accounts "
            "opened since May 2026 have a deposit wallet"
        )
    found = WalletType.EOA if kind is None else _wallet_type(kind)
    if found is not WalletType.EOA and not funder:
        raise InvalidRequest(
            f"a {found.name.lower()} wallet needs funder: the address that holds the "
            "money, which the venue shows on the profile page"
        )
    if funder:
        _check_form(funder)
    return found


def _check_form(funder: str) -> None:
    """What can be seen without loading what computes checksums."""
    digits = funder.removeprefix("0x")
    try:
        fits = len(digits) == 40 and len(bytes.fromhex(digits)) == 20
    except ValueError:
        fits = False
    if not fits or digits == funder:
        raise InvalidRequest("funder must be 0x and 40 hexadecimal digits")


def _wallet_type(value: object) -> WalletType:
    """Read the kind of a wallet: its name, the venue's, or the venue's number.

    Raises ``InvalidRequest`` for another.
    """
    if isinstance(value, int | str) and not isinstance(value, bool):
        text = str(int(value)) if isinstance(value, int) else value.strip().lower()
        found = _WALLETS.get(text.replace("-", "_"))
        if found is not None:
            return found
    # Not quoted: what was put here by mistake may be a secret.
    raise InvalidRequest(
        "wallet_type must be eoa (0), proxy (1), safe (2) or deposit (3)"
    )


def _signer(name: str, called: str, value: object) -> Signer:
    if name == "signer":
        return _given(value)
    text = _text(called, value)
    if name == "private_key_path":
        text = read_key_file(text, called)
    try:
        return LocalSigner(text)
    except InvalidRequest as error:
        said = str(error)
    raise InvalidRequest(f"{called}: {said}")


def _given(value: object) -> Signer:
    """A signer of the caller's; its address is not asked for before it is needed."""
    found = [getattr_static(value, name, None) for name in ("address", "sign")]
    if None in found:
        raise InvalidRequest("signer must have an address and a sign(data)")
    return cast("Signer", value)


def _api_key(
    given: Mapping[str, tuple[str, object]], texts: Mapping[str, str]
) -> ApiKey | None:
    found = [name for name in _API if name in given]
    if not found:
        return None
    if len(found) != len(_API):
        lacking = [name for name in _API if name not in given]
        raise InvalidRequest(
            f"an API key is {', '.join(_API)}: {' and '.join(lacking)} is missing; "
            "or leave all out, and the venue is asked for the key's own"
        )
    return ApiKey(*(texts[name] for name in _API))


def _text(name: str, value: object) -> str:
    reveal = cast("Callable[[], str] | None", getattr(value, "get_secret_value", None))
    if reveal is not None:
        return reveal()
    match value:
        case str():
            return value
        case Path():
            return str(value)
        case int() if not isinstance(value, bool):
            return str(int(value))
        case _:
            raise InvalidRequest(f"{name} must be text, not {type(value).__name__}")
