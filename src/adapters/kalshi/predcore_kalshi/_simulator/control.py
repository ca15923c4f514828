"""``/_sim``: the simulator's own routes, for callers on the same machine.

``GET keys`` and ``GET keys/{name}`` (the private key in PEM);
``GET`` and ``POST clock``: ``{"advance": seconds}``, ``{"at": time}``,
``{"running": bool}``;
``POST markets/{ticker}/{action}``, see ``market_actions``;
``POST trading/pause`` and ``trading/resume``;
``POST accounts/{account}/deposit`` and ``withdraw``:
``{"dollars": "10.00", "exchange_index": 0}``;
``POST limits``: ``{"enforced": bool}``;
``GET`` and ``PUT state``: everything, and everything back.
Faults are set at ``/_sim/faults``, which is :class:`predcore.sim.Faulty`'s.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from datetime import timedelta

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from predcore.sim import is_local

from . import market_actions, state
from .body import Body
from .floor import Floor
from .refusals import not_found, refused
from .rejections import rejecting
from .wire import Json, instant

__all__ = ["control_routes"]

_Act = Callable[[Floor, Request, Body], Json]


def control_routes(floor: Floor) -> list[Route]:
    """Every route, to be mounted at ``/_sim``."""
    posts: dict[str, _Act] = {
        "/clock": _set_clock,
        "/markets/{ticker}/{action}": market_actions.act,
        "/trading/{action}": _trading,
        "/accounts/{account}/{action}": _bank,
        "/limits": _limits,
    }
    return [
        Route("/keys", _reading(floor, _keys)),
        Route("/keys/{name}", _reading(floor, _key)),
        Route("/clock", _reading(floor, _clock)),
        Route("/state", _reading(floor, _saved)),
        Route("/state", _loading(floor), methods=["PUT"]),
        *(Route(p, _acting(floor, act), methods=["POST"]) for p, act in posts.items()),
    ]


def _acting(floor: Floor, act: _Act) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        _local(request)
        body = Body.read("Control", "application/json", await request.body())
        with rejecting():
            floor.catch_up()
            said = act(floor, request, body)
            floor.catch_up()
        return JSONResponse(said)

    return endpoint


def _reading(
    floor: Floor, answer: Callable[[Floor, Request], Response]
) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        _local(request)
        floor.catch_up()
        return answer(floor, request)

    return endpoint


def _loading(floor: Floor) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        _local(request)
        try:
            state.load(floor, json.loads(await request.body()))
        except (ValueError, KeyError, TypeError):
            raise refused(400, "invalid_state") from None
        return JSONResponse({})

    return endpoint


def _local(request: Request) -> None:
    if not is_local(request.scope):
        raise refused(403, "this_machine_only")


def _keys(floor: Floor, request: Request) -> Response:
    del request
    return JSONResponse({key.name: key.id for key in floor.play_keys})


def _key(floor: Floor, request: Request) -> Response:
    for key in floor.play_keys:
        if key.name == request.path_params["name"]:
            return PlainTextResponse(key.pem())
    raise not_found()


def _clock(floor: Floor, request: Request) -> Response:
    del request
    return JSONResponse(_time(floor))


def _saved(floor: Floor, request: Request) -> Response:
    del request
    return JSONResponse(state.save(floor))


def _time(floor: Floor) -> Json:
    return {"now": instant(floor.now), "running": floor.clock.running}


def _set_clock(floor: Floor, request: Request, body: Body) -> Json:
    del request
    clock = floor.clock
    if (seconds := body.integer("advance", least=0)) is not None:
        clock.advance(timedelta(seconds=seconds))
    if (at := body.moment("at")) is not None:
        clock.set(at)
    if (running := body.flag("running")) is not None:
        clock.set(clock.now())
        clock.running = running
    floor.catch_up()
    return _time(floor)


def _trading(floor: Floor, request: Request, body: Body) -> Json:
    del body
    match request.path_params["action"]:
        case "pause":
            floor.exchange.lifecycle.pause_trading()
            floor.listing.trading_active = False
        case "resume":
            floor.exchange.lifecycle.resume_trading()
            floor.listing.trading_active = True
        case _:
            raise not_found()
    return {}


def _bank(floor: Floor, request: Request, body: Body) -> Json:
    account = request.path_params["account"]
    acts = {"deposit": floor.deposit, "withdraw": floor.withdraw}
    act = acts.get(request.path_params["action"])
    if act is None or account not in floor.ledgers:
        raise not_found()
    amount = body.fixed("dollars", places=4, code="invalid_parameters")
    shard = body.integer("exchange_index", least=0) or 0
    act(account, body.required("dollars", amount), shard=shard)
    return {}


def _limits(floor: Floor, request: Request, body: Body) -> Json:
    del request
    floor.budgets.enforced = body.required("enforced", body.flag("enforced"))
    return {"enforced": floor.budgets.enforced}
