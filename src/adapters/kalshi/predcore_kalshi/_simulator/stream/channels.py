"""What can be subscribed to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["CHANNELS", "Channel"]

Filter = Literal["required", "optional", "none", "indices", "underlyings"]


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel, and what the venue's table of them says.

    Attributes:
        chosen_by: ``required`` and ``optional`` are about market tickers.
        sequenced: whether its messages carry ``seq``.
        private: whether it is about the account.
        by_id: whether markets may be chosen by their UUIDs.
    """

    name: str
    chosen_by: Filter
    sequenced: bool = True
    private: bool = False
    by_id: bool = False

    @property
    def of_markets(self) -> bool:
        """Whether markets are chosen."""
        return self.chosen_by in {"required", "optional"}


CHANNELS = {
    channel.name: channel
    for channel in (
        Channel("orderbook_delta", "required"),
        Channel("ticker", "optional", sequenced=False, by_id=True),
        Channel("trade", "optional"),
        Channel("fill", "optional", sequenced=False, private=True),
        Channel("market_positions", "optional", sequenced=False, private=True),
        Channel("user_orders", "optional", sequenced=False, private=True),
        Channel("order_group_updates", "none", private=True),
        Channel("market_lifecycle_v2", "none"),
        Channel("multivariate_market_lifecycle", "none"),
        Channel("communications", "none", private=True),
        Channel("cfbenchmarks_value", "indices"),
        Channel("cfbenchmarks_value_5hz", "indices"),
        Channel("pyth_value", "underlyings"),
    )
}
"""By name."""
