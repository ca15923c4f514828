"""The CLOB's public side: books, prices, trading parameters."""

from __future__ import annotations

from starlette.routing import Route

from ..listing import Listing
from ..notation import seconds
from .books import Books
from .history import History
from .markets import Markets
from .programmes import Programmes
from .refusals import CLOB

__all__ = ["routes"]

_ORDER_VERSION = 2


def routes(listing: Listing) -> list[Route]:
    """Every public endpoint."""
    parts = (Books(listing), Markets(listing), History(listing), Programmes(listing))
    return [
        CLOB.get("/", lambda ask: "OK"),
        CLOB.get("/ok", lambda ask: "OK"),
        CLOB.get("/time", lambda ask: seconds(listing.now)),
        CLOB.get("/version", lambda ask: {"version": _ORDER_VERSION}),
        *(route for part in parts for route in part.routes()),
    ]
