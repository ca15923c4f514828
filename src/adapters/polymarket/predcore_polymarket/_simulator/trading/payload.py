"""An order as it travels: a signed part, and what is said beside it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from predcore import InvalidRequest, Side

from ..._signing import Order, WalletType, parse_token_id
from ..answers import Refused
from ..notation import Json
from .orders import OrderType

__all__ = ["Sent", "parse"]

_ADDRESS = re.compile(r"0x[0-9a-fA-F]{40}")
_WORD = re.compile(r"0x[0-9a-fA-F]{64}")
_SIGNATURE = re.compile(r"0x(?:[0-9a-fA-F]{2})+")
_SIDES = {"BUY": Side.BUY, "SELL": Side.SELL}
_LONGEST = 30
"""Digits of an amount, for long enough."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What was sent; only ``order`` is signed.

    Attributes:
        token: as it was written.
        expiration: Unix seconds, 0 for none.
    """

    order: Order
    token: str
    signature: bytes
    owner: str
    type: OrderType
    post_only: bool
    expiration: int


def parse(body: Json) -> Sent:
    """Read one order; raises ``Refused`` for what is not one."""
    try:
        return _parse(body)
    except (InvalidRequest, KeyError, ValueError, TypeError):
        raise Refused(400, {"error": "Invalid order payload"}) from None


def _parse(body: Json) -> Sent:
    envelope = _object(body)
    fields = _object(envelope["order"])
    token = _text(fields["tokenId"])
    order = Order(
        salt=_salt(fields["salt"]),
        maker=_matching(_ADDRESS, fields["maker"]),
        signer=_matching(_ADDRESS, fields["signer"]),
        token_id=parse_token_id(token),
        maker_amount=_positive(fields["makerAmount"]),
        taker_amount=_positive(fields["takerAmount"]),
        side=_SIDES[_text(fields["side"])],
        signature_type=WalletType(_whole(fields["signatureType"])),
        timestamp=_digits(fields["timestamp"]),
        metadata=_matching(_WORD, fields["metadata"]),
        builder=_matching(_WORD, fields["builder"]),
    )
    return Sent(
        order=order,
        token=token,
        signature=bytes.fromhex(_matching(_SIGNATURE, fields["signature"])[2:]),
        owner=_text(envelope["owner"]),
        type=OrderType(_text(envelope["orderType"])),
        post_only=_flag(envelope.get("postOnly", False)),
        expiration=_digits(fields.get("expiration", "0")),
    )


def _object(value: Json) -> Mapping[str, Json]:
    if not isinstance(value, Mapping):
        raise ValueError("not an object")
    return value


def _text(value: Json) -> str:
    if not isinstance(value, str):
        raise ValueError("not a text")
    return value


def _matching(pattern: re.Pattern[str], value: Json) -> str:
    text = _text(value)
    if not pattern.fullmatch(text):
        raise ValueError("of another form")
    return text


def _whole(value: Json) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueError("not a whole number")
    return value


def _salt(value: Json) -> int:
    """A JSON number; JSON's numbers are exact up to 2**53."""
    number = _whole(value)
    if not 0 <= number <= 1 << 53:
        raise ValueError("a salt that JSON cannot hold")
    return number


def _digits(value: Json) -> int:
    text = _text(value)
    if not (text.isascii() and text.isdecimal() and len(text) <= _LONGEST):
        raise ValueError("not a number in digits")
    return int(text)


def _positive(value: Json) -> int:
    number = _digits(value)
    if not number:
        raise ValueError("nothing")
    return number


def _flag(value: Json) -> bool:
    if not isinstance(value, bool):
        raise ValueError("not a flag")
    return value
