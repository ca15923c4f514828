"""Kalshi's refusals, in predcore's words.

Five shapes of body are in use, some answers have none, and an error at the edge is
an HTML page.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from predcore import (
    AuthenticationFailed,
    NotFound,
    OrderRejected,
    PermissionDenied,
    RateLimited,
    Unavailable,
    VenueError,
)
from predcore.kit import Reply

from ._codes import REJECTIONS

__all__ = ["explain", "refusal"]

_BY_STATUS: dict[int, type[VenueError]] = {
    401: AuthenticationFailed,
    403: PermissionDenied,
    404: NotFound,
    429: RateLimited,
}


class _Said(NamedTuple):
    message: str | None = None
    code: str | None = None


def explain(reply: Reply) -> VenueError:
    """Choose the exception for a refusal; never raises itself."""
    return _error(
        _read(reply.body),
        reply.status,
        _seconds(reply.headers.get("retry-after", "")),
    )


def refusal(body: Mapping[Any, Any], status: int | None = None) -> VenueError:
    """The exception for an ``error`` object inside an answer, as batches have them."""
    return _error(_coded(body), status)


def _error(
    said: _Said, status: int | None, retry_after: int | None = None
) -> VenueError:
    return _kind(status, said.code)(
        (said.message or f"the venue answered HTTP {status}")[:500],
        status=status,
        code=said.code,
        retry_after=retry_after,
    )


def _kind(status: int | None, code: str | None) -> type[VenueError]:
    if status in {None, 400, 409} and code and code.lower() in REJECTIONS:
        return OrderRejected
    if status is not None and status >= 500:
        return Unavailable
    return _BY_STATUS.get(status or 0, VenueError)


def _read(body: bytes) -> _Said:
    try:
        found: Any = json.loads(body)
    except (ValueError, RecursionError):
        return _Said()
    match found:
        case {"error": {**nested}}:
            return _coded(nested)
        case {"error": str(text)} | {"msg": str(text)}:
            return _Said(text)
        case {"exchange_active": bool(active), "trading_active": bool(), **rest}:
            return _paused(active, rest.get("exchange_estimated_resume_time"))
        case {**flat}:
            return _coded(flat)
        case _:
            return _Said()


def _coded(body: Mapping[Any, Any]) -> _Said:
    """``code``, ``message`` and ``details``, each optional."""
    code, message, details = (
        text if isinstance(text := body.get(name), str) and text else None
        for name in ("code", "message", "details")
    )
    parts = [part for part in (message or code, details) if part]
    return _Said(": ".join(parts) or None, code)


def _paused(active: bool, back: Any) -> _Said:
    """``/exchange/status`` answers 5xx with its ordinary body."""
    what = "trading is paused" if active else "the exchange is paused"
    return _Said(f"{what}, back at {back} perhaps" if isinstance(back, str) else what)


def _seconds(header: str) -> int | None:
    plain = header.isascii() and header.isdecimal() and len(header) <= 6
    return int(header) if plain else None
