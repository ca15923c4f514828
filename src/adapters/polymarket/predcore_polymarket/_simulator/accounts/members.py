"""Wallets the venue knows, and what they allow its contracts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from predcore.sim.exchange import AccountId

from ..._signing import WalletType
from ..traders import Trader

__all__ = ["COLLATERAL_SPENDERS", "Member", "Members", "spenders"]

_STANDARD = "0xE111180000d2663C0091e4f400237545B87B996B"
_NEG_RISK = "0xe2222d279d744050d28e00520010520000310F59"
_ADAPTER = "0xd91E80cF2E7be2e162c6513ceD06f1dD0dA35296"
COLLATERAL_SPENDERS = (_STANDARD, _NEG_RISK, _ADAPTER)
"""Contracts that take pUSD and tokens: both exchanges, and the old adapter."""
_ALL = 2**256 - 1


def spenders(*, neg_risk: bool) -> tuple[str, ...]:
    """The contracts that have to be allowed for an order of a market."""
    return (_NEG_RISK, _ADAPTER) if neg_risk else (_STANDARD,)


def _everything() -> dict[str, int]:
    return dict.fromkeys(COLLATERAL_SPENDERS, _ALL)


@dataclass(slots=True, kw_only=True, eq=False)
class Member:
    """A wallet that is allowed to trade.

    Attributes:
        owner: address of the key that signs for it.
        funder: address that holds its money and tokens.
        allowances: pUSD, in millionths, that a contract may take.
        operators: the same of tokens; all or nothing.
        volume: of 30 days, in pUSD, for its tier of rate limits.
    """

    name: str
    type: WalletType
    owner: str
    funder: str
    trader: Trader
    allowances: dict[str, int] = field(default_factory=_everything)
    operators: dict[str, int] = field(default_factory=_everything)
    volume: int = 0

    @property
    def account(self) -> AccountId:
        """What the exchange calls it."""
        return AccountId(self.funder.lower())

    @property
    def signer(self) -> str:
        """Whom its orders name as their signer."""
        return self.funder if self.type is WalletType.DEPOSIT else self.owner


class Members:
    """By name, by funder and by owner."""

    def __init__(self) -> None:
        self._by_name: dict[str, Member] = {}
        self._by_account: dict[str, Member] = {}

    def __iter__(self) -> Iterator[Member]:
        return iter(self._by_name.values())

    def add(self, name: str, kind: WalletType, owner: str, funder: str) -> Member:
        """Let a wallet trade."""
        trader = Trader(
            number=1000 + len(self._by_name),
            pseudonym=name.title(),
            name=name,
            address=funder,
        )
        member = Member(name=name, type=kind, owner=owner, funder=funder, trader=trader)
        self._by_name[name] = self._by_account[member.account] = member
        return member

    def named(self, name: str) -> Member | None:
        """A wallet by its name."""
        return self._by_name.get(name)

    def funded_by(self, address: str) -> Member | None:
        """The wallet at an address, in any case."""
        return self._by_account.get(address.lower())

    def owned_by(self, address: str) -> list[Member]:
        """The wallets a key signs for."""
        owner = address.lower()
        return [member for member in self if member.owner.lower() == owner]
