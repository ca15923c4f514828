"""Signatures in the name of a deposit wallet (ERC-7739, ``POLY_1271``).

The key signs the order nested in a note that names the wallet, so that the signature
holds for this wallet only; the wallet's contract rebuilds the note from what is
appended to the signature.
"""

from __future__ import annotations

from predcore import InvalidRequest

from .orders import NOTHING, ORDER, Order, typed_order
from .typed_data import Domain, Struct, TypedData

__all__ = ["LENGTH", "typed_for_wallet", "unwrapped", "wrapped"]

_NOTE = Struct(
    "TypedDataSign",
    (
        ("contents", ORDER),
        ("name", "string"),
        ("version", "string"),
        ("chainId", "uint256"),
        ("verifyingContract", "address"),
        ("salt", "bytes32"),
    ),
)
_KEY = 65
_TYPE = ORDER.text.encode()
_TAIL = _TYPE + len(_TYPE).to_bytes(2, "big")

LENGTH = _KEY + 32 + 32 + len(_TAIL)
"""Bytes of a signature: 317."""


def typed_for_wallet(order: Order, domain: Domain) -> TypedData:
    """What the key signs for an order whose signer is a deposit wallet."""
    return TypedData(
        domain,
        _NOTE,
        {
            "contents": order.message,
            "name": "DepositWallet",
            "version": "1",
            "chainId": domain.chain_id,
            "verifyingContract": order.signer,
            "salt": NOTHING,
        },
    )


def wrapped(signature: bytes, order: Order, domain: Domain) -> bytes:
    """The signature that travels: the key's, and what the wallet checks it against."""
    contents = typed_order(order, domain).struct_hash
    return signature + domain.separator + contents + _TAIL


def unwrapped(signature: bytes, order: Order, domain: Domain) -> bytes:
    """The key's signature out of one that travels.

    Raises ``InvalidRequest`` where it is laid out otherwise, or for another order.
    """
    if len(signature) != LENGTH:
        raise InvalidRequest(
            f"a deposit wallet's signature has {LENGTH} bytes, got {len(signature)}"
        )
    inner = signature[:_KEY]
    if signature != wrapped(inner, order, domain):
        raise InvalidRequest(
            "what follows the signature is not this order on this exchange"
        )
    return inner
