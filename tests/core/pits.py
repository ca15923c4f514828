"""A catalogue whose books are streamed from a pit."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from functools import partial

import anyio

from core.venues import Catalogue
from kit.pit import Pit, PitFeed
from predcore import (
    AccountStreaming,
    Instrument,
    InvalidId,
    NotFound,
    Streaming,
    Update,
    Watch,
)
from predcore.kit import Backoff, Mailbox, watch

__all__ = ["PitVenue", "PublicPit"]


class PublicPit(Catalogue, Streaming):
    """Two markets on a connection; outcomes other than *yes* and *no* are refused.

    Attributes:
        pit: where the books are.
        closed: what has no book for now.
        called: set once it was asked to stream.
        slow: what its answer waits for.
    """

    def __init__(self, name: str, *ids: str) -> None:
        super().__init__(name, *ids)
        self.pit = Pit()
        self.closed: set[Instrument] = set()
        self.called = anyio.Event()
        self.slow: anyio.Event | None = None

    def watch(
        self,
        *instruments: Instrument,
        trades: bool = False,
        depth: int | None = None,
    ) -> AbstractAsyncContextManager[Watch]:
        return watch(
            self.pit.dial,
            partial(PitFeed, self.name),
            instruments,
            per_connection=4,
            prepare=self._checked,
            depth=depth,
            backoff=Backoff(base=0.0),
        )

    async def _checked(self, instruments: Sequence[Instrument]) -> None:
        self.called.set()
        if self.slow is not None:
            await self.slow.wait()
        for one in instruments:
            if one.outcome not in {"yes", "no"}:
                raise InvalidId(f"{one}: no such outcome")
            if one in self.closed:
                raise NotFound(f"{one}: no book")


class PitVenue(PublicPit, AccountStreaming):
    """Has an account, too.

    Attributes:
        account: what ``watch_account`` tells.
    """

    def __init__(self, name: str, *ids: str) -> None:
        super().__init__(name, *ids)
        self.account = Mailbox()

    @asynccontextmanager
    async def watch_account(self) -> AsyncGenerator[AsyncIterator[Update]]:
        yield self.account
