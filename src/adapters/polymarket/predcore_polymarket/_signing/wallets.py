"""Kinds of wallets, and whose names stand in the orders of each."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from predcore import InvalidRequest

from .addresses import address

__all__ = ["Wallet", "WalletType"]


class WalletType(IntEnum):
    """What holds the money; Polymarket calls the number ``signatureType``."""

    EOA = 0
    """The key's own address; the venue lets few of these trade."""
    PROXY = 1
    """A proxy, from an account opened by e-mail."""
    SAFE = 2
    """A Safe, from an account opened with a browser's wallet."""
    DEPOSIT = 3
    """A deposit wallet, which accounts opened since May 2026 have."""


@dataclass(frozen=True, slots=True)
class Wallet:
    """An account of the venue's, as its orders name it.

    Attributes:
        type: its kind.
        owner: the address of the key that signs, and of the API key.
        funder: what holds money and tokens; the profile page shows it.
    """

    type: WalletType
    owner: str
    funder: str

    @classmethod
    def of(cls, kind: WalletType, owner: str, funder: str | None = None) -> Wallet:
        """Check that the addresses fit the kind of wallet.

        Raises:
            InvalidRequest: a wallet without its funder, one that is the key's own
                address, or one where there can be no other.
        """
        owner = address(owner, "the signer's address")
        if kind is WalletType.EOA:
            if funder and address(funder, "funder") != owner:
                raise InvalidRequest(
                    "an EOA wallet holds its own money: leave funder out, or say "
                    "wallet_type proxy, safe or deposit"
                )
            return cls(kind, owner, owner)
        if not funder:
            raise InvalidRequest(
                f"a {kind.name.lower()} wallet needs funder: the address that holds "
                "the money, which the venue shows on the profile page"
            )
        funder = address(funder, "funder")
        if funder == owner:
            raise InvalidRequest(
                f"funder is the address of the key itself; give the address of the "
                f"{kind.name.lower()} wallet, or say wallet_type eoa"
            )
        return cls(kind, owner, funder)

    @property
    def maker(self) -> str:
        """Whose money an order moves."""
        return self.funder

    @property
    def signer(self) -> str:
        """Who an order says has signed it; a deposit wallet says it has, itself."""
        return self.funder if self.type is WalletType.DEPOSIT else self.owner
