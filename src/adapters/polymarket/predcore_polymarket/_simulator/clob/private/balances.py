"""``/balance-allowance``: what a wallet has and lets the contracts take."""

from __future__ import annotations

from decimal import Decimal

from starlette.routing import Route

from predcore.sim.exchange import Wallet

from ...accounts.members import COLLATERAL_SPENDERS
from ...notation import Json
from ...trading.backing import millionths
from ..refusals import invalid
from .calls import Call, Private

__all__ = ["Balances"]

_TOKENS = {"CONDITIONAL", "CONDITIONAL-V2"}


class Balances:
    """Balances are the chain's: open orders are not taken off."""

    def __init__(self, private: Private) -> None:
        self._private = private

    def routes(self) -> list[Route]:
        """The update changes nothing here: what is read is never old."""
        return [
            self._private.get("/balance-allowance", _balance),
            self._private.get("/balance-allowance/update", _update),
        ]


def _update(call: Call) -> Json:
    _balance(call)
    return ""


def _balance(call: Call) -> Json:
    kind = call.ask.text("asset_type")
    if kind != "COLLATERAL" and kind not in _TOKENS:
        raise invalid("Invalid asset type")
    held, allowed = Decimal(0), dict.fromkeys(COLLATERAL_SPENDERS, 0)
    member = call.member
    if kind == "COLLATERAL":
        if member is not None:
            wallet = Wallet(member.account)
            held = call.floor.exchange.accounts.balance(wallet).cash
            allowed = member.allowances
    else:
        found = call.floor.listing.by_token.get(call.ask.text("token_id") or "")
        if found is None:
            raise invalid("Invalid token id")
        if member is not None:
            market, outcome = found
            held = call.floor.tokens(member, market)[outcome]
            allowed = member.operators
    return {
        "balance": str(max(millionths(held), 0)),
        "allowances": {spender: str(amount) for spender, amount in allowed.items()},
    }
