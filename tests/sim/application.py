"""Small applications to serve and to break."""

from __future__ import annotations

import json

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket

from predcore.sim import Line

__all__ = ["application", "counting", "written"]


def application(name: str = "acme") -> Starlette:
    """Answers ``{"name": name, "path": path}`` to every GET."""

    def answer(request: Request) -> JSONResponse:
        return JSONResponse({"name": name, "path": request.url.path})

    return Starlette(routes=[Route("/{path:path}", answer)])


def counting() -> Starlette:
    """A socket that answers a number ``n`` with the frames ``{"n": 1}`` to ``n``;
    ``ping`` with a ping, and ``break off`` with twenty frames on no connection."""

    async def count(socket: WebSocket) -> None:
        line = Line.of(socket.scope)
        await socket.accept()
        async for text in socket.iter_text():
            if text == "ping":
                line.ping(b"beat")
                continue
            if text == "break off":
                line.hang_up()
                text = "20"
            for number in range(1, int(text) + 1):
                await socket.send_text(json.dumps({"n": number}))

    return Starlette(routes=[WebSocketRoute("/socket", count)])


def written(to: list[str]) -> Starlette:
    """Remembers the bodies of the writes it carries out."""

    async def take(request: Request) -> JSONResponse:
        to.append((await request.body()).decode())
        return JSONResponse({"taken": len(to)})

    return Starlette(routes=[Route("/orders", take, methods=["GET", "POST"])])
