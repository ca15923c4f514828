"""The words the venue's own catalogue is filtered by."""

from __future__ import annotations

from collections.abc import Mapping

from predcore.kit import Items, wire

__all__ = ["FiltersBySport", "ScopeList", "SportFilterDetails", "TagsByCategories"]


@wire
class TagsByCategories:
    """``GET /search/tags_by_categories``."""

    tags_by_categories: Mapping[str, Items[str]]


@wire
class ScopeList:
    """The scopes of one competition."""

    scopes: Items[str] = ()


@wire
class SportFilterDetails:
    """The scopes and competitions of one sport."""

    scopes: Items[str] = ()
    competitions: Mapping[str, ScopeList] | None = None


@wire
class FiltersBySport:
    """``GET /search/filters_by_sport``."""

    filters_by_sports: Mapping[str, SportFilterDetails]
    sport_ordering: Items[str] = ()
