"""Version 2 of the Data API: what a wallet has won, lost and traded."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from predcore.kit import Request, decoder, query

from ...models.data.v2_record import (
    PnlAnswer,
    PnlSeries,
    StatsAnswer,
    UserStats,
    UserVolume,
    VolumeAnswer,
)
from .._resource import Resource
from .._values import seconds

__all__ = ["UserPnls", "UserStatistics", "UserVolumes"]

_PNL = decoder(PnlAnswer).pick(lambda answer: answer.data)
_STATS = decoder(StatsAnswer).pick(lambda answer: answer.data)
_VOLUME = decoder(VolumeAnswer).pick(lambda answer: answer.data)


class UserStatistics(Resource):
    """Records."""

    async def get(self, user: str) -> UserStats | None:
        """Fetch a wallet's record; ``None`` if it never traded."""
        params = query({"user": user})
        return await self._http.send(
            Request(path="/v2/user-stats", query=params, parse=_STATS, bucket="data")
        )


class UserPnls(Resource):
    """Profit and loss over time."""

    async def get(
        self,
        user: str,
        *,
        interval: Literal["max", "all", "1m", "1w", "1d", "12h", "6h"] | None = None,
        fidelity: Literal["1d", "18h", "12h", "3h", "1h"] | None = None,
    ) -> PnlSeries | None:
        """Fetch a wallet's running totals; ``1m`` is a month."""
        params = query({"user": user, "interval": interval, "fidelity": fidelity})
        return await self._http.send(
            Request(path="/v2/user-pnl", query=params, parse=_PNL, bucket="data.pnl")
        )


class UserVolumes(Resource):
    """Traded volume."""

    async def get(
        self, user: str, *, start: datetime | None = None, end: datetime | None = None
    ) -> UserVolume | None:
        """Fetch what a wallet traded between two instants."""
        params = query({"user": user, "start": seconds(start), "end": seconds(end)})
        return await self._http.send(
            Request(path="/v2/user-volume", query=params, parse=_VOLUME, bucket="data")
        )
