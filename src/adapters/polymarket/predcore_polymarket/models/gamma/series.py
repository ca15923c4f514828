"""Series: what recurring events belong to."""

from __future__ import annotations

from predcore.kit import Items, wire

from .event_stub import EventStub
from .series_stub import Collection, SeriesStub
from .tag import Tag

__all__ = ["Series"]


@wire
class Series(SeriesStub):
    """A series with its events, unless they were left out on request."""

    events: Items[EventStub] = ()
    collections: Items[Collection] = ()
    tags: Items[Tag] = ()
