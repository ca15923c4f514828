"""Combos and their legs, in a body."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import get_args

from predcore import InvalidRequest

from ..models.requests import BatchChild, SelectedMarket, YesOrNo
from ._amounts import as_size, exactly_one, one_of
from ._parameters import at_most_one
from ._resource import Json

__all__ = ["legs", "new_child"]


def legs(markets: Sequence[SelectedMarket]) -> Sequence[Json]:
    """Which markets, and which outcome of each; raises ``InvalidRequest``."""
    return [
        {
            "market_ticker": market.market_ticker,
            "event_ticker": market.event_ticker,
            "side": one_of("side", market.side, get_args(YesOrNo)),
        }
        for market in markets
    ]


def new_child(
    child: BatchChild, *, sized: bool, collection: str | None
) -> Mapping[str, Json]:
    """One combo of a batch; raises ``InvalidRequest``."""
    exactly_one(
        market_ticker=child.market_ticker, selected_markets=child.selected_markets
    )
    at_most_one(
        contracts_fp=child.contracts_fp, target_cost_dollars=child.target_cost_dollars
    )
    if not sized and child.contracts_fp is None and child.target_cost_dollars is None:
        raise InvalidRequest("every child has a size, its own or the batch's")
    chosen = child.selected_markets
    if chosen is not None and not 1 <= len(chosen) <= 6:
        raise InvalidRequest(f"selected_markets are 1 to 6, got {len(chosen)}")
    if chosen is not None and collection is None:
        raise InvalidRequest("selected_markets need an mve_collection_ticker")
    return {
        "market_ticker": child.market_ticker,
        "selected_markets": None if chosen is None else legs(chosen),
        **as_size(child.contracts_fp, child.target_cost_dollars),
    }
