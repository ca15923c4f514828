"""Which module has which model."""

from __future__ import annotations

__all__ = ["HOMES"]

HOMES = {
    "._secret": "Secret",
    ".account": "EndpointCosts EndpointTokenCost",
    ".api_keys": "ApiKey ApiKeyScope ApiKeyType ApiKeys CreatedApiKey GeneratedApiKey",
    ".api_limits": (
        "AccountApiLimits AccountApiUsageLevelVolumeGoal "
        "AccountApiUsageLevelVolumeProgress "
        "VolumeProgressEnvelope ApiUsageLevelGrant BucketLimit"
    ),
    ".balances": "Balance IndexedBalance TotalRestingOrderValue",
    ".block_trades": "BlockTradeProposal BlockTradeProposalPage ProposedBlockTrade",
    ".candlesticks": (
        "BatchCandlesticks BidAskDistribution Candlestick EventCandlesticks "
        "MarketCandlesticks PriceDistribution TickerCandlesticks"
    ),
    ".combos": "CreatedMultivariateMarket",
    ".events": (
        "Event EventEnvelope EventFeeChange EventFeeChangePage EventMetadata "
        "EventPage MarketMetadata MultivariateEventPage"
    ),
    ".exchange": (
        "DailySchedule ExchangeIndexStatus ExchangeSchedule ExchangeStatus "
        "MaintenanceWindow Schedule UserDataTimestamp WeeklySchedule"
    ),
    ".fcm": (
        "CreatedFCMPositionTransfer CreatedFCMSubtrader FCMBlockedCategories "
        "FCMEventContractDailyCap FCMSubtrader FCMSubtraders FcmFill "
        "FcmFillPage UpdatedFCMBlockedCategories"
    ),
    ".fills": "Fill FillPage",
    ".forecasts": "ForecastPercentilesHistory ForecastPercentilesPoint PercentilePoint",
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
    ".order_answers": (
        "AmendedOrder BatchCancelledOrder BatchCancelledOrders "
        "BatchCreatedOrder BatchCreatedOrders CancelledOrder CreatedOrder "
        "DecreasedOrder"
    ),
    ".order_groups": "CreatedOrderGroup OrderGroup OrderGroupOrders OrderGroups",
    ".orderbooks": "MarketOrderbook MarketOrderbooks Orderbook OrderbookEnvelope",
    ".orders": (
        "Action ErrorBody Order OrderEnvelope OrderPage OrderQueuePosition "
        "OrderQueuePositions OrderStatus QueuePosition SelfTradePrevention"
    ),
    ".payments": (
        "Deposit DepositPage PaymentStatus PaymentType Withdrawal WithdrawalPage"
    ),
    ".positions": "EventPosition MarketPosition PositionPage",
    ".quotes": "CreatedQuote Quote QuoteEnvelope QuotePage QuoteStatus",
    ".requests": (
        "BatchAcceptLimit BatchChild BatchQuote NewOrder OrderToCancel SelectedMarket"
    ),
    ".rfq_batches": (
        "AcceptedRFQBatch CreatedRFQBatch CreatedRFQBatchQuote RFQBatch "
        "RFQBatchBestQuote RFQBatchBestQuotes RFQBatchBestQuotesEnvelope "
        "RFQBatchEnvelope RFQBatchPage RFQBatchQuote RFQBatchQuoteStatus "
        "RFQBatchQuotes RFQBatchStatus"
    ),
    ".rfqs": "CommunicationsID CreatedRFQ RFQ RFQEnvelope RFQPage RFQStatus",
    ".search": "FiltersBySport ScopeList SportFilterDetails TagsByCategories",
    ".series": (
        "FeeType Series SeriesEnvelope SeriesFeeChange SeriesFeeChanges "
        "SeriesList SettlementSource"
    ),
    ".settlements": "Settlement SettlementPage",
    ".structured_targets": (
        "StructuredTarget StructuredTargetEnvelope StructuredTargetPage"
    ),
    ".subaccounts": (
        "CreatedSubaccount SubaccountBalance SubaccountBalances "
        "SubaccountNettingConfig SubaccountNettingConfigs SubaccountTransfer "
        "SubaccountTransferPage"
    ),
    ".trades": "BookSide Trade TradePage",
    ".transfers": (
        "CreatedIntraExchangeInstanceTransfer ExchangeInstance "
        "IntraExchangeInstanceTransfer IntraExchangeInstanceTransferEnvelope "
        "IntraExchangeInstanceTransferPage RestingMarginReservation "
        "TargetBalanceAllocation TargetBalanceAllocations TransferStatus"
    ),
    ".weather": (
        "WeatherIndex WeatherIndexCalibration WeatherIndexCalibrationStation "
        "WeatherIndexCalibrations WeatherIndexPoint WeatherIndexStationReading"
    ),
}
