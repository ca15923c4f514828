"""Kalshi's own objects, with Kalshi's own names, one module per area.

Only what identifies an object is required: an absent field is ``None`` and a list
that is ``null`` is empty, but a listing without its list is refused. ``*_dollars``
are exact dollars, ``*_fp`` exact contract counts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from predcore.kit import lazy_exports

if TYPE_CHECKING:
    from ._secret import Secret as Secret
    from .account import EndpointCosts as EndpointCosts
    from .account import EndpointTokenCost as EndpointTokenCost
    from .api_keys import ApiKey as ApiKey
    from .api_keys import ApiKeys as ApiKeys
    from .api_keys import ApiKeyScope as ApiKeyScope
    from .api_keys import ApiKeyType as ApiKeyType
    from .api_keys import CreatedApiKey as CreatedApiKey
    from .api_keys import GeneratedApiKey as GeneratedApiKey
    from .api_limits import AccountApiLimits as AccountApiLimits
    from .api_limits import (
        AccountApiUsageLevelVolumeGoal as AccountApiUsageLevelVolumeGoal,
    )
    from .api_limits import (
        AccountApiUsageLevelVolumeProgress as AccountApiUsageLevelVolumeProgress,
    )
    from .api_limits import ApiUsageLevelGrant as ApiUsageLevelGrant
    from .api_limits import BucketLimit as BucketLimit
    from .api_limits import (
        VolumeProgressEnvelope as VolumeProgressEnvelope,
    )
    from .balances import Balance as Balance
    from .balances import IndexedBalance as IndexedBalance
    from .balances import TotalRestingOrderValue as TotalRestingOrderValue
    from .block_trades import BlockTradeProposal as BlockTradeProposal
    from .block_trades import BlockTradeProposalPage as BlockTradeProposalPage
    from .block_trades import ProposedBlockTrade as ProposedBlockTrade
    from .candlesticks import BatchCandlesticks as BatchCandlesticks
    from .candlesticks import BidAskDistribution as BidAskDistribution
    from .candlesticks import Candlestick as Candlestick
    from .candlesticks import EventCandlesticks as EventCandlesticks
    from .candlesticks import MarketCandlesticks as MarketCandlesticks
    from .candlesticks import PriceDistribution as PriceDistribution
    from .candlesticks import TickerCandlesticks as TickerCandlesticks
    from .combos import CreatedMultivariateMarket as CreatedMultivariateMarket
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
    from .fcm import CreatedFCMPositionTransfer as CreatedFCMPositionTransfer
    from .fcm import CreatedFCMSubtrader as CreatedFCMSubtrader
    from .fcm import FCMBlockedCategories as FCMBlockedCategories
    from .fcm import FCMEventContractDailyCap as FCMEventContractDailyCap
    from .fcm import FcmFill as FcmFill
    from .fcm import FcmFillPage as FcmFillPage
    from .fcm import FCMSubtrader as FCMSubtrader
    from .fcm import FCMSubtraders as FCMSubtraders
    from .fcm import UpdatedFCMBlockedCategories as UpdatedFCMBlockedCategories
    from .fills import Fill as Fill
    from .fills import FillPage as FillPage
    from .forecasts import ForecastPercentilesHistory as ForecastPercentilesHistory
    from .forecasts import ForecastPercentilesPoint as ForecastPercentilesPoint
    from .forecasts import PercentilePoint as PercentilePoint
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
    from .order_answers import AmendedOrder as AmendedOrder
    from .order_answers import BatchCancelledOrder as BatchCancelledOrder
    from .order_answers import BatchCancelledOrders as BatchCancelledOrders
    from .order_answers import BatchCreatedOrder as BatchCreatedOrder
    from .order_answers import BatchCreatedOrders as BatchCreatedOrders
    from .order_answers import CancelledOrder as CancelledOrder
    from .order_answers import CreatedOrder as CreatedOrder
    from .order_answers import DecreasedOrder as DecreasedOrder
    from .order_groups import CreatedOrderGroup as CreatedOrderGroup
    from .order_groups import OrderGroup as OrderGroup
    from .order_groups import OrderGroupOrders as OrderGroupOrders
    from .order_groups import OrderGroups as OrderGroups
    from .orderbooks import MarketOrderbook as MarketOrderbook
    from .orderbooks import MarketOrderbooks as MarketOrderbooks
    from .orderbooks import Orderbook as Orderbook
    from .orderbooks import OrderbookEnvelope as OrderbookEnvelope
    from .orders import Action as Action
    from .orders import ErrorBody as ErrorBody
    from .orders import Order as Order
    from .orders import OrderEnvelope as OrderEnvelope
    from .orders import OrderPage as OrderPage
    from .orders import OrderQueuePosition as OrderQueuePosition
    from .orders import OrderQueuePositions as OrderQueuePositions
    from .orders import OrderStatus as OrderStatus
    from .orders import QueuePosition as QueuePosition
    from .orders import SelfTradePrevention as SelfTradePrevention
    from .payments import Deposit as Deposit
    from .payments import DepositPage as DepositPage
    from .payments import PaymentStatus as PaymentStatus
    from .payments import PaymentType as PaymentType
    from .payments import Withdrawal as Withdrawal
    from .payments import WithdrawalPage as WithdrawalPage
    from .positions import EventPosition as EventPosition
    from .positions import MarketPosition as MarketPosition
    from .positions import PositionPage as PositionPage
    from .quotes import CreatedQuote as CreatedQuote
    from .quotes import Quote as Quote
    from .quotes import QuoteEnvelope as QuoteEnvelope
    from .quotes import QuotePage as QuotePage
    from .quotes import QuoteStatus as QuoteStatus
    from .requests import BatchAcceptLimit as BatchAcceptLimit
    from .requests import BatchChild as BatchChild
    from .requests import BatchQuote as BatchQuote
    from .requests import NewOrder as NewOrder
    from .requests import OrderToCancel as OrderToCancel
    from .requests import SelectedMarket as SelectedMarket
    from .rfq_batches import AcceptedRFQBatch as AcceptedRFQBatch
    from .rfq_batches import CreatedRFQBatch as CreatedRFQBatch
    from .rfq_batches import CreatedRFQBatchQuote as CreatedRFQBatchQuote
    from .rfq_batches import RFQBatch as RFQBatch
    from .rfq_batches import RFQBatchBestQuote as RFQBatchBestQuote
    from .rfq_batches import RFQBatchBestQuotes as RFQBatchBestQuotes
    from .rfq_batches import RFQBatchBestQuotesEnvelope as RFQBatchBestQuotesEnvelope
    from .rfq_batches import RFQBatchEnvelope as RFQBatchEnvelope
    from .rfq_batches import RFQBatchPage as RFQBatchPage
    from .rfq_batches import RFQBatchQuote as RFQBatchQuote
    from .rfq_batches import RFQBatchQuotes as RFQBatchQuotes
    from .rfq_batches import RFQBatchQuoteStatus as RFQBatchQuoteStatus
    from .rfq_batches import RFQBatchStatus as RFQBatchStatus
    from .rfqs import RFQ as RFQ
    from .rfqs import CommunicationsID as CommunicationsID
    from .rfqs import CreatedRFQ as CreatedRFQ
    from .rfqs import RFQEnvelope as RFQEnvelope
    from .rfqs import RFQPage as RFQPage
    from .rfqs import RFQStatus as RFQStatus
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
    from .settlements import Settlement as Settlement
    from .settlements import SettlementPage as SettlementPage
    from .structured_targets import StructuredTarget as StructuredTarget
    from .structured_targets import StructuredTargetEnvelope as StructuredTargetEnvelope
    from .structured_targets import StructuredTargetPage as StructuredTargetPage
    from .subaccounts import CreatedSubaccount as CreatedSubaccount
    from .subaccounts import SubaccountBalance as SubaccountBalance
    from .subaccounts import SubaccountBalances as SubaccountBalances
    from .subaccounts import SubaccountNettingConfig as SubaccountNettingConfig
    from .subaccounts import SubaccountNettingConfigs as SubaccountNettingConfigs
    from .subaccounts import SubaccountTransfer as SubaccountTransfer
    from .subaccounts import SubaccountTransferPage as SubaccountTransferPage
    from .trades import BookSide as BookSide
    from .trades import Trade as Trade
    from .trades import TradePage as TradePage
    from .transfers import (
        CreatedIntraExchangeInstanceTransfer as CreatedIntraExchangeInstanceTransfer,
    )
    from .transfers import ExchangeInstance as ExchangeInstance
    from .transfers import (
        IntraExchangeInstanceTransfer as IntraExchangeInstanceTransfer,
    )
    from .transfers import (
        IntraExchangeInstanceTransferEnvelope as IntraExchangeInstanceTransferEnvelope,
    )
    from .transfers import (
        IntraExchangeInstanceTransferPage as IntraExchangeInstanceTransferPage,
    )
    from .transfers import RestingMarginReservation as RestingMarginReservation
    from .transfers import TargetBalanceAllocation as TargetBalanceAllocation
    from .transfers import TargetBalanceAllocations as TargetBalanceAllocations
    from .transfers import TransferStatus as TransferStatus
    from .weather import WeatherIndex as WeatherIndex
    from .weather import WeatherIndexCalibration as WeatherIndexCalibration
    from .weather import WeatherIndexCalibrations as WeatherIndexCalibrations
    from .weather import (
        WeatherIndexCalibrationStation as WeatherIndexCalibrationStation,
    )
    from .weather import WeatherIndexPoint as WeatherIndexPoint
    from .weather import WeatherIndexStationReading as WeatherIndexStationReading

if not TYPE_CHECKING:
    from ._homes import HOMES

    __getattr__, __dir__ = lazy_exports(__name__, HOMES)
