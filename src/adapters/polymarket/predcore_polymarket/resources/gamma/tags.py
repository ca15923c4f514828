"""``/tags``."""

from __future__ import annotations

from functools import cached_property

from predcore.kit import Decoder, Pages, Request, decoder, fill, query

from ...models.gamma.tag import RelatedTag, Tag
from .._paging import offset_pages, one_page
from .._resource import Resource

__all__ = ["Tags"]

_BUCKET = "gamma.tags"
_TAG = decoder(Tag)
_TAGS: Decoder[tuple[Tag, ...]] = Decoder(tuple[Tag, ...])
_RELATED: Decoder[tuple[RelatedTag, ...]] = Decoder(tuple[RelatedTag, ...])


class Tags(Resource):
    """Categories."""

    def list(
        self,
        *,
        limit: int = 100,
        offset: int = 0,
        order: str | None = None,
        ascending: bool | None = None,
        include_template: bool | None = None,
        is_carousel: bool | None = None,
        locale: str | None = None,
    ) -> Pages[Tag]:
        """List tags, at most 100 a page."""
        params = {
            "order": order,
            "ascending": ascending,
            "include_template": include_template,
            "is_carousel": is_carousel,
            "locale": locale,
        }
        return offset_pages(
            self._http,
            "/tags",
            _TAGS,
            params,
            limit=limit,
            offset=offset,
            bucket=_BUCKET,
        )

    async def get(
        self,
        tag_id: str,
        *,
        include_template: bool | None = None,
        locale: str | None = None,
    ) -> Tag:
        """Fetch one tag by its id; raises ``NotFound``."""
        params = query({"include_template": include_template, "locale": locale})
        path = fill("/tags/{id}", id=tag_id)
        return await self._http.send(
            Request(path=path, query=params, parse=_TAG, bucket=_BUCKET)
        )

    @cached_property
    def slug(self) -> TagsBySlug:
        """``/tags/slug/{slug}``."""
        return TagsBySlug(self._http)

    @cached_property
    def related_tags(self) -> RelatedTags:
        """``/tags/{id}/related-tags``."""
        return RelatedTags(self._http)


class TagsBySlug(Resource):
    """Tags by the name in their address."""

    async def get(self, slug: str) -> Tag:
        """Fetch one tag; raises ``NotFound``."""
        path = fill("/tags/slug/{slug}", slug=slug)
        return await self._http.send(Request(path=path, parse=_TAG, bucket=_BUCKET))

    @cached_property
    def related_tags(self) -> RelatedTagsBySlug:
        """``/tags/slug/{slug}/related-tags``."""
        return RelatedTagsBySlug(self._http)


class RelatedTags(Resource):
    """What stands near a tag."""

    _path = "/tags/{tag}/related-tags"

    def list(
        self, tag: str, *, omit_empty: bool | None = None, status: str | None = None
    ) -> Pages[RelatedTag]:
        """List the edges from a tag to others.

        Args:
            tag: its id; its slug under ``tags.slug``.
            omit_empty: leave out tags without events.
            status: of those events: active, closed or all.
        """
        params = query({"omit_empty": omit_empty, "status": status})
        path = fill(self._path, tag=tag)
        return one_page(
            self._http,
            Request(path=path, query=params, parse=_RELATED, bucket=_BUCKET),
        )

    @cached_property
    def tags(self) -> RelatedTagObjects:
        """``…/related-tags/tags``."""
        return RelatedTagObjects(self._http)


class RelatedTagObjects(Resource):
    """The same neighbours, as tags."""

    _path = "/tags/{tag}/related-tags/tags"

    def list(
        self, tag: str, *, omit_empty: bool | None = None, status: str | None = None
    ) -> Pages[Tag]:
        """List the tags related to a tag; arguments as in ``related_tags.list``."""
        params = query({"omit_empty": omit_empty, "status": status})
        path = fill(self._path, tag=tag)
        return one_page(
            self._http, Request(path=path, query=params, parse=_TAGS, bucket=_BUCKET)
        )


class RelatedTagsBySlug(RelatedTags):
    """What stands near a tag, by its slug."""

    _path = "/tags/slug/{tag}/related-tags"

    @cached_property
    def tags(self) -> RelatedTagObjectsBySlug:
        """``…/related-tags/tags``."""
        return RelatedTagObjectsBySlug(self._http)


class RelatedTagObjectsBySlug(RelatedTagObjects):
    """The same neighbours, as tags, by slug."""

    _path = "/tags/slug/{tag}/related-tags/tags"
