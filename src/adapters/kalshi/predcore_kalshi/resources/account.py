"""``/account``."""

from __future__ import annotations

from functools import cached_property

from predcore.kit import decoder, nothing

from ..models import account as models
from ..models import api_limits as limits
from ._resource import PrivateResource, Resource

__all__ = ["Account", "AccountLimits", "EndpointCosts", "VolumeProgress"]

_COSTS = decoder(models.EndpointCosts)
_LIMITS = decoder(limits.AccountApiLimits)
_PROGRESS = decoder(limits.VolumeProgressEnvelope).pick(
    lambda found: found.volume_progress
)


class Account(Resource):
    """What an account may ask of the venue."""

    @cached_property
    def limits(self) -> AccountLimits:
        """``/account/limits``."""
        return AccountLimits(self._http)

    @cached_property
    def volume_progress(self) -> VolumeProgress:
        """``/account/api_usage_level/volume_progress``."""
        return VolumeProgress(self._http)

    @cached_property
    def endpoint_costs(self) -> EndpointCosts:
        """``/account/endpoint_costs``."""
        return EndpointCosts(self._http)

    async def upgrade(self) -> None:
        """Ask for the advanced tier; raises ``PermissionDenied`` without API orders."""
        path = "/account/api_usage_level/upgrade"
        await self._write("POST", path, nothing, {})


class AccountLimits(PrivateResource):
    """How much may be asked."""

    async def get(self) -> limits.AccountApiLimits:
        """Fetch the tier and its rate budgets, in tokens."""
        return await self._read("/account/limits", _LIMITS)


class VolumeProgress(PrivateResource):
    """How far it is to the next tier."""

    async def get(self) -> tuple[limits.AccountApiUsageLevelVolumeProgress, ...]:
        """Fetch the contracts traded in 30 days, and those that earn a tier."""
        path = "/account/api_usage_level/volume_progress"
        return await self._read(path, _PROGRESS)


class EndpointCosts(Resource):
    """What requests cost."""

    async def get(self) -> models.EndpointCosts:
        """Fetch the default cost in tokens, and the endpoints that differ."""
        return await self._read("/account/endpoint_costs", _COSTS)
