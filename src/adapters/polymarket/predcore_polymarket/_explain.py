"""Polymarket's refusals, in predcore's words."""

from __future__ import annotations

import json
from decimal import Decimal
from math import ceil
from typing import Any, cast

from predcore import (
    AuthenticationFailed,
    NotFound,
    PermissionDenied,
    RateLimited,
    Unavailable,
    VenueError,
)
from predcore.kit import Reply

__all__ = ["explain"]

_BY_STATUS: dict[int, type[VenueError]] = {
    401: AuthenticationFailed,
    403: PermissionDenied,
    404: NotFound,
    425: Unavailable,
    429: RateLimited,
}
_MISSING = ("not found", "no orderbook exists")
_BLOCKED = (
    "blocked before it reached Polymarket (a web page came back): the address may be "
    "in a refused country or network, or a proxy may be in the way"
)
_LONGEST = 300


def explain(reply: Reply) -> VenueError:
    """Choose the exception for a refusal; never raises itself."""
    answer = _object(reply.body)
    said = _text(answer, "error", "errorMsg", "error_msg", "message", "detail")
    return _kind(reply.status, said)(
        f"HTTP {reply.status}: {said or _unsaid(reply)}",
        status=reply.status,
        code=_text(answer, "code", "type") or None,
        retry_after=_retry_after(reply, answer),
    )


def _kind(status: int, said: str) -> type[VenueError]:
    if status >= 500:
        return Unavailable
    if status == 400 and any(phrase in said.lower() for phrase in _MISSING):
        return NotFound
    return _BY_STATUS.get(status, VenueError)


def _unsaid(reply: Reply) -> str:
    """What to say about an answer that gives no reason we can read."""
    start = reply.body[:256].lstrip().lower()
    if start.startswith((b"<!doctype", b"<html")):
        return _BLOCKED if reply.status == 403 else "a web page instead of JSON"
    return "no reason given"


def _object(body: bytes) -> dict[str, Any]:
    try:
        found: Any = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return (
        cast("dict[str, Any]", found) if isinstance(found, dict) else {"error": found}
    )


def _text(answer: dict[str, Any], *names: str) -> str:
    for name in names:
        value = answer.get(name)
        if isinstance(value, str | int) and value != "":
            return " ".join(str(value).split())[:_LONGEST]
    return ""


def _retry_after(reply: Reply, answer: dict[str, Any]) -> int | None:
    """Seconds; a date in the header is not worth reading, the default wait will do."""
    for value in (reply.headers.get("retry-after"), answer.get("retry_after_seconds")):
        try:
            seconds = ceil(Decimal(str(value)))
        except (ArithmeticError, ValueError):
            continue
        if seconds >= 0:
            return seconds
    return None
