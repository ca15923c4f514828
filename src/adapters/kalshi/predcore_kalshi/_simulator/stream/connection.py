"""One connection: its subscriptions, and what waits to be sent on it."""

from __future__ import annotations

import json
from collections import deque
from dataclasses import dataclass

import anyio

from predcore.sim import Line
from predcore.sim.exchange import Record

from ..floor import Floor
from ..keys import ApiKey
from ..wire import Json, unix_ms
from .channels import Channel
from .errors import MESSAGES, OVERFLOW
from .limits import StreamLimits
from .subscription import Subscription

__all__ = ["Announcement", "Connection"]

_encode = json.JSONEncoder(separators=(",", ":")).encode


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcement:
    """A message that no record of the exchange stands for.

    Attributes:
        account: who alone may hear it; ``None`` is everybody.
    """

    channel: str
    type: str
    msg: Json
    account: str | None = None


class Connection:
    """What a connection has asked for and is owed.

    Attributes:
        key: whose connection it is.
        subscriptions: by the name of the channel.
        inbox: what happened and has not been put into messages.
    """

    def __init__(
        self, floor: Floor, key: ApiKey, line: Line, limits: StreamLimits
    ) -> None:
        self.floor = floor
        self.key = key
        self.limits = limits
        self.subscriptions: dict[str, Subscription] = {}
        self.inbox: deque[Record | Announcement] = deque()
        self.overflowed = False
        self._line = line
        self._outbox: list[str] = []
        self._sids = 0
        self._due = anyio.Event()

    @property
    def user_id(self) -> str:
        """What the venue calls the account."""
        return self.floor.user_id(self.key.account)

    def refusal(self) -> int | None:
        """The error that the next command is answered with, where a fault is on."""
        switches = self._line.switches
        return switches.refuse if switches.refuse and switches.spend() else None

    def hear(self, news: Record | Announcement) -> None:
        """Remember what happened until there is time to tell of it."""
        if not self.subscriptions:
            return
        if len(self.inbox) < self.limits.buffer:
            self.inbox.append(news)
        else:
            self.overflowed = True
        self._due.set()

    async def due(self) -> None:
        """Wait until there is something to send."""
        await self._due.wait()

    def take(self) -> list[str]:
        """The frames that are ready."""
        self._due = anyio.Event()
        frames, self._outbox = self._outbox, []
        return frames

    def open(self, channel: Channel) -> Subscription:
        """A new subscription."""
        self._sids += 1
        opened = Subscription(sid=self._sids, channel=channel)
        self.subscriptions[channel.name] = opened
        return opened

    def of_sid(self, sid: int) -> Subscription | None:
        """The subscription of that id."""
        found = (s for s in self.subscriptions.values() if s.sid == sid)
        return next(found, None)

    def chosen(self, channel: str, ticker: str) -> Subscription | None:
        """The subscription to a channel, where it covers a market."""
        found = self.subscriptions.get(channel)
        return found if found is not None and found.wants(ticker) else None

    def close(self, subscription: Subscription) -> None:
        """Send nothing more under its sid."""
        del self.subscriptions[subscription.channel.name]

    def reply(self, kind: str, command_id: int | None, **rest: object) -> None:
        """Answer a command."""
        known: Json = {} if command_id is None else {"id": command_id}
        self._put({**known, "type": kind, **rest})

    def confirm(
        self,
        kind: str,
        subscription: Subscription,
        command_id: int | None,
        **rest: object,
    ) -> None:
        """Answer a command about a subscription; this takes a ``seq`` of it."""
        sid, seq = subscription.sid, subscription.next_seq()
        self.reply(kind, command_id, sid=sid, seq=seq, **rest)

    def refuse(self, code: int, command_id: int | None) -> None:
        """Say that a command failed."""
        self.reply("error", command_id, msg={"code": code, "msg": MESSAGES[code]})

    def tell(
        self,
        subscription: Subscription,
        kind: str,
        msg: Json,
        command_id: int | None = None,
    ) -> None:
        """Send a message of a channel."""
        switches = self._line.switches
        subscription.frames += 1
        every = switches.overflow
        if every and subscription.frames % every == 0 and switches.spend():
            self.fail(subscription, OVERFLOW)
            return
        self._put(
            {
                "type": kind,
                **({} if command_id is None else {"id": command_id}),
                **self._numbered(subscription),
                "msg": msg,
            }
        )

    def fail(self, subscription: Subscription, code: int) -> None:
        """End a subscription; its client has to subscribe again."""
        numbered = self._numbered(subscription)
        msg = {"code": code, "msg": MESSAGES[code]}
        self._put({"type": "error", **numbered, "msg": msg})
        self.close(subscription)

    def _numbered(self, subscription: Subscription) -> Json:
        sid: Json = {"sid": subscription.sid}
        if subscription.channel.sequenced:
            return {**sid, "seq": subscription.next_seq()}
        return sid

    def _put(self, message: Json) -> None:
        stamped = {**message, "sending_ts_ms": unix_ms(self.floor.now)}
        self._outbox.append(_encode(stamped))
        self._due.set()
