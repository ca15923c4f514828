"""Orders of Polymarket, from a price to the signature that is sent."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from importlib.util import find_spec
from time import process_time

from predcore import Side
from predcore_polymarket._signing import (
    POLYGON,
    Wallet,
    WalletType,
    exchange_domain,
    limit_amounts,
    new_order,
    typed_for_wallet,
    typed_order,
    wrapped,
)
from predcore_polymarket._signing.curve import Curve, Native, Pure

__all__ = ["signing_rows"]

_SECRET = (1).to_bytes(32, "big")
_OWNER = "0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf"
_FUNDER = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8"
_TOKEN = 71321045679252212594626385532706912750332728571942532289631379312455583992563
_ROUNDS = 5


def signing_rows() -> Iterator[tuple[str, float]]:
    """What, and CPU microseconds of one order."""
    curves: list[tuple[str, Curve, int]] = [("in Python", Pure(), 20)]
    if find_spec("coincurve"):
        curves.insert(0, ("by libsecp256k1", Native(), 1000))
    for how, curve, orders in curves:
        for kind in (WalletType.EOA, WalletType.DEPOSIT):
            rounds = [_round(curve, kind, orders) for _ in range(_ROUNDS)]
            what = f"Polymarket order, {kind.name.lower()} wallet, {how}"
            yield what, min(rounds) * 1e6


def _round(curve: Curve, kind: WalletType, orders: int) -> float:
    """CPU seconds of one order; its id is computed, too."""
    wallet = Wallet.of(kind, _OWNER, _FUNDER if kind else None)
    sign = curve.signing(_SECRET)
    sign(bytes(32))
    started = process_time()
    for number in range(1, orders + 1):
        size = Decimal(number)
        order = new_order(
            wallet,
            token_id=_TOKEN,
            side=Side.BUY,
            amounts=limit_amounts(Side.BUY, Decimal("0.52"), size, Decimal("0.01")),
        )
        domain = exchange_domain(POLYGON, neg_risk=False, token_id=_TOKEN)
        order.id(domain)
        if kind is WalletType.DEPOSIT:
            wrapped(sign(typed_for_wallet(order, domain).digest), order, domain)
        else:
            sign(typed_order(order, domain).digest)
    return (process_time() - started) / orders
