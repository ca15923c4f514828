"""From a request to an answer: who asks, what it costs, what is said."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from predcore.sim.faults import Line

from .body import Body
from .call import Call, forbidden
from .floor import Floor
from .private import Operation
from .public import PublicAnswer
from .query import Query
from .refusals import Refusal, not_found
from .tolls import charge, charge_public
from .wire import Json

__all__ = ["Endpoint", "missing", "private", "public", "refused"]

Endpoint = Callable[[Request], Awaitable[Response]]

_WITH_BODY = {"POST", "PUT"}


def public(floor: Floor, name: str, answer: PublicAnswer) -> Endpoint:
    """An endpoint that needs no signature."""

    async def endpoint(request: Request) -> Response:
        query = Query(name, request.path_params, request.query_params)
        key = floor.keys.get(request.headers.get("kalshi-access-key", ""))
        charge_public(floor.budgets, floor.ledgers, key)
        floor.catch_up()
        return JSONResponse(answer(floor.listing, query))

    return endpoint


def private(floor: Floor, operation: Operation) -> Endpoint:
    """An endpoint that only a key with its scope may use."""

    async def endpoint(request: Request) -> Response:
        text = await request.body()
        switches = Line.of(request.scope).switches
        floor.gate.skew = timedelta(seconds=switches.clock_skew)
        key = floor.gate.admit(request.method, _signed_path(request), request.headers)
        if not key.may(operation.scope):
            raise forbidden(f"the API key has no scope {operation.scope}")
        body = _body(operation, request, text)
        query = Query(operation.name, request.path_params, request.query_params)
        charge(floor.budgets, floor.ledgers, key, operation, query, body)
        floor.catch_up()
        said = operation.answer(Call(floor=floor, key=key, query=query, body=body))
        return _answered(operation.status, said)

    return endpoint


def _signed_path(request: Request) -> str:
    """The path as it was sent: escapes are signed as escapes."""
    raw: bytes | None = request.scope.get("raw_path")
    path = request.url.path if raw is None else raw.decode("ascii", "replace")
    return path.partition("?")[0]


def _body(operation: Operation, request: Request, text: bytes) -> Body:
    shape = f"{operation.name}Request"
    if request.method not in _WITH_BODY and not text:
        return Body(shape, {})
    return Body.read(shape, request.headers.get("content-type", ""), text)


def _answered(status: int, said: Json | None) -> Response:
    if said is None:
        return Response(status_code=status)
    return JSONResponse(said, status_code=status)


async def refused(request: Request, error: Exception) -> Response:
    """A refusal, in its own shape."""
    del request
    if not isinstance(error, Refusal):
        raise error
    return JSONResponse(error.body, status_code=error.status)


async def missing(request: Request, error: Exception) -> Response:
    """No such path, or no such method."""
    del error
    return await refused(request, not_found())
