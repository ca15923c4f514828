"""A signed wallet operation, as it is sent to the relayer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from predcore import InvalidRequest

from .transaction import RelayedType

__all__ = ["Submission", "WalletCall"]

_LONGEST_NOTE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class WalletCall:
    """One call that a deposit wallet makes: ``value`` in wei, ``data`` in hex."""

    target: str
    value: int = 0
    data: str = "0x"


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """What ``POST /submit`` takes; who signs it is not told here.

    Args:
        type: of the wallet, or that it is to be made.
        sender: the signer; travels as ``from``.
        to: what is called; for deposit wallets, the factory.
        nonce: from ``relayer.nonce`` or ``relayer.relay_payload``.
        signature: 0x and hex digits.
        proxy_wallet: the proxy or the Safe.
        data: what to call, for a proxy or a Safe.
        value: wei to send along.
        metadata: a note of your own, at most 500 characters.
        signature_params: what else was signed, by the venue's names.
        deposit_wallet: with ``deadline`` (seconds since 1970) and ``calls``, for
            deposit wallets.
    """

    type: RelayedType
    sender: str
    to: str
    nonce: str | None = None
    signature: str | None = field(default=None, repr=False)
    proxy_wallet: str | None = None
    data: str | None = None
    value: int = 0
    metadata: str = ""
    signature_params: Mapping[str, str] | None = None
    deposit_wallet: str | None = None
    deadline: int | None = None
    calls: Sequence[WalletCall] = ()

    def __post_init__(self) -> None:
        if len(self.metadata) > _LONGEST_NOTE:
            raise InvalidRequest("metadata has at most 500 characters")
        given = (self.deposit_wallet is None, self.deadline is None, not self.calls)
        if any(given) and not all(given):
            raise InvalidRequest("a deposit wallet needs its deadline and its calls")

    def to_json(self) -> dict[str, Any]:
        """The object that is sent, without what was left out."""
        wallet = None
        if self.deposit_wallet is not None:
            wallet = {
                "depositWallet": self.deposit_wallet,
                "deadline": str(self.deadline),
                "calls": [
                    {
                        "target": call.target,
                        "value": str(call.value),
                        "data": call.data,
                    }
                    for call in self.calls
                ],
            }
        told = {
            "type": self.type,
            "from": self.sender,
            "to": self.to,
            "proxyWallet": self.proxy_wallet,
            "data": self.data,
            "nonce": self.nonce,
            "value": str(self.value) if self.value else None,
            "signature": self.signature,
            "signatureParams": self.signature_params and dict(self.signature_params),
            "depositWalletParams": wallet,
            "metadata": self.metadata,
        }
        return {name: value for name, value in told.items() if value is not None}
