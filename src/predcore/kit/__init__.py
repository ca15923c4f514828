"""What adapter authors build with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._lazy import lazy_exports as lazy_exports

if TYPE_CHECKING:
    from .addresses import endpoints as endpoints
    from .addresses import variable as variable
    from .bookside import BookSide as BookSide
    from .concurrent import all_of as all_of
    from .decode import Decoder as Decoder
    from .decode import decoder as decoder
    from .decode import mapping as mapping
    from .decode import nothing as nothing
    from .drift import Drift as Drift
    from .drift import DriftEntry as DriftEntry
    from .engines import AutoEngine as AutoEngine
    from .engines import Engine as Engine
    from .engines import EngineName as EngineName
    from .engines import Reply as Reply
    from .engines import Transport as Transport
    from .engines import Unanswered as Unanswered
    from .fields import Amount as Amount
    from .fields import Embedded as Embedded
    from .fields import Exact as Exact
    from .fields import Items as Items
    from .fields import Known as Known
    from .fields import Loose as Loose
    from .fields import LooseTime as LooseTime
    from .fields import Time as Time
    from .fields import wire as wire
    from .http import HTTP as HTTP
    from .http import Explain as Explain
    from .http import Observe as Observe
    from .http import Sign as Sign
    from .levels import levels_of as levels_of
    from .limits import Budget as Budget
    from .limits import Limiter as Limiter
    from .localbook import LocalBook as LocalBook
    from .mailbox import Mailbox as Mailbox
    from .pages import Page as Page
    from .pages import Pages as Pages
    from .protocols import BookProtocol as BookProtocol
    from .protocols import Reconnect as Reconnect
    from .protocols import Send as Send
    from .protocols import Step as Step
    from .protocols import StreamProtocol as StreamProtocol
    from .request import Fate as Fate
    from .request import Param as Param
    from .request import Request as Request
    from .request import Retry as Retry
    from .request import fill as fill
    from .request import query as query
    from .scales import Scale as Scale
    from .sockets import Dial as Dial
    from .sockets import Socket as Socket
    from .sockets import websocket as websocket
    from .streams import Backoff as Backoff
    from .streams import stream as stream
    from .watchdog import Watchdog as Watchdog

_HOMES = {
    ".bookside": "BookSide",
    ".localbook": "LocalBook",
    ".mailbox": "Mailbox",
    ".scales": "Scale",
    ".sockets": "Dial Socket websocket",
    ".protocols": "BookProtocol Reconnect Send Step StreamProtocol",
    ".streams": "Backoff stream",
    ".watchdog": "Watchdog",
    ".concurrent": "all_of",
    ".decode": "Decoder decoder mapping nothing",
    ".drift": "Drift DriftEntry",
    ".addresses": "endpoints variable",
    ".engines": "AutoEngine Engine EngineName Reply Transport Unanswered",
    ".http": "HTTP Explain Observe Sign",
    ".levels": "levels_of",
    ".limits": "Budget Limiter",
    ".pages": "Page Pages",
    ".request": "Fate Param Request Retry fill query",
    ".fields": "Amount Embedded Exact Items Known Loose LooseTime Time wire",
}

__all__ = [
    "Amount",
    "AutoEngine",
    "Backoff",
    "BookProtocol",
    "BookSide",
    "Budget",
    "Decoder",
    "Dial",
    "Drift",
    "DriftEntry",
    "Embedded",
    "Engine",
    "EngineName",
    "Exact",
    "Explain",
    "Fate",
    "HTTP",
    "Items",
    "Known",
    "Limiter",
    "LocalBook",
    "Loose",
    "LooseTime",
    "Mailbox",
    "Observe",
    "Page",
    "Pages",
    "Param",
    "Reconnect",
    "Reply",
    "Request",
    "Retry",
    "Scale",
    "Send",
    "Sign",
    "Socket",
    "Step",
    "StreamProtocol",
    "Time",
    "Transport",
    "Unanswered",
    "Watchdog",
    "all_of",
    "decoder",
    "endpoints",
    "fill",
    "lazy_exports",
    "levels_of",
    "mapping",
    "nothing",
    "query",
    "stream",
    "variable",
    "websocket",
    "wire",
]

if not TYPE_CHECKING:
    __getattr__, __dir__ = lazy_exports(__name__, _HOMES)
