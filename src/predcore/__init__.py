"""One typed interface to prediction-market venues.

Start with :func:`hub` (several venues) or :func:`connect` (one). Adapter authors go
on to :mod:`predcore.plugins` and :mod:`predcore.kit`, testers to
:mod:`predcore.testing` and :mod:`predcore.sim`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._lazy import lazy_exports

if TYPE_CHECKING:
    from ._errors import AdapterBroken as AdapterBroken
    from ._errors import AdapterError as AdapterError
    from ._errors import AdapterNotFound as AdapterNotFound
    from ._errors import AuthenticationFailed as AuthenticationFailed
    from ._errors import BadResponse as BadResponse
    from ._errors import BudgetExceeded as BudgetExceeded
    from ._errors import InvalidId as InvalidId
    from ._errors import InvalidRequest as InvalidRequest
    from ._errors import NotFound as NotFound
    from ._errors import OrderRejected as OrderRejected
    from ._errors import OutcomeUnknown as OutcomeUnknown
    from ._errors import PermissionDenied as PermissionDenied
    from ._errors import PredcoreError as PredcoreError
    from ._errors import RateLimited as RateLimited
    from ._errors import StreamError as StreamError
    from ._errors import TransportError as TransportError
    from ._errors import Unavailable as Unavailable
    from ._errors import Unsupported as Unsupported
    from ._errors import VenueError as VenueError
    from ._fees import Charge as Charge
    from ._fees import FeeSchedule as FeeSchedule
    from ._fees import Liquidity as Liquidity
    from ._fees import NoFees as NoFees
    from ._fees import Side as Side
    from ._fees import total_fee as total_fee
    from ._hub import Hub as Hub
    from ._hub import hub as hub
    from ._ids import Instrument as Instrument
    from ._ids import MarketRef as MarketRef
    from ._ladder import Band as Band
    from ._ladder import PriceLadder as PriceLadder
    from ._models import Candle as Candle
    from ._models import DataState as DataState
    from ._models import Event as Event
    from ._models import Level as Level
    from ._models import Market as Market
    from ._models import MarketStatus as MarketStatus
    from ._models import Orderbook as Orderbook
    from ._models import Outcome as Outcome
    from ._models import Quote as Quote
    from ._models import Source as Source
    from ._models import Trade as Trade
    from ._protocols import CAPABILITIES as CAPABILITIES
    from ._protocols import Books as Books
    from ._protocols import Candles as Candles
    from ._protocols import Fees as Fees
    from ._protocols import Quotes as Quotes
    from ._protocols import Search as Search
    from ._protocols import Trades as Trades
    from ._protocols import Venue as Venue
    from ._protocols import capabilities as capabilities
    from ._registry import AdapterInfo as AdapterInfo
    from ._registry import Registry as Registry
    from ._registry import connect as connect
    from ._registry import default_registry as default_registry
    from ._results import Gathered as Gathered
    from ._results import Results as Results

_HOMES = {
    "._errors": """
        AdapterBroken AdapterError AdapterNotFound AuthenticationFailed BadResponse
        BudgetExceeded InvalidId InvalidRequest NotFound OrderRejected OutcomeUnknown
        PermissionDenied PredcoreError RateLimited StreamError TransportError
        Unavailable Unsupported VenueError
    """,
    "._fees": "Charge FeeSchedule Liquidity NoFees Side total_fee",
    "._hub": "Hub hub",
    "._ids": "Instrument MarketRef",
    "._ladder": "Band PriceLadder",
    "._models": """
        Candle DataState Event Level Market MarketStatus Orderbook Outcome Quote Source
        Trade
    """,
    "._protocols": """
        CAPABILITIES Books Candles Fees Quotes Search Trades Venue capabilities
    """,
    "._registry": "AdapterInfo Registry connect default_registry",
    "._results": "Gathered Results",
}

__all__ = [
    "CAPABILITIES", "AdapterBroken", "AdapterError", "AdapterInfo", "AdapterNotFound",
    "AuthenticationFailed", "BadResponse", "Band", "Books", "BudgetExceeded", "Candle",
    "Candles", "Charge", "DataState", "Event", "FeeSchedule", "Fees", "Gathered", "Hub",
    "Instrument", "InvalidId", "InvalidRequest", "Level", "Liquidity", "Market",
    "MarketRef", "MarketStatus", "NoFees", "NotFound", "OrderRejected", "Orderbook",
    "Outcome", "OutcomeUnknown", "PermissionDenied", "PredcoreError", "PriceLadder",
    "Quote", "Quotes", "RateLimited", "Registry", "Results", "Search", "Side", "Source",
    "StreamError", "Trade", "Trades", "TransportError", "Unavailable", "Unsupported",
    "Venue", "VenueError", "capabilities", "connect", "default_registry", "hub",
    "total_fee",
]  # fmt: skip

if not TYPE_CHECKING:
    __getattr__, __dir__ = lazy_exports(__name__, _HOMES)
