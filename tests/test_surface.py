"""The public names, pinned: adding or losing one is a decision, and shows here."""

from __future__ import annotations

import inspect
from importlib import import_module
from types import ModuleType

import pytest

PINNED = {
    "predcore": """
        Accepted AccountStreaming AccountWatch AdapterBroken AdapterError AdapterInfo
        AdapterNotFound Amending AuthenticationFailed BadResponse Balance Band
        BookUpdate BookView Books
        BudgetExceeded CAPABILITIES Cancelled Candle Candles Charge Connected DataState
        Disconnected Ended Event FeeSchedule Fees Fill FillUpdate Finality Gap Gathered
        Hub HubWatch Instrument InvalidId InvalidRequest Journal LadderUpdate Lagged
        Level Liquidity Market MarketRef MarketStatus NeverArrived NoFees NotFound Order
        OrderRejected OrderRequest OrderStatus OrderUpdate Orderbook Outcome
        OutcomeUnknown PermissionDenied Placement Portfolio Position PositionUpdate
        PredcoreError PriceLadder Quote QuoteBoard QuoteUpdate Quotes RateLimited
        Refused Registry RejectReason Results Resynced Search Settlement Side Source
        Stalled StatusUpdate StreamError Streaming Taken TimeInForce Trade TradeUpdate
        Trades Trading TransportError Unavailable Unknown Unsupported Update Venue
        VenueError Watch capabilities connect default_registry hub total_fee
    """,
    "predcore.kit": """
        Account Amount Asking AutoEngine Backoff BookProtocol BookSide Budget Decoder
        Dial Dialect Drift DriftEntry Embedded Engine EngineName Exact Explain Fate
        Fates Full HTTP Input Inputs Items Known Limiter LocalBook Loose LooseText
        LooseTime Mailbox Observe Page Pages Param Patience Ready Recent Reconcile
        Reconnect Remembering Reply Request Resting Retry Sampling Scale SecretText Seen
        Send Sign Socket Step StreamProtocol Time Transport Unanswered VenueClock
        VerifyingProtocol Watchdog Witness all_of asks_of bids_of clock_notes decoder
        did_nothing endpoints fill lazy_exports mapping needing note_latest nothing
        noting parts_of query read_key_file reject_reason reread stream tell_again
        variable watch websocket wire
    """,
    "predcore.plugins": """
        ADAPTERS Adapter CredentialReport ExchangeSimulator Settings Simulator
        hookimpl hookspec lazy_exports
    """,
    "predcore.testing": """
        AccountStreamingConformance AmendingConformance BooksConformance
        CandlesConformance CatalogueConformance Cut FeesConformance Lose Move
        PortfolioConformance
        QuotesConformance Recorder Replayer SearchConformance Settle
        StreamingConformance Suite TradesConformance TradingConformance
        UnexpectedRequest
    """,
    "predcore.sim": """
        Board BoardName CLAIM_ARBITRAGE CLAIM_ARBITRAGE_BITCOIN
        CLAIM_ARBITRAGE_TEAMS CLAIM_FEES_KILL CLAIM_HALTED CLAIM_INVERTED
        CLAIM_NO_EDGE CLAIM_TOO_SMALL Catalogue Exchange Faulty Line
        PROFITABLE_CLAIMS SimClock SimEvent SimMarket SimSeries SimTrade Switches
        Traffic is_local live_market next_text serve synthetic
    """,
    "predcore.sim.exchange": """
        AccountId Accounts BalanceCause BalanceChange BalanceView BookChange
        BookView Cancellation Exchange FillRecord GroupChange GroupEvent GroupView
        Groups LadderChange Lifecycle Listener Listing MarketView NewOrder
        OrderChange OrderView PLAIN_STEPS Phase Placed Policy PositionChange
        PositionView Print
        Reason Record Rejected Rejection ScheduleChange SelfTrade SettlementRecord
        SimClock StatusChange TokenView Totals
        TradeUndone Wallet
    """,
    "predcore.arbitrage": """
        Leg Limits Opportunity Pair Pairs Reason Rejection Relation Report
        load_pairs parse_pairs scan
    """,
}

DOORS = sorted(PINNED)


def public(door: str) -> list[str]:
    module = import_module(door)
    names: list[str] = module.__all__
    return names


@pytest.mark.parametrize("door", DOORS)
def test_a_door_exports_what_is_pinned(door: str) -> None:
    assert sorted(public(door)) == sorted(PINNED[door].split())


@pytest.mark.parametrize("door", DOORS)
def test_every_exported_name_is_there_and_listed(door: str) -> None:
    module = import_module(door)
    missing = [name for name in public(door) if not hasattr(module, name)]
    assert not missing
    assert set(public(door)) <= set(dir(module))


@pytest.mark.parametrize("door", DOORS)
def test_every_exported_class_and_function_says_what_it_is_for(door: str) -> None:
    module = import_module(door)
    found = {name: getattr(module, name) for name in public(door)}
    silent = [
        name
        for name, one in found.items()
        if (inspect.isclass(one) or inspect.isfunction(one)) and not written(one)
    ]
    assert not silent


def written(one: object) -> bool:
    """Whether it has a docstring of its own, and not one dataclass made up."""
    text = vars(one).get("__doc__") or getattr(one, "__doc__", None) or ""
    return bool(text) and not text.startswith(f"{getattr(one, '__name__', '')}(")


@pytest.mark.parametrize("door", DOORS)
def test_a_door_says_what_it_is_for(door: str) -> None:
    module: ModuleType = import_module(door)
    assert module.__doc__
