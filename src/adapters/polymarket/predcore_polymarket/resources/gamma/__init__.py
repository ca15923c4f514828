"""The catalogue: Gamma."""

from __future__ import annotations

from functools import cached_property

from .._resource import Resource
from .comments import Comments
from .events import Events
from .markets import Markets
from .search import PublicProfiles, Search
from .series import Series
from .sports import Sports, Teams
from .tags import Tags

__all__ = ["Gamma"]


class Gamma(Resource):
    """Events, markets and what they are filed under.

    Prices here are cached summaries; the order books are ``polymarket.clob``.
    """

    @cached_property
    def events(self) -> Events:
        """``/events``."""
        return Events(self._http)

    @cached_property
    def markets(self) -> Markets:
        """``/markets``."""
        return Markets(self._http)

    @cached_property
    def series(self) -> Series:
        """``/series``."""
        return Series(self._http)

    @cached_property
    def tags(self) -> Tags:
        """``/tags``."""
        return Tags(self._http)

    @cached_property
    def search(self) -> Search:
        """``/public-search``."""
        return Search(self._http)

    @cached_property
    def sports(self) -> Sports:
        """``/sports``."""
        return Sports(self._http)

    @cached_property
    def teams(self) -> Teams:
        """``/teams``."""
        return Teams(self._http)

    @cached_property
    def comments(self) -> Comments:
        """``/comments``."""
        return Comments(self._http)

    @cached_property
    def public_profile(self) -> PublicProfiles:
        """``/public-profile``."""
        return PublicProfiles(self._http)
