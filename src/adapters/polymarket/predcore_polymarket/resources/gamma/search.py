"""``/public-search`` and ``/public-profile``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from predcore.kit import Pages, Param, Request, decoder, query

from ...models.gamma.event import Event
from ...models.gamma.profile import PublicProfile
from ...models.gamma.search import SearchResults
from .._paging import numbered_pages
from .._resource import Resource

__all__ = ["PublicProfiles", "Search"]

_RESULTS = decoder(SearchResults)
_PROFILE = decoder(PublicProfile)

Sort = Literal[
    "volume", "volume_24hr", "liquidity", "competitive", "closed_time", "start_date",
    "end_date",
]  # fmt: skip


class Search(Resource):
    """Full-text search; the venue ranks."""

    def list(
        self,
        q: str,
        *,
        limit_per_type: int = 50,
        events_status: str | None = None,
        events_tag: Sequence[str] | None = None,
        exclude_tag_id: Sequence[int] | None = None,
        keep_closed_markets: bool | None = None,
        recurrence: str | None = None,
        sort: Sort | None = None,
        ascending: bool | None = None,
        presets: Sequence[str] | None = None,
        optimized: bool | None = None,
        cache: bool | None = None,
        search_tags: bool | None = None,
        search_profiles: bool | None = None,
    ) -> Pages[Event]:
        """Search events; tags and profiles stand in each page's ``native``.

        Args:
            q: words.
            limit_per_type: events (tags, profiles) a page, at most 50.
            events_status: active or closed.
            keep_closed_markets: also the closed markets of the events found.
            search_tags, search_profiles: look there too.
        """
        params: dict[str, Param] = {
            "q": q,
            "limit_per_type": limit_per_type,
            "events_status": events_status,
            "events_tag": events_tag,
            "exclude_tag_id": exclude_tag_id,
            "keep_closed_markets": _flag(keep_closed_markets),
            "recurrence": recurrence,
            "sort": sort,
            "ascending": ascending,
            "presets": presets,
            "optimized": optimized,
            "cache": cache,
            "search_tags": search_tags,
            "search_profiles": search_profiles,
        }
        return numbered_pages(
            self._http,
            "/public-search",
            _RESULTS,
            params,
            rows=lambda found: found.events,
            more=lambda found: bool(found.pagination and found.pagination.has_more),
            bucket="gamma.search",
        )


def _flag(value: bool | None) -> int | None:
    """The one parameter that is a boolean spelt 0 or 1."""
    return None if value is None else int(value)


class PublicProfiles(Resource):
    """What anyone may know of a wallet."""

    async def get(self, address: str) -> PublicProfile:
        """Fetch the profile of a wallet; raises ``NotFound``."""
        return await self._http.send(
            Request(
                path="/public-profile",
                query=query({"address": address}),
                parse=_PROFILE,
                bucket="gamma",
            )
        )
