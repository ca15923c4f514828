"""One application for the hosts of the venue."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta

from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.types import Receive, Scope, Send

from predcore.plugins import ExchangeSimulator
from predcore.sim import (
    Board,
    Catalogue,
    Exchange,
    SimClock,
    SimEvent,
    SimMarket,
    synthetic,
)

from . import clob, data, gamma, ids, relayer
from .accounts.play_wallets import PlayWallets
from .answers import Refused, respond
from .control import control_routes
from .floor import Floor
from .listing import Listing
from .stream import Sockets

__all__ = ["PolymarketSimulator"]

_WINDOW = timedelta(minutes=1)
_CLIENT_SOCKETS = {
    "clob_market_ws_url": "/ws/market",
    "clob_user_ws_url": "/ws/user",
    "sports_ws_url": "/sports/ws",
    "rtds_ws_url": "/rtds",
    "realtime_ws_url": "/live/ws",
}


class PolymarketSimulator(ExchangeSimulator):
    """Polymarket's wire, in front of an exchange that trades a synthetic catalogue.

    The hosts of the venue are ``/gamma``, ``/clob``, ``/data``, ``/relayer`` and
    ``/site``, and its sockets ``/ws/market``, ``/ws/user``, ``/sports/ws``, ``/rtds``
    and ``/live/ws``. Private requests are checked as the venue checks them. ``/_sim``
    is the simulator's own: clock, markets, wallets, modes and state, for callers on
    the same machine.

    Args:
        seed: of the synthetic catalogue, where none is given.
        catalogue: what to list; its south board is used.
        clock: the exchange's time; by default it runs on from the catalogue's.
        window: how far the timestamp of a signature may be off, either way.
        metered: whether rate limits are enforced. Off by default, so that a test is
            not slowed down by what it does not test.

    Attributes:
        floor: the venue behind the wire.
    """

    def __init__(
        self,
        seed: int = 0,
        *,
        catalogue: Catalogue | None = None,
        clock: SimClock | None = None,
        window: timedelta = _WINDOW,
        metered: bool = False,
    ) -> None:
        self.catalogue = synthetic(seed) if catalogue is None else catalogue
        self.floor = floor = Floor(
            self.board,
            clock or SimClock(self.catalogue.now, running=True),
            seed=self.catalogue.seed,
            window=window,
            metered=metered,
        )
        self._app = Starlette(
            routes=[
                Mount("/gamma", routes=gamma.routes(floor.listing, floor.ledger)),
                Mount("/clob", routes=clob.routes(floor)),
                Mount("/data", routes=data.routes(floor.listing, floor.ledger)),
                *relayer.mounts(floor),
                Mount("/_sim", routes=control_routes(floor)),
                *Sockets(floor).routes(),
            ]
        )

    @property
    def app(self) -> Callable[..., Awaitable[None]]:
        """The ASGI application."""
        return self._answer

    @property
    def exchange(self) -> Exchange:
        """Where its markets trade; another one once a state is loaded."""
        return self.floor.exchange

    @property
    def listing(self) -> Listing:
        """The markets under the venue's names."""
        return self.floor.listing

    @property
    def wallets(self) -> PlayWallets:
        """Funded wallets of every kind, ready to sign with."""
        return self.floor.play_wallets

    @property
    def board(self) -> Board:
        """The south board."""
        return self.catalogue.boards["south"]

    def market_id(self, event: SimEvent, market: SimMarket) -> str:
        """The condition id."""
        return ids.condition_id(event.code, market.code)

    def urls(self, origin: str) -> dict[str, str]:
        """Base URLs of the services below ``origin``."""
        names = ("gamma", "clob", "data", "relayer", "site")
        return {name: f"{origin}/{name}" for name in names}

    def clients(self, origin: str) -> dict[str, str]:
        """The venue's own clients: fields of an environment, and a constructor's;
        and the wallets they may trade with."""
        urls, sockets = self.urls(origin), origin.replace("http", "ws", 1)
        wallets = {
            f"wallet {wallet.name} (type {int(wallet.wallet_type)})": (
                f"{wallet.funder} (private key: "
                f"curl -s {origin}/_sim/keys/{wallet.name} | tr -d '\"')"
            )
            for wallet in self.wallets
        }
        return {
            "polymarket-client gamma_url": urls["gamma"],
            "polymarket-client clob_url": urls["clob"],
            "polymarket-client data_url": urls["data"],
            "polymarket-client relayer_url": urls["relayer"],
            **{
                f"polymarket-client {field}": f"{sockets}{path}"
                for field, path in _CLIENT_SOCKETS.items()
            },
            "py-clob-client-v2 host": urls["clob"],
            **wallets,
        }

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            path: str = scope["path"]
            try:
                self.floor.limits.charge(scope["method"], path)
            except Refused as refusal:
                await respond(refusal)(scope, receive, send)
                return
            # Orders are judged by the exchange; only what is read has to be shown.
            posted = scope["method"] == "POST" and not path.startswith("/clob/order")
            if scope["method"] == "GET" or posted:
                self.floor.show()
        await self._app(scope, receive, send)
