"""The branches of the resource tree that want credentials."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from ._public import PublicResources

if TYPE_CHECKING:
    from .api_keys import ApiKeys
    from .block_trades import BlockTrades
    from .communications import Communications
    from .fcm import FCM
    from .order_groups import OrderGroups
    from .orders import Orders
    from .portfolio import Portfolio
    from .quotes import Quotes
    from .rfq_batches import RFQBatches
    from .rfqs import RFQs
    from .subaccounts import Subaccounts

__all__ = ["PrivateResources"]


class PrivateResources(PublicResources):
    """What belongs to an account, and what the venue tells anybody."""

    @cached_property
    def orders(self) -> Orders:
        """``/portfolio/orders``."""
        from .orders import Orders

        return Orders(self._http)

    @cached_property
    def order_groups(self) -> OrderGroups:
        """``/portfolio/order_groups``."""
        from .order_groups import OrderGroups

        return OrderGroups(self._http)

    @cached_property
    def portfolio(self) -> Portfolio:
        """``/portfolio``."""
        from .portfolio import Portfolio

        return Portfolio(self._http)

    @cached_property
    def subaccounts(self) -> Subaccounts:
        """``/portfolio/subaccounts``."""
        from .subaccounts import Subaccounts

        return Subaccounts(self._http)

    @cached_property
    def api_keys(self) -> ApiKeys:
        """``/api_keys``."""
        from .api_keys import ApiKeys

        return ApiKeys(self._http)

    @cached_property
    def comms(self) -> Communications:
        """``/communications``."""
        from .communications import Communications

        return Communications(self._http)

    @cached_property
    def rfqs(self) -> RFQs:
        """``/communications/rfqs``."""
        from .rfqs import RFQs

        return RFQs(self._http)

    @cached_property
    def quotes(self) -> Quotes:
        """``/communications/quotes``."""
        from .quotes import Quotes

        return Quotes(self._http)

    @cached_property
    def block_trades(self) -> BlockTrades:
        """``/communications/block-trade-proposals``."""
        from .block_trades import BlockTrades

        return BlockTrades(self._http)

    @cached_property
    def rfq_batches(self) -> RFQBatches:
        """``/communications/rfq_batches``."""
        from .rfq_batches import RFQBatches

        return RFQBatches(self._http)

    @cached_property
    def fcm(self) -> FCM:
        """``/fcm``."""
        from .fcm import FCM

        return FCM(self._http)
