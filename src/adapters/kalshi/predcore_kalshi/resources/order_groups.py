"""``/portfolio/order_groups``."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from predcore.kit import decoder, fill, nothing

from ..models import order_groups as models
from ._amounts import as_count, as_units, exactly_one
from ._parameters import shard, subaccount_number
from ._resource import Json, PrivateResource

__all__ = ["OrderGroups"]

_ALL = decoder(models.OrderGroups).pick(lambda found: found.order_groups)
_ONE = decoder(models.OrderGroupOrders)
_CREATED = decoder(models.CreatedOrderGroup)
_MOST = 1_000_000


class OrderGroups(PrivateResource):
    """Orders that are cancelled together when too many contracts trade in 15 seconds.

    A group lives on one shard (``exchange_index``, 0 when left out, never found by
    market) and protects no order on another.
    """

    async def list(
        self, *, subaccount: int | None = None
    ) -> tuple[models.OrderGroup, ...]:
        """Fetch the groups of a subaccount (0 to 63), or all."""
        params = {"subaccount": subaccount_number(subaccount)}
        return await self._read("/portfolio/order_groups", _ALL, params)

    async def create(
        self,
        *,
        contracts_limit: int | None = None,
        contracts_limit_fp: Decimal | None = None,
        subaccount: int | None = None,
        exchange_index: int | None = None,
    ) -> models.CreatedOrderGroup:
        """Make a group.

        Args:
            contracts_limit, contracts_limit_fp: contracts that may trade in any 15
                seconds, up to a million, whole or in hundredths; give one.
            subaccount: 0 (as when left out) to 63.
            exchange_index: the shard, 0 when left out.
        """
        body = {
            **_limit(contracts_limit, contracts_limit_fp),
            "subaccount": subaccount_number(subaccount),
            "exchange_index": shard(exchange_index),
        }
        path = "/portfolio/order_groups/create"
        return await self._write("POST", path, _CREATED, body)

    async def get(
        self, order_group_id: str, *, subaccount: int | None = None
    ) -> models.OrderGroupOrders:
        """Fetch a group and the ids of its orders; raises ``NotFound``."""
        params = {"subaccount": subaccount_number(subaccount)}
        return await self._read(_path("", order_group_id), _ONE, params)

    async def update_limit(
        self,
        order_group_id: str,
        *,
        contracts_limit: int | None = None,
        contracts_limit_fp: Decimal | None = None,
        subaccount: int | None = None,
        exchange_index: int | None = None,
    ) -> None:
        """Change the limit; one below what has just traded triggers the group."""
        await self._write(
            "PUT",
            _path("/limit", order_group_id),
            nothing,
            _limit(contracts_limit, contracts_limit_fp),
            params=_whose(subaccount, exchange_index),
        )

    async def reset(
        self,
        order_group_id: str,
        *,
        subaccount: int | None = None,
        exchange_index: int | None = None,
    ) -> None:
        """Count from zero, and take orders again after a trigger."""
        path = _path("/reset", order_group_id)
        whose = _whose(subaccount, exchange_index)
        await self._write("PUT", path, nothing, {}, params=whose)

    async def trigger(
        self,
        order_group_id: str,
        *,
        subaccount: int | None = None,
        exchange_index: int | None = None,
    ) -> None:
        """Cancel the orders of the group, and take none until it is reset."""
        path = _path("/trigger", order_group_id)
        whose = _whose(subaccount, exchange_index)
        await self._write("PUT", path, nothing, {}, params=whose)

    async def delete(
        self,
        order_group_id: str,
        *,
        subaccount: int | None = None,
        exchange_index: int | None = None,
    ) -> None:
        """Remove the group and cancel its orders."""
        path = _path("", order_group_id)
        whose = _whose(subaccount, exchange_index)
        await self._write("DELETE", path, nothing, params=whose)


def _path(action: str, order_group_id: str) -> str:
    path = "/portfolio/order_groups/{order_group_id}"
    return fill(path, order_group_id=order_group_id) + action


def _whose(
    subaccount: int | None, exchange_index: int | None
) -> Mapping[str, int | None]:
    return {
        "subaccount": subaccount_number(subaccount),
        "exchange_index": shard(exchange_index),
    }


def _limit(contracts: int | None, exact: Decimal | None) -> Mapping[str, Json]:
    exactly_one(contracts_limit=contracts, contracts_limit_fp=exact)
    if exact is not None:
        return {"contracts_limit_fp": as_count("contracts_limit_fp", exact, most=_MOST)}
    return {"contracts_limit": as_units("contracts_limit", contracts or 0, most=_MOST)}
