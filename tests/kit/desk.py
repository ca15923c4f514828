"""Requests at a rate limiter, on a clock that jumps: every instant is exact."""

from __future__ import annotations

import trio
from trio.testing import MockClock

from predcore import BudgetExceeded
from predcore.kit import Budget, Limiter

__all__ = ["Desk", "jumping_clock"]


def jumping_clock() -> tuple[str, dict[str, MockClock]]:
    """Trio, whose clock jumps to the next deadline as soon as everyone waits."""
    return "trio", {"clock": MockClock(autojump_threshold=0)}


class Desk:
    """A limiter, and the order and instants at which it let requests through."""

    def __init__(self, rate: float, capacity: float) -> None:
        self.limiter = Limiter(
            {"read": Budget(rate, capacity)}, clock=trio.current_time
        )
        self.started = trio.current_time()
        self.passed: list[tuple[str, float]] = []
        self.refused: list[tuple[str, float]] = []

    @property
    def now(self) -> float:
        return trio.current_time() - self.started

    async def request(
        self, name: str, cost: int = 1, *, priority: bool = False, patience: float = 60
    ) -> None:
        try:
            await self.limiter.acquire(
                "read", cost, priority=priority, patience=patience
            )
        except BudgetExceeded:
            self.refused.append((name, self.now))
        else:
            self.passed.append((name, self.now))

    async def drain(self) -> None:
        """Take everything the bucket has saved up."""
        await self.limiter.acquire("read", 4)
