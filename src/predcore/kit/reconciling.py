"""What a private stream missed while it was down, read and told in its place."""

from __future__ import annotations

from collections import deque
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TypeAlias, TypeVar

import anyio

from .._account import Position
from .._errors import TransportError
from .._ids import Instrument
from .._orders import Fill, Finality, Order, OrderStatus
from .._updates import (
    Connected,
    Disconnected,
    FillUpdate,
    Lagged,
    OrderUpdate,
    PositionUpdate,
    Stalled,
    Update,
)

__all__ = ["Begin", "Reconcile", "Reconciler", "Seen"]

_K = TypeVar("_K")
_V = TypeVar("_V")

_OVER = {OrderStatus.FILLED, OrderStatus.CANCELLED}
_REMEMBERED = 10_000
"""Fills and finished orders, to know them again."""

_PATIENCE = 60.0
"""Seconds for all reads together; then it is a new connection."""

_STEPS = {
    Finality.MATCHED: 0,
    Finality.SETTLING: 1,
    Finality.RETRYING: 1,
    Finality.FINAL: 2,
    Finality.FAILED: 2,
}
_SETTLED = 2

_Fill: TypeAlias = "tuple[str, str]"


@dataclass(slots=True)
class Seen:
    """What has been told of an account so far.

    Attributes:
        began_at: when the stream was opened, by this machine's clock.
        last_fill_at: of the latest fill there was, by the venue's clock.
        no_fills_before: that there was none when the stream began is known.
        fresh: this is the first connection: fills may have been missed before it, and
            of orders and positions nothing was told.
        open_orders: by id, as they were told last.
        positions: what was held when it was told last.
        unsettled: when those fills were made that may still come to nothing.
    """

    began_at: datetime = field(default_factory=lambda: datetime.now(UTC))
    last_fill_at: datetime | None = None
    no_fills_before: bool = False
    fresh: bool = False
    open_orders: dict[str, Order] = field(default_factory=dict[str, Order])
    positions: dict[Instrument, Position] = field(
        default_factory=dict[Instrument, Position]
    )
    unsettled: dict[_Fill, datetime] = field(default_factory=dict["_Fill", datetime])
    _fills: dict[_Fill, Finality] = field(default_factory=dict["_Fill", Finality])
    _before: dict[_Fill, None] = field(default_factory=dict["_Fill", None])
    _over: dict[str, Order] = field(default_factory=dict[str, Order])

    def was_before(self, fill: Fill) -> None:
        """This one is from before the stream, and not to be told as it is."""
        _remember(self._before, _key(fill), None)
        _remember(self._fills, _key(fill), fill.finality)
        if self.last_fill_at is None or fill.at > self.last_fill_at:
            self.last_fill_at = fill.at

    def told(self, update: Update) -> bool:
        """Whether a live update is to be told: not a fill that was told already, or as
        it was before that, nor an order as it was before what was told."""
        if isinstance(update, FillUpdate):
            fill = update.fill
            if not self._advances(fill):
                return False
            if self.last_fill_at is None or fill.at > self.last_fill_at:
                self.last_fill_at = fill.at
        elif isinstance(update, OrderUpdate):
            order = update.order
            before = self.open_orders.get(order.id) or self._over.get(order.id)
            if before is not None and _older(order, before):
                return False
            if order.status in _OVER:
                self.open_orders.pop(order.id, None)
                _remember(self._over, order.id, order)
            elif order.id in self._over:
                return False
            else:
                self.open_orders[order.id] = order
        elif isinstance(update, PositionUpdate):
            position = update.position
            if position.size:
                self.positions[position.instrument] = position
            else:
                self.positions.pop(position.instrument, None)
        return True

    def _advances(self, fill: Fill) -> bool:
        key, after = _key(fill), fill.finality
        before = self._fills.get(key)
        if before is not None and (
            before is after
            or _STEPS[after] < _STEPS[before]
            or _STEPS[before] == _SETTLED
        ):
            return False
        _remember(self._fills, key, after)
        if _STEPS[after] == _SETTLED:
            self.unsettled.pop(key, None)
        else:
            _remember(self.unsettled, key, fill.at)
        return True

    def precedes(self, fill: Fill) -> bool:
        """Whether it is from before the stream, however far it has come since."""
        return _key(fill) in self._before

    def awaits(self, fill: Fill) -> bool:
        """Whether it was told and not yet settled."""
        return _key(fill) in self.unsettled

    def knows(self, update: Update) -> bool:
        """Whether what was read says nothing new."""
        if isinstance(update, OrderUpdate):
            order = update.order
            before = self.open_orders.get(order.id) or self._over.get(order.id)
            return before is not None and _same(before, order)
        if isinstance(update, PositionUpdate):
            now = update.position
            held = self.positions.get(now.instrument)
            return (held.size if held else 0) == now.size
        return False


