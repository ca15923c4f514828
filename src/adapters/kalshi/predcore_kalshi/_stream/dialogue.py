"""Commands, and what the venue answers to them, whatever the feed is about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from predcore import AuthenticationFailed, StreamError
from predcore.kit import Reconnect, Send, Step

from .commands import (
    Channel,
    ListSubscriptions,
    Subscribe,
    SubscribeParams,
    UpdateParams,
    UpdateSubscription,
    encode,
)
from .coverage import AT_ONCE, Change
from .envelope import Message
from .replies import ErrorMessage, OkMessage, SubscribedMessage, UnsubscribedMessage
from .replies import Subscription as Listed
from .subscription import Subscription

__all__ = ["MARKET_LIMIT", "Dialogue"]

MARKET_LIMIT = 26
"""A subscription may not be to so many markets; the venue does not say how many."""

_ENDED = {7, 10, 25}
"""Unknown subscription, channel error, buffer overflow: the subscription is over."""

_PASSING = {1, 18, 27}
"""Not processed, timed out, too many requests: what was asked is asked again."""

_UNAUTHENTICATED = 9


class Dialogue:
    """The subscriptions of one connection."""

    def __init__(self, subscriptions: Sequence[Subscription]) -> None:
        self._subscriptions = subscriptions
        self._last = self._last_before = 0
        self.by_sid: dict[int | None, Subscription] = {}

    def _number(self) -> int:
        self._last += 1
        return self._last

    def _ours(self, number: int | None) -> bool:
        """Whether a command of this connection has that number."""
        return number is not None and self._last_before < number <= self._last

    def subscribe(self, params: SubscribeParams, now: float) -> Send:
        """Ask for the channels that ``params`` names."""
        number = self._number()
        for subscription in self._subscriptions:
            if subscription.channel in params.channels:
                subscription.asked(now)
                if subscription.coverage is not None:
                    tickers = params.market_tickers or ()
                    subscription.coverage.subscribed(number, tickers)
        return Send(encode(Subscribe(id=number, params=params)))

    def unsubscribed(self) -> tuple[Channel, ...]:
        """The channels to subscribe to: none, while an answer to that is awaited."""
        found = [s for s in self._subscriptions if s.sid is None]
        found = [s for s in found if s.coverage is None or s.coverage.idle]
        return tuple(s.channel for s in found) if any(s.coverage for s in found) else ()

    def cover(self, now: float) -> Iterator[tuple[Subscription, Change, Send]]:
        """Ask for what subscriptions should cover and do not, one change of each."""
        for subscription in self._subscriptions:
            sid, coverage = subscription.sid, subscription.coverage
            if sid is None or coverage is None or (change := coverage.next()) is None:
                continue
            number = self._number()
            coverage.asked(number, change, now)
            assert change.action != "subscribe"
            params = UpdateParams(
                sid=sid, action=change.action, market_tickers=change.tickers
            )
            send = Send(encode(UpdateSubscription(id=number, params=params)))
            yield subscription, change, send

    def get_snapshots(self, sid: int, tickers: Sequence[str]) -> Iterator[Send]:
        """Ask for whole books of a subscription, in commands of a bearable length."""
        for start in range(0, len(tickers), AT_ONCE):
            some = tuple(tickers[start : start + AT_ONCE])
            params = UpdateParams(sid=sid, action="get_snapshot", market_tickers=some)
            yield Send(encode(UpdateSubscription(id=self._number(), params=params)))

    def list_subscriptions(self) -> Send:
        """Ask for a sign of life that names every subscription."""
        return Send(encode(ListSubscriptions(id=self._number())))

    def lost(self) -> None:
        """There is no connection."""
        self._last_before = self._last
        self.by_sid.clear()
        for subscription in self._subscriptions:
            subscription.gone()

    def due(self) -> float | None:
        """The first deadline of any subscription."""
        first: float | None = None
        for subscription in self._subscriptions:
            for timed in (subscription.dog, subscription.coverage):
                due = None if timed is None else timed.due()
                if due is not None and (first is None or due < first):
                    first = due
        return first

    def unchanged(self, now: float) -> Channel | None:
        """A channel that does not cover other markets in spite of asking; what is late
        apart from that may be asked for again."""
        for subscription in self._subscriptions:
            coverage = subscription.coverage
            if coverage is not None and coverage.late(now) and coverage.hopeless:
                return subscription.channel
        return None

    def overdue(self, now: float) -> Iterator[Subscription]:
        """Subscriptions that have been silent for too long."""
        for subscription in self._subscriptions:
            due = subscription.dog.due()
            if due is not None and due <= now:
                yield subscription

    def reply(self, message: Message, now: float) -> Iterable[Step]:
        """Take in an answer.

        Raises ``StreamError``, or ``AuthenticationFailed``, for a command that the
        venue will never take.
        """
        if isinstance(message, SubscribedMessage):
            for subscription in self._subscriptions:
                if subscription.channel == message.msg.channel:
                    subscription.begun(message.msg.sid, message.id, now)
                    self.by_sid[message.msg.sid] = subscription
        elif isinstance(message, OkMessage):
            if isinstance(message.msg, tuple):
                yield from self._listed(message.msg, now)
            for subscription in self._subscriptions:
                if subscription.coverage is not None and subscription.sid is not None:
                    subscription.coverage.confirmed(message.id)
        elif isinstance(message, UnsubscribedMessage):
            yield Reconnect("the venue ended a subscription")
        elif isinstance(message, ErrorMessage):
            yield from self._failed(message, now)

    def limited(self, message: ErrorMessage) -> list[str]:
        """What no channel is to cover any more, as one of them takes no more.

        Raises ``StreamError`` where nothing would be left.
        """
        coverages = [s.coverage for s in self._subscriptions if s.coverage is not None]
        gone: list[str] = []
        for coverage in coverages:
            if refused := coverage.refused(message.id):
                gone += refused
                for each in coverages:
                    each.forgo(refused)
        if gone and not any(coverage.wanted for coverage in coverages):
            raise _refusal(message)
        return gone

    def _listed(self, listed: Sequence[Listed], now: float) -> Iterator[Step]:
        sids = {each.sid for each in listed}
        for subscription in self._subscriptions:
            if subscription.sid is None:
                continue
            if subscription.sid not in sids:
                yield Reconnect(f"{subscription.channel} is no longer subscribed")
            elif subscription.dog.unanswered:
                subscription.dog.heard(now)

    def _failed(self, message: ErrorMessage, now: float) -> Iterator[Step]:
        code, text = message.msg.code, message.msg.msg
        if code in _PASSING:
            for subscription in self._subscriptions:
                if subscription.coverage is not None:
                    subscription.coverage.failed(message.id, now)
        if code in _ENDED:
            yield Reconnect(f"the venue ended a subscription: {text} ({code})")
        elif code in _PASSING or not self._ours(message.id):
            return
        elif code == _UNAUTHENTICATED:
            raise AuthenticationFailed(f"stream: {text}", code=str(code))
        else:
            raise _refusal(message)


def _refusal(message: ErrorMessage) -> StreamError:
    code, text = message.msg.code, message.msg.msg
    return StreamError(f"the venue refused a subscription: {text} ({code})")
