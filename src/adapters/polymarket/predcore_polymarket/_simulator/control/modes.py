"""What the venue does to its traders.

``POST modes`` takes any of ``{"trading": "open" | "post_only" | "cancel_only" |
"disabled", "version": 2, "geoblocked": bool, "banned": [address],
"closed_only": [address], "remembers": bool, "mined_after": seconds,
"confirmed_after": seconds, "failing": trades, "restart": seconds}``, and
``POST limits`` ``{"enforced": bool}``.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from starlette.routing import Route

from ..notation import Json
from ..trading.modes import Trading
from .calls import Control, Order, refused

__all__ = ["routes"]

_TRADING: dict[str, Trading] = {
    "open": "open",
    "post_only": "post_only",
    "cancel_only": "cancel_only",
    "disabled": "disabled",
}


def routes(control: Control) -> list[Route]:
    """To read and to set."""
    return [
        control.get("/modes", _modes),
        control.post("/modes", _set),
        control.post("/limits", _limits),
    ]


def _modes(order: Order) -> Json:
    modes = order.floor.modes
    return {
        "trading": modes.trading,
        "version": modes.version,
        "geoblocked": modes.geoblocked,
        "banned": sorted(modes.banned),
        "closed_only": sorted(modes.closed_only),
        "remembers": modes.remembers,
        "mined_after": int(modes.mined_after.total_seconds()),
        "confirmed_after": int(modes.confirmed_after.total_seconds()),
        "failing": modes.failing,
    }


def _set(order: Order) -> Json:
    """Everything is read before anything is set."""
    modes = order.floor.modes
    trading, version = order.text("trading"), order.count("version")
    if trading is not None and trading not in _TRADING:
        raise refused(400, f"trading is one of {', '.join(_TRADING)}")
    geoblocked, remembers = order.flag("geoblocked"), order.flag("remembers")
    banned, closed_only = _addresses(order, "banned"), _addresses(order, "closed_only")
    mined, confirmed = order.count("mined_after"), order.count("confirmed_after")
    failing, restart = order.count("failing"), order.count("restart")
    if trading is not None:
        modes.trading = _TRADING[trading]
    modes.version = modes.version if version is None else version
    modes.geoblocked = modes.geoblocked if geoblocked is None else geoblocked
    modes.remembers = modes.remembers if remembers is None else remembers
    modes.banned = modes.banned if banned is None else banned
    modes.closed_only = modes.closed_only if closed_only is None else closed_only
    if mined is not None:
        modes.mined_after = timedelta(seconds=mined)
    if confirmed is not None:
        modes.confirmed_after = timedelta(seconds=confirmed)
    modes.failing = modes.failing if failing is None else failing
    if restart is not None:
        modes.restart(order.floor.now, timedelta(seconds=restart))
    return _modes(order)


def _addresses(order: Order, name: str) -> set[str] | None:
    found = order.members.get(name)
    if found is None:
        return None
    if not isinstance(found, Sequence) or isinstance(found, str):
        raise refused(400, f"{name} is an array of addresses")
    return {str(address).lower() for address in found}


def _limits(order: Order) -> Json:
    enforced = order.flag("enforced")
    if enforced is None:
        raise refused(400, "enforced has to be given")
    order.floor.limits.enforced = enforced
    return {"enforced": enforced}
