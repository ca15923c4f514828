"""The north board under the venue's tickers, with the archive and the combos."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from predcore import MarketStatus
from predcore.sim import Catalogue, SimEvent, SimMarket, SimSeries, SimTrade
from predcore.sim.exchange import Phase, SimClock

from .combos import COMBO_SERIES, Combo, Leg, combos
from .refusals import not_found
from .rows import ListedEvent, ListedMarket
from .wire import identifier

__all__ = ["Listing"]

_ARCHIVED_AFTER = timedelta(days=5)
_ORDERS_ARCHIVED_AFTER = timedelta(days=14)
_HOUR = timedelta(hours=1)
_PHASES = {
    MarketStatus.PENDING: Phase.LISTED,
    MarketStatus.OPEN: Phase.OPEN,
    MarketStatus.HALTED: Phase.PAUSED,
    MarketStatus.CLOSED: Phase.CLOSED,
    MarketStatus.DETERMINED: Phase.DETERMINED,
    MarketStatus.SETTLED: Phase.FINALIZED,
}


class Listing:
    """Everything the public endpoints answer from.

    Rows are replaced as the exchange changes (see ``live_listing``); what is archived
    follows from the clock.

    Attributes:
        start: the instant the catalogue was made for.
        seed: of the catalogue.
        rows: every market by ticker, in listing order.
        trading_active: whether orders are taken anywhere.
        trade_ids: ids of the trades that are not the catalogue's, by number.
    """

    def __init__(self, catalogue: Catalogue, clock: SimClock) -> None:
        board = catalogue.boards["north"]
        self._clock = clock
        self.start: datetime = catalogue.now
        self.seed = catalogue.seed
        self.trading_active = True
        self.trade_ids: dict[int, str] = {}
        listed = (*board.series, COMBO_SERIES)
        self.series: dict[str, SimSeries] = {f"KX{s.code}": s for s in listed}
        self.rows: dict[str, ListedMarket] = {}
        for event, market in board.markets():
            self.add(self._row(event, market))
        tickers = {
            (row.event.code, row.market.code): (row.event_ticker, row.ticker)
            for row in self.rows.values()
        }
        for combo in combos(board, tickers, self.start):
            self.add(self.combo_row(combo))

    @property
    def now(self) -> datetime:
        """The exchange's time."""
        return self._clock.now()

    @property
    def cutoff(self) -> datetime:
        """What settled, or was traded, before is archived."""
        return self.now - _ARCHIVED_AFTER

    @property
    def orders_cutoff(self) -> datetime:
        """Orders that ended before are archived."""
        return self.now - _ORDERS_ARCHIVED_AFTER

    def add(self, row: ListedMarket) -> None:
        """List a market, or replace what is known of it."""
        self.rows[row.ticker] = row

    def combo_row(self, combo: Combo) -> ListedMarket:
        """The row of a combo."""
        return self._row(combo.event, combo.market, combo.legs)

    def _row(
        self, event: SimEvent, market: SimMarket, legs: tuple[Leg, ...] = ()
    ) -> ListedMarket:
        series = f"KX{event.series}"
        opened = min(market.opens_at, self.start)
        return ListedMarket(
            ticker=f"{series}-{event.code}-{market.code}",
            event=event,
            event_ticker=f"{series}-{event.code}",
            series_ticker=series,
            market=market,
            phase=_PHASES[market.status],
            created_at=opened - _HOUR,
            updated_at=self._updated_at(market, opened),
            legs=legs,
        )

    def _updated_at(self, market: SimMarket, opened: datetime) -> datetime:
        match market.status:
            case MarketStatus.SETTLED:
                return market.settles_at
            case MarketStatus.CLOSED | MarketStatus.DETERMINED:
                return market.closes_at
            case MarketStatus.HALTED:
                return self.start - timedelta(minutes=5)
            case _:
                return opened

    def _is_archived(self, row: ListedMarket) -> bool:
        return row.settled_at is not None and row.settled_at < self.cutoff

    @property
    def live(self) -> dict[str, ListedMarket]:
        """Markets of the live endpoints by ticker, in listing order."""
        return {t: row for t, row in self.rows.items() if not self._is_archived(row)}

    @property
    def archive(self) -> dict[str, ListedMarket]:
        """Markets of the historical endpoints by ticker."""
        return {t: row for t, row in self.rows.items() if self._is_archived(row)}

    @property
    def events(self) -> dict[str, ListedEvent]:
        """Every event by ticker; combos come last."""
        inside: dict[str, list[ListedMarket]] = {}
        for row in self.rows.values():
            inside.setdefault(row.event_ticker, []).append(row)
        return {ticker: self._event(ticker, rows) for ticker, rows in inside.items()}

    def _event(self, ticker: str, rows: list[ListedMarket]) -> ListedEvent:
        return ListedEvent(
            ticker=ticker,
            series_ticker=rows[0].series_ticker,
            event=rows[0].event,
            every=tuple(rows),
            markets=tuple(row for row in rows if not self._is_archived(row)),
            statuses=frozenset(row.market.status for row in rows),
            combo=bool(rows[0].legs),
        )

    def market(self, ticker: str, *, archived: bool = False) -> ListedMarket:
        """One market; raises ``Refusal``."""
        row = self.rows.get(ticker)
        if row is None or self._is_archived(row) is not archived:
            raise not_found()
        return row

    def event(self, ticker: str) -> ListedEvent:
        """One event; raises ``Refusal``."""
        rows = [row for row in self.rows.values() if row.event_ticker == ticker]
        if not rows:
            raise not_found()
        return self._event(ticker, rows)

    def of_category(self, category: str) -> Iterator[ListedEvent]:
        """Events of a category, in listing order."""
        for event in self.events.values():
            if event.event.category == category:
                yield event

    def trade_id(self, trade: SimTrade) -> str:
        """The id of a trade."""
        found = self.trade_ids.get(trade.number)
        return found or identifier("trade", self.seed, trade.number)
