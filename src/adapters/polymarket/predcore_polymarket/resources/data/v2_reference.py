"""Version 2 of the Data API: tokens, resolutions, and the service itself."""

from __future__ import annotations

from collections.abc import Sequence

from predcore import InvalidRequest
from predcore.kit import Request, decoder, query

from ...models.data.v2_reference import (
    Resolution,
    ResolutionAnswer,
    Status,
    StatusAnswer,
    Token,
    TokenAnswer,
)
from .._resource import Resource
from .._values import csv

__all__ = ["Resolutions", "ServiceStatus", "Tokens"]

_RESOLUTIONS = decoder(ResolutionAnswer).pick(lambda answer: answer.data)
_TOKENS = decoder(TokenAnswer).pick(lambda answer: answer.data)
_STATUS = decoder(StatusAnswer).pick(lambda answer: answer.data)

Some = Sequence[str] | str


class Resolutions(Resource):
    """How far questions are from being settled."""

    async def get(
        self,
        *,
        condition_id: Some | None = None,
        question_id: str | None = None,
        event_id: Some | None = None,
    ) -> tuple[Resolution, ...]:
        """Fetch resolutions by one of the three, at most 20 ids."""
        _exactly_one(condition_id, question_id, event_id)
        params = query(
            {
                "condition_id": csv(condition_id),
                "question_id": question_id,
                "event_id": csv(event_id),
            }
        )
        return await self._http.send(
            Request(
                path="/v2/resolutions", query=params, parse=_RESOLUTIONS, bucket="data"
            )
        )


class Tokens(Resource):
    """What outcome tokens stand for."""

    async def get(
        self, *, token_id: Some | None = None, condition: Some | None = None
    ) -> tuple[Token, ...]:
        """Fetch up to 50 tokens, or those of up to 10 conditions."""
        _exactly_one(token_id, condition)
        params = query({"token_id": csv(token_id), "condition": csv(condition)})
        return await self._http.send(
            Request(path="/v2/tokens", query=params, parse=_TOKENS, bucket="data")
        )


class ServiceStatus(Resource):
    """How fresh the answers are."""

    async def get(self) -> Status | None:
        """Fetch how far the service is behind the chain."""
        return await self._http.send(
            Request(path="/v2/status", parse=_STATUS, bucket="data")
        )


def _exactly_one(*choices: object) -> None:
    if sum(choice is not None for choice in choices) != 1:
        raise InvalidRequest("give exactly one of the filters")
