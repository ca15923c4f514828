"""The older socket of prices and comments. Times are Unix milliseconds.

The venue has announced that its prices move to the newer socket and that comments
end.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from msgspec import Struct

__all__ = ["PricePoint", "RtdsMessage", "RtdsRefusal", "RtdsRefusalBody"]


class PricePoint(Struct, frozen=True, gc=False, kw_only=True):
    """A price at an instant, as approximate as the venue sends it."""

    timestamp: int
    value: Decimal


class RtdsMessage(Struct, frozen=True, kw_only=True):
    """One message; what ``payload`` holds depends on ``topic`` and ``type``.

    Prices of type ``update`` have ``symbol``, ``value``, ``timestamp`` and
    ``full_accuracy_value``; of type ``subscribe``, ``symbol`` and ``data``. Numbers in
    it are texts, exactly as they came.
    """

    topic: str
    type: str | None = None
    timestamp: int | None = None
    payload: dict[str, Any] = {}
    connection_id: str | None = None

    @property
    def points(self) -> tuple[PricePoint, ...]:
        """The prices it tells, oldest first; none where it is about something else."""
        from msgspec import ValidationError, convert

        rows: object = self.payload.get("data", [self.payload])
        try:
            return convert(rows, tuple[PricePoint, ...], strict=False)
        except ValidationError:
            return ()


class RtdsRefusalBody(Struct, frozen=True, gc=False):
    """What went wrong."""

    message: str | None = None


class RtdsRefusal(Struct, frozen=True, gc=False, kw_only=True, rename="camel"):
    """The service could not do what was asked."""

    status_code: int
    body: RtdsRefusalBody = RtdsRefusalBody()
