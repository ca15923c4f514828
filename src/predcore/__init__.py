"""One typed interface to prediction-market venues.

Start with :func:`hub` (several venues) or :func:`connect` (one). Adapter authors go
on to :mod:`predcore.plugins` and :mod:`predcore.kit`, testers to
:mod:`predcore.testing` and :mod:`predcore.sim`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._lazy import lazy_exports

if TYPE_CHECKING:
    from ._account import Balance as Balance
    from ._account import Position as Position
    from ._account import Settlement as Settlement
    from ._board import QuoteBoard as QuoteBoard
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
    from ._orders import Accepted as Accepted
    from ._orders import Cancelled as Cancelled
    from ._orders import Fill as Fill
    from ._orders import Finality as Finality
    from ._orders import NeverArrived as NeverArrived
    from ._orders import Order as Order
    from ._orders import OrderRequest as OrderRequest
    from ._orders import OrderStatus as OrderStatus
    from ._orders import Placement as Placement
    from ._orders import Refused as Refused
    from ._orders import RejectReason as RejectReason
    from ._orders import TimeInForce as TimeInForce
    from ._orders import Unknown as Unknown
    from ._protocols import CAPABILITIES as CAPABILITIES
    from ._protocols import Amending as Amending
    from ._protocols import Books as Books
    from ._protocols import Candles as Candles
    from ._protocols import Fees as Fees
    from ._protocols import Journal as Journal
    from ._protocols import Portfolio as Portfolio
    from ._protocols import Quotes as Quotes
    from ._protocols import Search as Search
    from ._protocols import Trades as Trades
    from ._protocols import Trading as Trading
    from ._protocols import Venue as Venue
    from ._protocols import capabilities as capabilities
    from ._registry import AdapterInfo as AdapterInfo
    from ._registry import Registry as Registry
    from ._registry import connect as connect
    from ._registry import default_registry as default_registry
    from ._results import Gathered as Gathered
    from ._results import Results as Results
    from ._streaming import AccountStreaming as AccountStreaming
    from ._streaming import Streaming as Streaming
    from ._streaming import Watch as Watch
    from ._taking import Taken as Taken
    from ._updates import BookUpdate as BookUpdate
    from ._updates import BookView as BookView
    from ._updates import Connected as Connected
    from ._updates import Disconnected as Disconnected
    from ._updates import Ended as Ended
    from ._updates import FillUpdate as FillUpdate
    from ._updates import Gap as Gap
    from ._updates import LadderUpdate as LadderUpdate
    from ._updates import Lagged as Lagged
    from ._updates import OrderUpdate as OrderUpdate
    from ._updates import PositionUpdate as PositionUpdate
    from ._updates import QuoteUpdate as QuoteUpdate
    from ._updates import Resynced as Resynced
    from ._updates import Stalled as Stalled
    from ._updates import StatusUpdate as StatusUpdate
    from ._updates import TradeUpdate as TradeUpdate
    from ._updates import Update as Update
    from ._watching import AccountWatch as AccountWatch
    from ._watching import HubWatch as HubWatch

_HOMES = {
    "._account": """
        Balance Position Settlement
    """,
    "._orders": """
        Accepted Cancelled Fill Finality NeverArrived Order OrderRequest OrderStatus
        Placement Refused RejectReason TimeInForce Unknown
    """,
    "._updates": """
        BookUpdate BookView Connected Disconnected Ended FillUpdate Gap
        LadderUpdate Lagged OrderUpdate PositionUpdate QuoteUpdate Resynced Stalled
        StatusUpdate TradeUpdate Update
    """,
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
        CAPABILITIES Amending Books Candles Fees Journal Portfolio Quotes Search
        Trades Trading Venue capabilities
    """,
    "._registry": "AdapterInfo Registry connect default_registry",
    "._results": "Gathered Results",
    "._streaming": "AccountStreaming Streaming Watch",
    "._taking": "Taken",
    "._board": "QuoteBoard",
    "._watching": "AccountWatch HubWatch",
}

__all__ = [
    "CAPABILITIES", "Accepted", "AccountStreaming", "AccountWatch", "AdapterBroken",
    "AdapterError", "AdapterInfo", "AdapterNotFound", "Amending",
    "AuthenticationFailed", "BadResponse", "Balance", "Band", "BookUpdate", "BookView",
    "Books", "BudgetExceeded", "Cancelled", "Candle", "Candles", "Charge", "Connected",
    "DataState", "Disconnected", "Ended", "Event", "FeeSchedule", "Fees", "Fill",
    "FillUpdate", "Finality", "Gap", "Gathered", "Hub", "HubWatch", "Instrument",
    "InvalidId", "InvalidRequest", "Journal", "LadderUpdate", "Lagged", "Level",
    "Liquidity", "Market", "MarketRef", "MarketStatus", "NeverArrived", "NoFees",
    "NotFound", "Order", "OrderRejected", "OrderRequest", "OrderStatus", "OrderUpdate",
    "Orderbook", "Outcome", "OutcomeUnknown", "PermissionDenied", "Placement",
    "Portfolio", "Position", "PositionUpdate", "PredcoreError", "PriceLadder", "Quote",
    "QuoteBoard", "QuoteUpdate", "Quotes", "RateLimited", "Refused", "Registry",
    "RejectReason", "Results", "Resynced", "Search", "Settlement", "Side", "Source",
    "Stalled", "StatusUpdate", "StreamError", "Streaming", "Taken", "TimeInForce",
    "Trade", "TradeUpdate", "Trades", "Trading", "TransportError", "Unavailable",
    "Unknown", "Unsupported", "Update", "Venue", "VenueError", "Watch", "capabilities",
    "connect", "default_registry", "hub", "total_fee",
]  # fmt: skip

if not TYPE_CHECKING:
    __getattr__, __dir__ = lazy_exports(__name__, _HOMES)
