"""What a venue says on a connection, as a plain object that never touches a socket."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from .._updates import Update

__all__ = ["Reconnect", "Send", "Step", "StreamProtocol"]


@dataclass(frozen=True, slots=True)
class Send:
    """A frame the protocol wants written."""

    frame: str | bytes


@dataclass(frozen=True, slots=True)
class Reconnect:
    """The connection is of no more use, for this reason."""

    reason: str


Step = Send | Reconnect | Update


class StreamProtocol(Protocol):
    """A connection's state machine: no I/O, no tasks; ``now`` is monotonic seconds."""

    def opened(self, now: float) -> Iterable[Send]:
        """A fresh connection: subscribe from scratch."""
        ...

    def received(self, frame: str | bytes, now: float, /) -> Iterable[Step]:
        """A frame arrived.

        Raise ``BadResponse`` for a frame that makes no sense (the connection is
        dropped and what was built from it is stale) and any other ``PredcoreError``
        to end the stream for good.
        """
        ...

    def lost(self) -> None:
        """The connection is gone: whatever was built from it is stale."""
        ...

    def due(self) -> float | None:
        """When ``expired`` wants to be called if nothing happens before."""
        ...

    def expired(self, now: float) -> Iterable[Step]:
        """Something did not come in time."""
        ...
