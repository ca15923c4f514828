"""What ``/public-search`` answers."""

from __future__ import annotations

from predcore.kit import Items, wire

from ..names import CAMEL
from .event import Event
from .profile import Profile

__all__ = ["SearchPagination", "SearchResults", "SearchTag"]


@wire
class SearchTag:
    """A tag that matches, and how many events carry it."""

    __dialect__ = CAMEL

    id: str
    label: str | None = None
    slug: str | None = None
    event_count: int | None = None


@wire
class SearchPagination:
    """Whether another page follows."""

    __dialect__ = CAMEL

    has_more: bool | None = None
    total_results: int | None = None


@wire
class SearchResults:
    """One page, best matches first. What was not asked for is empty."""

    __dialect__ = CAMEL

    events: Items[Event] = ()
    tags: Items[SearchTag] = ()
    profiles: Items[Profile] = ()
    pagination: SearchPagination | None = None
