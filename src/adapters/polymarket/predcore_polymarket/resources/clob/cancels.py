"""Cancel without naming orders, and have them cancelled when you fall silent."""

from __future__ import annotations

from functools import cached_property

from predcore import InvalidRequest
from predcore.kit import decoder

from ...models.clob.account import Heartbeat, HeartbeatStatus
from ...models.clob.order import CancelAnswer
from .._identifiers import condition_id, token_id
from .._private import PrivateResource, compact

__all__ = ["CancelAll", "CancelMarketOrders", "ClobV1", "Heartbeats", "OldHeartbeats"]

_CANCELLED = decoder(CancelAnswer)
_BEAT = decoder(Heartbeat)
_STATUS = decoder(HeartbeatStatus)


class CancelAll(PrivateResource):
    """Every order."""

    async def delete(self) -> CancelAnswer:
        """Cancel every order of these credentials."""
        return await self._write(
            "DELETE",
            "/cancel-all",
            _CANCELLED,
            bucket="clob.cancel_all",
            priority=True,
        )


class CancelMarketOrders(PrivateResource):
    """Every order of a market."""

    async def delete(
        self, *, market: str | None = None, asset_id: str | None = None
    ) -> CancelAnswer:
        """Cancel every order of a condition id, of a token id, or of both."""
        named: dict[str, str] = {}
        if market is not None:
            named["market"] = condition_id(market)
        if asset_id is not None:
            named["asset_id"] = token_id(asset_id)
        if not named:
            raise InvalidRequest("give a market, an asset_id, or both")
        return await self._write(
            "DELETE",
            "/cancel-market-orders",
            _CANCELLED,
            compact(named),
            bucket="clob.cancel_market",
            priority=True,
        )


class ClobV1(PrivateResource):
    """``/v1``."""

    @cached_property
    def heartbeats(self) -> Heartbeats:
        """``/v1/heartbeats``."""
        return Heartbeats(self._pipeline)


class Heartbeats(PrivateResource):
    """A dead man's switch."""

    async def create(self, heartbeat_id: str = "") -> Heartbeat:
        """Say that you are alive, and learn the id to say it with next.

        From the first beat on, 10 to 15 seconds without one cancel every order of
        these credentials: beat every 5. Raises ``WrongHeartbeat``, which carries the
        id that the venue expects.
        """
        return await self._write(
            "POST",
            "/v1/heartbeats",
            _BEAT,
            compact({"heartbeat_id": heartbeat_id}),
            priority=True,
        )


class OldHeartbeats(PrivateResource):
    """The switch as it was."""

    async def create(self) -> HeartbeatStatus:
        """Say that you are alive, in the way of before; prefer ``v1.heartbeats``."""
        return await self._write("POST", "/heartbeats", _STATUS, priority=True)
