"""Frames of the sockets that are not about order books."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from predcore import AuthenticationFailed
from predcore.kit import Drift

from ..models.streams.live_data import LivePrice, LiveReply
from ..models.streams.rtds import RtdsMessage, RtdsRefusal
from ..models.streams.sports import SportResult
from .decoding import shaped
from .loosely import objects

__all__ = ["live_events", "refused_key", "rtds_events", "sport_results"]

_KEY_TROUBLES = frozenset({"auth_invalid", "auth_expired", "auth_attempts"})


def sport_results(frame: str | bytes) -> Sequence[SportResult]:
    """Games; raises ``BadResponse``."""
    rows = objects(frame)
    for row in rows:
        if "finished_timestamp" in row:
            row.setdefault("finishedTimestamp", row["finished_timestamp"])
    return [shaped(SportResult, row, "stream, a game") for row in rows]


def rtds_events(
    drift: Drift,
) -> Callable[[str | bytes], Sequence[RtdsMessage | RtdsRefusal]]:
    """Reads the older socket's frames; what is neither kind is counted."""

    def read(row: dict[str, Any]) -> RtdsMessage | RtdsRefusal | None:
        if "topic" in row:
            return shaped(RtdsMessage, row, "stream, a message")
        if "statusCode" in row:
            return shaped(RtdsRefusal, row, "stream, a refusal")
        drift.note("stream", "topic", "")
        return None

    return _all(read)


def live_events(
    drift: Drift,
) -> Callable[[str | bytes], Sequence[LivePrice | LiveReply]]:
    """Reads the newer socket's frames; what is neither kind is counted."""

    def read(row: dict[str, Any]) -> LivePrice | LiveReply | None:
        if "op" in row:
            return shaped(LiveReply, row, "stream, an answer")
        if "payload" in row:
            return shaped(LivePrice, row, "stream, a price")
        drift.note("stream", "channel", "")
        return None

    return _all(read)


def _all(
    read: Callable[[dict[str, Any]], Any],
) -> Callable[[str | bytes], Sequence[Any]]:
    def events(frame: str | bytes) -> Sequence[Any]:
        found = map(read, objects(frame))
        return [event for event in found if event is not None]

    return events


def refused_key(event: LivePrice | LiveReply) -> None:
    """Raise ``AuthenticationFailed`` for an answer that the key is no good."""
    if isinstance(event, LiveReply) and event.code in _KEY_TROUBLES:
        raise AuthenticationFailed(f"stream: {event.code}", code=event.code)
