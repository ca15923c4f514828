"""``/comments``."""

from __future__ import annotations

from functools import cached_property, partial
from typing import Literal

from predcore.kit import (
    Decoder,
    Page,
    Pages,
    Param,
    Request,
    decoder,
    fill,
    query,
)

from ...models.gamma.comment import Comment, CommentPage
from .._paging import keyset_pages, offset_pages
from .._resource import Resource

__all__ = ["Comments"]

_BUCKET = "gamma.comments"
_COMMENTS: Decoder[tuple[Comment, ...]] = Decoder(tuple[Comment, ...])
_PAGE = decoder(CommentPage)

Parent = Literal["Event", "Series"]


class Comments(Resource):
    """What people write under events and series."""

    def list(
        self,
        *,
        parent_entity_type: Parent,
        parent_entity_id: str,
        limit: int = 100,
        offset: int = 0,
        order: str | None = None,
        ascending: bool | None = None,
        holders_only: bool | None = None,
        get_positions: bool | None = None,
    ) -> Pages[Comment]:
        """List comments with their replies; ``limit`` counts comments without them.

        The venue refuses offsets beyond a few hundred: ``keyset`` reads to the end.
        """
        params: dict[str, Param] = {
            "parent_entity_type": parent_entity_type,
            "parent_entity_id": parent_entity_id,
            "limit": limit,
            "order": order,
            "ascending": ascending,
            "holders_only": holders_only,
            "get_positions": get_positions,
        }
        return Pages(partial(self._page, params, limit, offset))

    async def _page(
        self,
        params: dict[str, Param],
        limit: int,
        offset: int,
        cursor: str | None,
    ) -> Page[Comment]:
        start = offset if cursor is None else int(cursor)
        asked = query({**params, "offset": start or None})
        rows = await self._http.send(
            Request(path="/comments", query=asked, parse=_COMMENTS, bucket=_BUCKET)
        )
        roots = sum(comment.parent_comment_id is None for comment in rows)
        return Page(rows, str(start + limit) if roots >= limit else None, rows)

    async def get(
        self, comment_id: str, *, get_positions: bool | None = None
    ) -> tuple[Comment, ...]:
        """Fetch the thread a comment belongs to."""
        path = fill("/comments/{id}", id=comment_id)
        params = query({"get_positions": get_positions})
        return await self._http.send(
            Request(path=path, query=params, parse=_COMMENTS, bucket=_BUCKET)
        )

    @cached_property
    def keyset(self) -> CommentsKeyset:
        """``/comments/keyset``."""
        return CommentsKeyset(self._http)

    @cached_property
    def user_address(self) -> CommentsByAddress:
        """``/comments/user_address/{address}``."""
        return CommentsByAddress(self._http)


class CommentsKeyset(Resource):
    """The listing that can be read to its end."""

    def list(
        self,
        *,
        parent_entity_type: Parent,
        parent_entity_id: str,
        limit: int = 100,
        order: Literal["id", "createdAt"] = "createdAt",
        ascending: bool = False,
    ) -> Pages[Comment]:
        """List comments, newest first unless said otherwise, at most 100 a page."""
        params: dict[str, Param] = {
            "parent_entity_type": parent_entity_type,
            "parent_entity_id": parent_entity_id,
            "limit": limit,
            "order": order,
            "ascending": ascending,
        }
        return keyset_pages(
            self._http,
            "/comments/keyset",
            _PAGE,
            params,
            rows=lambda page: page.comments,
            bucket=_BUCKET,
        )


class CommentsByAddress(Resource):
    """What one wallet wrote."""

    def list(
        self,
        address: str,
        *,
        limit: int = 100,
        offset: int = 0,
        order: str | None = None,
        ascending: bool | None = None,
    ) -> Pages[Comment]:
        """List a wallet's comments, at most 100 a page."""
        return offset_pages(
            self._http,
            fill("/comments/user_address/{address}", address=address),
            _COMMENTS,
            {"order": order, "ascending": ascending},
            limit=limit,
            offset=offset,
            bucket=_BUCKET,
        )
