"""From the listing of a market to its pay-out."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from ... import PriceLadder
from .markets import Listing, MarketView

__all__ = ["Lifecycle"]


class Lifecycle:
    """``exchange.lifecycle``: each step by hand; the clock takes the due ones itself.

    Steps raise ``Rejected`` with ``MARKET`` for an unknown market and with ``PHASE``
    where the market's phase does not allow them.
    """

    def list(self, listing: Listing) -> MarketView:
        """List a market; it opens at once if its time has come."""
        raise NotImplementedError

    def open(self, market: str) -> MarketView:
        """``LISTED`` to ``OPEN``, ahead of time."""
        raise NotImplementedError

    def pause(self, market: str) -> MarketView:
        """``OPEN`` to ``PAUSED``: orders may be cancelled, and nothing else."""
        raise NotImplementedError

    def resume(self, market: str) -> MarketView:
        """``PAUSED`` to ``OPEN``; by policy with an empty book."""
        raise NotImplementedError

    def close(self, market: str) -> MarketView:
        """End trading now, for good: resting orders are cancelled."""
        raise NotImplementedError

    def extend(self, market: str, close_at: datetime) -> MarketView:
        """End trading at another time; a closed market opens again."""
        raise NotImplementedError

    def determine(self, market: str, payout: Decimal) -> MarketView:
        """``CLOSED`` to ``DETERMINED``: ``payout`` (0 to 1) of the first outcome."""
        raise NotImplementedError

    def dispute(self, market: str) -> MarketView:
        """``DETERMINED`` or ``AMENDED`` to ``DISPUTED``: the timer stands still."""
        raise NotImplementedError

    def amend(self, market: str, payout: Decimal) -> MarketView:
        """``DISPUTED`` to ``AMENDED``: ``payout`` anew, and the timer too."""
        raise NotImplementedError

    def finalize(self, market: str) -> MarketView:
        """Pay out a determined or amended market, ahead of its timer."""
        raise NotImplementedError

    def change_ladder(self, market: str, ladder: PriceLadder) -> MarketView:
        """Other prices; resting orders that are off them are left."""
        raise NotImplementedError

    def pause_trading(self) -> None:
        """Take no orders anywhere; cancel those that asked for it."""
        raise NotImplementedError

    def resume_trading(self) -> None:
        """Take orders again; books are as they were left."""
        raise NotImplementedError