Begin: TypeAlias = "Callable[[Seen], Awaitable[None]]"
"""Notes what there was before a stream, see :func:`~predcore.kit.note_latest`."""

Reconcile: TypeAlias = "Callable[[Seen], Awaitable[Sequence[Update]]]"
"""Reads orders, fills and positions; gives what they are now, whether or not it was
told before. Whoever runs it leaves out what was."""


class Reconciler:
    """Holds live updates back, in order, while the reads are under way.

    What is live came later than the subscription, which was there before the reads:
    of an order or a position that was heard of live meanwhile, the live word counts.

    Args:
        reconcile: the reads.
        put: where updates go.
        capacity: updates that may be held; beyond that the oldest are lost, and told
            by ``Lagged``.
        begin: notes what there was before the first connection, which is then read
            for like the others; without it, the first is not. Nothing is told before:
            whoever acts on what is told acts after it.

    Attributes:
        seen: what has been told.
    """

    def __init__(
        self,
        reconcile: Reconcile,
        put: Callable[[Update], None],
        capacity: int,
        *,
        begin: Begin | None = None,
    ) -> None:
        self._read = reconcile
        self._put = put
        self._capacity = capacity
        self._begin = begin
        self._begins = begin is not None
        self._connected = False
        self.seen = Seen()
        self._held: deque[Update] | None = None
        self._dropped = 0

    def put(self, update: Update) -> None:
        """Pass an update on, now or later."""
        if isinstance(update, Connected):
            self._put(update)
            self.seen.fresh = not self._connected
            if self._connected or self._begins:
                self._held = deque()
            self._connected = True
        elif isinstance(update, (Disconnected, Stalled)):
            unread = self.seen.last_fill_at
            due = self._held is not None
            self._release(())
            if due:
                # What was missed before these is still to be read.
                self.seen.last_fill_at = unread
            self._put(update)
        elif self._held is not None:
            if len(self._held) >= self._capacity:
                self._held.popleft()
                self._dropped += 1
            self._held.append(update)
        elif self.seen.told(update):
            self._put(update)

    async def begin(self) -> None:
        """Note what was before, if it is not yet; raises as ``reconcile`` does."""
        if self._begin is not None:
            with anyio.move_on_after(_PATIENCE):
                await self._begin(self.seen)
                self._begin = None
                return
            raise TransportError(f"what was before not noted within {_PATIENCE:g} s")

    async def reconcile(self) -> None:
        """Read, and tell it; raises ``TransportError`` where that takes too long."""
        with anyio.move_on_after(_PATIENCE):
            if self._held is not None:
                self._release(await self._read(self.seen))
            return
        raise TransportError(f"not reconciled within {_PATIENCE:g} s")

    def end(self) -> None:
        """Tell what is held: there will be no other connection to read for."""
        self._release(())

    def _release(self, found: Iterable[Update]) -> None:
        held, self._held = self._held or deque[Update](), None
        live = {_subject(update) for update in held} - {None}
        if self._dropped:
            self._put(Lagged(self._dropped))
            self._dropped = 0
        new = [u for u in found if _subject(u) not in live and not self.seen.knows(u)]
        for update in (*new, *held):
            if self.seen.told(update):
                self._put(update)


def _key(fill: Fill) -> _Fill:
    return fill.id, fill.order_id


def _subject(update: Update) -> str | Instrument | None:
    """What an update is the whole truth of."""
    if isinstance(update, OrderUpdate):
        return update.order.id
    return update.position.instrument if isinstance(update, PositionUpdate) else None


def _same(one: Order, other: Order) -> bool:
    return (one.status, one.filled, one.remaining, one.price) == (
        other.status,
        other.filled,
        other.remaining,
        other.price,
    )


def _older(one: Order, than: Order) -> bool:
    return (
        one.updated_at is not None
        and than.updated_at is not None
        and one.updated_at < than.updated_at
    )


def _remember(known: dict[_K, _V], key: _K, value: _V) -> None:
    known[key] = value
    if len(known) > _REMEMBERED:
        del known[next(iter(known))]
