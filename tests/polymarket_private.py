"""Polymarket's private endpoints with the answers written down, and orders to send."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import cache
from typing import Any, TypeAlias

from polymarket_wire import Wire, condition
from predcore.kit import Pages
from predcore_polymarket._credentials import Credentials
from predcore_polymarket.models.clob.signed_order import SignedOrder
from predcore_polymarket.resources.clob import Clob

__all__ = [
    "CONDITION",
    "CREDENTIALS",
    "ORDER_ID",
    "OTHER_ID",
    "OWNER",
    "TOKEN",
    "WALLET",
    "PrivateCall",
    "PrivateWire",
    "answered",
    "open_order",
    "placed",
    "signed",
    "trade_row",
]

PrivateCall: TypeAlias = Callable[[Clob], "Pages[Any] | Awaitable[Any]"]

CONDITION = condition(1)
TOKEN = "7" * 77
WALLET = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8"
OWNER = "00000000-0000-4000-8000-000000000001"
CREDENTIALS = {
    "private_key": "0x" + "11" * 32,
    "wallet_type": "deposit",
    "funder": WALLET,
    "api_key": OWNER,
    "api_secret": "c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0IQ==",
    "api_passphrase": "passphrase",
}
"""Of nobody: the key is a number anybody can guess."""
ORDER_ID, OTHER_ID = "0x" + "ab" * 32, "0x" + "cd" * 32


class PrivateWire(Wire):
    """A wire with an account at its end."""

    def clob(self, **options: Any) -> Clob:
        """The order books on this wire: no rate budget, no second attempts."""
        polymarket = self.polymarket(credentials=_account(), **options)
        self.drift = polymarket.drift
        return polymarket.clob

    @property
    def signed(self) -> list[bool]:
        """Which of the requests were signed."""
        return ["poly_signature" in request.headers for request in self.sent]


@cache
def _account() -> Credentials:
    """Reading a key takes longer than most tests."""
    return Credentials.from_mapping(CREDENTIALS)


async def answered(asked: Pages[Any] | Awaitable[Any]) -> Any:
    """What came of a call: the first page of a listing."""
    return await (asked.first() if isinstance(asked, Pages) else asked)


def signed(number: int = 1, **fields: Any) -> SignedOrder:
    """A limit order to buy ten at 52 cents."""
    given: dict[str, Any] = {
        "salt": 479249096354 + number,
        "maker": WALLET,
        "signer": WALLET,
        "token_id": TOKEN,
        "maker_amount": 5_200_000,
        "taker_amount": 10_000_000,
        "side": "BUY",
        "signature_type": 3,
        "timestamp": 1713398400000,
        "signature": "0x" + "1b" * 65,
        "owner": OWNER,
        "order_id": ORDER_ID,
    }
    return SignedOrder(**{**given, **fields})


def placed(**fields: Any) -> dict[str, Any]:
    """The answer about an order that rests."""
    return {
        "success": True,
        "errorMsg": "",
        "orderID": ORDER_ID,
        "status": "live",
        "makingAmount": "",
        "takingAmount": "",
        "tradeIDs": [],
        "transactionsHashes": [],
        **fields,
    }


def open_order(**fields: Any) -> dict[str, Any]:
    """An order as ``/data/orders`` lists it."""
    return {
        "id": ORDER_ID,
        "status": "ORDER_STATUS_LIVE",
        "owner": OWNER,
        "maker_address": WALLET,
        "market": CONDITION,
        "asset_id": TOKEN,
        "side": "BUY",
        "original_size": "10",
        "size_matched": "2.5",
        "price": "0.52",
        "outcome": "Yes",
        "expiration": "0",
        "order_type": "GTC",
        "associate_trades": ["b1f0"],
        "created_at": 1760000000,
        **fields,
    }


def trade_row(**fields: Any) -> dict[str, Any]:
    """A trade as ``/data/trades`` lists it."""
    return {
        "id": "b1f0",
        "taker_order_id": ORDER_ID,
        "market": CONDITION,
        "asset_id": TOKEN,
        "side": "BUY",
        "size": "2.5",
        "fee_rate_bps": "",
        "price": "0.52",
        "status": "TRADE_STATUS_MINED",
        "match_time": "1760000000",
        "last_update": "1760000001",
        "outcome": "Yes",
        "bucket_index": 0,
        "owner": OWNER,
        "maker_address": WALLET,
        "transaction_hash": None,
        "trader_side": "TAKER",
        "err_msg": None,
        "maker_orders": [
            {
                "order_id": OTHER_ID,
                "owner": "somebody",
                "maker_address": WALLET,
                "matched_amount": "2.5",
                "price": "0.48",
                "fee_rate_bps": "0",
                "asset_id": "8" * 77,
                "outcome": "No",
                "side": "BUY",
            }
        ],
        **fields,
    }
