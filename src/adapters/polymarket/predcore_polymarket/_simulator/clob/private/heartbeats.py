"""``/v1/heartbeats``, and the older ``/heartbeats`` that does nothing."""

from __future__ import annotations

from starlette.routing import Route

from ...notation import Json
from .calls import Call, Private

__all__ = ["Beats"]


class Beats:
    """Whoever beats once has to go on."""

    def __init__(self, private: Private) -> None:
        self._private = private

    def routes(self) -> list[Route]:
        """Both versions."""
        return [
            self._private.post("/v1/heartbeats", _beat),
            self._private.post("/heartbeats", lambda call: {"status": "ok"}),
        ]


def _beat(call: Call) -> Json:
    told = call.names(call.ask.body, "heartbeat_id")
    return call.floor.heartbeats.beat(call.key, told or "")
