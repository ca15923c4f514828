"""Polymarket for predcore: the native client and the unified venue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from predcore.plugins import lazy_exports

if TYPE_CHECKING:
    from predcore.kit import Patience as Patience

    from ._allowances import Allowance as Allowance
    from ._allowances import Allowances as Allowances
    from ._api_key import ApiKey as ApiKey
    from ._client import Polymarket as Polymarket
    from ._credentials import Credentials as Credentials
    from ._fees import TakerFees as TakerFees
    from ._heartbeat import Heartbeat as Heartbeat
    from ._relayer_keys import BuilderKey as BuilderKey
    from ._relayer_keys import RelayerKey as RelayerKey
    from ._signer import LocalSigner as LocalSigner
    from ._signer import OfficialSigner as OfficialSigner
    from ._signer import Signer as Signer
    from ._signing.typed_data import TypedData as TypedData
    from ._signing.wallets import WalletType as WalletType
    from ._venue import PolymarketVenue as PolymarketVenue
    from .models.clob.book import book_hash as book_hash
    from .resources.streams import LiveSubscription as LiveSubscription
    from .resources.streams import RtdsSubscription as RtdsSubscription

_HOMES = {
    "._allowances": "Allowance Allowances",
    "._api_key": "ApiKey",
    "._client": "Polymarket",
    "._credentials": "Credentials",
    "._fees": "TakerFees",
    "._heartbeat": "Heartbeat",
    "._relayer_keys": "BuilderKey RelayerKey",
    "._signer": "LocalSigner OfficialSigner Signer",
    "._signing.typed_data": "TypedData",
    "._signing.wallets": "WalletType",
    "._venue": "PolymarketVenue",
    ".models.clob.book": "book_hash",
    ".resources.streams": "LiveSubscription RtdsSubscription",
    "predcore.kit": "Patience",
}

__all__ = [
    "Allowance",
    "Allowances",
    "ApiKey",
    "BuilderKey",
    "Credentials",
    "Heartbeat",
    "LiveSubscription",
    "LocalSigner",
    "OfficialSigner",
    "Patience",
    "Polymarket",
    "PolymarketVenue",
    "RelayerKey",
    "RtdsSubscription",
    "Signer",
    "TakerFees",
    "TypedData",
    "WalletType",
    "book_hash",
]

if not TYPE_CHECKING:
    __getattr__, __dir__ = lazy_exports(__name__, _HOMES)
