"""Version 2's price history, resolutions, and its own state."""

from __future__ import annotations

from datetime import timedelta

from starlette.routing import Route

from .. import ids
from ..answers import Ask
from ..listed import ListedMarket
from ..listing import Listing
from ..notation import Json, Row, iso, seconds
from ..samples import Sample, sampled
from .refusals import V2, invalid_v2
from .v2_pages import needed, page

__all__ = ["Records"]

_DAY = 86_400
_SPANS = {
    "1h": 3600,
    "6h": 6 * 3600,
    "1d": _DAY,
    "1w": 7 * _DAY,
    "1m": 30 * _DAY,
    "max": 3650 * _DAY,
    "all": 3650 * _DAY,
}
_STEPS = {"1w": 300, "1m": 600, "max": 43_200, "all": 43_200}
_LONGEST = 15 * _DAY


class Records:
    """What the past looked like, and how questions were resolved."""

    def __init__(self, listing: Listing) -> None:
        self._listing = listing

    @property
    def _now(self) -> int:
        return seconds(self._listing.now)

    def routes(self) -> list[Route]:
        """The state is of the service itself."""
        return [
            V2.get("/v2/prices-history", self._history),
            V2.get("/v2/resolutions", self._resolutions),
            V2.get("/v2/status", lambda ask: {"data": {"serving": {"lag_seconds": 0}}}),
        ]

    def _history(self, ask: Ask) -> Json:
        found = self._listing.by_token.get(needed(ask, "token_id"))
        interval, start = ask.text("interval"), ask.count("start")
        as_of = ask.count("as_of")
        if sum(value is not None for value in (interval, start, as_of)) != 1:
            raise invalid_v2("exactly one of interval, start and as_of is required")
        if found is None:
            return page(ask, [])
        if as_of is not None:
            at = min(as_of, self._now)
            return page(ask, [_point(s, 0) for s in sampled(*found, at, at, 1)])
        step = ask.count("bucket_seconds") or _STEPS.get(interval or "", 60)
        end = ask.count("end") or self._now
        if interval is not None:
            if interval not in _SPANS:
                raise invalid_v2("interval is invalid")
            start = self._now - _SPANS[interval]
        elif start is not None and not 0 <= end - start <= _LONGEST:
            raise invalid_v2("the window must not exceed 15 days")
        samples = sampled(*found, start or 0, min(end, self._now), step)
        return page(ask, [_point(s, step) for s in samples], largest=10_000)

    def _resolutions(self, ask: Ask) -> Json:
        """Of questions, markets or events; only those the oracle was asked about."""
        question = ask.text("question_id")
        conditions = set(ask.listed("condition_id"))
        events = set(ask.listed("event_id"))
        if [bool(question), bool(conditions), bool(events)].count(True) != 1:
            raise invalid_v2(
                "exactly one of question_id, condition_id and event_id is required"
            )
        return {
            "data": [
                _resolution(market)
                for market in self._listing.markets
                if market.closed
                and (
                    market.question_id == question
                    or market.condition in conditions
                    or self._listing.event_of(market).id in events
                )
            ]
        }


def _point(sample: Sample, resolution: int) -> Row:
    return {
        "timestamp": sample.at,
        "price": sample.price,
        "resolution_seconds": resolution,
    }


def _resolution(market: ListedMarket) -> Row:
    """Amounts paid are in millionths of a pUSD."""
    sim = market.sim
    row: Row = {
        "question_id": market.question_id,
        "condition_id": market.condition,
        "status": "posed",
        "extended_review": False,
        "was_disputed": False,
        "new_version_q": False,
        "transaction_hash": ids.transaction_hash(market.question_id),
        "log_index": 0,
        "last_update_timestamp": iso(sim.closes_at),
    }
    if sim.payout is not None:
        row |= {"status": "proposed", "proposed_price": sim.payout}
    if sim.payout is not None and market.settled:
        paid = int(sim.payout * 1_000_000)
        row |= {
            "status": "resolved",
            "price": sim.payout,
            "payouts": [paid, 1_000_000 - paid],
            "resolution_source": "reported",
            "reporter": "UMA_OO",
            "resolved_at": iso(sim.settles_at),
        }
    elif sim.payout is not None:
        row["expected_settlement_time"] = iso(sim.closes_at + timedelta(hours=2))
        row["settlement_time_basis"] = "proposal_expiration"
    return row
