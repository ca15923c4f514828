"""Connections of the server: what it accepted, beyond what ASGI tells of it."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.protocols.websockets.websockets_sansio_impl import (
    WebSocketsSansIOProtocol,
)

from .faults import Line

if TYPE_CHECKING:
    from uvicorn._types import ASGISendEvent
    from uvicorn.server import Protocols

__all__ = ["Connection", "H11Protocol", "WebSocketProtocol"]


class WebSocketProtocol(WebSocketsSansIOProtocol):
    """A socket whose handshake may be refused, and which may be broken off, without an
    error in the log."""

    async def send(self, message: ASGISendEvent) -> None:
        if message["type"] == "websocket.send" and self.transport.is_closing():
            return  # the application has not heard yet that nobody is there
        await super().send(message)
        if self.close_sent:
            self.handshake_complete = True


class Connection(Line):
    """The line to one peer, which is known by its address."""

    def __init__(
        self, accepted: Collection[Protocols], peer: tuple[str, int] | None
    ) -> None:
        super().__init__()
        self._accepted = accepted
        self._peer = peer

    def _open(self) -> list[H11Protocol | WebSocketProtocol]:
        return [
            one
            for one in self._accepted
            if isinstance(one, H11Protocol | WebSocketProtocol)
            and one.client == self._peer
        ]

    def ping(self, payload: bytes) -> None:
        for one in self._open():
            if isinstance(one, WebSocketProtocol) and not one.close_sent:
                one.conn.send_ping(payload)
                one.transport.write(b"".join(one.conn.data_to_send()))

    def hang_up(self) -> None:
        for one in self._open():
            one.transport.abort()
