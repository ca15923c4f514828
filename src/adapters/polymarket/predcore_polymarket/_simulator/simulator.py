"""One application for the three hosts of the venue."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from starlette.applications import Starlette
from starlette.routing import Mount

from predcore.plugins import Simulator
from predcore.sim import Board, Catalogue, SimEvent, SimMarket, synthetic

from . import clob, data, gamma, ids
from .ledger import Ledger
from .listing import Listing

__all__ = ["PolymarketSimulator"]


class PolymarketSimulator(Simulator):
    """Serves the south board of a catalogue under ``/gamma``, ``/clob`` and ``/data``.

    Args:
        seed: of the synthetic catalogue, where none is given.
        catalogue: what to serve; time stands still at its ``now``.
    """

    def __init__(self, seed: int = 0, *, catalogue: Catalogue | None = None) -> None:
        self.catalogue = synthetic(seed) if catalogue is None else catalogue
        self.listing = Listing(self.board, self.catalogue.now)
        ledger = Ledger(self.listing)
        self._app = Starlette(
            routes=[
                Mount("/gamma", routes=gamma.routes(self.listing, ledger)),
                Mount("/clob", routes=clob.routes(self.listing)),
                Mount("/data", routes=data.routes(self.listing, ledger)),
            ]
        )

    @property
    def app(self) -> Callable[..., Awaitable[None]]:
        """The ASGI application."""
        return self._app

    @property
    def board(self) -> Board:
        """The south board."""
        return self.catalogue.boards["south"]

    def market_id(self, event: SimEvent, market: SimMarket) -> str:
        """The condition id."""
        return ids.condition_id(event.code, market.code)

    def urls(self, origin: str) -> dict[str, str]:
        """Base URLs of ``gamma``, ``clob`` and ``data`` below ``origin``."""
        return {name: f"{origin}/{name}" for name in ("gamma", "clob", "data")}

    def clients(self, origin: str) -> dict[str, str]:
        """The venue's own clients: fields of an environment, and a constructor's."""
        urls = self.urls(origin)
        return {
            "polymarket-client gamma_url": urls["gamma"],
            "polymarket-client clob_url": urls["clob"],
            "polymarket-client data_url": urls["data"],
            "py-clob-client-v2 host": urls["clob"],
        }
