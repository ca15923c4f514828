"""The CLOB: books, prices, trading parameters; and orders."""

from __future__ import annotations

from starlette.routing import Route

from ..floor import Floor
from ..notation import seconds
from . import private
from .books import Books
from .history import History
from .markets import Markets
from .programmes import Programmes
from .refusals import CLOB

__all__ = ["routes"]


def routes(floor: Floor) -> list[Route]:
    """Every endpoint."""
    listing = floor.listing
    parts = (Books(listing), Markets(listing), History(listing), Programmes(floor))
    return [
        *private.routes(floor),
        CLOB.get("/", lambda ask: "OK"),
        CLOB.get("/ok", lambda ask: "OK"),
        CLOB.get("/time", lambda ask: seconds(listing.now)),
        CLOB.get("/version", lambda ask: {"version": floor.modes.version}),
        *(route for part in parts for route in part.routes()),
    ]
