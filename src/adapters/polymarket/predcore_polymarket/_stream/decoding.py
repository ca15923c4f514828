"""Frames to the venue's own events."""

from __future__ import annotations

from typing import Any, Generic, TypeVar, cast, get_args

from msgspec import DecodeError, Struct, ValidationError, convert
from msgspec.json import Decoder

from predcore import BadResponse

from ..models.streams.envelope import Event, Unfamiliar
from ..models.streams.market import MarketEvent
from ..models.streams.user import UserEvent
from .loosely import objects

__all__ = ["EVENTS_OF_MARKETS", "EVENTS_OF_USERS", "Events", "shaped"]

E = TypeVar("E", bound=Event)
S = TypeVar("S", bound=Struct)


class Events(Generic[E]):
    """Decodes a channel: a frame is an event or a list of them.

    Args:
        channel: the union of its events.
    """

    def __init__(self, channel: Any) -> None:
        tags = {kind.__struct_config__.tag: kind for kind in get_args(channel)}
        self._kinds = cast("dict[object, type[E]]", tags)
        self._strict = Decoder[Any](channel | list[channel], strict=False)
        self._frame: str | bytes = b""
        self._events: tuple[E | Unfamiliar, ...] = ()

    def __call__(self, frame: str | bytes) -> tuple[E | Unfamiliar, ...]:
        """The events of a frame; raises ``BadResponse``."""
        try:
            found: Any = self._strict.decode(frame)
        except (DecodeError, RecursionError):
            return tuple(map(self._event, objects(frame)))
        return tuple(cast("list[E]", found)) if type(found) is list else (found,)

    def at(self, frame: str | bytes, number: int | None) -> E | Unfamiliar:
        """One event of a frame; a list is taken apart once for all of its events."""
        if number is None:
            return self(frame)[0]
        if frame is not self._frame:
            self._frame, self._events = frame, self(frame)
        event = self._events[number]
        if number == len(self._events) - 1:
            self._frame, self._events = b"", ()
        return event

    def _event(self, row: dict[str, Any]) -> E | Unfamiliar:
        named: object = row.get("event_type")
        kind = self._kinds.get(named) if isinstance(named, str) else None
        if kind is None:
            return Unfamiliar(named if isinstance(named, str) else "")
        return shaped(kind, row, f"stream, {named}")


def shaped(kind: type[S], row: dict[str, Any], where: str) -> S:
    """An object as a Struct; raises ``BadResponse`` with the path of what is wrong."""
    try:
        return convert(row, kind, strict=False)
    except (ValidationError, UnicodeEncodeError) as error:
        _, _, path = str(error).rpartition("`$")
        raise BadResponse(f"{where}: {error}", path=path.strip("`.")) from error


EVENTS_OF_MARKETS: Events[MarketEvent] = Events(MarketEvent)
"""Of ``/ws/market``."""

EVENTS_OF_USERS: Events[UserEvent] = Events(UserEvent)
"""Of ``/ws/user``."""
