"""The north board under the venue's tickers, with the archive and the combos."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from predcore import MarketStatus
from predcore.sim import Board, Catalogue, SimEvent, SimMarket, SimSeries

from .combos import COMBO_SERIES, Leg, combos
from .refusals import not_found

__all__ = ["ListedEvent", "ListedMarket", "Listing", "exchange_index"]

_ARCHIVED_AFTER = timedelta(days=5)
_SHARDS = {"Exotics": 1, "Crypto": 2, "Commodities": 2}


def exchange_index(category: str) -> int:
    """The shard that markets of a category trade on."""
    return _SHARDS.get(category, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedMarket:
    """A market under its ticker; ``legs`` make it a combo."""

    ticker: str
    event: SimEvent
    event_ticker: str
    series_ticker: str
    market: SimMarket
    archived: bool
    legs: tuple[Leg, ...] = ()

    @property
    def exchange_index(self) -> int:
        """The shard it trades on."""
        return exchange_index(self.event.category)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedEvent:
    """An event under its ticker, with the markets that are not archived."""

    ticker: str
    series_ticker: str
    event: SimEvent
    markets: tuple[ListedMarket, ...]
    statuses: frozenset[MarketStatus]
    combo: bool

    @property
    def exchange_index(self) -> int:
        """The shard its markets trade on."""
        return exchange_index(self.event.category)


class Listing:
    """Everything the endpoints answer from.

    Attributes:
        now: the instant the catalogue was made for.
        cutoff: what settled, or was traded, before it is archived.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._board: Board = catalogue.boards["north"]
        self.now: datetime = catalogue.now
        self.cutoff = self.now - _ARCHIVED_AFTER
        self.seed = catalogue.seed

    @cached_property
    def series(self) -> dict[str, SimSeries]:
        """Every series by ticker."""
        listed = (*self._board.series, COMBO_SERIES)
        return {f"KX{series.code}": series for series in listed}

    @cached_property
    def _every(self) -> tuple[ListedMarket, ...]:
        plain = tuple(
            self._listed(event, market) for event, market in self._board.markets()
        )
        tickers = {
            (m.event.code, m.market.code): (m.event_ticker, m.ticker) for m in plain
        }
        return plain + tuple(
            self._listed(combo.event, combo.market, combo.legs)
            for combo in combos(self._board, tickers, self.now)
        )

    def _listed(
        self, event: SimEvent, market: SimMarket, legs: tuple[Leg, ...] = ()
    ) -> ListedMarket:
        series = f"KX{event.series}"
        settled = market.status is MarketStatus.SETTLED
        return ListedMarket(
            ticker=f"{series}-{event.code}-{market.code}",
            event=event,
            event_ticker=f"{series}-{event.code}",
            series_ticker=series,
            market=market,
            archived=settled and market.settles_at < self.cutoff,
            legs=legs,
        )

    @cached_property
    def live(self) -> dict[str, ListedMarket]:
        """Markets of the live endpoints by ticker, in listing order."""
        return {m.ticker: m for m in self._every if not m.archived}

    @cached_property
    def archive(self) -> dict[str, ListedMarket]:
        """Markets of the historical endpoints by ticker."""
        return {m.ticker: m for m in self._every if m.archived}

    @cached_property
    def events(self) -> dict[str, ListedEvent]:
        """Every event by ticker; combos come last."""
        inside: dict[str, list[ListedMarket]] = {}
        for market in self._every:
            inside.setdefault(market.event_ticker, []).append(market)
        return {
            ticker: ListedEvent(
                ticker=ticker,
                series_ticker=markets[0].series_ticker,
                event=markets[0].event,
                markets=tuple(m for m in markets if not m.archived),
                statuses=frozenset(m.market.status for m in markets),
                combo=bool(markets[0].legs),
            )
            for ticker, markets in inside.items()
        }

    def market(self, ticker: str, *, archived: bool = False) -> ListedMarket:
        """One market; raises ``Refusal``."""
        found = (self.archive if archived else self.live).get(ticker)
        if found is None:
            raise not_found()
        return found

    def event(self, ticker: str) -> ListedEvent:
        """One event; raises ``Refusal``."""
        if ticker not in self.events:
            raise not_found()
        return self.events[ticker]

    def of_category(self, category: str) -> Iterator[ListedEvent]:
        """Events of a category, in listing order."""
        for event in self.events.values():
            if event.event.category == category:
                yield event
