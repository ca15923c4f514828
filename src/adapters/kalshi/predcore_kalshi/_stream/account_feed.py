"""Your orders, fills and positions over one connection.

None of these channels is numbered, so what was missed while there was no connection
is not known: it says when everything is subscribed to, for somebody to read the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from predcore import FillUpdate, OrderUpdate, PositionUpdate, Stalled
from predcore.kit import Drift, Ready, Reconnect, Send, Step, Watchdog

from .account import FillMessage, MarketPositionMessage, UserOrderMessage
from .account_updates import to_fill, to_order, to_positions
from .commands import Channel, SubscribeParams
from .decoding import Unfamiliar, decode
from .dialogue import Dialogue
from .envelope import Message
from .subscription import Subscription

__all__ = ["AccountFeed"]

_CHANNELS: tuple[Channel, ...] = ("user_orders", "fill", "market_positions")


class AccountFeed:
    """The stream protocol of ``watch_account``; other arguments as of ``MarketFeed``.

    Args:
        subaccount: whose positions are told; an instrument has one of each.
    """

    def __init__(
        self,
        *,
        subaccount: int = 0,
        drift: Drift,
        first: float = 5.0,
        quiet: float = 30.0,
    ) -> None:
        self._subaccount = subaccount
        self._drift = drift
        self._subscriptions = [
            Subscription(channel, Watchdog(first=first, quiet=quiet))
            for channel in _CHANNELS
        ]
        self._dialogue = Dialogue(self._subscriptions)
        self._ready = False

    def opened(self, now: float) -> list[Send]:
        """Subscribe from scratch."""
        self._ready = False
        return [self._dialogue.subscribe(SubscribeParams(channels=_CHANNELS), now)]

    def lost(self) -> None:
        """Nothing is subscribed."""
        self._dialogue.lost()

    def received(self, frame: str | bytes, now: float, /) -> Iterable[Step]:
        """Read a frame."""
        message = decode(frame)
        if isinstance(message, Unfamiliar):
            self._drift.note("stream", "type", message.type)
            return ()
        subscription = self._dialogue.by_sid.get(message.sid)
        if subscription is not None:
            subscription.dog.heard(now)
        if isinstance(message, UserOrderMessage):
            return (OrderUpdate(to_order(message.msg)),)
        if isinstance(message, FillMessage):
            return (FillUpdate(to_fill(message.msg)),)
        if isinstance(message, MarketPositionMessage):
            if message.msg.subaccount not in {None, self._subaccount}:
                return ()
            return [PositionUpdate(held) for held in to_positions(message.msg)]
        return self._replied(message, now)

    def _replied(self, message: Message, now: float) -> Iterator[Step]:
        yield from self._dialogue.reply(message, now)
        if not self._ready and all(s.sid is not None for s in self._subscriptions):
            self._ready = True
            yield Ready()

    def due(self) -> float | None:
        """The first deadline of a subscription."""
        return self._dialogue.due()

    def expired(self, now: float) -> Iterator[Step]:
        """Ask what is silent, and give up what does not answer."""
        silent = list(self._dialogue.overdue(now))
        for subscription in silent:
            silence = subscription.dog.silence(now)
            if subscription.dog.unanswered:
                yield Stalled((), silence)
                yield Reconnect(f"{subscription.channel}: no answer in {silence:.1f} s")
                return
            subscription.dog.asked(now)
        if silent:
            yield self._dialogue.list_subscriptions()
