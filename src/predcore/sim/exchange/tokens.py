"""Tokens of both outcomes, held side by side."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from ... import Side
from .units import ONE

__all__ = ["HALF", "Leg", "Tokens"]

HALF = ONE // 2
"""What splitting and merging count each token of a pair at."""


@dataclass(slots=True)
class Leg:
    """One wallet's tokens of one outcome, in prices of that outcome.

    Whatever happens, ``realized`` is what came in for tokens, less what they cost,
    and more what those held now have cost.

    Attributes:
        held: below zero only where a trade was undone whose tokens had gone on.
        committed: that resting sales may still take.
        cost: what those held now have cost.
    """

    held: int = 0
    committed: int = 0
    cost: int = 0
    realized: int = 0
    bought: int = 0
    sold: int = 0
    bought_value: int = 0
    sold_value: int = 0

    @property
    def free(self) -> int:
        """What a new sale may take."""
        return self.held - self.committed

    def take(self, each: int, size: int) -> None:
        """Get tokens; those that are owed are gone at once."""
        owed = min(size, max(-self.held, 0))
        self.held += size
        self.cost += each * (size - owed)
        self.realized -= each * owed

    def give(self, each: int, size: int) -> int:
        """Part with tokens that are held; gives what they have cost.

        That is worked out to the unit, downwards.
        """
        released = self.cost * size // self.held
        self.held -= size
        self.cost -= released
        self.realized += each * size - released
        return released

    def untrade(self, side: Side, each: int, size: int, released: int) -> None:
        """Be as if tokens had not been bought, or sold; ``released`` is what those
        that were sold had cost.

        What can no longer be told apart by what it has cost becomes profit or loss.
        """
        if side is Side.BUY:
            self.bought -= size
            self.bought_value -= each * size
            self.held -= size
            gained, cost = each * size, max(self.cost - each * size, 0)
        else:
            self.sold -= size
            self.sold_value -= each * size
            self.held += size
            gained, cost = -each * size, self.cost + released
        if self.held <= 0:
            cost = 0
        self.realized += gained + cost - self.cost
        self.cost = cost

    def settle(self, each: int) -> int:
        """Give up all tokens for ``each``; those that are owed are paid for."""
        whole = each * self.held
        self.realized += whole - self.cost
        self.held = self.cost = 0
        return whole

    def trade(self, side: Side, each: int, size: int) -> int:
        """Buy or sell; gives what tokens that were sold have cost."""
        if side is Side.BUY:
            self.bought += size
            self.bought_value += each * size
            self.take(each, size)
            return 0
        self.sold += size
        self.sold_value += each * size
        return self.give(each, size)


@dataclass(slots=True, kw_only=True)
class Tokens:
    """One wallet in one market: its tokens and its resting orders.

    Attributes:
        reserved: cash that the resting orders hold back.
    """

    market: str
    updated_at: datetime
    legs: tuple[Leg, Leg] = field(default_factory=lambda: (Leg(), Leg()))
    fees: int = 0
    resting: int = 0
    reserved: int = 0

    @property
    def touched(self) -> bool:
        """Whether there ever was anything to pay for."""
        return any(
            leg.bought or leg.sold or leg.held or leg.realized for leg in self.legs
        )

    def settle(self, payout: int) -> int:
        """Give up all tokens for what they pay, the first outcome's ``payout``."""
        return sum(
            leg.settle(each)
            for leg, each in zip(self.legs, (payout, ONE - payout), strict=True)
        )
