"""The same claim at two prices: what could be earned, exactly, and what could not.

::

    pairs = load_pairs("pairs.toml")
    report = await scan(hub, pairs)

Nothing here places an order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._lazy import lazy_exports

if TYPE_CHECKING:
    from .pairs import Limits as Limits
    from .pairs import Pair as Pair
    from .pairs import Pairs as Pairs
    from .pairs import Relation as Relation
    from .parsing import load_pairs as load_pairs
    from .parsing import parse_pairs as parse_pairs
    from .report import Leg as Leg
    from .report import Opportunity as Opportunity
    from .report import Reason as Reason
    from .report import Rejection as Rejection
    from .report import Report as Report
    from .scanning import scan as scan

_HOMES = {
    ".pairs": "Limits Pair Pairs Relation",
    ".parsing": "load_pairs parse_pairs",
    ".report": "Leg Opportunity Reason Rejection Report",
    ".scanning": "scan",
}

__all__ = [
    "Leg",
    "Limits",
    "Opportunity",
    "Pair",
    "Pairs",
    "Reason",
    "Rejection",
    "Relation",
    "Report",
    "load_pairs",
    "parse_pairs",
    "scan",
]

if not TYPE_CHECKING:
    __getattr__, __dir__ = lazy_exports(__name__, _HOMES)
