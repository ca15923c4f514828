"""Liquidity rewards, maker rebates and builder fees."""

from __future__ import annotations

from datetime import timedelta

from starlette.routing import Route

from ..answers import Ask
from ..floor import Floor
from ..kept import Kept
from ..listed import ListedMarket
from ..notation import Json, Row, day, iso, spaced
from ..prices import outcome_price, price_at, spread
from ..rewards import DAILY_RATE, MAX_SPREAD, MIN_SIZE, REWARD_ASSET
from .builders import builder_row
from .pages import page, shown
from .refusals import CLOB, invalid, missing

__all__ = ["Programmes"]


class Programmes:
    """Half of the open markets are rewarded, and nobody is rebated."""

    def __init__(self, floor: Floor) -> None:
        self._floor = floor
        self._listing = listing = floor.listing
        self._found = Kept[ListedMarket](self._discovery, listing.markets)

    def routes(self) -> list[Route]:
        """``current`` and ``multi`` before the condition ids."""
        return [
            CLOB.get("/rewards/markets/current", self._list),
            CLOB.get("/rewards/markets/multi", self._discover),
            CLOB.get("/rewards/markets/{condition_id}", self._market),
            CLOB.get("/rebates/current", self._rebates),
            CLOB.get("/fees/builder-fees/{code}", self._builder_fees),
            CLOB.get("/builder/trades", self._builder_trades),
        ]

    def _rewarded(self) -> list[ListedMarket]:
        return [market for market in self._listing.markets if market.rewarded]

    def _list(self, ask: Ask) -> Json:
        return page(ask, [_current(market) for market in self._rewarded()])

    def _discover(self, ask: Ask) -> Json:
        words = (ask.text("q") or "").lower()
        rows = [self._found.of(market) for market in self._rewarded()]
        return page(ask, [r for r in rows if words in str(r["question"]).lower()])

    def _market(self, ask: Ask) -> Json:
        found = self._listing.by_condition.get(ask.path["condition_id"])
        return page(ask, [self._detail(found)] if found and found.rewarded else [])

    def _rebates(self, ask: Ask) -> Json:
        """A maker without rebates gets ``null``."""
        for name in ("date", "maker_address"):
            if ask.text(name) is None:
                raise invalid(f"Invalid {name}")
        return None

    def _builder_fees(self, ask: Ask) -> Json:
        raise missing("builder not found")

    def _builder_trades(self, ask: Ask) -> Json:
        code = ask.text("builder_code")
        if code is None:
            raise invalid("Invalid builder_code")
        found = [
            (trade, party)
            for trade in reversed(self._floor.trades.all.values())
            for party in trade.parties
            if party.builder == code.lower()
        ]
        return shown(ask, found, lambda row: builder_row(*row))

    def _detail(self, market: ListedMarket) -> Row:
        return {
            "condition_id": market.condition,
            "question": market.sim.question,
            "market_slug": market.slug,
            "event_slug": self._listing.event_of(market).slug,
            "image": "",
            "rewards_max_spread": MAX_SPREAD,
            "rewards_min_size": MIN_SIZE,
            "market_competitiveness": 1,
            "tokens": [
                {
                    "token_id": token,
                    "outcome": market.sim.labels[outcome],
                    "price": outcome_price(market, outcome),
                }
                for outcome, token in enumerate(market.tokens)
            ],
            "rewards_config": [_config(market)],
        }

    def _discovery(self, market: ListedMarket) -> Row:
        now = price_at(market, 0, self._listing.now) or 0
        before = price_at(market, 0, self._listing.now - timedelta(days=1)) or now
        return {
            **self._detail(market),
            "market_id": market.id,
            "event_id": self._listing.event_of(market).id,
            "group_item_title": market.sim.subtitle,
            "spread": spread(market, 0),
            "volume_24hr": market.sim.volume_24h,
            "one_day_price_change": now - before,
            "created_at": iso(market.sim.opens_at),
            "end_date": spaced(market.sim.closes_at),
        }


def _current(market: ListedMarket) -> Row:
    return {
        "condition_id": market.condition,
        "rewards_max_spread": MAX_SPREAD,
        "rewards_min_size": MIN_SIZE,
        "rewards_config": [_config(market)],
        "native_daily_rate": DAILY_RATE,
        "total_daily_rate": DAILY_RATE,
    }


def _config(market: ListedMarket) -> Row:
    return {
        "id": int(market.id),
        "asset_address": REWARD_ASSET,
        "start_date": day(market.sim.opens_at),
        "end_date": "2500-12-31",
        "rate_per_day": DAILY_RATE,
        "total_rewards": 0,
    }
