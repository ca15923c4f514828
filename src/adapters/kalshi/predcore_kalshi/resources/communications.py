"""``/communications``."""

from __future__ import annotations

from functools import cached_property

from predcore.kit import decoder

from ..models.rfqs import CommunicationsID as Id
from ._resource import PrivateResource

__all__ = ["Communications", "CommunicationsID"]

_ID = decoder(Id).pick(lambda found: found.communications_id)


class Communications(PrivateResource):
    """How one is known to those who ask for quotes, and give them."""

    @cached_property
    def id(self) -> CommunicationsID:
        """``/communications/id``."""
        return CommunicationsID(self._http)


class CommunicationsID(PrivateResource):
    """A public name without a person behind it."""

    async def get(self) -> str:
        """Fetch one's own communications id."""
        return await self._read("/communications/id", _ID)
