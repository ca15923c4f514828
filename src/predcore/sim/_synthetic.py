"""The embedded catalogue: listings of our own invention, with books and trades.

Everything follows from the seed and the instant. Names, ladders, and the books of
:mod:`predcore.sim.claims` do not even depend on those.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from random import Random

from .. import Level, MarketStatus
from .books import book
from .catalogue import Board, BoardName, Catalogue, SimEvent, SimMarket, SimSeries
from .history import history
from .listings import crypto, economy, fed, politics, science, society, sports
from .listings.wording import Heading, Question, Topic, Wording

__all__ = ["synthetic"]

_TOPICS: tuple[Topic, ...] = (
    *fed.TOPICS,
    *economy.TOPICS,
    *crypto.TOPICS,
    *sports.TOPICS,
    *politics.TOPICS,
    *society.TOPICS,
    *science.TOPICS,
)
_SIZE_PLACES: dict[BoardName, int] = {"north": 2, "south": 6}
_MIN_SIZE: dict[BoardName, Decimal] = {"north": Decimal("0.01"), "south": Decimal(5)}
_QUIET = {
    MarketStatus.PENDING,
    MarketStatus.CLOSED,
    MarketStatus.DETERMINED,
    MarketStatus.SETTLED,
}
_DAY = timedelta(days=1)


def synthetic(seed: int = 0, *, now: datetime | None = None) -> Catalogue:
    """Both boards as of ``now``; the same arguments give an equal catalogue.

    Args:
        seed: changes sizes, trades and the books not fixed by hand.
        now: aware; the current time by default. Opening and closing times are
            relative to it, cut to the second.
    """
    now = (now or datetime.now(UTC)).astimezone(UTC).replace(microsecond=0)
    return Catalogue(
        seed=seed,
        now=now,
        boards={
            "north": _Maker("north", seed, now).board(),
            "south": _Maker("south", seed, now).board(),
        },
    )


class _Maker:
    """Makes one board, numbering its trades as it goes."""

    def __init__(self, name: BoardName, seed: int, now: datetime) -> None:
        self._name: BoardName = name
        self._seed = seed
        self._now = now
        self._trades = 0

    def board(self) -> Board:
        headed = [(topic, h) for topic in _TOPICS if (h := self._heading(topic))]
        series = {
            heading.series: SimSeries(
                code=heading.series,
                title=heading.title,
                category=topic.category,
                frequency=topic.frequency,
                tags=topic.tags,
            )
            for topic, heading in reversed(headed)
        }
        return Board(
            name=self._name,
            series=tuple(series[code] for code in reversed(series)),
            events=tuple(self._event(topic, heading) for topic, heading in headed),
        )

    def _heading(self, topic: Topic) -> Heading | None:
        return topic.north if self._name == "north" else topic.south

    def _event(self, topic: Topic, heading: Heading) -> SimEvent:
        return SimEvent(
            code=heading.code,
            series=heading.series,
            title=heading.title,
            subtitle=heading.subtitle,
            category=topic.category,
            exclusive=topic.exclusive,
            markets=tuple(self._markets(topic, heading)),
        )

    def _markets(self, topic: Topic, heading: Heading) -> Iterator[SimMarket]:
        for question in topic.questions:
            wording = question.north if self._name == "north" else question.south
            if wording is not None:
                yield self._market(topic, heading, question, wording)

    def _market(
        self, topic: Topic, heading: Heading, question: Question, wording: Wording
    ) -> SimMarket:
        random = Random(f"{self._seed}/{self._name}/{heading.code}/{wording.code}")
        places = _SIZE_PLACES[self._name]
        status = question.status
        if self._name == "south" and question.south_status is not None:
            status = question.south_status
        chance, payout = question.chance, question.payout
        if wording.inverted:
            chance = 1 - chance
            payout = None if payout is None else 1 - payout
        closes_at = self._now + topic.closes
        opens_at = min(self._now, closes_at) - topic.opened
        bids: tuple[Level, ...] = wording.bids
        asks: tuple[Level, ...] = wording.asks
        if not (bids or asks) and status not in _QUIET:
            bids, asks = book(random, wording.ladder, chance, wording.shape, places)
        until = min(self._now, closes_at)
        trades = history(
            random,
            wording.ladder,
            chance,
            first=self._trades + 1,
            since=opens_at,
            until=until,
            places=places,
        )
        self._trades += len(trades)
        volume = sum((trade.size for trade in trades), Decimal(0))
        recent = (t.size for t in trades if t.at > self._now - _DAY)
        changed = max(opens_at, until - timedelta(seconds=random.randint(0, 90)))
        return SimMarket(
            code=wording.code,
            question=wording.question,
            subtitle=wording.subtitle,
            rules=heading.rules,
            labels=wording.labels,
            status=status,
            ladder=wording.ladder,
            min_size=_MIN_SIZE[self._name],
            opens_at=opens_at,
            closes_at=closes_at,
            settles_at=closes_at + topic.settles,
            bids=bids,
            asks=asks,
            book_at=changed,
            trades=trades,
            volume=volume,
            volume_24h=sum(recent, Decimal(0)),
            open_interest=(volume / 3).quantize(Decimal("0.01")),
            payout=payout,
            claim=question.claim,
            inverted=wording.inverted,
        )
