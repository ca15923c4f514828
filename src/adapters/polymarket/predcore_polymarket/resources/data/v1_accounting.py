"""``/v1/accounting``."""

from __future__ import annotations

from functools import cached_property

from predcore import BadResponse
from predcore.kit import Decoder, Request, query

from ...models.data.v1_snapshot import AccountingSnapshot
from .._resource import Resource

__all__ = ["Accounting"]

_LARGEST = 64 * 1024 * 1024
_BEGINNING = (b"PK\x03\x04", b"PK\x05\x06")
"""Of archives with files, and without any."""


class _Archive(Decoder[AccountingSnapshot]):
    """Reads what is no JSON."""

    def __call__(self, body: bytes) -> AccountingSnapshot:
        if not body.startswith(_BEGINNING):
            raise BadResponse("the answer is no ZIP archive")
        return AccountingSnapshot(body)


_ARCHIVE = _Archive(bytes)


class Accounting(Resource):
    """The books of a wallet."""

    @cached_property
    def snapshot(self) -> Snapshots:
        """``/v1/accounting/snapshot``."""
        return Snapshots(self._http)


class Snapshots(Resource):
    """The books, as tables."""

    async def get(self, user: str) -> AccountingSnapshot:
        """Fetch positions and equity of a wallet, at most 64 MiB packed."""
        return await self._http.send(
            Request(
                path="/v1/accounting/snapshot",
                query=query({"user": user}),
                parse=_ARCHIVE,
                bucket="data",
                largest=_LARGEST,
            )
        )
