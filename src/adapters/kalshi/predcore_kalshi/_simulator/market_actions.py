"""What an operator does with a market: ``POST /_sim/markets/{ticker}/{action}``.

``open``, ``pause``, ``resume``, ``close``, ``dispute`` and ``finalize`` need no body;
``extend`` takes ``{"close_time": time}``, ``determine`` and ``amend`` take
``{"payout": "1"}`` (dollars of one YES), ``ladder`` takes ``{"price_ranges": [...]}``.
"""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from starlette.requests import Request

from predcore import PriceLadder
from predcore.sim.exchange import PLAIN_STEPS

from .body import Body
from .floor import Floor
from .refusals import not_found, refused
from .wire import Json, instant

__all__ = ["act"]


def act(floor: Floor, request: Request, body: Body) -> Json:
    """Take one step; raises ``Rejected`` where the market is not there yet."""
    ticker, action = request.path_params["ticker"], request.path_params["action"]
    steps = floor.exchange.lifecycle
    match action:
        case "extend":
            steps.extend(ticker, _close_time(body))
        case "determine":
            steps.determine(ticker, _payout(body))
        case "amend":
            steps.amend(ticker, _payout(body))
        case "ladder":
            steps.change_ladder(ticker, _ladder(body))
        case _ if action in PLAIN_STEPS:
            PLAIN_STEPS[action](steps, ticker)
        case _:
            raise not_found()
    view = floor.exchange.market(ticker)
    return {
        "ticker": view.key,
        "phase": str(view.phase),
        "close_time": instant(view.close_at),
    }


def _close_time(body: Body) -> datetime:
    return body.required("close_time", body.moment("close_time"))


def _payout(body: Body) -> Decimal:
    payout = body.fixed("payout", places=4, code="invalid_parameters")
    if payout is not None and not 0 <= payout <= 1:
        raise refused(400, "invalid_parameters", "payout runs from 0 to 1")
    return body.required("payout", payout)


def _ladder(body: Body) -> PriceLadder:
    rows = body.required("price_ranges", body.items("price_ranges"))
    try:
        return PriceLadder.of([_band(row) for row in rows])
    except ValueError as error:
        raise refused(400, "invalid_parameters", str(error)) from None


def _band(row: Body) -> tuple[Decimal, Decimal, Decimal]:
    start, end, step = (
        row.required(name, row.fixed(name, places=4, code="invalid_parameters"))
        for name in ("start", "end", "step")
    )
    return start, end, step
