"""Wallets that are there from the start, with keys that everybody knows.

The keys are the first accounts of the development networks of Ethereum's toolchains,
published so that nobody keeps anything there. The addresses of proxy, Safe and deposit
wallets are those that the venue's factories give these keys.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from ..._signing import WalletType
from .api_keys import made_key

__all__ = ["PlayWallet", "PlayWallets"]


@dataclass(frozen=True, slots=True)
class PlayWallet:
    """A funded wallet, and all that is needed to trade with it.

    Attributes:
        name: as in :class:`PlayWallets`.
        wallet_type: 0 EOA, 1 proxy, 2 Safe, 3 deposit wallet.
        owner: address of the key.
        funder: address of the wallet.
        private_key: 0x and 64 digits.
        api_key, api_secret, api_passphrase: of nonce 0.
    """

    name: str
    wallet_type: WalletType
    owner: str
    funder: str
    private_key: str = field(repr=False)
    api_key: str
    api_secret: str = field(repr=False)
    api_passphrase: str = field(repr=False)


_WALLETS = (
    (
        "eoa",
        WalletType.EOA,
        "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266",
        "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266",
        "0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80",
    ),
    (
        "proxy",
        WalletType.PROXY,
        "0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
        "0xd9d24e482c11F586cd9A1a53dC3eEc6dE3883862",
        "0x59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d",
    ),
    (
        "safe",
        WalletType.SAFE,
        "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC",
        "0x955c807b9336876AA22D2413Ed40EBE296503a93",
        "0x5de4111afa1a4b94908f83103eb1f1706367c2e68ca870fc3fb9a804cdab365a",
    ),
    (
        "deposit",
        WalletType.DEPOSIT,
        "0x90F79bf6EB2c4f870365E785982E1f101E93b906",
        "0x4993B677e994b241238D9cdF597DbeE6705Ca097",
        "0x7c852118294e51e653712a81e05800f419141751be58f605c371e15141b007a6",
    ),
    (
        "rival",
        WalletType.DEPOSIT,
        "0x15d34AAf54267DB7D7c367839AAf71A00a2C6A65",
        "0x16D2231da5dD35316F50d75c0159FF5007f81037",
        "0x47e179ec197488593b187f80a00eb0da91f1b9d0b13f8733639f19c30a34926a",
    ),
)


class PlayWallets:
    """One wallet of each kind, and a rival to trade with."""

    def __init__(self) -> None:
        self._all = tuple(_made(*row) for row in _WALLETS)
        self.eoa, self.proxy, self.safe, self.deposit, self.rival = self._all

    def __iter__(self) -> Iterator[PlayWallet]:
        return iter(self._all)


def _made(
    name: str, kind: WalletType, owner: str, funder: str, private_key: str
) -> PlayWallet:
    made = made_key(owner, 0)
    return PlayWallet(
        name=name,
        wallet_type=kind,
        owner=owner,
        funder=funder,
        private_key=private_key,
        api_key=made.id,
        api_secret=made.secret,
        api_passphrase=made.passphrase,
    )
