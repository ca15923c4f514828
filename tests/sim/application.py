"""A small application to serve and to break."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

__all__ = ["application"]


def application(name: str = "acme") -> Starlette:
    """Answers ``{"name": name, "path": path}`` to every GET."""

    def answer(request: Request) -> JSONResponse:
        return JSONResponse({"name": name, "path": request.url.path})

    return Starlette(routes=[Route("/{path:path}", answer)])
