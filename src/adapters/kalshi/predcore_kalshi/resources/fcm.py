"""``/fcm``: for clearing members; everyone else is refused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from predcore import InvalidRequest
from predcore.kit import Page, Pages, decoder

from ..models import fcm as models
from ..models.orders import Order
from ..models.positions import MarketPosition
from ._parameters import Instant, joined, seconds, within
from ._resource import Json, PrivateResource
from .orders import ORDERS, OrderFilter
from .positions import POSITIONS, CountFilter, SettlementStatus

if TYPE_CHECKING:
    from .fcm_subtraders import BlockedCategories, DailyCap, Subtraders

__all__ = ["FCM", "FCMFills", "FCMOrders", "FCMPositions"]

_FILLS = decoder(models.FcmFillPage).pick(
    lambda page: Page(page.fills, page.cursor or None, page)
)
_TRANSFERRED = decoder(models.CreatedFCMPositionTransfer).pick(
    lambda made: made.position_transfer_id
)


class FCM(PrivateResource):
    """What a clearing member's subtraders have and may do."""

    @cached_property
    def fills(self) -> FCMFills:
        """``/fcm/fills``."""
        return FCMFills(self._http)

    @cached_property
    def orders(self) -> FCMOrders:
        """``/fcm/orders``."""
        return FCMOrders(self._http)

    @cached_property
    def positions(self) -> FCMPositions:
        """``/fcm/positions``."""
        return FCMPositions(self._http)

    @cached_property
    def subtraders(self) -> Subtraders:
        """``/fcm/subtraders``."""
        from .fcm_subtraders import Subtraders

        return Subtraders(self._http)

    @cached_property
    def daily_cap(self) -> DailyCap:
        """``/fcm/subtraders/event_contract_daily_cap``."""
        from .fcm_subtraders import DailyCap

        return DailyCap(self._http)

    @cached_property
    def blocked_categories(self) -> BlockedCategories:
        """``/fcm/subtraders/blocked_categories``."""
        from .fcm_subtraders import BlockedCategories

        return BlockedCategories(self._http)


class FCMFills(PrivateResource):
    """What traded, for any subtrader."""

    def list(
        self, *, min_ts: Instant | None = None, max_ts: Instant | None = None
    ) -> Pages[models.FcmFill]:
        """List fills from after ``min_ts`` to before ``max_ts``."""
        params = {
            "min_ts": seconds("min_ts", min_ts),
            "max_ts": seconds("max_ts", max_ts),
        }
        return self._listing("/fcm/fills", _FILLS, params)


class FCMOrders(PrivateResource):
    """Orders of subtraders."""

    def list(
        self,
        *,
        subtrader_id: str | None = None,
        client_order_ids: Sequence[str] | None = None,
        event_ticker: str | None = None,
        ticker: str | None = None,
        min_ts: Instant | None = None,
        max_ts: Instant | None = None,
        status: OrderFilter | None = None,
        limit: int = 1000,
    ) -> Pages[Order]:
        """List orders of a subtrader, or by the ids clients gave them, or both.

        Args:
            subtrader_id: only of this subtrader.
            client_order_ids: only these, of the last 24 hours; at most 100.
            event_ticker: only of this event.
            ticker: only of this market.
            min_ts, max_ts: after and before; whether the ends belong is not said.
            status: only orders in this state.
            limit: orders a page, 1 to 1000.
        """
        if subtrader_id is None and client_order_ids is None:
            raise InvalidRequest("give subtrader_id, client_order_ids, or both")
        params = {
            "subtrader_id": subtrader_id,
            "client_order_ids": joined("client_order_ids", client_order_ids, 100),
            "event_ticker": event_ticker,
            "ticker": ticker,
            "min_ts": seconds("min_ts", min_ts),
            "max_ts": seconds("max_ts", max_ts),
            "status": status,
            "limit": within("limit", limit, 1, 1000),
        }
        return self._listing("/fcm/orders", ORDERS, params)


class FCMPositions(PrivateResource):
    """What subtraders hold."""

    def list(
        self,
        *,
        subtrader_id: str | None = None,
        ticker: str | None = None,
        event_ticker: str | None = None,
        count_filter: Sequence[CountFilter] | None = None,
        settlement_status: SettlementStatus | None = None,
        limit: int = 1000,
    ) -> Pages[MarketPosition]:
        """List positions by market; those by event are in each page's ``native``.

        Args:
            subtrader_id: only of this subtrader.
            ticker: only of this market.
            event_ticker: only of this event.
            count_filter: only those with contracts held, or ever traded.
            settlement_status: ``unsettled`` when left out.
            limit: positions a page, 1 to 1000.
        """
        params = {
            "subtrader_id": subtrader_id,
            "ticker": ticker,
            "event_ticker": event_ticker,
            "count_filter": joined("count_filter", count_filter),
            "settlement_status": settlement_status,
            "limit": within("limit", limit, 1, 1000),
        }
        return self._listing("/fcm/positions", POSITIONS, params)

    async def transfer(
        self,
        market_ticker: str,
        *,
        source_subtrader_id: str,
        target_subtrader_id: str,
        position_centicount: int,
        price_centicents: int,
    ) -> str:
        """Move a position and learn the transfer's id: keep it, no listing has it.

        Nothing tells one transfer from the next: after ``OutcomeUnknown`` look at the
        positions before moving anything again.

        Args:
            market_ticker: the market.
            source_subtrader_id: who gives it up.
            target_subtrader_id: who gets it, under the member's error account.
            position_centicount: hundredths of a contract and whole contracts: of YES
                above 0, of NO below.
            price_centicents: ten-thousandths of a dollar a YES contract and whole
                cents, 0 to 10000.
        """
        if position_centicount == 0 or position_centicount % 100:
            raise InvalidRequest(
                "position_centicount is in whole contracts (100s) and not 0, "
                f"got {position_centicount}"
            )
        if price_centicents % 100:
            raise InvalidRequest(
                f"price_centicents is in whole cents (100s), got {price_centicents}"
            )
        body: Mapping[str, Json] = {
            "source_subtrader_id": source_subtrader_id,
            "target_subtrader_id": target_subtrader_id,
            "market_ticker": market_ticker,
            "position_centicount": position_centicount,
            "price_centicents": within("price_centicents", price_centicents, 0, 10_000),
        }
        return await self._write("POST", "/fcm/positions/transfers", _TRANSFERRED, body)
