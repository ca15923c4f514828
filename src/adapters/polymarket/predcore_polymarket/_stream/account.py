"""An account's stream and the reads that complete it."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Iterable, Iterator, Sequence
from contextlib import asynccontextmanager
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING

import anyio

from predcore import (
    FillUpdate,
    Order,
    Position,
    PositionUpdate,
    PredcoreError,
    TransportError,
    Update,
)
from predcore.kit import Account, Dial, Seen, Socket, note_latest, reread

from .._order_mapping import OVER
from .holdings import Holdings
from .introductions import Introductions, introduced
from .user_feed import UserFeed

if TYPE_CHECKING:
    from .._desk import Desk

__all__ = ["AccountLine"]

_PATIENCE = 5.0
"""Seconds for the reads that a frame waits for."""


class AccountLine:
    """What ``watch_account`` runs.

    Args:
        venue: whose listings are read.
        desk: what is known of orders and markets.
        feed: the protocol.
        introductions: markets of the events.
        holdings: what is held.
    """

    def __init__(
        self,
        venue: object,
        desk: Desk,
        feed: UserFeed,
        introductions: Introductions,
        holdings: Holdings,
    ) -> None:
        self.feed = feed
        self._venue = venue
        self._desk = desk
        self._introductions = introductions
        self._holdings = holdings

    @classmethod
    async def of(cls, venue: object, desk: Desk) -> AccountLine:
        """For the credentials of a desk; raises as :meth:`Polymarket.api_key` does."""
        key = await desk.native.api_key("watching the account")
        await desk.owner()
        introductions, holdings = Introductions(desk), Holdings()
        feed = UserFeed(
            key.stream_auth,
            introductions,
            holdings,
            mine=desk.made,
            client_id=desk.client_id,
            told=partial(_remember, desk),
            drift=desk.native.drift,
        )
        return cls(venue, desk, feed, introductions, holdings)

    def dial(self, dial: Dial) -> Dial:
        """Connections whose frames are about markets that are known.

        Where one after the other comes to nothing the venue is asked whether it knows
        the credentials at all, as the channel does not say.
        """
        ready = introduced(dial, self._learn)

        @asynccontextmanager
        async def opening() -> AsyncGenerator[Socket]:
            if self.feed.refused:
                await self._desk.native.clob.auth.api_key.list()
            async with ready() as socket:
                yield socket

        return opening

    async def _learn(self, frame: str | bytes) -> None:
        """Frames wait meanwhile, so that must not take as long as silence may."""
        if not self._holdings.known:
            with anyio.move_on_after(_PATIENCE):
                await self._begin()
        with anyio.move_on_after(_PATIENCE) as waiting:
            await self._introductions.learn(frame)
        if waiting.cancelled_caught:
            raise TransportError(f"a market was not looked up in {_PATIENCE:g} s")

    async def _begin(self) -> None:
        """Read what is held; without an answer it is tried at the next frame."""
        if not isinstance(self._venue, Account):
            return
        try:
            listed = [position async for position in self._venue.positions()]
        except PredcoreError:
            return
        self._holdings.read(listed, monotonic())

    async def begin(self, seen: Seen) -> None:
        """Note the fills there are already; raises what reading them raises."""
        if isinstance(self._venue, Account):
            await note_latest(self._venue, seen)

    async def reconcile(self, seen: Seen) -> Sequence[Update]:
        """Read what was missed: fills, orders, and what they make of the holdings."""
        if not isinstance(self._venue, Account):
            return ()
        return list(self._completed(await reread(self._venue, seen), seen))

    def _completed(self, found: Iterable[Update], seen: Seen) -> Iterator[Update]:
        now, listed = monotonic(), list[Position]()
        changed: dict[object, PositionUpdate] = {}
        for update in found:
            if isinstance(update, PositionUpdate):
                if update.position.size:
                    listed.append(update.position)
                continue
            yield update
            # Of a fill from before the stream the listing knew when it began.
            if isinstance(update, FillUpdate) and not seen.precedes(update.fill):
                held = self.feed.caught_up(update.fill, now)
                if held is not None:
                    changed[held.instrument] = PositionUpdate(held)
        yield from changed.values()
        if seen.fresh:
            return
        for position in self._holdings.read(listed, now):
            yield PositionUpdate(position)


def _remember(desk: Desk, order: Order) -> None:
    """What an event says, unless more is known: events may come late."""
    known = desk.memory.get(order.id)
    before = None if known is None else known.order
    if before is None or (before.status not in OVER and before.filled <= order.filled):
        desk.memory.told(order)
