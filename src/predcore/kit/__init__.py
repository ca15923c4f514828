"""What adapter authors build with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._lazy import lazy_exports as lazy_exports

if TYPE_CHECKING:
    from .addresses import endpoints as endpoints
    from .addresses import variable as variable
    from .bookside import BookSide as BookSide
    from .clocks import VenueClock as VenueClock
    from .clocks import clock_notes as clock_notes
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
    from .extras import needing as needing
    from .fates import Fates as Fates
    from .fields import Amount as Amount
    from .fields import Embedded as Embedded
    from .fields import Exact as Exact
    from .fields import Items as Items
    from .fields import Loose as Loose
    from .fields import LooseText as LooseText
    from .fields import LooseTime as LooseTime
    from .fields import SecretText as SecretText
    from .fields import Time as Time
    from .http import HTTP as HTTP
    from .http import Explain as Explain
    from .http import Observe as Observe
    from .http import Sign as Sign
    from .inputs import Input as Input
    from .inputs import Inputs as Inputs
    from .inputs import Remembering as Remembering
    from .inputs import noting as noting
    from .inputs import tell_again as tell_again
    from .keyfiles import read_key_file as read_key_file
    from .levels import asks_of as asks_of
    from .levels import bids_of as bids_of
    from .limits import Budget as Budget
    from .limits import Limiter as Limiter
    from .lines import Backoff as Backoff
    from .localbook import LocalBook as LocalBook
    from .mailbox import Mailbox as Mailbox
    from .oversight import Sampling as Sampling
    from .oversight import Witness as Witness
    from .pages import Page as Page
    from .pages import Pages as Pages
    from .parts import parts_of as parts_of
    from .patience import Asking as Asking
    from .patience import Patience as Patience
    from .protocols import BookProtocol as BookProtocol
    from .protocols import Full as Full
    from .protocols import Ready as Ready
    from .protocols import Reconnect as Reconnect
    from .protocols import Send as Send
    from .protocols import Step as Step
    from .protocols import StreamProtocol as StreamProtocol
    from .protocols import VerifyingProtocol as VerifyingProtocol
    from .reasons import did_nothing as did_nothing
    from .reasons import reject_reason as reject_reason
    from .recent import Recent as Recent
    from .reconciling import Reconcile as Reconcile
    from .reconciling import Seen as Seen
    from .request import Fate as Fate
    from .request import Param as Param
    from .request import Request as Request
    from .request import Retry as Retry
    from .request import fill as fill
    from .request import query as query
    from .rereading import Account as Account
    from .rereading import note_latest as note_latest
    from .rereading import reread as reread
    from .resting import Resting as Resting
    from .scales import Scale as Scale
    from .shapes import Dialect as Dialect
    from .shapes import Known as Known
    from .shapes import wire as wire
    from .sockets import Dial as Dial
    from .sockets import Socket as Socket
    from .sockets import websocket as websocket
    from .streams import stream as stream
    from .watchdog import Watchdog as Watchdog
    from .watching import watch as watch

_HOMES = {
    ".bookside": "BookSide",
    ".localbook": "LocalBook",
    ".mailbox": "Mailbox",
    ".scales": "Scale",
    ".sockets": "Dial Socket websocket",
    ".protocols": """
        BookProtocol Full Ready Reconnect Send Step StreamProtocol VerifyingProtocol
    """,
    ".lines": "Backoff",
    ".oversight": "Sampling Witness",
    ".reconciling": "Reconcile Seen",
    ".rereading": "Account note_latest reread",
    ".streams": "stream",
    ".watching": "watch",
    ".watchdog": "Watchdog",
    ".clocks": "VenueClock clock_notes",
    ".concurrent": "all_of",
    ".decode": "Decoder decoder mapping nothing",
    ".drift": "Drift DriftEntry",
    ".addresses": "endpoints variable",
    ".engines": "AutoEngine Engine EngineName Reply Transport Unanswered",
    ".extras": "needing",
    ".fates": "Fates",
    ".http": "HTTP Explain Observe Sign",
    ".inputs": "Input Inputs Remembering noting tell_again",
    ".keyfiles": "read_key_file",
    ".levels": "asks_of bids_of",
    ".limits": "Budget Limiter",
    ".pages": "Page Pages",
    ".parts": "parts_of",
    ".patience": "Asking Patience",
    ".reasons": "did_nothing reject_reason",
    ".recent": "Recent",
    ".request": "Fate Param Request Retry fill query",
    ".fields": "Amount Embedded Exact Items Loose LooseText LooseTime SecretText Time",
    ".resting": "Resting",
    ".shapes": "Dialect Known wire",
}

__all__ = [
    "Account",
    "Amount",
    "Asking",
    "AutoEngine",
    "Backoff",
    "BookProtocol",
    "BookSide",
    "Budget",
    "Decoder",
    "Dial",
    "Dialect",
    "Drift",
    "DriftEntry",
    "Embedded",
    "Engine",
    "EngineName",
    "Exact",
    "Explain",
    "Fate",
    "Fates",
    "Full",
    "HTTP",
    "Input",
    "Inputs",
    "Items",
    "Known",
    "Limiter",
    "LocalBook",
    "Loose",
    "LooseText",
    "LooseTime",
    "Mailbox",
    "Observe",
    "Page",
    "Pages",
    "Param",
    "Patience",
    "Ready",
    "Recent",
    "Reconcile",
    "Reconnect",
    "Remembering",
    "Reply",
    "Request",
    "Resting",
    "Retry",
    "Sampling",
    "Scale",
    "SecretText",
    "Seen",
    "Send",
    "Sign",
    "Socket",
    "Step",
    "StreamProtocol",
    "Time",
    "Transport",
    "Unanswered",
    "VenueClock",
    "VerifyingProtocol",
    "Watchdog",
    "Witness",
    "all_of",
    "asks_of",
    "bids_of",
    "clock_notes",
    "decoder",
    "did_nothing",
    "endpoints",
    "fill",
    "lazy_exports",
    "mapping",
    "needing",
    "note_latest",
    "nothing",
    "noting",
    "parts_of",
    "query",
    "read_key_file",
    "reject_reason",
    "reread",
    "stream",
    "tell_again",
    "variable",
    "watch",
    "websocket",
    "wire",
]

if not TYPE_CHECKING:
    __getattr__, __dir__ = lazy_exports(__name__, _HOMES)
