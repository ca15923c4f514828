"""An exchange in memory, in no venue's words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..._lazy import lazy_exports

if TYPE_CHECKING:
    from .accounts import Accounts as Accounts
    from .clock import SimClock as SimClock
    from .exchange import Exchange as Exchange
    from .groups import Groups as Groups
    from .lifecycle import PLAIN_STEPS as PLAIN_STEPS
    from .lifecycle import Lifecycle as Lifecycle
    from .markets import BookView as BookView
    from .markets import Listing as Listing
    from .markets import MarketView as MarketView
    from .markets import Phase as Phase
    from .markets import Policy as Policy
    from .orders import AccountId as AccountId
    from .orders import Cancellation as Cancellation
    from .orders import NewOrder as NewOrder
    from .orders import OrderView as OrderView
    from .orders import Placed as Placed
    from .orders import Reason as Reason
    from .orders import SelfTrade as SelfTrade
    from .orders import Wallet as Wallet
    from .records import BalanceCause as BalanceCause
    from .records import BalanceChange as BalanceChange
    from .records import BookChange as BookChange
    from .records import FillRecord as FillRecord
    from .records import GroupChange as GroupChange
    from .records import GroupEvent as GroupEvent
    from .records import LadderChange as LadderChange
    from .records import Listener as Listener
    from .records import OrderChange as OrderChange
    from .records import PositionChange as PositionChange
    from .records import Print as Print
    from .records import Record as Record
    from .records import ScheduleChange as ScheduleChange
    from .records import SettlementRecord as SettlementRecord
    from .records import StatusChange as StatusChange
    from .records import TradeUndone as TradeUndone
    from .refusals import Rejected as Rejected
    from .refusals import Rejection as Rejection
    from .statements import BalanceView as BalanceView
    from .statements import GroupView as GroupView
    from .statements import PositionView as PositionView
    from .statements import TokenView as TokenView
    from .statements import Totals as Totals

_HOMES = {
    ".accounts": "Accounts",
    ".clock": "SimClock",
    ".exchange": "Exchange",
    ".groups": "Groups",
    ".lifecycle": "Lifecycle PLAIN_STEPS",
    ".markets": "BookView Listing MarketView Phase Policy",
    ".orders": (
        "AccountId Cancellation NewOrder OrderView Placed Reason SelfTrade Wallet"
    ),
    ".records": (
        "BalanceCause BalanceChange BookChange FillRecord GroupChange GroupEvent "
        "LadderChange Listener OrderChange PositionChange Print Record "
        "ScheduleChange SettlementRecord StatusChange TradeUndone"
    ),
    ".refusals": "Rejected Rejection",
    ".statements": "BalanceView GroupView PositionView TokenView Totals",
}

__all__ = [
    "PLAIN_STEPS",
    "AccountId",
    "Accounts",
    "BalanceCause",
    "BalanceChange",
    "BalanceView",
    "BookChange",
    "BookView",
    "Cancellation",
    "Exchange",
    "FillRecord",
    "GroupChange",
    "GroupEvent",
    "GroupView",
    "Groups",
    "LadderChange",
    "Lifecycle",
    "Listener",
    "Listing",
    "MarketView",
    "NewOrder",
    "OrderChange",
    "OrderView",
    "Phase",
    "Placed",
    "Policy",
    "PositionChange",
    "PositionView",
    "Print",
    "Reason",
    "Record",
    "Rejected",
    "Rejection",
    "ScheduleChange",
    "SelfTrade",
    "SettlementRecord",
    "SimClock",
    "StatusChange",
    "TokenView",
    "Totals",
    "TradeUndone",
    "Wallet",
]

if not TYPE_CHECKING:
    __getattr__, __dir__ = lazy_exports(__name__, _HOMES)
