"""What Polymarket wants signed, exact and offline: no I/O below this package."""

from __future__ import annotations

from typing import TYPE_CHECKING

from predcore.plugins import lazy_exports

if TYPE_CHECKING:
    from .addresses import address as address
    from .addresses import checksum as checksum
    from .amounts import Amounts as Amounts
    from .amounts import limit_amounts as limit_amounts
    from .amounts import market_amounts as market_amounts
    from .clob_auth import auth_headers as auth_headers
    from .clob_auth import typed_auth as typed_auth
    from .contracts import AMOY as AMOY
    from .contracts import POLYGON as POLYGON
    from .contracts import exchange_domain as exchange_domain
    from .contracts import is_position_id as is_position_id
    from .contracts import known_chain as known_chain
    from .curve import recover as recover
    from .deposit_wallets import typed_for_wallet as typed_for_wallet
    from .deposit_wallets import unwrapped as unwrapped
    from .deposit_wallets import wrapped as wrapped
    from .orders import NOTHING as NOTHING
    from .orders import Order as Order
    from .orders import new_order as new_order
    from .orders import parse_token_id as parse_token_id
    from .orders import typed_order as typed_order
    from .proofs import parse_secret as parse_secret
    from .proofs import request_proof as request_proof
    from .typed_data import Domain as Domain
    from .typed_data import TypedData as TypedData
    from .verification import verify_order as verify_order
    from .wallets import Wallet as Wallet
    from .wallets import WalletType as WalletType

_HOMES = {
    ".addresses": "address checksum",
    ".amounts": "Amounts limit_amounts market_amounts",
    ".clob_auth": "auth_headers typed_auth",
    ".contracts": "AMOY POLYGON exchange_domain is_position_id known_chain",
    ".curve": "recover",
    ".deposit_wallets": "typed_for_wallet unwrapped wrapped",
    ".orders": "NOTHING Order new_order parse_token_id typed_order",
    ".proofs": "parse_secret request_proof",
    ".typed_data": "Domain TypedData",
    ".verification": "verify_order",
    ".wallets": "Wallet WalletType",
}

__all__ = [
    "AMOY",
    "NOTHING",
    "POLYGON",
    "Amounts",
    "Domain",
    "Order",
    "TypedData",
    "Wallet",
    "WalletType",
    "address",
    "auth_headers",
    "checksum",
    "exchange_domain",
    "is_position_id",
    "known_chain",
    "limit_amounts",
    "market_amounts",
    "new_order",
    "parse_secret",
    "parse_token_id",
    "recover",
    "request_proof",
    "typed_auth",
    "typed_for_wallet",
    "typed_order",
    "unwrapped",
    "verify_order",
    "wrapped",
]

if not TYPE_CHECKING:
    __getattr__, __dir__ = lazy_exports(__name__, _HOMES)
