"""What can happen to a wallet."""

from __future__ import annotations

from predcore.kit import Known

__all__ = ["ACTIVITIES"]

ACTIVITIES = Known(
    "TRADE", "SPLIT", "MERGE", "REDEEM", "REWARD", "CONVERSION", "MIGRATION", "DEPOSIT",
    "WITHDRAWAL", "YIELD", "MAKER_REBATE", "TAKER_REBATE", "REFERRAL_REWARD", "TIP",
)  # fmt: skip
"""The values of ``type`` in activities of both versions."""
