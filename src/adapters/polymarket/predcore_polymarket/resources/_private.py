"""What every group of endpoints that wants credentials is."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Literal, TypeVar

from predcore import AuthenticationFailed, OutcomeUnknown, VenueError
from predcore.kit import HTTP, Decoder, Param, Request, query

from .._codes import UNCERTAIN, UNDONE

__all__ = ["PrivateResource", "compact"]

T = TypeVar("T")


def compact(body: Any) -> bytes:
    """JSON as it is sent and signed, without spaces."""
    return json.dumps(body, separators=(",", ":")).encode()


class PrivateResource:
    """Endpoints of an account, under one path of one service."""

    def __init__(self, private: HTTP | None) -> None:
        self._pipeline = private

    @property
    def _private(self) -> HTTP:
        if self._pipeline is None:
            raise AuthenticationFailed(
                "this belongs to an account: open Polymarket with credentials"
            )
        return self._pipeline

    async def _read(
        self,
        path: str,
        parse: Decoder[T],
        params: Mapping[str, Param] | None = None,
        *,
        bucket: str = "clob",
        body: bytes | None = None,
    ) -> T:
        """Ask; with a body it is a POST, and still changes nothing."""
        return await self._private.send(
            Request(
                method="GET" if body is None else "POST",
                path=path,
                query=query(params or {}),
                body=body,
                parse=parse,
                signed=True,
                bucket=bucket,
            )
        )

    async def _write(
        self,
        method: Literal["POST", "DELETE"],
        path: str,
        parse: Decoder[T],
        body: bytes | None = None,
        *,
        params: Mapping[str, Param] | None = None,
        bucket: str = "clob",
        cost: int = 1,
        priority: bool = False,
        client_id: str | None = None,
        undone: frozenset[str] = UNDONE,
    ) -> T:
        """Send once what changes something; raises ``OutcomeUnknown``.

        The venue's texts decide where they say more than its status: some refusals
        are HTTP 5xx (``undone``, by code), and one that is HTTP 400 may be of an order
        that lives.
        """
        request = Request(
            method=method,
            path=path,
            query=query(params or {}),
            body=body,
            parse=parse,
            repeatable=False,
            signed=True,
            bucket=bucket,
            cost=cost,
            priority=priority,
            client_id=client_id,
        )
        try:
            return await self._private.send(request)
        except OutcomeUnknown as unknown:
            refusal = unknown.__cause__
            if isinstance(refusal, VenueError) and refusal.code in undone:
                raise refusal from None
            raise
        except VenueError as refusal:
            if refusal.code in UNCERTAIN:
                raise OutcomeUnknown(str(refusal), client_id=client_id) from refusal
            raise
