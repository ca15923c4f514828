"""The numbers of Gamma's markets: prices, volumes, rewards and the result."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from ..listed import ListedMarket
from ..listing import Listing
from ..notation import Row, day, iso, nested, text
from ..prices import (
    best_ask,
    best_bid,
    last_trade,
    liquidity,
    outcome_price,
    price_at,
    spread,
)
from ..rewards import DAILY_RATE, MAX_SPREAD, MIN_SIZE, REWARD_ASSET

__all__ = ["amounts", "money", "prices", "resolution", "rewards"]

_ORACLE = "0x65070BE91477460D8A7AeEb94ef92fe056C2f2A7"
_MILLIONTH = Decimal("0.000001")
_HALF = Decimal("0.5")


def money(market: ListedMarket, contracts: Decimal) -> Decimal:
    """Contracts as pUSD, at the last price; Gamma counts volume in money."""
    last = last_trade(market, 0)
    return (contracts * (last[0] if last else _HALF)).quantize(_MILLIONTH)


def prices(listing: Listing, market: ListedMarket) -> Row:
    """A missing bid is left out and a missing ask is 1: neither is a quote."""
    row: Row = {}
    bid, ask, last = best_bid(market, 0), best_ask(market, 0), last_trade(market, 0)
    if bid is not None:
        row["bestBid"] = bid
    row["bestAsk"] = 1 if ask is None else ask
    row["spread"] = spread(market, 0)
    if last is None:
        return row
    row["lastTradePrice"] = last[0]
    for name, days in (("oneDay", 1), ("oneWeek", 7), ("oneMonth", 30)):
        before = price_at(market, 0, listing.now - timedelta(days=days))
        if before is not None:
            row[f"{name}PriceChange"] = last[0] - before
    return row


def amounts(market: ListedMarket) -> Row:
    """Volume and liquidity in pUSD: texts under the old names, numbers elsewhere."""
    total = money(market, market.sim.volume)
    recent = money(market, market.sim.volume_24h)
    resting = liquidity(market)
    middle = outcome_price(market, 0) - _HALF
    row: Row = {
        "volume": text(total),
        "volumeNum": total,
        "volumeClob": total,
        "liquidity": text(resting),
        "liquidityNum": resting,
        "liquidityClob": resting,
        "competitive": (1 / (1 + middle * middle)).quantize(_MILLIONTH),
    }
    for period, amount in (("24hr", recent), ("1wk", min(total, recent * 7))):
        row[f"volume{period}"] = row[f"volume{period}Clob"] = amount
    for period in ("1mo", "1yr"):
        row[f"volume{period}"] = row[f"volume{period}Clob"] = total
    return row


def rewards(market: ListedMarket) -> Row:
    """The liquidity programme; the size is in shares, the spread in cents."""
    row: Row = {
        "rewardsMinSize": MIN_SIZE if market.rewarded else 0,
        "rewardsMaxSpread": MAX_SPREAD if market.rewarded else 0,
        "holdingRewardsEnabled": False,
    }
    if market.rewarded:
        reward: Row = {
            "id": market.id,
            "conditionId": market.condition,
            "assetAddress": REWARD_ASSET,
            "rewardsAmount": 0,
            "rewardsDailyRate": DAILY_RATE,
            "startDate": day(market.sim.opens_at),
            "endDate": "2500-12-31",
        }
        row["clobRewards"] = [reward]
    return row


def resolution(market: ListedMarket) -> Row:
    """How far the oracle has come."""
    row: Row = {
        "submitted_by": _ORACLE,
        "resolvedBy": _ORACLE,
        "umaBond": "500",
        "umaReward": "5",
        "customLiveness": 0,
        "umaResolutionStatuses": nested([]),
    }
    if market.settled:
        row["umaResolutionStatus"] = "resolved"
        row["umaResolutionStatuses"] = nested(["proposed", "resolved"])
        row["umaEndDate"] = iso(market.sim.settles_at)
        row["automaticallyResolved"] = True
    elif market.sim.payout is not None:
        row["umaResolutionStatus"] = "proposed"
        row["umaResolutionStatuses"] = nested(["proposed"])
    return row
