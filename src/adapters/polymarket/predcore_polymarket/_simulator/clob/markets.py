"""The CLOB's markets and their trading parameters."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from starlette.routing import Route

from ..answers import Ask, Handler
from ..kept import Kept
from ..listed import ListedMarket
from ..listing import Listing
from ..notation import Json, Row, iso
from ..rewards import MAX_SPREAD, MIN_SIZE
from .market_rows import market_row, slim_row
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
        self._full = Kept[ListedMarket](partial(market_row, listing), listing.markets)
        self._slim = Kept[ListedMarket](slim_row, listing.markets)
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


def _pages(rows: Callable[[], list[Row]]) -> Handler:
    return lambda ask: page(ask, rows())
