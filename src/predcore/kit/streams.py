"""Run a venue's streaming protocol over a connection that will not stay open.

The venue's half is a :class:`~predcore.kit.StreamProtocol`. The half here owns the
connection, the reconnects and the mailbox, and knows nothing about any venue.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager

import anyio
from anyio.abc import TaskGroup

from .._updates import Update
from .lines import Backoff, Line, Outlet
from .mailbox import Mailbox
from .protocols import StreamProtocol
from .reconciling import Begin, Reconcile, Reconciler
from .sockets import Dial

__all__ = ["alone", "stream"]


@asynccontextmanager
async def stream(
    dial: Dial,
    protocol: StreamProtocol,
    *,
    reconcile: Reconcile | None = None,
    begin: Begin | None = None,
    capacity: int = 4096,
    backoff: Backoff | None = None,
) -> AsyncGenerator[AsyncIterator[Update]]:
    """Keep ``protocol`` connected for as long as the block runs.

    Frames are applied where they are read. What cannot be recovered from is raised
    by the iteration: ``StreamError``, or the venue's refusal of the handshake.

    Args:
        dial: opens a connection.
        protocol: what to say on it.
        reconcile: reads what a connection cannot tell, once the protocol is
            ``Ready``; what it finds is told before anything live. See
            :data:`~predcore.kit.Reconcile`.
        begin: notes what there was before the first connection is dialled; that is
            then read for, too. Where it fails it is tried again as dialling is.
        capacity: updates other than books that may wait to be read.
        backoff: delays between reconnects.
    """
    mailbox = Mailbox(capacity)
    held: Reconciler | None = None
    if reconcile is None:
        line = Line(dial, protocol, Outlet(mailbox.put), backoff or Backoff())
    else:
        held = Reconciler(reconcile, mailbox.put, capacity, begin=begin)
        line = Line(
            dial,
            protocol,
            Outlet(held.put),
            backoff or Backoff(),
            before=held.begin,
            ready=held.reconcile,
        )

    async def run() -> None:
        error = await line.run()
        if held is not None:
            held.end()
        mailbox.close(error)

    async with alone(anyio.create_task_group()) as tasks:
        tasks.start_soon(run)
        try:
            yield mailbox
        finally:
            tasks.cancel_scope.cancel()
            mailbox.close()


@asynccontextmanager
async def alone(group: TaskGroup) -> AsyncGenerator[TaskGroup]:
    """What the block raises comes out as itself, not as a group of one, nor together
    with a cancellation of that moment."""
    try:
        async with group:
            yield group
    except BaseExceptionGroup as failures:
        _, mistakes = failures.split(anyio.get_cancelled_exc_class())
        if mistakes is None:
            raise
        first, *rest = mistakes.exceptions
        if rest:
            raise mistakes from failures.__cause__
        raise first from first.__cause__
