"""Facts about a token, and about the service itself."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from predcore.kit import Decoder, Request, decoder, query

from ...models.clob import price as models
from .._resource import Resource

__all__ = ["FeeRate", "NegRisk", "Ok", "TickSize", "Time", "Version"]

_TICK = decoder(models.TickSize)
_NEG_RISK = decoder(models.NegRisk)
_FEE_RATE = decoder(models.FeeRate)
_VERSION = decoder(models.Version)
_SECONDS = decoder(int)
_ANYTHING: Decoder[Any] = Decoder(Any)


class TickSize(Resource):
    """The smallest price step, which narrows near 0 and 1."""

    async def get(self, token_id: str) -> Decimal | None:
        """Fetch the tick of a token."""
        params = query({"token_id": token_id})
        found = await self._http.send(
            Request(path="/tick-size", query=params, parse=_TICK, bucket="clob.tick")
        )
        return found.minimum_tick_size


class NegRisk(Resource):
    """Which contract a token trades on."""

    async def get(self, token_id: str) -> bool:
        """Fetch whether a token belongs to a neg-risk market."""
        params = query({"token_id": token_id})
        found = await self._http.send(
            Request(path="/neg-risk", query=params, parse=_NEG_RISK, bucket="clob")
        )
        return found.neg_risk


class FeeRate(Resource):
    """A number orders once carried. What is paid: ``clob_markets``."""

    async def get(self, token_id: str) -> int | None:
        """Fetch the legacy base fee of a token, in basis points."""
        params = query({"token_id": token_id})
        found = await self._http.send(
            Request(path="/fee-rate", query=params, parse=_FEE_RATE, bucket="clob")
        )
        return found.base_fee


class Time(Resource):
    """The service's clock."""

    async def get(self) -> datetime:
        """Fetch the time, to the second."""
        seconds = await self._http.send(
            Request(path="/time", parse=_SECONDS, bucket="clob")
        )
        return datetime.fromtimestamp(seconds, UTC)


class Version(Resource):
    """The order format."""

    async def get(self) -> int:
        """Fetch the version of the order struct that is accepted."""
        found = await self._http.send(
            Request(path="/version", parse=_VERSION, bucket="clob")
        )
        return found.version


class Ok(Resource):
    """The service's health."""

    async def get(self) -> Any:
        """Fetch the health answer; raises ``Unavailable`` where it is down."""
        return await self._http.send(
            Request(path="/ok", parse=_ANYTHING, bucket="clob.ok")
        )
