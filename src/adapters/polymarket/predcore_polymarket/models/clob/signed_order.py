"""A signed order, as it is sent."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from predcore import InvalidRequest

__all__ = ["MOST_ORDERS", "ZERO_BYTES32", "SignedOrder", "order_body", "orders_body"]

MOST_ORDERS = 15
"""Orders in one request."""

ZERO_BYTES32 = "0x" + "00" * 32

_RESTING = {"GTC", "GTD"}


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedOrder:
    """One order of ``POST /order`` with its signature; who signs it is not told here.

    Args:
        salt: at most 2**53, for it travels as a JSON number.
        maker, signer: addresses; one and the same for deposit wallets.
        token_id: the outcome's token, a decimal text.
        maker_amount, taker_amount: given and wanted, in millionths: pUSD given for
            shares to buy, shares for pUSD to sell.
        signature_type: 0 EOA, 1 proxy, 2 Safe, 3 deposit wallet.
        timestamp: milliseconds since 1970, which make it unique.
        signature: 0x and hex digits.
        owner: the API key.
        expiration: seconds since 1970, 0 for none; it is not signed.
        post_only: refuse rather than take.
        order_id: the digest, for errors to carry; it is not sent.

    Raises:
        InvalidRequest: what the venue cannot read, or would refuse unread.
    """

    salt: int
    maker: str
    signer: str
    token_id: str
    maker_amount: int
    taker_amount: int
    side: Literal["BUY", "SELL"]
    signature_type: int
    timestamp: int
    signature: str = field(repr=False)
    owner: str = field(repr=False)
    metadata: str = ZERO_BYTES32
    builder: str = ZERO_BYTES32
    expiration: int = 0
    order_type: Literal["GTC", "GTD", "FOK", "FAK"] = "GTC"
    post_only: bool = False
    defer_exec: bool = False
    order_id: str | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.salt <= 2**53:
            raise InvalidRequest(f"a salt is 0 to 2**53, got {self.salt}")
        if not (self.token_id.isascii() and self.token_id.isdigit()):
            raise InvalidRequest(f"a token id is digits, got {self.token_id!r}")
        if self.maker_amount <= 0 or self.taker_amount <= 0:
            raise InvalidRequest("both amounts of an order are more than 0")
        if self.post_only and self.order_type not in _RESTING:
            raise InvalidRequest("only GTC and GTD orders can be post-only")
        if (self.expiration > 0) != (self.order_type == "GTD"):
            raise InvalidRequest("GTD orders have an expiration, others have none")

    def to_json(self) -> dict[str, Any]:
        """The object that is sent, of texts, integers and booleans."""
        order = {
            "salt": self.salt,
            "maker": self.maker,
            "signer": self.signer,
            "tokenId": self.token_id,
            "makerAmount": str(self.maker_amount),
            "takerAmount": str(self.taker_amount),
            "side": self.side,
            "signatureType": self.signature_type,
            "timestamp": str(self.timestamp),
            "expiration": str(self.expiration),
            "metadata": self.metadata,
            "builder": self.builder,
            "signature": self.signature,
        }
        sent: dict[str, Any] = {
            "deferExec": self.defer_exec,
            "order": order,
            "owner": self.owner,
            "orderType": self.order_type,
        }
        return {**sent, "postOnly": True} if self.post_only else sent


def order_body(order: SignedOrder) -> bytes:
    """The bytes to send and to sign."""
    return _compact(order.to_json())


def orders_body(orders: Sequence[SignedOrder]) -> bytes:
    """The bytes of a batch to send and to sign."""
    return _compact([order.to_json() for order in orders])


def _compact(body: Any) -> bytes:
    return json.dumps(body, separators=(",", ":")).encode()
