"""The door: the handshake, and the life of a connection."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from datetime import timedelta

import anyio
from starlette.responses import JSONResponse
from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from predcore.sim import Line, next_text
from predcore.sim.exchange import Record, StatusChange

from ..floor import Floor
from ..keys import ApiKey
from ..refusals import Refusal
from ..wire import Json
from .connection import Announcement, Connection
from .lifecycle_messages import event_created
from .limits import StreamLimits
from .session import Session

__all__ = ["PATH", "Stream"]

PATH = "/trade-api/ws/v2"
_HEARTBEAT = b"heartbeat"
_TICK = 1.0
"""Seconds between values of reference data, and looks at the clock."""


class Stream:
    """Every connection of a simulated venue."""

    def __init__(self, floor: Floor, limits: StreamLimits | None = None) -> None:
        self._floor = floor
        self._limits = limits or StreamLimits()
        self._open: list[Connection] = []
        rows = floor.listing.rows.values()
        self._events = {row.event_ticker for row in rows}
        floor.subscribe(self._hear)

    def route(self) -> WebSocketRoute:
        """Where clients connect."""
        return WebSocketRoute(PATH, self._serve)

    def announce(
        self, channel: str, kind: str, msg: Json, *, account: str | None = None
    ) -> None:
        """Send a message the exchange knows nothing of, as an RFQ is.

        Args:
            channel: whose subscribers hear it.
            kind: its ``type``.
            msg: as the venue documents it.
            account: who alone may hear it; everybody by default.
        """
        news = Announcement(channel=channel, type=kind, msg=msg, account=account)
        for connection in self._open:
            connection.hear(news)

    def _hear(self, record: Record) -> None:
        if isinstance(record, StatusChange) and record.previous is None:
            self._meet(record.market)
        for connection in self._open:
            connection.hear(record)

    def _meet(self, ticker: str) -> None:
        """Announce the event of a new market, where that is new too."""
        row = self._floor.row(ticker)
        if row is None or row.event_ticker in self._events:
            return
        self._events.add(row.event_ticker)
        combo = "multivariate_market_lifecycle"
        channel = combo if row.legs else "market_lifecycle_v2"
        self.announce(channel, "event_lifecycle", event_created(row))

    async def _serve(self, socket: WebSocket) -> None:
        line = Line.of(socket.scope)
        try:
            key = self._admit(socket, line)
        except Refusal as refusal:
            denial = JSONResponse(refusal.body, status_code=refusal.status)
            await socket.send_denial_response(denial)
            return
        await socket.accept()
        with self.session(key, line) as session:
            await self._live(socket, session, line)

    @contextmanager
    def session(self, key: ApiKey, line: Line) -> Generator[Session]:
        """A conversation with the owner of a key, without its socket."""
        connection = Connection(self._floor, key, line, self._limits)
        self._open.append(connection)
        try:
            yield Session(connection)
        finally:
            self._open.remove(connection)

    def _admit(self, socket: WebSocket, line: Line) -> ApiKey:
        self._floor.gate.skew = timedelta(seconds=line.switches.clock_skew)
        return self._floor.gate.admit("GET", PATH, socket.headers)

    async def _live(self, socket: WebSocket, session: Session, line: Line) -> None:
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(_write, socket, session)
            tasks.start_soon(self._beat, line)
            tasks.start_soon(_tick, session)
            while (text := await next_text(socket.receive)) is not None:
                session.receive(text)
            tasks.cancel_scope.cancel()

    async def _beat(self, line: Line) -> None:
        while True:
            await anyio.sleep(self._limits.heartbeat.total_seconds())
            line.ping(_HEARTBEAT)


async def _write(socket: WebSocket, session: Session) -> None:
    try:
        while True:
            for text in await session.frames():
                await socket.send_text(text)
    except WebSocketDisconnect:
        return


async def _tick(session: Session) -> None:
    while True:
        await anyio.sleep(_TICK)
        session.tick()
