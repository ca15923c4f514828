"""What an account holds at the order-book service, and how it stands there."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from predcore.kit import Loose, wire

from ..names import SNAKE

__all__ = [
    "AssetType",
    "BalanceAllowance",
    "Heartbeat",
    "HeartbeatStatus",
    "Scoring",
]

AssetType = Literal["COLLATERAL", "CONDITIONAL", "CONDITIONAL-V2"]
"""pUSD, an outcome's token, or one of the second version of the contracts."""


@wire
class BalanceAllowance:
    """What a wallet has, and what contracts may take, both in millionths.

    It is a copy the venue keeps: after funding or approving, have it read the chain
    again. Open orders are not subtracted.
    """

    __dialect__ = SNAKE

    balance: Loose = None
    """Millionths of a pUSD or of a share."""
    allowances: dict[str, Loose] | None = None
    """By contract."""
    allowance: Loose = None
    """The one number that answers had before there were several contracts."""

    def allowance_of(self, spender: str) -> Decimal | None:
        """What a contract may take, whatever the case of its address is."""
        wanted = spender.lower()
        for address, allowed in (self.allowances or {}).items():
            if address.lower() == wanted:
                return allowed
        return self.allowance


@wire
class Scoring:
    """Whether an order earns liquidity rewards now."""

    __dialect__ = SNAKE

    scoring: bool


@wire
class Heartbeat:
    """``POST /v1/heartbeats``: the id that the next one has to carry."""

    __dialect__ = SNAKE

    heartbeat_id: str
    error_msg: str | None = None


@wire
class HeartbeatStatus:
    """``POST /heartbeats``, as it was."""

    __dialect__ = SNAKE

    status: str | None = None
