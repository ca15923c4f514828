"""Promises of orders: placed once, told truly, withdrawn and found again."""

from __future__ import annotations

from .cancelling import CancellingPromises
from .fates import FatePromises
from .placing import PlacingPromises
from .refusing import RefusingPromises

__all__ = ["TradingConformance"]


class TradingConformance(
    PlacingPromises, RefusingPromises, CancellingPromises, FatePromises
):
    """``Trading``: orders.

    Beside ``venue``, override ``lose``; and ``catch_up`` where reads lag behind
    writes. The market must stand still: run it against a simulator.
    """
