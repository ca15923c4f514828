"""``/portfolio``: what an account has."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from predcore.kit import decoder

from ..models import balances as models
from ._parameters import shard, subaccount_number
from ._resource import PrivateResource

if TYPE_CHECKING:
    from .fills import Fills
    from .payments import Deposits, Withdrawals
    from .positions import Positions
    from .settlements import Settlements
    from .target_allocation import TargetAllocation
    from .transfers import Transfers

__all__ = ["Balance", "Portfolio", "TotalRestingOrderValue"]

_BALANCE = decoder(models.Balance)
_RESTING = decoder(models.TotalRestingOrderValue)


class Portfolio(PrivateResource):
    """Money, positions, and what became of them."""

    @cached_property
    def balance(self) -> Balance:
        """``/portfolio/balance``."""
        return Balance(self._http)

    @cached_property
    def positions(self) -> Positions:
        """``/portfolio/positions``."""
        from .positions import Positions

        return Positions(self._http)

    @cached_property
    def fills(self) -> Fills:
        """``/portfolio/fills``."""
        from .fills import Fills

        return Fills(self._http)

    @cached_property
    def settlements(self) -> Settlements:
        """``/portfolio/settlements``."""
        from .settlements import Settlements

        return Settlements(self._http)

    @cached_property
    def deposits(self) -> Deposits:
        """``/portfolio/deposits``."""
        from .payments import Deposits

        return Deposits(self._http)

    @cached_property
    def withdrawals(self) -> Withdrawals:
        """``/portfolio/withdrawals``."""
        from .payments import Withdrawals

        return Withdrawals(self._http)

    @cached_property
    def total_resting_order_value(self) -> TotalRestingOrderValue:
        """``/portfolio/summary/total_resting_order_value``."""
        return TotalRestingOrderValue(self._http)

    @cached_property
    def target_allocation(self) -> TargetAllocation:
        """``/portfolio/target_balance_allocation``."""
        from .target_allocation import TargetAllocation

        return TargetAllocation(self._http)

    @cached_property
    def transfers(self) -> Transfers:
        """``/portfolio/intra_exchange_instance_transfers``."""
        from .transfers import Transfers

        return Transfers(self._http)


class Balance(PrivateResource):
    """Money."""

    async def get(
        self, *, subaccount: int | None = None, exchange_index: int | None = None
    ) -> models.Balance:
        """Fetch the balance, on one shard or on all; once a second at most.

        Resting orders do not lower it. ``subaccount`` is 0 (as when left out) to 63.
        """
        params = {
            "subaccount": subaccount_number(subaccount),
            "exchange_index": shard(exchange_index),
        }
        return await self._read("/portfolio/balance", _BALANCE, params)


class TotalRestingOrderValue(PrivateResource):
    """Money that resting orders would cost."""

    async def get(self) -> models.TotalRestingOrderValue:
        """Fetch the sum; raises ``PermissionDenied`` for all but clearing members."""
        path = "/portfolio/summary/total_resting_order_value"
        return await self._read(path, _RESTING)
