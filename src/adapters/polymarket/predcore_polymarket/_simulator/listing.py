"""A board under the venue's identities: what every endpoint looks things up in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from predcore.sim import Board, SimClock, SimEvent, SimMarket

from . import ids
from .fees import category_fees
from .listed import ListedEvent, ListedMarket, ListedSeries, Tag

__all__ = ["Listing"]

_FIRST_TAG, _FIRST_SERIES, _FIRST_EVENT, _FIRST_MARKET = 1, 10_100, 40_100, 600_100


class Listing:
    """The board, by every id the venue has.

    Attributes:
        start: the instant it was made for.
    """

    def __init__(self, board: Board, clock: SimClock) -> None:
        self._clock = clock
        self.start = clock.now()
        self.tags = _tags(board)
        self.series = tuple(
            ListedSeries(id=str(number), sim=series)
            for number, series in enumerate(board.series, _FIRST_SERIES)
        )
        self._event_slugs: set[str] = set()
        self._market_slugs: set[str] = set()
        self._next_market = _FIRST_MARKET
        self.events = tuple(
            self._event(str(number), event)
            for number, event in enumerate(board.events, _FIRST_EVENT)
        )
        self.markets = tuple(m for event in self.events for m in event.markets)
        self.by_condition = {market.condition: market for market in self.markets}
        self.by_token = {
            token: (market, outcome)
            for market in self.markets
            for outcome, token in enumerate(market.tokens)
        }
        self._events = {m.id: event for event in self.events for m in event.markets}

    @property
    def now(self) -> datetime:
        """The exchange's time."""
        return self._clock.now()

    def event_of(self, market: ListedMarket) -> ListedEvent:
        """The event a market belongs to."""
        return self._events[market.id]

    def _event(self, number: str, event: SimEvent) -> ListedEvent:
        neg_risk = event.exclusive and len(event.markets) > 1
        series = next(s for s in self.series if s.sim.code == event.series)
        labels = {event.category, *series.sim.tags}
        return ListedEvent(
            id=number,
            slug=_slug(event.title, number, self._event_slugs),
            neg_risk=neg_risk,
            series=series,
            tags=tuple(tag for tag in self.tags if tag.label in labels),
            markets=tuple(self._markets(event, neg_risk)),
            sim=event,
        )

    def _markets(self, event: SimEvent, neg_risk: bool) -> Iterator[ListedMarket]:
        for position, market in enumerate(event.markets):
            number = str(self._next_market)
            self._next_market += 1
            yield ListedMarket(
                id=number,
                slug=_slug(market.question, number, self._market_slugs),
                condition=ids.condition_id(event.code, market.code),
                question_id=ids.question_id(event.code, position + 1),
                tokens=ids.token_ids(event.code, market.code),
                position=position,
                neg_risk=neg_risk,
                fees=category_fees(event.category),
                starts_at=_starts_at(event, market),
                sim=market,
            )


def _slug(title: str, number: str, taken: set[str]) -> str:
    """A slug nobody else has, now taken; the number settles a clash."""
    slug = ids.slug(title)
    if slug in taken:
        slug = f"{slug}-{number}"
    taken.add(slug)
    return slug


def _starts_at(event: SimEvent, market: SimMarket) -> datetime | None:
    """A sports market whose outcomes are teams is a game of three hours."""
    if event.category != "Sports" or market.labels[0] == "Yes":
        return None
    return market.closes_at - timedelta(hours=3)


def _tags(board: Board) -> tuple[Tag, ...]:
    labels = [event.category for event in board.events]
    labels += [tag for series in board.series for tag in series.tags]
    return tuple(
        Tag(id=str(number), label=label)
        for number, label in enumerate(dict.fromkeys(labels), _FIRST_TAG)
    )
