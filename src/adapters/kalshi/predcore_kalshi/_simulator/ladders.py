"""The venue's names for its price grids."""

from __future__ import annotations

from decimal import Decimal

from predcore import PriceLadder

from .wire import Json, dollars

__all__ = ["price_ranges", "structure"]

_STEPS = {
    Decimal("0.01"): "whole",
    Decimal("0.005"): "half",
    Decimal("0.002"): "quint",
    Decimal("0.001"): "deci",
    Decimal("0.0001"): "centi",
}
_NAMED = {
    "center_whole_edge_whole_cent": "linear_cent",
    "center_deci_edge_deci_cent": "deci_cent",
    "center_whole_edge_deci_cent": "tapered_deci_cent",
}


def structure(ladder: PriceLadder) -> str:
    """``price_level_structure`` of a ladder; ``""`` for one the venue has not."""
    steps = [_STEPS.get(band.step) for band in ladder.bands]
    edge, center = steps[0], steps[len(steps) // 2]
    if edge is None or center is None:
        return ""
    name = f"center_{center}_edge_{edge}_cent"
    return _NAMED.get(name, name)


def price_ranges(ladder: PriceLadder) -> list[Json]:
    """``price_ranges`` of a ladder."""
    return [
        {"start": dollars(b.start), "end": dollars(b.end), "step": dollars(b.step)}
        for b in ladder.bands
    ]
