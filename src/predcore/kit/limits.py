"""A venue's rate budgets, kept on our side of the wire.

Token buckets refill continuously. Those who must wait stand in two lanes, the
priority lane always first; only the head of the queue watches the clock, so a
thousand waiting requests cost a thousand wake-ups and not a million.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import count
from time import monotonic

import anyio

from .._errors import BudgetExceeded, InvalidRequest

__all__ = ["Budget", "Limiter"]

_CRUMB = 1e-6
"""Seconds too few to wait for; adding floats leaves them behind."""


@dataclass(frozen=True, slots=True)
class Budget:
    """``rate`` tokens a second, at most ``capacity`` saved up."""

    rate: float
    capacity: float


@dataclass(order=True, slots=True)
class _Ticket:
    lane: int
    number: int
    cost: int = field(compare=False)
    deadline: float = field(compare=False)
    turn: anyio.Event = field(compare=False)


class _Bucket:
    def __init__(self, budget: Budget, clock: Callable[[], float]) -> None:
        self.budget = budget
        self._clock = clock
        self._tokens = budget.capacity
        self._at = clock()
        self._paused_until = 0.0
        self._queue: list[_Ticket] = []
        self._numbers = count()

    def refill(self) -> None:
        now = self._clock()
        gained = (now - self._at) * self.budget.rate
        self._tokens = min(self.budget.capacity, self._tokens + gained)
        self._at = now

    def wait(self, cost: float) -> float:
        """Seconds until ``cost`` tokens are there, if nobody stood before us."""
        self.refill()
        missing = (cost - self._tokens) / self.budget.rate
        wait = max(missing, self._paused_until - self._at)
        return wait if wait > _CRUMB else 0.0

    def pause(self, seconds: float) -> None:
        self.refill()
        self._paused_until = max(self._paused_until, self._at + seconds)
        self._tokens = min(self._tokens, 0.0)

    def learn(self, budget: Budget) -> None:
        self.refill()
        self.budget = budget
        if self._queue:
            self._queue[0].turn.set()

    def take(self, cost: int) -> bool:
        if self._queue or self.wait(cost) > 0:
            return False
        self._tokens -= cost
        return True

    async def queue(self, cost: int, *, priority: bool, patience: float) -> None:
        ticket = _Ticket(
            lane=0 if priority else 1,
            number=next(self._numbers),
            cost=cost,
            deadline=self._clock() + patience,
            turn=anyio.Event(),
        )
        heapq.heappush(self._queue, ticket)
        try:
            while (wait := self._due(ticket)) > 0 or self._queue[0] is not ticket:
                await self._until(ticket, wait)
            self._tokens -= cost
        finally:
            self._queue.remove(ticket)
            heapq.heapify(self._queue)
            if self._queue:
                self._queue[0].turn.set()

    def _due(self, ticket: _Ticket) -> float:
        """Seconds until its tokens are there; raises when that will be too late.

        Asked again on every waking: others may have overtaken, or the venue may
        have paused us, and what is late must not be sent.
        """
        head = self._queue[0] is ticket
        ahead = 0 if head else sum(t.cost for t in self._queue if t < ticket)
        wait = self.wait(ahead + ticket.cost)
        left = ticket.deadline - self._at
        if wait > max(left, 0.0) + _CRUMB:
            raise BudgetExceeded(
                f"the rate budget allows this in {wait:.1f} s, and the deadline is "
                f"in {max(left, 0.0):.1f} s; nothing was sent"
            )
        return wait

    async def _until(self, ticket: _Ticket, wait: float) -> None:
        """Sleep until the tokens are due (head) or it may be our turn (others)."""
        ticket.turn = anyio.Event()
        if self._queue[0] is not ticket:
            self._queue[0].turn.set()
            wait = ticket.deadline - self._at
        with anyio.move_on_after(wait):
            await ticket.turn.wait()


class Limiter:
    """The budgets of one venue, by name.

    Args:
        budgets: each bucket's rate and capacity; a request naming another bucket is
            not limited.
        clock: seconds; must advance as the event loop's does.
    """

    def __init__(
        self, budgets: Mapping[str, Budget], *, clock: Callable[[], float] = monotonic
    ) -> None:
        self._clock = clock
        self._buckets = {name: _Bucket(b, clock) for name, b in budgets.items()}

    def set(self, bucket: str, budget: Budget) -> None:
        """Learn a budget from the venue; waiting requests keep their places."""
        if known := self._buckets.get(bucket):
            known.learn(budget)
        else:
            self._buckets[bucket] = _Bucket(budget, self._clock)

    async def acquire(
        self,
        bucket: str,
        cost: int = 1,
        *,
        priority: bool = False,
        patience: float = 30.0,
    ) -> None:
        """Wait for ``cost`` tokens.

        Raises:
            BudgetExceeded: they would come later than ``patience`` seconds from now.
            InvalidRequest: the bucket can never hold that many.
        """
        found = self._buckets.get(bucket)
        if found is None or found.take(cost):
            return
        if cost > found.budget.capacity:
            raise InvalidRequest(
                f"this costs {cost} tokens and the {bucket!r} budget holds "
                f"{found.budget.capacity:g}; send it in smaller parts"
            )
        await found.queue(cost, priority=priority, patience=patience)

    def pause(self, bucket: str, seconds: float) -> None:
        """The venue said 429: hold every request of that bucket back."""
        if found := self._buckets.get(bucket):
            found.pause(seconds)
