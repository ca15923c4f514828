"""People as the venue shows them."""

from __future__ import annotations

from predcore.kit import Items, LooseTime, wire

from ..names import CAMEL

__all__ = ["ImageOptimization", "Profile", "PublicProfile"]


@wire
class ImageOptimization:
    """A picture in two sizes."""

    __dialect__ = CAMEL

    id: str | None = None
    image_url_source: str | None = None
    image_url_optimized: str | None = None
    image_optimized_complete: bool | None = None
    image_optimized_last_updated: LooseTime = None
    rel_id: str | None = None
    field: str | None = None
    relname: str | None = None


@wire
class Profile:
    """A person found by searching."""

    __dialect__ = CAMEL

    id: str | None = None
    name: str | None = None
    pseudonym: str | None = None
    proxy_wallet: str | None = None
    bio: str | None = None
    display_username_public: bool | None = None
    profile_image: str | None = None
    profile_image_optimized: ImageOptimization | None = None
    wallet_activated: bool | None = None
    is_close_only: bool | None = None
    x_username: str | None = None
    discord_username: str | None = None
    verified_badge: bool | None = None
    created_at: LooseTime = None
    updated_at: LooseTime = None


@wire
class ProfileUser:
    """An account behind a profile."""

    __dialect__ = CAMEL

    id: str | None = None
    community_mod: bool | None = None
    creator: bool | None = None
    mod: bool | None = None


@wire
class PublicProfile:
    """What anyone may know of a wallet."""

    __dialect__ = CAMEL

    created_at: LooseTime = None
    proxy_wallet: str | None = None
    profile_image: str | None = None
    display_username_public: bool | None = None
    bio: str | None = None
    pseudonym: str | None = None
    name: str | None = None
    users: Items[ProfileUser] = ()
    x_username: str | None = None
    verified_badge: bool | None = None
