"""Kalshi's own objects, with Kalshi's own names, one module per area.

Only what identifies an object is required: an absent field is ``None`` and a list
that is ``null`` is empty, but a listing without its list is refused. ``*_dollars``
are exact dollars, ``*_fp`` exact contract counts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from predcore.kit import lazy_exports

if TYPE_CHECKING:
    from .account import EndpointCosts as EndpointCosts
    from .account import EndpointTokenCost as EndpointTokenCost
    from .candlesticks import BatchCandlesticks as BatchCandlesticks
    from .candlesticks import BidAskDistribution as BidAskDistribution
    from .candlesticks import Candlestick as Candlestick
    from .candlesticks import EventCandlesticks as EventCandlesticks
    from .candlesticks import MarketCandlesticks as MarketCandlesticks
    from .candlesticks import PriceDistribution as PriceDistribution
    from .candlesticks import TickerCandlesticks as TickerCandlesticks
    from .events import Event as Event
    from .events import EventEnvelope as EventEnvelope
    from .events import EventFeeChange as EventFeeChange
    from .events import EventFeeChangePage as EventFeeChangePage
    from .events import EventMetadata as EventMetadata
    from .events import EventPage as EventPage
    from .events import MarketMetadata as MarketMetadata
    from .events import MultivariateEventPage as MultivariateEventPage
    from .exchange import DailySchedule as DailySchedule
    from .exchange import ExchangeIndexStatus as ExchangeIndexStatus
    from .exchange import ExchangeSchedule as ExchangeSchedule
    from .exchange import ExchangeStatus as ExchangeStatus
    from .exchange import MaintenanceWindow as MaintenanceWindow
    from .exchange import Schedule as Schedule
    from .exchange import UserDataTimestamp as UserDataTimestamp
    from .exchange import WeeklySchedule as WeeklySchedule
    from .historical import BidAskDistributionHistorical as BidAskDistributionHistorical
    from .historical import CandlestickHistorical as CandlestickHistorical
    from .historical import HistoricalCutoff as HistoricalCutoff
    from .historical import MarketCandlesticksHistorical as MarketCandlesticksHistorical
    from .historical import PriceDistributionHistorical as PriceDistributionHistorical
    from .incentives import IncentiveProgram as IncentiveProgram
    from .incentives import IncentiveProgramPage as IncentiveProgramPage
    from .live_data import EventLiveData as EventLiveData
    from .live_data import EventLiveDataEnvelope as EventLiveDataEnvelope
    from .live_data import GameStats as GameStats
    from .live_data import LiveData as LiveData
    from .live_data import LiveDataBatch as LiveDataBatch
    from .live_data import LiveDataEnvelope as LiveDataEnvelope
    from .live_data import PlayByPlay as PlayByPlay
    from .live_data import PlayByPlayPeriod as PlayByPlayPeriod
    from .markets import Market as Market
    from .markets import MarketEnvelope as MarketEnvelope
    from .markets import MarketPage as MarketPage
    from .markets import MarketStatus as MarketStatus
    from .markets import MveSelectedLeg as MveSelectedLeg
    from .markets import OutcomeSide as OutcomeSide
    from .markets import PriceRange as PriceRange
    from .milestones import Milestone as Milestone
    from .milestones import MilestoneEnvelope as MilestoneEnvelope
    from .milestones import MilestonePage as MilestonePage
    from .mve import AssociatedEvent as AssociatedEvent
    from .mve import MultivariateEventCollection as MultivariateEventCollection
    from .mve import (
        MultivariateEventCollectionEnvelope as MultivariateEventCollectionEnvelope,
    )
    from .mve import MultivariateEventCollectionPage as MultivariateEventCollectionPage
    from .orderbooks import MarketOrderbook as MarketOrderbook
    from .orderbooks import MarketOrderbooks as MarketOrderbooks
    from .orderbooks import Orderbook as Orderbook
    from .orderbooks import OrderbookEnvelope as OrderbookEnvelope
    from .search import FiltersBySport as FiltersBySport
    from .search import ScopeList as ScopeList
    from .search import SportFilterDetails as SportFilterDetails
    from .search import TagsByCategories as TagsByCategories
    from .series import FeeType as FeeType
    from .series import Series as Series
    from .series import SeriesEnvelope as SeriesEnvelope
    from .series import SeriesFeeChange as SeriesFeeChange
    from .series import SeriesFeeChanges as SeriesFeeChanges
    from .series import SeriesList as SeriesList
    from .series import SettlementSource as SettlementSource
    from .structured_targets import StructuredTarget as StructuredTarget
    from .structured_targets import StructuredTargetEnvelope as StructuredTargetEnvelope
    from .structured_targets import StructuredTargetPage as StructuredTargetPage
    from .trades import BookSide as BookSide
    from .trades import Trade as Trade
    from .trades import TradePage as TradePage
    from .weather import WeatherIndex as WeatherIndex
    from .weather import WeatherIndexCalibration as WeatherIndexCalibration
    from .weather import WeatherIndexCalibrations as WeatherIndexCalibrations
    from .weather import (
        WeatherIndexCalibrationStation as WeatherIndexCalibrationStation,
    )
    from .weather import WeatherIndexPoint as WeatherIndexPoint
    from .weather import WeatherIndexStationReading as WeatherIndexStationReading

_HOMES = {
    ".account": "EndpointCosts EndpointTokenCost",
    ".candlesticks": (
        "BatchCandlesticks BidAskDistribution Candlestick EventCandlesticks "
        "MarketCandlesticks PriceDistribution TickerCandlesticks"
    ),
    ".events": (
        "Event EventEnvelope EventFeeChange EventFeeChangePage EventMetadata "
        "EventPage MarketMetadata MultivariateEventPage"
    ),
    ".exchange": (
        "DailySchedule ExchangeIndexStatus ExchangeSchedule ExchangeStatus "
        "MaintenanceWindow Schedule UserDataTimestamp WeeklySchedule"
    ),
    ".historical": (
        "BidAskDistributionHistorical CandlestickHistorical HistoricalCutoff "
        "MarketCandlesticksHistorical PriceDistributionHistorical"
    ),
    ".incentives": "IncentiveProgram IncentiveProgramPage",
    ".live_data": (
        "EventLiveData EventLiveDataEnvelope GameStats LiveData LiveDataBatch "
        "LiveDataEnvelope PlayByPlay PlayByPlayPeriod"
    ),
    ".markets": (
        "Market MarketEnvelope MarketPage MarketStatus MveSelectedLeg "
        "OutcomeSide PriceRange"
    ),
    ".milestones": "Milestone MilestoneEnvelope MilestonePage",
    ".mve": (
        "AssociatedEvent MultivariateEventCollection "
        "MultivariateEventCollectionEnvelope MultivariateEventCollectionPage"
    ),
    ".orderbooks": "MarketOrderbook MarketOrderbooks Orderbook OrderbookEnvelope",
    ".search": "FiltersBySport ScopeList SportFilterDetails TagsByCategories",
    ".series": (
        "FeeType Series SeriesEnvelope SeriesFeeChange SeriesFeeChanges "
        "SeriesList SettlementSource"
    ),
    ".structured_targets": (
        "StructuredTarget StructuredTargetEnvelope StructuredTargetPage"
    ),
    ".trades": "BookSide Trade TradePage",
    ".weather": (
        "WeatherIndex WeatherIndexCalibration WeatherIndexCalibrationStation "
        "WeatherIndexCalibrations WeatherIndexPoint WeatherIndexStationReading"
    ),
}

if not TYPE_CHECKING:
    __getattr__, __dir__ = lazy_exports(__name__, _HOMES)
