"""``/account``."""

from __future__ import annotations

from functools import cached_property

from predcore.kit import decoder

from ..models import account as models
from ._resource import Resource

__all__ = ["Account", "EndpointCosts"]

_COSTS = decoder(models.EndpointCosts)


class Account(Resource):
    """What is public about accounts."""

    @cached_property
    def endpoint_costs(self) -> EndpointCosts:
        """``/account/endpoint_costs``."""
        return EndpointCosts(self._http)


class EndpointCosts(Resource):
    """What requests cost."""

    async def get(self) -> models.EndpointCosts:
        """Fetch the default cost in tokens, and the endpoints that differ."""
        return await self._read("/account/endpoint_costs", _COSTS)
