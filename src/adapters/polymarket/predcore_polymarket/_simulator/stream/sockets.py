"""The doors: connections, and what happens brought to each."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import anyio
from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from predcore.sim import next_text

from ..trading.tap import Happening
from .announcer import Announcer
from .conversation import Conversation
from .market_channel import MarketChannel
from .price_channels import LiveChannel, RtdsChannel
from .sports_channel import SportsChannel
from .user_channel import UserChannel

if TYPE_CHECKING:
    from ..floor import Floor

__all__ = ["Sockets"]

_TICK = 1.0
"""Seconds between looks at the clock."""

_RESTART = 1012


class Sockets:
    """Every connection of a simulated venue.

    Args:
        floor: the venue.
    """

    def __init__(self, floor: Floor) -> None:
        self._floor = floor
        self._announcer = Announcer(floor)
        self._markets: list[MarketChannel] = []
        self._users: list[UserChannel] = []
        floor.subscribe(self._hear)

    def routes(self) -> list[WebSocketRoute]:
        """Where clients connect."""
        return [
            WebSocketRoute("/ws/market", self._market),
            WebSocketRoute("/ws/user", self._user),
            WebSocketRoute("/sports/ws", self._of(SportsChannel)),
            WebSocketRoute("/rtds", self._of(RtdsChannel)),
            WebSocketRoute("/live/ws", self._of(LiveChannel)),
        ]

    def _hear(self, happening: Happening) -> None:
        """Everything is told at once, as only now the books are as they were then."""
        if self._markets:
            for news in self._announcer.announce(happening):
                for client in self._markets:
                    client.hear(news)
        for user in self._users:
            user.hear(happening)

    async def _market(self, socket: WebSocket) -> None:
        client = MarketChannel(self._floor, self._announcer)
        self._markets.append(client)
        try:
            await self._serve(socket, client)
        finally:
            self._markets.remove(client)

    async def _user(self, socket: WebSocket) -> None:
        client = UserChannel(self._floor)
        self._users.append(client)
        try:
            await self._serve(socket, client)
        finally:
            self._users.remove(client)

    def _of(
        self, kind: Callable[[Floor], Conversation]
    ) -> Callable[[WebSocket], object]:
        async def serve(socket: WebSocket) -> None:
            await self._serve(socket, kind(self._floor))

        return serve

    async def _serve(self, socket: WebSocket, client: Conversation) -> None:
        await socket.accept()
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(_write, socket, client, tasks.cancel_scope)
            tasks.start_soon(self._tick, client)
            while (text := await next_text(socket.receive)) is not None:
                self._floor.catch_up()
                client.receive(text)
            tasks.cancel_scope.cancel()

    async def _tick(self, client: Conversation) -> None:
        exchange, seconds = self._floor.exchange, 0
        while True:
            await anyio.sleep(_TICK)
            seconds += 1
            if self._floor.exchange is not exchange:
                # Another state was loaded: nothing that was told holds any more.
                client.outbox.close(_RESTART)
                return
            self._floor.catch_up()
            client.tick(seconds)


async def _write(
    socket: WebSocket, client: Conversation, scope: anyio.CancelScope
) -> None:
    outbox = client.outbox
    try:
        while True:
            for frame in await outbox.take():
                await socket.send_text(frame)
            if outbox.code is not None:
                await socket.close(outbox.code)
                scope.cancel()
                return
    except WebSocketDisconnect:
        return
