"""Whether an order was signed as the exchange's contract wants it."""

from __future__ import annotations

from predcore import InvalidRequest

from .addresses import address
from .curve import recover
from .deposit_wallets import typed_for_wallet, unwrapped
from .orders import Order, typed_order
from .typed_data import Domain
from .wallets import WalletType

__all__ = ["verify_order"]


def verify_order(order: Order, signature: bytes, domain: Domain) -> str:
    """The address of the key that signed an order.

    Whether that key may sign for the maker's wallet is for the caller to look up:
    for a proxy and a Safe it is the order's signer, for a deposit wallet it is not in
    the order.

    Args:
        order: as it travelled.
        signature: 65 bytes, or 317 for a deposit wallet.
        domain: of the exchange where the order was sent.

    Raises:
        InvalidRequest: no signature of this order by its signer.
    """
    maker, signer = address(order.maker, "maker"), address(order.signer, "signer")
    own = order.signature_type in {WalletType.EOA, WalletType.DEPOSIT}
    if own and maker != signer:
        raise InvalidRequest("maker and signer of this kind of wallet are the same")
    if order.signature_type is WalletType.DEPOSIT:
        inner = unwrapped(signature, order, domain)
        return recover(typed_for_wallet(order, domain).digest, inner)
    found = recover(typed_order(order, domain).digest, signature)
    if found != signer:
        raise InvalidRequest("the signature is not that of the order's signer")
    return found
