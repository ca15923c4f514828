"""From the listing of a market to its pay-out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from decimal import Decimal

from ... import PriceLadder
from .markets import Listing, MarketView, Phase
from .orders import Reason
from .phases import PAYABLE, TRADING, Phases
from .state import Listed, State, Task
from .tariff import Tariff
from .units import size
from .views import market_view
from .working import Market

__all__ = ["PLAIN_STEPS", "Lifecycle"]


class Lifecycle:
    """``exchange.lifecycle``: each step by hand; the clock takes the due ones itself.

    Steps raise ``Rejected`` with ``MARKET`` for an unknown market and with ``PHASE``
    where the market's phase does not allow them.
    """

    def __init__(self, state: State, phases: Phases) -> None:
        self._state = state
        self._phases = phases

    def list(self, listing: Listing) -> MarketView:
        """List a market; it opens at once if its time has come.

        Raises ``ValueError`` for a key that is taken.
        """
        state = self._state
        with state as now:
            if listing.key in state.listed:
                raise ValueError(f"there is a market {listing.key!r} already")
            market = Market(
                key=listing.key,
                ladder=listing.ladder,
                size_step=size(listing.size_step),
                min_size=size(listing.min_size),
                shard=listing.shard,
                open_at=listing.open_at,
                close_at=listing.close_at,
                settlement_timer=listing.settlement_timer,
                base_volume=listing.volume,
                base_interest=listing.open_interest,
                updated_at=now,
            )
            tariff = Tariff(listing.ladder, listing.fees, gross=state.policy.gross)
            listed = Listed(market=market, tariff=tariff)
            state.listed[listing.key] = listed
            state.journal.status(market, None)
            state.plan(market.open_at, Task.OPEN, market.key)
            state.plan(market.close_at, Task.CLOSE, market.key)
            state.run(now)
            return self._view(listed)

    def open(self, market: str) -> MarketView:
        """``LISTED`` to ``OPEN``, ahead of time."""
        with self._state:
            return self._go(self._phases.at(market, Phase.LISTED), Phase.OPEN)

    def pause(self, market: str) -> MarketView:
        """``OPEN`` to ``PAUSED``: resting orders can be cancelled or decreased."""
        with self._state:
            listed = self._phases.at(market, Phase.OPEN)
            self._phases.go(listed, Phase.PAUSED)
            self._phases.clear(listed, Reason.PAUSED, only_asked=True)
            return self._view(listed)

    def resume(self, market: str) -> MarketView:
        """``PAUSED`` to ``OPEN``; by policy with an empty book."""
        with self._state:
            listed = self._phases.at(market, Phase.PAUSED)
            if self._state.policy.resume_cancels:
                self._phases.clear(listed, Reason.RESUMED)
            return self._go(listed, Phase.OPEN)

    def close(self, market: str) -> MarketView:
        """End trading now: resting orders are cancelled."""
        with self._state as now:
            listed = self._phases.at(market, *TRADING)
            listed.market.close_at = now
            self._state.journal.schedule(listed.market)
            self._phases.close(listed)
            return self._view(listed)

    def extend(self, market: str, close_at: datetime) -> MarketView:
        """End trading at another time, sooner or later.

        A closed market opens again where that time is to come.
        """
        state = self._state
        with state as now:
            listed = self._phases.at(market, Phase.LISTED, *TRADING, Phase.CLOSED)
            listed.market.close_at = close_at
            state.journal.schedule(listed.market)
            if listed.market.phase is Phase.CLOSED and close_at > now:
                self._phases.go(listed, Phase.OPEN)
            state.plan(close_at, Task.CLOSE, market)
            state.run(now)
            return self._view(listed)

    def determine(self, market: str, payout: Decimal) -> MarketView:
        """``CLOSED`` to ``DETERMINED``: ``payout`` (0 to 1) of the first outcome."""
        return self._determine(market, Phase.CLOSED, Phase.DETERMINED, payout)

    def dispute(self, market: str) -> MarketView:
        """``DETERMINED`` or ``AMENDED`` to ``DISPUTED``: the timer stands still."""
        with self._state:
            listed = self._phases.at(market, *PAYABLE)
            listed.market.settles_at = None
            return self._go(listed, Phase.DISPUTED)

    def amend(self, market: str, payout: Decimal) -> MarketView:
        """``DISPUTED`` to ``AMENDED``: ``payout`` anew, and the timer too."""
        return self._determine(market, Phase.DISPUTED, Phase.AMENDED, payout)

    def finalize(self, market: str) -> MarketView:
        """Pay out a determined or amended market, ahead of its timer."""
        with self._state as now:
            listed = self._phases.at(market, *PAYABLE)
            self._phases.finalize(listed, now)
            return self._view(listed)

    def change_ladder(self, market: str, ladder: PriceLadder) -> MarketView:
        """Other prices; resting orders that are off them are left."""
        with self._state:
            listed = self._state.at(market)
            listed.market.ladder = ladder
            gross = self._state.policy.gross
            listed.tariff = Tariff(ladder, listed.tariff.fees, gross=gross)
            self._state.journal.ladder(listed.market, ladder)
            return self._view(listed)

    def pause_trading(self) -> None:
        """Take no orders anywhere; cancel those that asked for it."""
        with self._state:
            self._state.paused = True
            for listed in self._state.listed.values():
                self._phases.clear(listed, Reason.PAUSED, only_asked=True)

    def resume_trading(self) -> None:
        """Take orders again; books are as they were left."""
        with self._state:
            self._state.paused = False

    def _determine(
        self, market: str, before: Phase, after: Phase, payout: Decimal
    ) -> MarketView:
        with self._state as now:
            listed = self._phases.at(market, before)
            self._phases.determine(listed, after, payout, now)
            self._state.run(now)
            return self._view(listed)

    def _go(self, listed: Listed, phase: Phase) -> MarketView:
        self._phases.go(listed, phase)
        return self._view(listed)

    def _view(self, listed: Listed) -> MarketView:
        return market_view(listed.market, listed.tariff.fees)


PLAIN_STEPS: Mapping[str, Callable[[Lifecycle, str], MarketView]] = {
    "open": Lifecycle.open,
    "pause": Lifecycle.pause,
    "resume": Lifecycle.resume,
    "close": Lifecycle.close,
    "dispute": Lifecycle.dispute,
    "finalize": Lifecycle.finalize,
}
"""Steps in a market's life that need nothing but the market, by name."""
