"""Where Polymarket's exchanges are, and which of them an order is signed for."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from predcore import InvalidRequest

from .typed_data import Domain

__all__ = ["AMOY", "POLYGON", "exchange_domain", "is_position_id", "known_chain"]

POLYGON = 137
AMOY = 80002
"""The test network; whether an exchange answers there is not known."""

_NAME = "Polymarket CTF Exchange"
_STANDARD = "0xE111180000d2663C0091e4f400237545B87B996B"
_NEG_RISK = "0xe2222d279d744050d28e00520010520000310F59"
_POSITION_BITS = ((1 << 64) - 1) << 40


class _Exchanges(NamedTuple):
    standard: str
    neg_risk: str
    v3: str


_BY_CHAIN = {
    POLYGON: _Exchanges(
        _STANDARD, _NEG_RISK, "0xe3333700cA9d93003F00f0F71f8515005F6c00Aa"
    ),
    AMOY: _Exchanges(
        _STANDARD, _NEG_RISK, "0x9fE6e61422AdB6F610d8597F9684b16912D50C3D"
    ),
}


def is_position_id(token_id: int) -> bool:
    """Whether a token is a position of the second protocol, traded on Exchange V3."""
    return token_id & _POSITION_BITS == 0


def exchange_domain(chain_id: int, *, neg_risk: bool, token_id: int) -> Domain:
    """The exchange that an order for a token must be signed for.

    The wrong one gives a signature that looks valid, and an order that is refused.

    Args:
        chain_id: 137, or 80002 for the test network.
        neg_risk: whether the market is one of several of which one wins.
        token_id: what is bought or sold; see :func:`is_position_id`.

    Raises:
        InvalidRequest: a chain without exchanges.
    """
    return _domain(chain_id, neg_risk, is_position_id(token_id))


def known_chain(chain_id: int) -> int:
    """The same number, of a chain with exchanges; raises ``InvalidRequest``."""
    if chain_id not in _BY_CHAIN:
        raise InvalidRequest(
            f"polymarket has no exchange on chain {chain_id}; "
            f"it has {POLYGON} (Polygon) and {AMOY} (Amoy)"
        )
    return chain_id


@cache
def _domain(chain_id: int, neg_risk: bool, v3: bool) -> Domain:
    exchanges = _BY_CHAIN[known_chain(chain_id)]
    if v3:
        return Domain(_NAME, "3", chain_id, exchanges.v3)
    contract = exchanges.neg_risk if neg_risk else exchanges.standard
    return Domain(_NAME, "2", chain_id, contract)
