"""Books, prints and the life of markets over one connection.

A book is ``live`` from its snapshot on, for as long as every message of its
subscription has come in its turn. Otherwise it is withheld and asked for again:

- a number was skipped: ``Gap`` for all books of the subscription, ``get_snapshot``
  for each, ``Resynced`` as each arrives. Prints and news that were skipped are lost,
  and told by ``Gap`` and ``Resynced`` at once; after news, books are compared.
- a number came again or too late: dropped, as its gap has been dealt with.
- a change that cannot be, or a snapshot that contradicts a live book: as a skipped
  number, for that book.
- a frame that makes no sense, or the end of a subscription: a new connection.
- more markets than the venue takes on a subscription, which it does not say before:
  half of what it refused is asked for again, and the rest given up (``Full``).
- silence: the venue is asked for a sign of life (of books, for a snapshot, which is
  compared); without an answer ``Stalled``, and a new connection.

Silence is more than ``quiet`` seconds, or than a subscription's own rhythm lets expect
(see :class:`~predcore.kit.Watchdog`), so ``Stalled`` comes ``quiet + first`` seconds
after the last message at the latest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from predcore import BadResponse, Gap, Instrument, TradeUpdate
from predcore.kit import Drift, Full, LocalBook, Reconnect, Send, Step, Watchdog

from .books import BookDeltaMessage, BookSnapshotMessage
from .commands import Channel, SubscribeParams
from .coverage import Coverage
from .decoding import UNREADABLE, Frames, Unfamiliar
from .dialogue import MARKET_LIMIT, Dialogue
from .envelope import Message
from .lifecycle import MarketLifecycleV2Message
from .market_data import TradeMessage
from .market_updates import to_ladder_update, to_status_update, to_trade
from .replies import ErrorMessage
from .shelf import Shelf
from .subscription import Subscription

__all__ = ["MarketFeed"]

_ALWAYS_NUMBERED = (BookDeltaMessage, BookSnapshotMessage, TradeMessage)


class MarketFeed:
    """The stream protocol of ``watch``: a :class:`~predcore.kit.BookProtocol`.

    Args:
        instruments: whose books, at first.
        trades: prints too, each once.
        drift: counts messages of unknown types.
        first: seconds an answer or a first message may take.
        quiet: seconds a subscription may be silent before it is asked.
    """

    def __init__(
        self,
        instruments: Sequence[Instrument] = (),
        *,
        trades: bool = False,
        drift: Drift,
        first: float = 5.0,
        quiet: float = 30.0,
    ) -> None:
        prints: tuple[Channel, ...] = ("trade",) if trades else ()
        channels: tuple[Channel, ...] = (
            "orderbook_delta",
            "market_lifecycle_v2",
            *prints,
        )
        self._coverage: dict[Channel, Coverage] = {
            channel: Coverage(first)
            for channel in channels
            if channel != "market_lifecycle_v2"
        }
        subscriptions = [
            Subscription(
                channel,
                Watchdog(first=first, quiet=quiet),
                self._coverage.get(channel),
            )
            for channel in channels
        ]
        self._books = subscriptions[0]
        self._covered = self._coverage["orderbook_delta"]
        self._trades = trades
        self._connected = self._subscribed = False
        self._dialogue = Dialogue(subscriptions)
        self._by_sid = self._dialogue.by_sid
        self._shelf = Shelf(self._get_snapshot, first)
        self._markets = self._shelf.markets
        self._heard = self._books.dog.heard
        self._frames = Frames(drift)
        self._decode = self._frames.fast
        list(self.add(instruments, 0.0))

    @property
    def books(self) -> Mapping[Instrument, LocalBook]:
        """The books by outcome."""
        return self._shelf.books

    def memory(self) -> Mapping[str, object]:
        """What a feed that is told the same frames must know."""
        return {"trades": self._trades}

    def add(self, instruments: Sequence[Instrument], now: float) -> Iterable[Step]:
        """Follow these too; a market's second outcome costs nothing."""
        before = set(self._shelf.books)
        new = [market.ticker for market in self._shelf.follow(instruments)]
        for coverage in self._coverage.values():
            coverage.want(new)
        steps = list[Step]()
        if self._connected:
            # Removed and wanted again before the venue was told: it sends no book.
            still = [ticker for ticker in new if self._covered.covers(ticker)]
            steps += self._shelf.renew(still, now) if still else ()
            steps += () if self._subscribed else self._subscribe(now)
            steps += self._cover(now)
        added = (one for one in dict.fromkeys(instruments) if one not in before)
        live = (self._shelf.update(one) for one in added)
        return [*steps, *(update for update in live if update is not None)]

    def remove(self, instruments: Sequence[Instrument], now: float) -> Iterable[Step]:
        """Follow these no longer; a market goes with its last outcome."""
        gone = self._shelf.unfollow(instruments)
        for coverage in self._coverage.values():
            coverage.forgo(gone)
        return list(self._cover(now)) if self._connected else ()

    def doubt(self, instruments: Sequence[Instrument], now: float) -> Iterable[Step]:
        """Withhold these books, say so, and ask for them again."""
        markets = self._shelf.live(instruments)
        if not markets:
            return ()
        gap = Gap(tuple(i for market in markets for i in market.instruments))
        return self._shelf.doubt(markets, now, gap)

    def verify(self, instruments: Sequence[Instrument], now: float) -> Iterable[Step]:
        """Ask for these books, to compare them."""
        return self._shelf.verify((one.market for one in instruments), now)

    def _get_snapshot(self, tickers: Sequence[str]) -> Iterable[Send]:
        sid = self._books.sid
        if sid is not None:
            covered = [t for t in tickers if self._covered.covers(t)]
            yield from self._dialogue.get_snapshots(sid, covered)

    def _cover(self, now: float) -> Iterator[Send]:
        """Have subscriptions cover what is followed."""
        for subscription, change, send in self._dialogue.cover(now):
            first = subscription is self._books and self._covered.attempts == 1
            if first and change.action == "add_markets":
                self._shelf.expect(change.tickers, now)
            yield send

    def opened(self, now: float) -> list[Send]:
        """Subscribe from scratch; the news come of all markets and are sorted here."""
        self._connected = True
        self._shelf.opened()
        return self._subscribe(now)

    def _subscribe(self, now: float) -> list[Send]:
        channels, tickers = self._dialogue.unsubscribed(), self._covered.first()
        self._subscribed = bool(tickers)
        if not (channels and tickers):
            return []
        if self._books.channel in channels:
            self._shelf.expect(tickers, now)
        params = SubscribeParams(
            channels=channels,
            market_tickers=tickers,
            skip_ticker_ack=True,
            use_yes_price=False,
        )
        return [self._dialogue.subscribe(params, now)]

    def lost(self) -> None:
        """Every book is stale."""
        self._connected = self._subscribed = False
        self._dialogue.lost()
        self._shelf.lost()

    def received(self, frame: str | bytes, now: float, /) -> Iterable[Step]:
        """Apply a frame."""
        message: Message | Unfamiliar
        try:
            message = self._decode(frame)
        except UNREADABLE as error:
            message = self._frames.slow(frame, error)
        if type(message) is BookDeltaMessage:
            books = self._books
            if message.seq == books.expected and message.sid == books.sid:
                books.expected += 1
                self._heard(now)
                delta = message.msg
                market = self._markets.get(delta.market_ticker)
                if market is None or not market.live:
                    return ()
                try:
                    market.apply(delta, now)
                except ValueError:
                    return self._shelf.wrong(market, now)
                return market.updates
        return self._counted(message, now)

    def _counted(self, message: Message | Unfamiliar, now: float) -> Iterable[Step]:
        """Check a message's number, and then read it."""
        subscription = self._by_sid.get(message.sid)
        if subscription is None:
            return self._read(message, now)
        seq, expected = message.seq, subscription.expected
        if seq is None:
            if isinstance(message, _ALWAYS_NUMBERED):
                raise BadResponse("stream: a message without its number", path="seq")
            return self._read(message, now)
        if seq < expected:
            return ()
        subscription.expected = seq + 1
        subscription.dog.heard(now)
        if seq == expected:
            return self._read(message, now)
        gap = Gap(self._shelf.instruments, expected, seq)
        return (*self._missed(subscription, gap, now), *self._read(message, now))

    def _missed(
        self, subscription: Subscription, gap: Gap, now: float
    ) -> Iterable[Step]:
        if subscription is self._books:
            return self._shelf.doubt(self._shelf.markets.values(), now, gap)
        steps = [gap, *self._shelf.standing()]
        if subscription.channel == "market_lifecycle_v2":
            # That of a pause may be among them, and what it did to a book.
            steps += self._shelf.verify(self._shelf.markets, now)
        return steps

    def _read(self, message: Message | Unfamiliar, now: float) -> Iterable[Step]:
        if isinstance(message, BookDeltaMessage):
            return self._shelf.changed(message.msg, now)
        if isinstance(message, BookSnapshotMessage):
            if self._covered.may_bring(message.msg.market_ticker):
                return self._shelf.arrived(message, now)
            return ()
        if isinstance(message, TradeMessage):
            return self._printed(message)
        if isinstance(message, MarketLifecycleV2Message):
            return self._news(message, now)
        if isinstance(message, ErrorMessage) and message.msg.code == MARKET_LIMIT:
            return self._limited(message, now)
        if isinstance(message, Message):
            return (*self._dialogue.reply(message, now), *self._cover(now))
        return ()

    def _limited(self, message: ErrorMessage, now: float) -> Iterator[Step]:
        """Leave to another connection what the venue does not take on this one, and ask
        for less."""
        markets = self._shelf.markets
        if gone := self._dialogue.limited(message):
            yield Full(tuple(i for ticker in gone for i in markets[ticker].instruments))
        yield from self._subscribe(now)
        yield from self._cover(now)

    def _printed(self, message: TradeMessage) -> Iterable[Step]:
        market = self._shelf.markets.get(message.msg.market_ticker)
        if market is None or not self._trades:
            return ()
        return (TradeUpdate(to_trade(message.msg, market.outcome)),)

    def _news(self, message: MarketLifecycleV2Message, now: float) -> Iterator[Step]:
        news = message.msg
        if news.market_ticker not in self._shelf.markets:
            return
        if (status := to_status_update(news)) is not None:
            yield status
        if (ladder := to_ladder_update(news)) is not None:
            yield ladder
        if news.event_type == "activated":
            # A pause empties the book, and nothing is said of its orders.
            yield from self._shelf.renew([news.market_ticker], now)

    def due(self) -> float | None:
        """The first deadline of a subscription or of a book asked for."""
        deadlines = (self._dialogue.due(), self._shelf.due())
        return min((due for due in deadlines if due is not None), default=None)

    def expired(self, now: float) -> Iterator[Step]:
        """Ask what is silent, and give up what does not answer."""
        for subscription in self._dialogue.overdue(now):
            silence = subscription.dog.silence(now)
            if subscription.dog.unanswered:
                yield self._shelf.stall(silence)
                why = f"{subscription.channel} was silent for {silence:.1f} s"
                yield Reconnect(why)
                return
            subscription.dog.asked(now)
            probes = self._shelf.probe() if subscription is self._books else ()
            yield from list(probes) or [self._dialogue.list_subscriptions()]
        yield from self._shelf.ask_again(now)
        if (channel := self._dialogue.unchanged(now)) is not None:
            yield self._shelf.stall(self._books.dog.silence(now))
            yield Reconnect(f"{channel}: markets could not be changed")
            return
        yield from self._cover(now)
