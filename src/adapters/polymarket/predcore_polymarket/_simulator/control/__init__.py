"""``/_sim``: the simulator's own routes, for callers on the same machine.

``GET keys`` and ``GET keys/{name}`` (the private key of a play wallet);
``GET`` and ``POST clock``: ``{"advance": seconds}``, ``{"at": time}``,
``{"running": bool}``;
``GET`` and ``POST modes``, see :mod:`.modes`;
``POST markets/{condition}/{action}``, see :mod:`.markets`;
``POST trades/{id}/{status}``: ``mined``, ``confirmed``, ``retrying`` or ``failed``;
``GET`` and ``POST wallets``, ``POST wallets/{name}/{action}``, see :mod:`.wallets`;
``POST limits``: ``{"enforced": bool}``;
``GET`` and ``PUT state``: everything, and everything back.
Faults are set at ``/_sim/faults``, which is :class:`predcore.sim.Faulty`'s.
"""

from __future__ import annotations

from starlette.routing import Route

from ..floor import Floor
from . import clock, markets, modes, state, trades, wallets
from .calls import Control

__all__ = ["control_routes"]


def control_routes(floor: Floor) -> list[Route]:
    """Every route, to be mounted at ``/_sim``."""
    control = Control(floor)
    return [
        *wallets.routes(control),
        *clock.routes(control),
        *modes.routes(control),
        *markets.routes(control),
        *trades.routes(control),
        *state.routes(control),
    ]
