"""``/search``: the words the catalogue is filtered by. It finds no markets."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from predcore.kit import decoder

from ..models import search as models
from ._resource import Resource

__all__ = ["FiltersBySport", "Search", "TagsByCategories"]

_TAGS = decoder(models.TagsByCategories).pick(lambda found: found.tags_by_categories)
_FILTERS = decoder(models.FiltersBySport)


class Search(Resource):
    """Categories, tags and sports."""

    @cached_property
    def tags_by_categories(self) -> TagsByCategories:
        """``/search/tags_by_categories``."""
        return TagsByCategories(self._http)

    @cached_property
    def filters_by_sport(self) -> FiltersBySport:
        """``/search/filters_by_sport``."""
        return FiltersBySport(self._http)


class TagsByCategories(Resource):
    """The tags in use."""

    async def get(self) -> Mapping[str, tuple[str, ...]]:
        """Fetch the tags of every category."""
        return await self._read("/search/tags_by_categories", _TAGS)


class FiltersBySport(Resource):
    """The scopes and competitions in use."""

    async def get(self) -> models.FiltersBySport:
        """Fetch the filters of every sport."""
        return await self._read("/search/filters_by_sport", _FILTERS)
