"""Candles of a market, made from its trades and the last change of its book."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from predcore import MarketStatus, PriceLadder, Side
from predcore.sim import SimMarket, SimTrade

from .eastern import midnight_at_or_after
from .wire import EPOCH

__all__ = ["Candle", "Span", "candles", "period_end"]

_DAY_MINUTES = 1440
_NO_BID, _NO_ASK = Decimal(0), Decimal(1)


@dataclass(frozen=True, slots=True)
class Span:
    """First, lowest, highest and last of something."""

    open: Decimal
    low: Decimal
    high: Decimal
    close: Decimal

    @classmethod
    def of(cls, values: Sequence[Decimal]) -> Span:
        """The span of values in the order of time."""
        return cls(values[0], min(values), max(values), values[-1])


@dataclass(frozen=True, slots=True, kw_only=True)
class Candle:
    """What happened in the period that ended at ``end``, Unix seconds, inclusive.

    ``price`` and ``mean`` are ``None`` when nothing was traded; ``previous`` is the
    last price before. A missing bid is 0 and a missing ask 1.
    """

    end: int
    bid: Span
    ask: Span
    price: Span | None
    mean: Decimal | None
    previous: Decimal | None
    volume: Decimal
    open_interest: Decimal


def period_end(at: datetime, minutes: int) -> int:
    """Unix seconds of the end of the period that ``at`` falls in."""
    if minutes == _DAY_MINUTES:
        return int(midnight_at_or_after(at).timestamp())
    since = at - EPOCH
    whole = since.days * 86400 + since.seconds + bool(since.microseconds)
    return -(-whole // (60 * minutes)) * 60 * minutes


def candles(market: SimMarket, minutes: int) -> list[Candle]:
    """Every candle of the market, oldest first; quiet periods have none."""
    periods: dict[int, list[SimTrade]] = {}
    for trade in market.trades:
        periods.setdefault(period_end(trade.at, minutes), []).append(trade)
    if market.status in {MarketStatus.OPEN, MarketStatus.HALTED}:
        periods.setdefault(period_end(market.book_at, minutes), [])
    made: list[Candle] = []
    traded, previous = Decimal(0), None
    for end in sorted(periods):
        trades = periods[end]
        volume = sum((trade.size for trade in trades), Decimal(0))
        traded += volume
        made.append(_candle(market, end, trades, previous, volume, traded))
        previous = trades[-1].price if trades else previous
    return made


def _candle(
    market: SimMarket,
    end: int,
    trades: Sequence[SimTrade],
    previous: Decimal | None,
    volume: Decimal,
    traded: Decimal,
) -> Candle:
    quotes = [_quote(market.ladder, trade) for trade in trades] or [
        (
            market.bids[0].price if market.bids else _NO_BID,
            market.asks[0].price if market.asks else _NO_ASK,
        )
    ]
    paid = sum((trade.price * trade.size for trade in trades), Decimal(0))
    return Candle(
        end=end,
        bid=Span.of([bid for bid, _ in quotes]),
        ask=Span.of([ask for _, ask in quotes]),
        price=Span.of([trade.price for trade in trades]) if trades else None,
        mean=paid / volume if trades else None,
        previous=previous,
        volume=volume,
        open_interest=market.open_interest * traded / market.volume
        if market.volume
        else Decimal(0),
    )


def _quote(ladder: PriceLadder, trade: SimTrade) -> tuple[Decimal, Decimal]:
    """The best bid and ask a trade met: it took one of them."""
    if trade.taker is Side.BUY:
        return ladder.previous(trade.price) or _NO_BID, trade.price
    return trade.price, ladder.next(trade.price) or _NO_ASK
