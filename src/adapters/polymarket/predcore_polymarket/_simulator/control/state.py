"""``GET`` and ``PUT state``: the whole venue, to keep and to put back."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from ..answers import Refused, respond
from ..saved import load, save
from .calls import Control, check_local, refused

__all__ = ["routes"]

_Endpoint = Callable[[Request], Awaitable[Response]]


def routes(control: Control) -> list[Route]:
    """Plain JSON, and not the venue's: its numbers are kept as they are."""
    return [
        Route("/state", _saving(control), methods=["GET"]),
        Route("/state", _loading(control), methods=["PUT"]),
    ]


def _saving(control: Control) -> _Endpoint:
    async def endpoint(request: Request) -> Response:
        try:
            check_local(request)
        except Refused as refusal:
            return respond(refusal)
        control.floor.catch_up()
        return JSONResponse(save(control.floor))

    return endpoint


def _loading(control: Control) -> _Endpoint:
    async def endpoint(request: Request) -> Response:
        try:
            check_local(request)
            load(control.floor, json.loads(await request.body()))
        except Refused as refusal:
            return respond(refusal)
        except (ValueError, KeyError, TypeError):
            return respond(refused(400, "not a state of this catalogue"))
        control.floor.show()
        return JSONResponse({})

    return endpoint
