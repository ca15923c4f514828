"""Your orders, fills and holdings over one connection.

Nothing here is numbered or repeated, so what was missed while there was no connection
is not known: it says when it is subscribed, for somebody to read the rest.

A trade is told again whenever it comes closer to the chain, or falls back: each time
as a fill of the same id with another ``finality``, never one step back by a message
that was late. A fill that fails is undone: what it brought is held no more.

The channel does not say that credentials are wrong. It closes, or is silent: then
somebody has to ask elsewhere (``refused``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from msgspec.json import encode

from predcore import (
    Fill,
    FillUpdate,
    Finality,
    Order,
    OrderUpdate,
    Position,
    PositionUpdate,
    Stalled,
)
from predcore.kit import Drift, Ready, Recent, Reconnect, Send, Step

from ..models.streams.envelope import Unfamiliar
from ..models.streams.user import UserOrder, UserTrade
from .account_mapping import fills_of, order_of
from .decoding import EVENTS_OF_USERS
from .heartbeat import Heartbeat
from .holdings import Holdings
from .introductions import Introductions

if TYPE_CHECKING:
    from ..models.clob.trade import MakerOrder

__all__ = ["Greeting", "UserFeed"]

_REMEMBERED = 20_000
"""Fills, to know how far each has come."""

_STEPS = {
    Finality.MATCHED: 0,
    Finality.SETTLING: 1,
    Finality.RETRYING: 1,
    Finality.FINAL: 2,
    Finality.FAILED: 2,
}


class Greeting(Send):
    """The first frame, which holds the API secret and never shows it."""

    def __repr__(self) -> str:
        return "<Greeting>"


class UserFeed:
    """The stream protocol of ``watch_account``.

    Args:
        auth: what the first frame carries, see :attr:`ApiKey.stream_auth`.
        introductions: what is known of markets.
        holdings: what is held; shared with whoever reads it.
        mine: whether a maker's order in a trade is yours.
        client_id: what an order was called by whoever placed it here.
        told: remembers what an order is.
        drift: counts events of unknown types.
        patience: seconds until there must be a first sign of life.
        heartbeat: when to ping.

    Attributes:
        refused: how many connections in a row have ended without any sign of life.
    """

    def __init__(
        self,
        auth: Mapping[str, str],
        introductions: Introductions,
        holdings: Holdings,
        *,
        mine: Callable[[MakerOrder], bool],
        client_id: Callable[[str], str | None],
        told: Callable[[Order], None],
        drift: Drift,
        patience: float = 10.0,
        heartbeat: Heartbeat | None = None,
    ) -> None:
        self._auth = auth
        self._markets = introductions
        self._holdings = holdings
        self._mine = mine
        self._client_id = client_id
        self._told = told
        self._drift = drift
        self._patience = patience
        self._heartbeat = heartbeat or Heartbeat()
        self._finality: Recent[str, Finality] = Recent(_REMEMBERED)
        self._ready = False
        self._overdue_at: float | None = None
        self.refused = 0

    def __repr__(self) -> str:
        return "<UserFeed>"

    def opened(self, now: float) -> Sequence[Send]:
        """Subscribe to everything; the pong says that this has been read."""
        self._ready = False
        self._overdue_at = now + self._patience
        self._heartbeat.started(now)
        greeting = {"type": "user", "auth": dict(self._auth)}
        return [Greeting(encode(greeting).decode()), Send("PING")]

    def lost(self) -> None:
        """Nothing is subscribed."""
        self._overdue_at = None
        self._heartbeat.stop()
        self.refused = 0 if self._ready else self.refused + 1
        self._ready = False

    def received(self, frame: str | bytes, now: float, /) -> Iterator[Step]:
        """Read a frame."""
        if frame in {"PONG", b"PONG"}:
            self._heartbeat.answered(now)
            yield from self._alive()
            return
        events = EVENTS_OF_USERS(frame)
        yield from self._alive()
        for event in events:
            if isinstance(event, UserOrder):
                yield self._order(event)
            elif isinstance(event, UserTrade):
                yield from self._trade(event, now)
            else:
                self._unfamiliar(event)

    def _alive(self) -> Iterator[Step]:
        self._overdue_at = None
        if not self._ready:
            self._ready = True
            yield Ready()

    def _order(self, event: UserOrder) -> OrderUpdate:
        instrument = self._markets.instrument(
            event.market, event.asset_id, event.outcome
        )
        order = order_of(event, instrument, self._client_id(event.id))
        self._told(order)
        return OrderUpdate(order)

    def _trade(self, event: UserTrade, now: float) -> Iterator[Step]:
        labels = {event.asset_id: event.outcome}
        labels |= {maker.asset_id: maker.outcome for maker in event.maker_orders}
        found = fills_of(
            event,
            self._mine,
            lambda token: self._markets.instrument(
                event.market, token, labels.get(token)
            ),
            self._markets.fees(event.market),
        )
        for bare in found:
            fill = replace(bare, client_id=self._client_id(bare.order_id))
            if self._advances(fill):
                yield FillUpdate(fill)
                held = self._holdings.count(fill, now)
                if held is not None:
                    yield PositionUpdate(held)

    def caught_up(self, fill: Fill, now: float) -> Position | None:
        """Take in a fill that was read elsewhere; as of :meth:`Holdings.count`."""
        return self._holdings.count(fill, now) if self._advances(fill) else None

    def _advances(self, fill: Fill) -> bool:
        """Whether this is further than anything that was told of it."""
        before, after = self._finality.get(fill.id), fill.finality
        if before is not None and (
            before is after
            or _STEPS[after] < _STEPS[before]
            or _STEPS[before] == _STEPS[Finality.FINAL]
        ):
            return False
        self._finality[fill.id] = after
        return True

    def _unfamiliar(self, event: Unfamiliar) -> None:
        self._drift.note("stream", "event_type", event.event_type)

    def due(self) -> float | None:
        """The first deadline of a ping, or of the first sign of life."""
        deadlines = (self._heartbeat.due(), self._overdue_at)
        return min((due for due in deadlines if due is not None), default=None)

    def expired(self, now: float) -> Iterator[Step]:
        """Ping, and give up what does not answer."""
        overdue = self._overdue_at is not None and now >= self._overdue_at
        if overdue or self._heartbeat.dead(now):
            silence = self._heartbeat.silence(now)
            yield Stalled((), silence)
            yield Reconnect(f"no PONG came in {silence:.1f} s")
        elif self._heartbeat.late(now):
            self._heartbeat.asked(now)
            yield Send("PING")
