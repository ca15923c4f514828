"""Comments and who wrote them."""

from __future__ import annotations

from predcore.kit import Items, Loose, LooseTime, wire

from ..names import CAMEL
from .profile import ImageOptimization

__all__ = ["Comment", "CommentPage"]


@wire
class CommentPosition:
    """What the author holds, in units of a millionth of a share."""

    __dialect__ = CAMEL

    token_id: str | None = None
    position_size: Loose = None


@wire
class CommentProfile:
    """The author of a comment or reaction."""

    __dialect__ = CAMEL

    name: str | None = None
    pseudonym: str | None = None
    display_username_public: bool | None = None
    bio: str | None = None
    is_mod: bool | None = None
    is_creator: bool | None = None
    proxy_wallet: str | None = None
    base_address: str | None = None
    profile_image: str | None = None
    profile_image_optimized: ImageOptimization | None = None
    positions: Items[CommentPosition] = ()


@wire
class Reaction:
    """A like."""

    __dialect__ = CAMEL

    id: str | None = None
    comment_id: str | None = None
    reaction_type: str | None = None
    icon: str | None = None
    user_address: str | None = None
    created_at: LooseTime = None
    profile: CommentProfile | None = None


@wire
class CommentMedia:
    """A picture or film in a comment."""

    __dialect__ = CAMEL

    id: str | None = None
    comment_id: str | None = None
    provider: str | None = None
    provider_media_id: str | None = None
    url: str | None = None
    media_type: str | None = None
    alt_text: str | None = None
    created_at: LooseTime = None


@wire
class Comment:
    """A remark under an event or series; ``parent_comment_id`` makes it a reply."""

    __dialect__ = CAMEL

    id: str
    body: str | None = None
    parent_entity_type: str | None = None
    parent_entity_id: str | None = None
    parent_comment_id: str | None = None
    user_address: str | None = None
    reply_address: str | None = None
    created_at: LooseTime = None
    updated_at: LooseTime = None
    media: Items[CommentMedia] = ()
    profile: CommentProfile | None = None
    reactions: Items[Reaction] = ()
    report_count: int | None = None
    reaction_count: int | None = None
    trade_asset: str | None = None


@wire
class CommentPage:
    """One page of ``/comments/keyset``; no cursor means it is the last."""

    __dialect__ = CAMEL

    comments: tuple[Comment, ...]
    next_cursor: str | None = None
