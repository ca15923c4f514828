"""The CLOB's markets and their trading parameters."""

from __future__ import annotations

from collections.abc import Callable

from starlette.routing import Route

from ..answers import Ask, Handler
from ..kept import Kept
from ..listed import ListedMarket
from ..listing import Listing
from ..notation import Json, Row, iso
from ..prices import outcome_price
from ..rewards import DAILY_RATE, MAX_SPREAD, MIN_SIZE, REWARD_ASSET
from .pages import page
from .refusals import CLOB, missing
from .tokens import Tokens

__all__ = ["Markets"]

_LEGACY_FEE = 1000


class Markets:
    """Listings, single markets, and one number of a token at a time."""

    def __init__(self, listing: Listing) -> None:
        self._listing = listing
        self._tokens = Tokens(listing)
        self._full = Kept[ListedMarket](self._row, listing.markets)
        self._slim = Kept[ListedMarket](_slim, listing.markets)
        self._listings = {
            "/markets": self._full.all,
            "/simplified-markets": self._slim.all,
            "/sampling-markets": lambda: self._rewarded(self._full),
            "/sampling-simplified-markets": lambda: self._rewarded(self._slim),
        }

    def routes(self) -> list[Route]:
        """Facts about a token are asked for in the query or in the path."""
        facts = {
            "/tick-size": self._tick_size,
            "/neg-risk": self._neg_risk,
            "/fee-rate": self._fee_rate,
        }
        return [
            *(CLOB.get(path, _pages(rows)) for path, rows in self._listings.items()),
            CLOB.get("/markets/{condition_id}", self._market),
            CLOB.get("/clob-markets/{condition_id}", self._info),
            CLOB.get("/markets-by-token/{token_id}", self._by_token),
            *(CLOB.get(path, handler) for path, handler in facts.items()),
            *(CLOB.get(f"{p}/{{token_id}}", h) for p, h in facts.items()),
        ]

    def _rewarded(self, kept: Kept[ListedMarket]) -> list[Row]:
        return [kept.of(market) for market in self._listing.markets if market.rewarded]

    def _market(self, ask: Ask) -> Json:
        return self._full.of(self._asked(ask))

    def _info(self, ask: Ask) -> Json:
        market = self._asked(ask)
        starts = iso(market.starts_at) if market.starts_at else None
        row: Row = {
            "gst": starts,
            "r": {"mi": MIN_SIZE, "ma": MAX_SPREAD} if market.rewarded else None,
            "t": [
                {"t": token, "o": label}
                for token, label in zip(market.tokens, market.sim.labels, strict=True)
            ],
            "mos": market.sim.min_size,
            "mts": market.tick,
            "itode": False,
            "ibce": False,
            "rfqe": False,
            "oas": 0,
        }
        if market.neg_risk:
            row["nr"] = True
        if market.fees:
            row["mbf"] = row["tbf"] = _LEGACY_FEE
            row["fd"] = {"r": market.fees.rate, "e": 1, "to": True}
        return row

    def _by_token(self, ask: Ask) -> Json:
        """Which token is the primary one says nothing about the outcomes."""
        market = self._tokens.known(ask.path["token_id"]).market
        primary, secondary = sorted(market.tokens)
        return {
            "condition_id": market.condition,
            "primary_token_id": primary,
            "secondary_token_id": secondary,
        }

    def _tick_size(self, ask: Ask) -> Json:
        return {"minimum_tick_size": self._of_token(ask).tick}

    def _neg_risk(self, ask: Ask) -> Json:
        return {"neg_risk": self._of_token(ask).neg_risk}

    def _fee_rate(self, ask: Ask) -> Json:
        return {"base_fee": _LEGACY_FEE if self._of_token(ask).fees else 0}

    def _of_token(self, ask: Ask) -> ListedMarket:
        return self._tokens.known(
            ask.path.get("token_id") or ask.text("token_id")
        ).market

    def _asked(self, ask: Ask) -> ListedMarket:
        market = self._listing.by_condition.get(ask.path["condition_id"])
        if market is None:
            raise missing("market not found")
        return market

    def _row(self, market: ListedMarket) -> Row:
        sim, event = market.sim, self._listing.event_of(market)
        starts = iso(market.starts_at) if market.starts_at else None
        return {
            **_slim(market),
            "question_id": market.question_id,
            "question": sim.question,
            "description": sim.rules,
            "market_slug": market.slug,
            "tags": [tag.label for tag in event.tags] + ["All"],
            "icon": "",
            "image": "",
            "enable_order_book": market.booked,
            "accepting_order_timestamp": iso(sim.opens_at),
            "end_date_iso": iso(sim.closes_at),
            "game_start_time": starts,
            "seconds_delay": market.seconds_delay,
            "minimum_order_size": sim.min_size,
            "minimum_tick_size": market.tick,
            "maker_base_fee": 0,
            "taker_base_fee": 0,
            "neg_risk": market.neg_risk,
            "neg_risk_market_id": event.neg_risk_market_id,
            "neg_risk_request_id": market.question_id if market.neg_risk else "",
            "is_50_50_outcome": False,
            "notifications_enabled": True,
            "fpmm": "",
        }


def _pages(rows: Callable[[], list[Row]]) -> Handler:
    return lambda ask: page(ask, rows())


def _slim(market: ListedMarket) -> Row:
    rates: Row = {"asset_address": REWARD_ASSET, "rewards_daily_rate": DAILY_RATE}
    return {
        "condition_id": market.condition,
        "rewards": {
            "rates": [rates] if market.rewarded else None,
            "min_size": MIN_SIZE if market.rewarded else 0,
            "max_spread": MAX_SPREAD if market.rewarded else 0,
        },
        "tokens": [
            {
                "token_id": token,
                "outcome": market.sim.labels[outcome],
                "price": (price := outcome_price(market, outcome)),
                "winner": market.settled and price == 1,
            }
            for outcome, token in enumerate(market.tokens)
        ],
        "active": market.active,
        "closed": market.closed,
        "archived": False,
        "accepting_orders": market.accepting,
    }
