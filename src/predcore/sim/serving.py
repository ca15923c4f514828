"""Applications served over loopback HTTP, from inside the running event loop."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncGenerator, Awaitable, Callable, Generator, Mapping
from contextlib import asynccontextmanager, contextmanager

import anyio

from .. import InvalidRequest, Unsupported
from .faults.answers import dated
from .faults.asgi import App, Message, Receive, Send

try:
    from uvicorn import Config, Server

    from .connections import Connection, H11Protocol, WebSocketProtocol
except ImportError as error:
    raise Unsupported(
        "serving a simulator needs uvicorn and websockets: install predcore[sim]"
    ) from error

__all__ = ["serve"]

_GRACE = 1
"""Seconds that requests in flight have to end once the servers are told to stop."""


class _Server(Server):
    """A guest in somebody's event loop: signals are not its business."""

    @contextmanager
    def capture_signals(self) -> Generator[None]:
        yield


@asynccontextmanager
async def serve(
    apps: Mapping[str, Callable[..., Awaitable[None]]],
    *,
    host: str = "127.0.0.1",
    ports: Mapping[str, int] | None = None,
) -> AsyncGenerator[dict[str, str]]:
    """Serve every application on a port of its own for the length of the block.

    Connections are accepted from the first line of the block on. Needs asyncio: the
    server below knows no other event loop.

    Args:
        apps: ASGI applications by name.
        host: the address to listen at.
        ports: ports by name; a free one where none is given.

    Yields:
        Name to origin, ``http://host:port`` without a trailing slash.

    Raises:
        InvalidRequest: a port is taken, or may not be used.
        Unsupported: the event loop is not asyncio's.
    """
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        raise Unsupported("simulators are served on asyncio, not on trio") from None
    failure: Exception | None = None
    wanted = dict(ports or {})
    sockets: dict[str, socket.socket] = {}
    try:
        for name in apps:
            sockets[name] = _listen(name, host, wanted.get(name, 0))
        servers = {name: _server(app) for name, app in apps.items()}
        async with anyio.create_task_group() as tasks:
            for name, server in servers.items():
                tasks.start_soon(_run, server, sockets[name])
            try:
                yield {name: _origin(host, bound) for name, bound in sockets.items()}
            except Exception as error:  # noqa: BLE001 - raised below, in no group
                failure = error
            finally:
                for server in servers.values():
                    server.should_exit = True
    finally:
        for bound in sockets.values():
            bound.close()
    if failure is not None:
        raise failure


def _server(app: App) -> _Server:
    async def answer(scope: Message, receive: Receive, send: Send) -> None:
        Connection(server.server_state.connections, scope["client"]).attach(scope)
        await app(scope, receive, dated(send))

    server = _Server(
        Config(
            answer,
            lifespan="off",
            http=H11Protocol,
            ws=WebSocketProtocol,
            ws_ping_interval=None,
            ws_per_message_deflate=False,
            log_config=None,
            access_log=False,
            server_header=False,
            date_header=False,
            timeout_graceful_shutdown=_GRACE,
        )
    )
    return server


async def _run(server: _Server, bound: socket.socket) -> None:
    # It is told to stop rather than cancelled: only then does it close what it opened.
    with anyio.CancelScope(shield=True):
        await server.serve([bound])


def _listen(name: str, host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        raise InvalidRequest(
            f"cannot serve {name} at {host} port {port} ({error.strerror}); "
            "choose another port"
        ) from error


def _origin(host: str, bound: socket.socket) -> str:
    port: int = bound.getsockname()[1]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
