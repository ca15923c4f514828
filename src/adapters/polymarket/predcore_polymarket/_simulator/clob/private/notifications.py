"""``/notifications``: what an account should know."""

from __future__ import annotations

from starlette.routing import Route

from ...notation import Json
from .calls import Call, Private

__all__ = ["Notifications"]


class Notifications:
    """Fills of resting orders, cancellations by the venue, and results."""

    def __init__(self, private: Private) -> None:
        self._private = private

    def routes(self) -> list[Route]:
        """They stay until they are dropped."""
        return [
            self._private.get("/notifications", _listed),
            self._private.delete("/notifications", _drop),
        ]


def _listed(call: Call) -> Json:
    member = call.member
    return call.floor.notices.of(member) if member else []


def _drop(call: Call) -> Json:
    for member in call.members:
        call.floor.notices.drop(member, set(call.ask.listed("ids")))
    return "OK"
