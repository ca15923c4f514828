"""Version 2, market by market."""

from __future__ import annotations

from decimal import Decimal

from starlette.routing import Route

from ..answers import Ask
from ..entries import Holding
from ..listed import ListedMarket
from ..listing import Listing
from ..notation import Json, Row
from .holdings import Holdings, rounded
from .refusals import V2, invalid_v2
from .v2_pages import needed, page

__all__ = ["Markets"]

_ZERO = Decimal(0)
_MOST_TOKENS, _MOST_CONDITIONS = 50, 10
_ECONOMICS = (
    "avg_price",
    "entry_cost_usdc",
    "current_price",
    "current_value",
    "realized_pnl",
    "unrealized_pnl",
    "total_pnl",
)


class Markets:
    """Holders, open interest, volume, and what tokens stand for."""

    def __init__(self, listing: Listing, holdings: Holdings) -> None:
        self._listing = listing
        self._holdings = holdings

    def routes(self) -> list[Route]:
        """Markets are named by condition id, events by Gamma's."""
        return [
            V2.get("/v2/holders", self._holders),
            V2.get("/v2/oi", self._open_interest),
            V2.get("/v2/live-volume", self._live_volume),
            V2.get("/v2/tokens", self._tokens),
        ]

    def _holders(self, ask: Ask) -> Json:
        needed(ask, "condition_id")
        least = ask.number("min_balance") or _ZERO
        with_pnl = ask.flag("include_pnl") is True
        rows: list[Row] = []
        for market in self._asked(ask, "condition_id"):
            for token in market.tokens:
                found = [
                    holding
                    for holding in self._holdings.all
                    if holding.market.tokens[holding.outcome] == token
                    and holding.size
                    and holding.size >= least
                ]
                found.sort(key=lambda holding: holding.size, reverse=True)
                holders = [self._holder(h, with_pnl=with_pnl) for h in found]
                rows.append({"token_id": token, "holders": holders})
        return page(ask, rows, largest=100 if with_pnl else 1000)

    def _holder(self, holding: Holding, *, with_pnl: bool) -> Row:
        trader = holding.trader
        full = self._holdings.row(holding)
        row: Row = {
            "proxy_wallet": trader.wallet,
            "token_id": full["token_id"],
            "amount": rounded(holding.size),
            "outcome_index": holding.outcome,
            "display_username_public": bool(trader.name),
            "verified": False,
            "name": trader.name,
            "pseudonym": trader.pseudonym,
            "bio": trader.bio,
            "profile_image": "",
            "profile_image_optimized": "",
        }
        if with_pnl:
            row |= {name: full[name] for name in _ECONOMICS}
        return row

    def _open_interest(self, ask: Ask) -> Json:
        if not ask.listed("condition_id"):
            markets = self._listing.markets
            total = sum((m.sim.open_interest for m in markets), _ZERO)
            return {"data": [{"condition_id": "GLOBAL", "value": total}]}
        found = self._asked(ask, "condition_id")
        return {
            "data": [
                {"condition_id": market.condition, "value": market.sim.open_interest}
                for market in found
            ]
        }

    def _live_volume(self, ask: Ask) -> Json:
        needed(ask, "event_id")
        wanted = set(ask.listed("event_id"))
        events = [event for event in self._listing.events if event.id in wanted]
        markets = [market for event in events for market in event.markets]
        total = sum((market.sim.volume for market in markets), _ZERO)
        conditions: list[Row] = [
            {"condition_id": market.condition, "taker_volume": market.sim.volume}
            for market in markets
        ]
        return {"data": {"taker_volume_total": total, "conditions": conditions}}

    def _tokens(self, ask: Ask) -> Json:
        """Either tokens or, under another name than elsewhere, conditions."""
        tokens, conditions = ask.listed("token_id"), ask.listed("condition")
        if bool(tokens) is bool(conditions):
            raise invalid_v2("exactly one of token_id and condition is required")
        if len(tokens) > _MOST_TOKENS or len(conditions) > _MOST_CONDITIONS:
            raise invalid_v2("too many values")
        found = [self._listing.by_token[t] for t in tokens if self._known(t)]
        for market in self._asked(ask, "condition"):
            found += [(market, outcome) for outcome in range(len(market.tokens))]
        return {"data": [self._token(market, outcome) for market, outcome in found]}

    def _known(self, token: str) -> bool:
        return token in self._listing.by_token

    def _token(self, market: ListedMarket, outcome: int) -> Row:
        event = self._listing.event_of(market)
        payout = market.sim.payout if market.settled else None
        price = payout if payout is None or outcome == 0 else 1 - payout
        return {
            "token_id": market.tokens[outcome],
            "condition_id": market.condition,
            "structural_condition_id": None,
            "module": "v1_ctf",
            "outcome_index": outcome,
            "clob_index": outcome,
            "outcome": market.sim.labels[outcome],
            "opposite_token_id": market.tokens[1 - outcome],
            "resolved": market.settled,
            "final_price": price,
            "title": market.sim.question,
            "market_slug": market.slug,
            "closed": market.closed,
            "neg_risk": market.neg_risk,
            "neg_risk_market_id": event.neg_risk_market_id or None,
            "question_index": market.position if market.neg_risk else None,
            "event_id": int(event.id),
            "event_slug": event.slug,
        }

    def _asked(self, ask: Ask, name: str) -> list[ListedMarket]:
        known = self._listing.by_condition
        wanted = [condition.lower() for condition in ask.listed(name)]
        return [known[condition] for condition in wanted if condition in known]
