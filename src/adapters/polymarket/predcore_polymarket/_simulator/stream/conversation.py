"""Frames of a client, read."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Protocol, cast

from .outbox import Outbox

__all__ = ["Conversation", "members", "names"]


class Conversation(Protocol):
    """One client and what it is owed.

    Attributes:
        outbox: what waits to be sent to it.
    """

    outbox: Outbox

    def receive(self, text: str) -> None:
        """Answer a frame."""
        ...

    def tick(self, seconds: int) -> None:
        """So many seconds have passed since it began."""
        ...


def members(text: str) -> Mapping[str, Any] | None:
    """The object that a frame is, if it is one."""
    try:
        found: Any = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return cast("dict[str, Any]", found) if isinstance(found, dict) else None


def names(value: object) -> list[str] | None:
    """A list of texts, if it is one."""
    if not isinstance(value, list):
        return None
    found = cast("list[object]", value)
    texts = [item for item in found if isinstance(item, str)]
    return texts if len(texts) == len(found) else None
