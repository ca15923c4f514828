"""The CLOB's private side: keys, orders, and what an account has."""

from __future__ import annotations

from starlette.routing import Route

from ...floor import Floor
from . import api_keys, cancels, heartbeats, notifications, orders, rewards
from .balances import Balances
from .calls import Private
from .reads import Reads

__all__ = ["routes"]


def routes(floor: Floor) -> list[Route]:
    """Every private endpoint."""
    private = Private(floor)
    parts = (
        api_keys.Keys(private),
        orders.Orders(private),
        cancels.Cancels(private),
        heartbeats.Beats(private),
        Reads(private),
        Balances(private),
        notifications.Notifications(private),
        rewards.Rewards(private),
    )
    return [route for part in parts for route in part.routes()]
