"""What the venue's contracts may take from a wallet, read and explained."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from predcore import Instrument

from ._account_mapping import shares
from ._tokens import check_venue

if TYPE_CHECKING:
    from ._desk import Desk
    from .models.clob.account import AssetType, BalanceAllowance

__all__ = ["Allowance", "Allowances", "allowances", "token_balance"]

_NAMES = {
    "0xe111180000d2663c0091e4f400237545b87b996b": "CTF Exchange V2",
    "0xe2222d279d744050d28e00520010520000310f59": "Neg Risk CTF Exchange V2",
    "0xe3333700ca9d93003f00f0f71f8515005f6c00aa": "Exchange V3",
    "0x9fe6e61422adb6f610d8597f9684b16912d50c3d": "Exchange V3",
    "0xada100db00ca00073811820692005400218fce1f": "CTF Collateral Adapter",
    "0xada2005600dec949baf300f4c6120000bdb6eaab": "Neg Risk Collateral Adapter",
    "0xd91e80cf2e7be2e162c6513ced06f1dd0da35296": "Neg Risk Adapter (old)",
    "0x4bfb41d5b3570defd03c39a9a4d8de6bd8b8982e": "CTF Exchange V1 (dead)",
    "0xc5d563a36ae78145c45a50134d48a1215220f80a": "Neg Risk CTF Exchange V1 (dead)",
}
_ANY = 1 << 40
"""A token id that is no position of the second protocol."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """What one contract may take.

    Attributes:
        address: of the contract.
        name: what it is, where that is known here.
        amount: pUSD or shares; "everything" is a number of over seventy digits.
        needed: whether orders that were asked about go through this contract.
    """

    address: str
    name: str | None
    amount: Decimal
    needed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowances:
    """What contracts may take of one thing in the wallet.

    Attributes:
        asset: ``pUSD``, or a token id.
        balance: how much of it there is.
        wallet: whose.
        spenders: by contract, needed ones first.
    """

    asset: str
    balance: Decimal
    wallet: str
    spenders: tuple[Allowance, ...]

    @property
    def missing(self) -> tuple[Allowance, ...]:
        """Needed contracts that may take less than there is, or nothing at all."""
        return tuple(
            one
            for one in self.spenders
            if one.needed and (one.amount < self.balance or not one.amount)
        )

    def __str__(self) -> str:
        if not self.missing:
            return f"{self.wallet} may trade all of its {self.balance} {self.asset}"
        said = "; ".join(
            f"{one.name or one.address} ({one.address}) may take {one.amount}"
            for one in self.missing
        )
        return (
            f"{self.wallet} has {self.balance} {self.asset}, and {said}: approve it "
            "on the venue's page or with a transaction of yours, then have the venue "
            "read the chain with native.clob.balance_allowance.update()"
        )


async def allowances(desk: Desk, instrument: Instrument | None) -> Allowances:
    """Of pUSD for every exchange; of a token for that of its market."""
    from ._signing import exchange_domain

    chain, wallet = desk.chain_id, desk.wallet
    if instrument is None:
        native = await desk.native.clob.balance_allowance.get(
            signature_type=wallet.type
        )
        asset = "pUSD"
        domains = [
            exchange_domain(chain, neg_risk=neg_risk, token_id=_ANY)
            for neg_risk in (False, True)
        ]
    else:
        native = await token_balance(desk, instrument)
        terms = await desk.terms_of(instrument)
        asset = terms.listing.token(instrument.outcome)
        domains = [exchange_domain(chain, neg_risk=terms.neg_risk, token_id=int(asset))]
    needed = {domain.verifying_contract or "" for domain in domains}
    return Allowances(
        asset=asset,
        balance=shares(native.balance),
        wallet=wallet.funder,
        spenders=_spenders(native, needed),
    )


async def token_balance(desk: Desk, instrument: Instrument) -> BalanceAllowance:
    """What there is of an outcome's tokens, and who may take them."""
    from ._signing import is_position_id

    check_venue(instrument)
    condition_id = await desk.condition(instrument.market)
    token = (await desk.listing(condition_id)).token(instrument.outcome)
    kind: AssetType = "CONDITIONAL-V2" if is_position_id(int(token)) else "CONDITIONAL"
    return await desk.native.clob.balance_allowance.get(
        kind, token_id=token, signature_type=desk.wallet.type
    )


def _spenders(native: BalanceAllowance, needed: set[str]) -> tuple[Allowance, ...]:
    """Those that the venue tells of, and those needed of which it tells nothing."""
    told = {one.lower(): one for one in native.allowances or {}}
    told |= {one.lower(): one for one in needed}
    wanted = {one.lower() for one in needed}
    found = [
        Allowance(
            address=address,
            name=_NAMES.get(key),
            amount=shares(native.allowance_of(address) or Decimal(0)),
            needed=key in wanted,
        )
        for key, address in told.items()
    ]
    return tuple(sorted(found, key=lambda one: not one.needed))
