"""The dead man's switch: who has begun to send beats and stops loses its orders."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

from ..accounts.api_keys import ApiKey
from ..answers import Refused
from ..notation import Row

if TYPE_CHECKING:
    from ..floor import Floor

__all__ = ["Heartbeats"]

_SILENCE = timedelta(seconds=10)
_ROUND = timedelta(seconds=5)


@dataclass(slots=True)
class _Beating:
    """The id of the beat that is awaited, and when the last one came."""

    id: str
    count: int
    at: datetime


class Heartbeats:
    """Beats by API key; they are looked after every five seconds."""

    def __init__(self, floor: Floor) -> None:
        self._floor = floor
        self._beating: dict[str, _Beating] = {}

    def clear(self) -> None:
        """Forget who beats."""
        self._beating.clear()

    def beat(self, key: ApiKey, beat_id: str) -> Row:
        """Take a beat; the first has no id. Raises ``Refused`` (400)."""
        now = self._floor.now
        found = self._beating.get(key.id)
        if found is not None and beat_id != found.id:
            body: Row = {"error_msg": "Invalid Heartbeat ID", "heartbeat_id": found.id}
            raise Refused(400, body)
        count = 1 if found is None else found.count + 1
        made = str(uuid5(NAMESPACE_URL, f"heartbeat:{key.id}:{count}"))
        self._beating[key.id] = _Beating(made, count, now)
        if found is None:
            self._watch(key, now)
        return {"heartbeat_id": made}

    def _watch(self, key: ApiKey, now: datetime) -> None:
        self._floor.agenda.plan(now + _ROUND, lambda at: self._look(key, at))

    def _look(self, key: ApiKey, now: datetime) -> None:
        found = self._beating.get(key.id)
        if found is None:
            return
        if now - found.at < _SILENCE:
            self._watch(key, now)
            return
        del self._beating[key.id]
        self._floor.cancelling.every(key, None, None)
