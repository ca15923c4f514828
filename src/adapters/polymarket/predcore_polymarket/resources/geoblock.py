"""``/api/geoblock`` of the site."""

from __future__ import annotations

from predcore.kit import Request, decoder

from ..models.geoblock import Geoblock as GeoblockModel
from ._resource import Resource

__all__ = ["Geoblock"]

_GEOBLOCK = decoder(GeoblockModel)


class Geoblock(Resource):
    """Whether orders are taken from where you are."""

    async def get(self) -> GeoblockModel:
        """Fetch whether the venue refuses the address that this is sent from."""
        return await self._http.send(
            Request(path="/api/geoblock", parse=_GEOBLOCK, bucket="site")
        )
