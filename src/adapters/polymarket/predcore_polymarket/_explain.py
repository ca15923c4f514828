"""Polymarket's refusals, in predcore's words.

``code`` of the exceptions is the venue's where it has one, and otherwise a name that
:mod:`._codes` gives to the text: the venue's texts are its interface.
"""

from __future__ import annotations

import json
from decimal import Decimal
from math import ceil
from typing import Any, cast

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

from ._codes import REASONS, UNDONE, code_of

__all__ = ["WrongHeartbeat", "explain", "refusal"]

_BY_STATUS: dict[int, type[VenueError]] = {
    401: AuthenticationFailed,
    403: PermissionDenied,
    404: NotFound,
    425: Unavailable,
    429: RateLimited,
}
_BY_REASON: dict[str, type[VenueError]] = {
    "permission": PermissionDenied,
    "unavailable": Unavailable,
    "not_found": NotFound,
}
_EDGE = "edge_blocked"
_BLOCKED = (
    "blocked before it reached Polymarket (a web page came back): the address may be "
    "in a refused country or network, or a proxy may be in the way"
)
_RESTARTING = (
    "the matching engine restarts; for two minutes after, it takes post-only orders "
    "and cancels"
)
_LONGEST = 300


class WrongHeartbeat(VenueError):
    """The heartbeat carried another id than the venue expects: send that one."""

    heartbeat_id: str | None = None
    """What to send next."""


_BY_CODE: dict[str | None, type[VenueError]] = {
    "invalid_heartbeat": WrongHeartbeat,
    "no_orderbook": NotFound,
}


def explain(reply: Reply) -> VenueError:
    """Choose the exception for a refusal; never raises itself."""
    answer = _object(reply.body)
    said = _text(answer, "error", "errorMsg", "error_msg", "message", "detail")
    code = _code(reply, answer, said)
    error = _kind(reply.status, code)(
        f"HTTP {reply.status}: {said or _unsaid(reply)}",
        status=reply.status,
        code=code,
        retry_after=_retry_after(reply, answer),
    )
    if isinstance(error, WrongHeartbeat):
        error.heartbeat_id = _text(answer, "heartbeat_id") or None
    return error


def refusal(text: str | None, status: int | None = None) -> VenueError:
    """The exception for a refusal inside an answer: ``errorMsg``, ``not_canceled``."""
    code = code_of(text)
    said = " ".join((text or "no reason given").split())[:_LONGEST]
    return _kind(status, code)(said, status=status, code=code)


def _code(reply: Reply, answer: dict[str, Any], said: str) -> str | None:
    """The venue's own, unless its text says more."""
    if reply.status == 403 and _is_page(reply.body):
        return _EDGE
    own, known = _text(answer, "code", "type") or None, code_of(said)
    return known if own is None or known not in {None, "not_found"} else own


def _kind(status: int | None, code: str | None) -> type[VenueError]:
    by_status = _BY_STATUS.get(status or 0)
    if by_status is not None:
        return by_status
    if status is not None and status >= 500 and code not in UNDONE:
        return Unavailable
    if code in _BY_CODE:
        return _BY_CODE[code]
    reason = REASONS.get(code or "")
    return VenueError if reason is None else _BY_REASON.get(reason, OrderRejected)


def _unsaid(reply: Reply) -> str:
    """What to say about an answer that gives no reason we can read."""
    if _is_page(reply.body):
        return _BLOCKED if reply.status == 403 else "a web page instead of JSON"
    return _RESTARTING if reply.status == 425 else "no reason given"


def _is_page(body: bytes) -> bool:
    return body[:256].lstrip().lower().startswith((b"<!doctype", b"<html"))


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
