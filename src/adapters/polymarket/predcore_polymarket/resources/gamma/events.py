"""``/events``."""

from __future__ import annotations

from functools import cached_property
from typing import Unpack

from predcore.kit import Decoder, Pages, Request, decoder, fill, query

from ...models.gamma.event import Event, EventPage
from ...models.gamma.tag import Tag
from .._paging import keyset_pages, offset_pages, one_page
from .._resource import Resource
from .._values import encoded
from .filters import EventFilters

__all__ = ["Events"]

_BUCKET = "gamma.events"
_EVENT = decoder(Event)
_EVENTS: Decoder[tuple[Event, ...]] = Decoder(tuple[Event, ...])
_PAGE = decoder(EventPage)
_TAGS: Decoder[tuple[Tag, ...]] = Decoder(tuple[Tag, ...])


class Events(Resource):
    """Happenings that group markets."""

    def list(
        self, *, limit: int = 100, offset: int = 0, **filters: Unpack[EventFilters]
    ) -> Pages[Event]:
        """List events by offset; ``closed`` is false unless said otherwise.

        Deep offsets are slow and shift while you read: ``keyset`` is steadier.
        """
        params = encoded(filters, EventFilters)
        return offset_pages(
            self._http,
            "/events",
            _EVENTS,
            params,
            limit=limit,
            offset=offset,
            bucket=_BUCKET,
        )

    async def get(
        self,
        event_id: str,
        *,
        include_chat: bool | None = None,
        include_template: bool | None = None,
        include_best_lines: bool | None = None,
        locale: str | None = None,
    ) -> Event:
        """Fetch one event by its Gamma id; raises ``NotFound``."""
        params = {
            "include_chat": include_chat,
            "include_template": include_template,
            "include_best_lines": include_best_lines,
            "locale": locale,
        }
        path = fill("/events/{id}", id=event_id)
        return await self._http.send(
            Request(path=path, query=query(params), parse=_EVENT, bucket=_BUCKET)
        )

    @cached_property
    def keyset(self) -> EventsKeyset:
        """``/events/keyset``."""
        return EventsKeyset(self._http)

    @cached_property
    def slug(self) -> EventsBySlug:
        """``/events/slug/{slug}``."""
        return EventsBySlug(self._http)

    @cached_property
    def tags(self) -> EventTags:
        """``/events/{id}/tags``."""
        return EventTags(self._http)


class EventsKeyset(Resource):
    """The listing that can be read to its end."""

    def list(
        self,
        *,
        limit: int = 100,
        after_cursor: str | None = None,
        **filters: Unpack[EventFilters],
    ) -> Pages[Event]:
        """List events, 100 a page; ``closed`` is false unless said otherwise."""
        params = {**encoded(filters, EventFilters), "limit": limit}
        return keyset_pages(
            self._http,
            "/events/keyset",
            _PAGE,
            params,
            rows=lambda page: page.events,
            start=after_cursor,
            bucket=_BUCKET,
        )


class EventsBySlug(Resource):
    """Events by the name in their address."""

    async def get(self, slug: str) -> Event:
        """Fetch one event; raises ``NotFound``."""
        path = fill("/events/slug/{slug}", slug=slug)
        return await self._http.send(Request(path=path, parse=_EVENT, bucket=_BUCKET))


class EventTags(Resource):
    """The tags of one event."""

    def list(self, event_id: str) -> Pages[Tag]:
        """List an event's tags, all on one page."""
        path = fill("/events/{id}/tags", id=event_id)
        return one_page(self._http, Request(path=path, parse=_TAGS, bucket=_BUCKET))
