"""The liquidity programme, the same for every market that has one."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

__all__ = ["DAILY_RATE", "MAX_SPREAD", "MIN_SIZE", "REWARD_ASSET"]

REWARD_ASSET: Final = "0xC011a7E12a19f7B1f670d46F03B03f3342E82DFB"
"""The token rewards are paid in: pUSD."""

DAILY_RATE: Final = 5
"""Of that token, a day."""

MIN_SIZE: Final = 50
"""Shares an order needs to earn anything."""

MAX_SPREAD: Final = Decimal("3.5")
"""Cents an order may be away from the midpoint."""
