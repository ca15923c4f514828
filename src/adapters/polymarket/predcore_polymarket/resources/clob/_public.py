"""What the order-book service tells anybody."""

from __future__ import annotations

from functools import cached_property

from .._resource import Resource
from .books import Book, Books
from .builder import Builder
from .history import BatchPricesHistory, PricesHistory
from .markets import (
    ClobMarkets,
    Markets,
    MarketsByToken,
    SamplingMarkets,
    SamplingSimplifiedMarkets,
    SimplifiedMarkets,
)
from .parameters import FeeRate, NegRisk, Ok, TickSize, Time, Version
from .prices import (
    LastTradePrice,
    LastTradesPrices,
    Midpoint,
    Midpoints,
    Price,
    Prices,
    Spread,
    Spreads,
)
from .rewards import Fees, Rebates

__all__ = ["PublicClob"]


class PublicClob(Resource):
    """Books, prices and trading parameters, by token id or condition id."""

    @cached_property
    def book(self) -> Book:
        """``/book``."""
        return Book(self._http)

    @cached_property
    def books(self) -> Books:
        """``POST /books``."""
        return Books(self._http)

    @cached_property
    def price(self) -> Price:
        """``/price``."""
        return Price(self._http)

    @cached_property
    def prices(self) -> Prices:
        """``POST /prices``."""
        return Prices(self._http)

    @cached_property
    def midpoint(self) -> Midpoint:
        """``/midpoint``."""
        return Midpoint(self._http)

    @cached_property
    def midpoints(self) -> Midpoints:
        """``POST /midpoints``."""
        return Midpoints(self._http)

    @cached_property
    def spread(self) -> Spread:
        """``/spread``."""
        return Spread(self._http)

    @cached_property
    def spreads(self) -> Spreads:
        """``POST /spreads``."""
        return Spreads(self._http)

    @cached_property
    def last_trade_price(self) -> LastTradePrice:
        """``/last-trade-price``."""
        return LastTradePrice(self._http)

    @cached_property
    def last_trades_prices(self) -> LastTradesPrices:
        """``POST /last-trades-prices``."""
        return LastTradesPrices(self._http)

    @cached_property
    def prices_history(self) -> PricesHistory:
        """``/prices-history``."""
        return PricesHistory(self._http)

    @cached_property
    def batch_prices_history(self) -> BatchPricesHistory:
        """``POST /batch-prices-history``."""
        return BatchPricesHistory(self._http)

    @cached_property
    def markets(self) -> Markets:
        """``/markets``."""
        return Markets(self._http)

    @cached_property
    def simplified_markets(self) -> SimplifiedMarkets:
        """``/simplified-markets``."""
        return SimplifiedMarkets(self._http)

    @cached_property
    def sampling_markets(self) -> SamplingMarkets:
        """``/sampling-markets``."""
        return SamplingMarkets(self._http)

    @cached_property
    def sampling_simplified_markets(self) -> SamplingSimplifiedMarkets:
        """``/sampling-simplified-markets``."""
        return SamplingSimplifiedMarkets(self._http)

    @cached_property
    def clob_markets(self) -> ClobMarkets:
        """``/clob-markets/{condition_id}``."""
        return ClobMarkets(self._http)

    @cached_property
    def markets_by_token(self) -> MarketsByToken:
        """``/markets-by-token/{token_id}``."""
        return MarketsByToken(self._http)

    @cached_property
    def tick_size(self) -> TickSize:
        """``/tick-size``."""
        return TickSize(self._http)

    @cached_property
    def neg_risk(self) -> NegRisk:
        """``/neg-risk``."""
        return NegRisk(self._http)

    @cached_property
    def fee_rate(self) -> FeeRate:
        """``/fee-rate``."""
        return FeeRate(self._http)

    @cached_property
    def time(self) -> Time:
        """``/time``."""
        return Time(self._http)

    @cached_property
    def version(self) -> Version:
        """``/version``."""
        return Version(self._http)

    @cached_property
    def ok(self) -> Ok:
        """``/ok``."""
        return Ok(self._http)

    @cached_property
    def rebates(self) -> Rebates:
        """``/rebates``."""
        return Rebates(self._http)

    @cached_property
    def fees(self) -> Fees:
        """``/fees``."""
        return Fees(self._http)

    @cached_property
    def builder(self) -> Builder:
        """``/builder``."""
        return Builder(self._http)
