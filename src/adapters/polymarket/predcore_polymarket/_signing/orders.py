"""An order as it is signed: eleven fields, and the digest that is its id."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from secrets import randbits
from time import time_ns

from predcore import InvalidRequest, Side

from .amounts import Amounts
from .typed_data import Domain, Struct, TypedData, Value
from .wallets import Wallet, WalletType

__all__ = ["NOTHING", "ORDER", "Order", "new_order", "parse_token_id", "typed_order"]

NOTHING = "0x" + "00" * 32
"""``metadata`` and ``builder`` of an order that has none."""

_SALT_BITS = 53
_LARGEST = 1 << 256

ORDER = Struct(
    "Order",
    (
        ("salt", "uint256"),
        ("maker", "address"),
        ("signer", "address"),
        ("tokenId", "uint256"),
        ("makerAmount", "uint256"),
        ("takerAmount", "uint256"),
        ("side", "uint8"),
        ("signatureType", "uint8"),
        ("timestamp", "uint256"),
        ("metadata", "bytes32"),
        ("builder", "bytes32"),
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is signed.

    Attributes:
        salt: a random number up to 2**53: it travels as a JSON number.
        maker: the address whose money moves.
        signer: the address that signs; see :class:`Wallet`.
        token_id: what is bought or sold.
        maker_amount: what is given, in millionths: money to buy, tokens to sell.
        taker_amount: what is wanted, in millionths.
        side: buy or sell.
        signature_type: the kind of the maker's wallet.
        timestamp: when it was made, in Unix milliseconds; not when it expires.
        metadata: 32 bytes in hexadecimal.
        builder: 32 bytes in hexadecimal.
    """

    salt: int
    maker: str
    signer: str
    token_id: int
    maker_amount: int
    taker_amount: int
    side: Side
    signature_type: WalletType
    timestamp: int
    metadata: str = NOTHING
    builder: str = NOTHING

    @property
    def message(self) -> Mapping[str, Value]:
        """The fields as the venue calls them."""
        return {
            "salt": self.salt,
            "maker": self.maker,
            "signer": self.signer,
            "tokenId": self.token_id,
            "makerAmount": self.maker_amount,
            "takerAmount": self.taker_amount,
            "side": 0 if self.side is Side.BUY else 1,
            "signatureType": int(self.signature_type),
            "timestamp": self.timestamp,
            "metadata": self.metadata,
            "builder": self.builder,
        }

    def digest(self, domain: Domain) -> bytes:
        """The 32 bytes that are its id at an exchange, whatever wraps the signature.

        Raises ``InvalidRequest`` for a field that holds what cannot be signed.
        """
        return typed_order(self, domain).digest

    def id(self, domain: Domain) -> str:
        """Its id as the venue writes it: 0x and 64 digits."""
        return f"0x{self.digest(domain).hex()}"


def typed_order(order: Order, domain: Domain) -> TypedData:
    """An order for one exchange, as typed data."""
    return TypedData(domain, ORDER, order.message)


def new_order(
    wallet: Wallet,
    *,
    token_id: int,
    side: Side,
    amounts: Amounts,
    salt: int | None = None,
    timestamp: int | None = None,
    metadata: str = NOTHING,
    builder: str = NOTHING,
) -> Order:
    """An order of a wallet, with a salt and the time of its own when left out.

    Args:
        amounts: see :func:`limit_amounts` and :func:`market_amounts`.
    """
    return Order(
        salt=randbits(_SALT_BITS) if salt is None else salt,
        maker=wallet.maker,
        signer=wallet.signer,
        token_id=token_id,
        maker_amount=amounts.maker,
        taker_amount=amounts.taker,
        side=side,
        signature_type=wallet.type,
        timestamp=time_ns() // 1_000_000 if timestamp is None else timestamp,
        metadata=metadata,
        builder=builder,
    )


def parse_token_id(text: str) -> int:
    """Read a token id: decimal digits of a number below 2**256.

    Raises ``InvalidRequest`` for anything else.
    """
    if text.isascii() and text.isdecimal() and len(text) <= 78:
        number = int(text)
        if number < _LARGEST:
            return number
    raise InvalidRequest(f"a token id is a whole number below 2**256, got {text!r}")
