"""The simulator: an exchange with Kalshi's wire in front of it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.routing import Mount, Route

from predcore.sim import Board, Catalogue, SimEvent, SimMarket, synthetic
from predcore.sim.exchange import Exchange, SimClock

from . import endpoints
from .control import control_routes
from .floor import Floor
from .play_keys import PlayKeys
from .private import operations
from .public import PUBLIC
from .refusals import Refusal
from .stream import Stream, StreamLimits

__all__ = ["KalshiSimulator"]

_ROOT = "/trade-api/v2"
_WINDOW = timedelta(seconds=15)


class KalshiSimulator:
    """Kalshi's wire, in front of an exchange that trades a synthetic catalogue.

    Every request is checked as the venue checks it: signature, timestamp, scope, and
    the account's budget where ``metered``. ``/_sim`` is the simulator's own: clock,
    markets, accounts, keys and state, for callers on the same machine.

    Args:
        seed: of the catalogue, where none is given, and of the play keys.
        catalogue: what to list; its north board is used.
        clock: the exchange's time; by default it runs on from the catalogue's.
        window: how far the timestamp of a signature may be off, either way.
        metered: whether budgets are enforced. Off by default, so that a test is not
            slowed down by what it does not test.
        subscription: markets that one subscription may cover, any number by default;
            the venue has a limit and publishes none.

    Attributes:
        floor: the venue behind the wire.
        stream: its WebSocket.
    """

    def __init__(
        self,
        seed: int = 0,
        *,
        catalogue: Catalogue | None = None,
        clock: SimClock | None = None,
        window: timedelta = _WINDOW,
        metered: bool = False,
        subscription: int | None = None,
    ) -> None:
        self.catalogue = synthetic(seed) if catalogue is None else catalogue
        self.floor = Floor(
            self.catalogue,
            clock=clock or SimClock(self.catalogue.now, running=True),
            window=window,
            metered=metered,
        )
        self.stream = Stream(self.floor, StreamLimits(markets=subscription))
        routes = [
            Route(o.path, endpoints.private(self.floor, o), methods=[o.method])
            for o in operations()
        ]
        routes += [
            Route(path, endpoints.public(self.floor, operation, answer))
            for operation, path, answer in PUBLIC
        ]
        self._app = Starlette(
            routes=[
                self.stream.route(),
                Mount(_ROOT, routes=routes),
                Mount("/_sim", routes=control_routes(self.floor)),
            ],
            exception_handlers={
                Refusal: endpoints.refused,
                HTTPException: endpoints.missing,
            },
        )

    @property
    def app(self) -> Callable[..., Awaitable[None]]:
        """The ASGI application."""
        return self._app

    @property
    def exchange(self) -> Exchange:
        """Where its markets trade; another one once a state is loaded."""
        return self.floor.exchange

    @property
    def keys(self) -> PlayKeys:
        """Key pairs of funded accounts, ready to sign with."""
        return self.floor.play_keys

    @property
    def board(self) -> Board:
        """The board that is listed."""
        return self.catalogue.boards["north"]

    def market_id(self, event: SimEvent, market: SimMarket) -> str:
        """The ticker of a market of the board."""
        return f"KX{event.series}-{event.code}-{market.code}"

    def urls(self, origin: str) -> dict[str, str]:
        """The base URL of the one service there is."""
        return {"rest": f"{origin}{_ROOT}"}

    def clients(self, origin: str) -> dict[str, str]:
        """How the venue's own clients are pointed at ``origin``, and where the
        private keys of the play accounts are to be had."""
        keys = {
            f"API key id of {key.name}": f"{key.id} (private key: "
            f"curl {origin}/_sim/keys/{key.name} > {key.name}.pem)"
            for key in self.keys
        }
        return {
            "kalshi_python_async.Configuration(host=...)": f"{origin}{_ROOT}",
            **keys,
        }
