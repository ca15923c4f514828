"""Gamma: the catalogue."""

from __future__ import annotations

from starlette.routing import Route

from ..ledger import Ledger
from ..listing import Listing
from .events import Events
from .markets import Markets
from .people import People
from .search import Search
from .series import Series
from .sports import Sports
from .tags import Tags

__all__ = ["routes"]


def routes(listing: Listing, ledger: Ledger) -> list[Route]:
    """Every public endpoint."""
    parts = (
        Events(listing),
        Markets(listing),
        Series(listing),
        Tags(listing),
        Sports(listing),
        Search(listing),
        People(listing, ledger),
    )
    return [route for part in parts for route in part.routes()]
