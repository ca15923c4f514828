"""Ask the venues in bulk, then judge every pair on what they said."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import anyio

from .. import FeeSchedule, MarketRef, PredcoreError, Results
from .._fanout import as_ours
from .directions import Plan, plans
from .evidence import Evidence
from .judging import judge
from .pairs import Limits, Pair, Pairs
from .report import Opportunity, Rejection, Report

if TYPE_CHECKING:
    from .. import Hub

__all__ = ["scan"]


def _utc_now() -> datetime:
    return datetime.now(UTC)


async def scan(
    hub: Hub,
    pairs: Iterable[Pair],
    *,
    limits: Limits | None = None,
    now: Callable[[], datetime] = _utc_now,
) -> Report:
    """Look for sets of claims that cost less than they are sure to pay.

    Markets are looked up in bulk, then fee schedules, then the books of all pairs
    together, so that the books are as fresh as they can be. Venues are asked at the
    same time. A venue's trouble becomes a rejection of the pairs concerned and is
    never raised.

    Args:
        hub: with the venues of the pairs open.
        pairs: what :func:`load_pairs` gave, or any pairs.
        limits: instead of those of the file.
        now: the clock that ages books; read once, after they have arrived.
    """
    asked = tuple(pairs)
    if limits is None:
        limits = pairs.limits if isinstance(pairs, Pairs) else Limits()
    markets = await hub.lookup([i.ref for pair in asked for i in (pair.a, pair.b)])
    planned = [way for pair in asked for way in plans(pair, markets)]
    claims = [claim for way in planned if isinstance(way, Plan) for claim in way.claims]
    fees = await _fees(hub, [claim.market.ref for claim in claims])
    books = await hub.orderbooks([claim.instrument for claim in claims])
    evidence = Evidence(books=books, fees=fees, limits=limits, now=now())
    verdicts = [
        way if isinstance(way, Rejection) else judge(way, evidence) for way in planned
    ]
    found = [verdict for verdict in verdicts if isinstance(verdict, Opportunity)]
    return Report(
        opportunities=tuple(sorted(found, key=lambda it: it.profit, reverse=True)),
        rejections=tuple(v for v in verdicts if isinstance(v, Rejection)),
        scanned_at=evidence.now,
    )


async def _fees(hub: Hub, refs: list[MarketRef]) -> Results[MarketRef, FeeSchedule]:
    schedules: dict[MarketRef, FeeSchedule] = {}
    errors: dict[MarketRef, PredcoreError] = {}

    async def one(ref: MarketRef) -> None:
        try:
            schedules[ref] = await hub.fees(ref)
        except Exception as error:  # noqa: BLE001 - an adapter is a stranger's code
            errors[ref] = as_ours(ref.venue, error)

    async with anyio.create_task_group() as tasks:
        for ref in dict.fromkeys(refs):
            tasks.start_soon(one, ref)
    return Results(refs, schedules, errors)
