"""Whom an account's events are about, looked up before anyone reads them.

Frames are read where they arrive, and nothing can be asked there. So a frame about a
market that was not heard of waits at the door until the market has been looked up.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from predcore import BadResponse, FeeSchedule, Instrument, InvalidId, NotFound
from predcore.kit import Dial, Recent, Socket

from .._identity import Kind, canonical, market_name
from .._mapping import VENUE
from .._outcomes import outcome_keys
from .._tokens import Listing
from ..models.streams.envelope import Unfamiliar
from .decoding import EVENTS_OF_USERS

if TYPE_CHECKING:
    from .._desk import Desk

__all__ = ["Introductions", "introduced"]

_MOST = 10_000
"""Markets remembered; those of one frame are a few."""


class Introductions:
    """What of markets must be known to tell whose outcome a token is, and its fee.

    Args:
        desk: looks markets up.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._known: Recent[str, tuple[Listing | None, FeeSchedule | None]] = Recent(
            _MOST
        )

    async def learn(self, frame: str | bytes) -> None:
        """Look up the markets of a frame's events; raises what looking up raises, and
        ``BadResponse`` for a market that is no condition id."""
        try:
            events = EVENTS_OF_USERS(frame)
        except BadResponse:
            return
        for event in events:
            if isinstance(event, Unfamiliar):
                continue
            condition = _condition(event.market)
            if condition not in self._known:
                self._known[condition] = await self._look_up(condition)

    async def _look_up(
        self, condition: str
    ) -> tuple[Listing | None, FeeSchedule | None]:
        try:
            listing = await self._desk.listing(condition)
        except NotFound:
            return None, None
        return listing, await self._desk.fees(condition)

    def fees(self, condition: str) -> FeeSchedule | None:
        """What the market charges, if it is known."""
        return self._known.get(canonical(condition), (None, None))[1]

    def instrument(self, condition: str, token: str, label: str | None) -> Instrument:
        """The claim that a token is.

        Where the market could not be looked up its outcome goes by the slug of its
        label, which is what it would be called unless two labels have the same.
        Raises ``BadResponse`` without either.
        """
        condition = canonical(condition)
        listing = self._known.get(condition, (None, None))[0]
        if listing is not None:
            key = listing.key(token)
            if key is None:
                raise BadResponse(
                    f"stream: {condition} has no token {token}", path="asset_id"
                )
            return listing.instrument(key)
        if not label:
            raise BadResponse(f"stream: nothing names the token {token} of {condition}")
        return Instrument(VENUE, condition, outcome_keys((label,))[0])


def _condition(market: str) -> str:
    try:
        name = market_name(market)
    except InvalidId as error:
        raise BadResponse(f"stream: {error}", path="market") from error
    if name.kind is not Kind.CONDITION:
        raise BadResponse(f"stream: {market!r} is no condition id", path="market")
    return name.text


def introduced(dial: Dial, learn: Callable[[str | bytes], Awaitable[None]]) -> Dial:
    """The same connections; every frame is learnt from before it is handed over."""

    @asynccontextmanager
    async def opening() -> AsyncGenerator[Socket]:
        async with dial() as socket:
            yield _Door(socket, learn)

    return opening


class _Door:
    def __init__(
        self, socket: Socket, learn: Callable[[str | bytes], Awaitable[None]]
    ) -> None:
        self._learn = learn
        self._receive = socket.receive
        self.send = socket.send

    async def receive(self) -> str | bytes:
        frame = await self._receive()
        await self._learn(frame)
        return frame
