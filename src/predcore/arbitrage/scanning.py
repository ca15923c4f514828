"""Ask the venues in bulk, then judge every pair on what they said."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from decimal import Context, localcontext
from typing import TYPE_CHECKING

import anyio

from .. import FeeSchedule, MarketRef, PredcoreError, Results
from .._fanout import as_ours
from .directions import Plan, plans
from .evidence import Evidence, has_edge
from .judging import judge
from .pairs import Limits, Pair, Pairs
from .report import Opportunity, Rejection, Report

if TYPE_CHECKING:
    from .. import Hub

__all__ = ["scan"]

_ARITHMETIC = Context(prec=28)
"""The figures are the same whatever precision the caller's program has set."""


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

    Markets and books are asked for in bulk, of all venues at the same time; fee
    schedules only for what has an edge before fees. A venue's trouble becomes a
    rejection of the pairs concerned and is never raised.

    Args:
        hub: with the venues of the pairs open.
        pairs: what :func:`load_pairs` gave, or any pairs.
        limits: instead of those of the file.
        now: the clock that ages books; read once, after the last answer.
    """
    asked = tuple(pairs)
    if limits is None:
        limits = pairs.limits if isinstance(pairs, Pairs) else Limits()
    markets = await hub.lookup([i.ref for pair in asked for i in (pair.a, pair.b)])
    planned = [way for pair in asked for way in plans(pair, markets)]
    open_ways = [way for way in planned if isinstance(way, Plan)]
    books = await hub.orderbooks([i for way in open_ways for i in way.direction])
    promising = [way for way in open_ways if has_edge(way, books)]
    fees = await _fees(hub, [c.market.ref for way in promising for c in way.claims])
    evidence = Evidence(books=books, fees=fees, limits=limits, now=now())
    with localcontext(_ARITHMETIC):
        verdicts = [
            way if isinstance(way, Rejection) else judge(way, evidence)
            for way in planned
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
