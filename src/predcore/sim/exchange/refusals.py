"""Why the exchange says no."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["Rejected", "Rejection"]


class Rejection(StrEnum):
    """Reasons for programs to switch on."""

    ACCOUNT = "account"
    """No such account."""
    MARKET = "market"
    """No such market."""
    INACTIVE = "inactive"
    """The market is not open: not yet, paused, or over."""
    PAUSED = "paused"
    """Trading is paused on the whole exchange."""
    PRICE = "price"
    """Off the ladder."""
    SIZE = "size"
    """Zero or less, off the grid, under the minimum, or below what is filled."""
    EXPIRY = "expiry"
    """In the past, missing, or given where it has no meaning."""
    INVALID = "invalid"
    """Terms that exclude each other."""
    FUNDS = "funds"
    """Not enough free money."""
    POSITION = "position"
    """Not enough free tokens of the outcome, where holdings are gross."""
    DUPLICATE = "duplicate"
    """The client id or the order id was used before."""
    WOULD_CROSS = "would_cross"
    """Post-only, and it would have traded."""
    UNFILLABLE = "unfillable"
    """Fill-or-kill, and there was not enough; the ids given are used up."""
    NOT_FOUND = "not_found"
    """No such resting order of this account."""
    GROUP_NOT_FOUND = "group_not_found"
    """No such order group of this wallet."""
    GROUP_TRIGGERED = "group_triggered"
    """The group takes no orders until it is reset."""
    PHASE = "phase"
    """The market is not where that step can be taken."""


class Rejected(Exception):
    """Nothing happened, and ``reason`` says why; ``detail`` is for people."""

    def __init__(self, reason: Rejection, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail

    def __str__(self) -> str:
        return f"{self.reason}: {self.detail}"
