"""Several venues as one: the same verbs, routed by the id, failing one by one."""

from __future__ import annotations

from collections.abc import (
    AsyncGenerator,
    AsyncIterable,
    Iterable,
    Mapping,
    Sequence,
)
from contextlib import AsyncExitStack, asynccontextmanager
from typing import TYPE_CHECKING, Protocol, TypeVar, runtime_checkable

from ._errors import InvalidRequest, PredcoreError, Unsupported
from ._fanout import FanOut, as_ours
from ._ids import Instrument, MarketRef
from ._protocols import Books, Candles, Fees, Quotes, Search, Trades, Venue
from ._registry import default_registry
from ._results import Gathered, Results
from ._routing import able, each, instrument_of, ref_of
from ._streaming import AccountStreaming
from .plugins import Settings

if TYPE_CHECKING:
    from contextlib import AbstractAsyncContextManager
    from datetime import datetime, timedelta

    from ._board import QuoteBoard
    from ._fees import FeeSchedule
    from ._following import Id
    from ._models import Candle, Event, Market, MarketStatus, Orderbook, Quote, Trade
    from ._watching import AccountWatch, HubWatch
    from .kit.drift import Drift, DriftEntry

__all__ = ["Hub", "hub"]

T = TypeVar("T")
V = TypeVar("V")
InstrumentKey = TypeVar("InstrumentKey", str, Instrument)
MarketKey = TypeVar("MarketKey", str, MarketRef)


@runtime_checkable
class _Drifting(Protocol):
    @property
    def drift(self) -> Drift: ...


class Hub:
    """Open venues by name, and verbs over all of them.

    Ids are texts (``venue:market:outcome``, ``venue:market``) or their parsed forms.
    Bulk verbs never raise for one venue's trouble: its ids, or its name, carry the
    error in the result.

    Attributes:
        venues: what is open.
        errors: adapters that could not be opened, and why.
    """

    def __init__(
        self,
        venues: Mapping[str, Venue],
        errors: Mapping[str, PredcoreError] | None = None,
        *,
        timeout: float = 20.0,
    ) -> None:
        self.venues = dict(venues)
        self.errors = dict(errors or {})
        self._fan = FanOut(self.venues, self.errors, timeout)

    def __getitem__(self, name: str) -> Venue:
        return self._fan.venue(name)

    # -- one thing, one venue -------------------------------------------------

    async def market(self, market: str | MarketRef) -> Market:
        """Fetch one market; raises what its venue raises."""
        ref = ref_of(market)
        return await self._fan.within(self[ref.venue].market(ref.market))

    async def event(self, event: str | MarketRef) -> Event:
        """Fetch one event (``venue:event``) with its markets."""
        ref = ref_of(event)
        return await self._fan.within(self[ref.venue].event(ref.market))

    async def quote(self, instrument: str | Instrument) -> Quote:
        """Best prices of one instrument."""
        key = instrument_of(instrument)
        return await self._fan.within(able(self[key.venue], Quotes).quote(key))

    async def orderbook(
        self, instrument: str | Instrument, *, depth: int | None = None
    ) -> Orderbook:
        """One order book, at most ``depth`` levels a side."""
        key = instrument_of(instrument)
        source = able(self[key.venue], Books)
        return await self._fan.within(source.orderbook(key, depth=depth))

    def trades(
        self,
        market: str | MarketRef,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> AsyncIterable[Trade]:
        """Prints of one market, newest first."""
        ref = ref_of(market)
        source = able(self[ref.venue], Trades)
        return source.trades(ref.market, since=since, until=until)

    async def candles(
        self,
        instrument: str | Instrument,
        *,
        interval: timedelta,
        start: datetime,
        end: datetime,
    ) -> tuple[Candle, ...]:
        """Candles of one instrument, oldest first."""
        key = instrument_of(instrument)
        source = able(self[key.venue], Candles)
        return await self._fan.within(
            source.candles(key, interval=interval, start=start, end=end)
        )

    async def fees(
        self, market: str | MarketRef, *, at: datetime | None = None
    ) -> FeeSchedule:
        """The exact fee schedule of one market."""
        ref = ref_of(market)
        source = able(self[ref.venue], Fees)
        return await self._fan.within(source.fees(ref.market, at=at))

    # -- many things, many venues ---------------------------------------------

    async def quotes(
        self, instruments: Iterable[InstrumentKey]
    ) -> Results[InstrumentKey, Quote]:
        """Best prices of many instruments, venues at the same time."""
        return await self._fan.route(
            each(instruments),
            instrument_of,
            lambda venue, keys: able(venue, Quotes).quotes(keys),
        )

    async def orderbooks(
        self, instruments: Iterable[InstrumentKey], *, depth: int | None = None
    ) -> Results[InstrumentKey, Orderbook]:
        """Order books of many instruments, venues at the same time."""
        return await self._fan.route(
            each(instruments),
            instrument_of,
            lambda venue, keys: able(venue, Books).orderbooks(keys, depth=depth),
        )

    async def lookup(self, markets: Iterable[MarketKey]) -> Results[MarketKey, Market]:
        """Fetch many markets, venues at the same time."""

        async def ask(
            venue: Venue, refs: Sequence[MarketRef]
        ) -> Results[MarketRef, Market]:
            found = await venue.lookup([ref.market for ref in refs])
            return Results(
                refs,
                {ref: found[ref.market] for ref in refs if ref.market in found},
                {
                    ref: found.errors[ref.market]
                    for ref in refs
                    if ref.market in found.errors
                },
            )

        return await self._fan.route(each(markets), ref_of, ask)

    async def markets(
        self,
        *,
        query: str | None = None,
        status: MarketStatus | None = None,
        venues: Iterable[str] | None = None,
        limit: int | None = 100,
    ) -> Gathered[Market]:
        """List or search markets, venues at the same time.

        Args:
            query: words to search for, where the venue can search.
            status: only markets of this status.
            venues: only these; all that are open otherwise.
            limit: at most so many a venue; ``None`` for the whole catalogue.
        """

        def source(venue: Venue) -> AsyncIterable[Market]:
            if query is not None:
                return able(venue, Search).search(query, status=status)
            return venue.markets(status=status)

        return await self._fan.gather(venues, source, limit)

    async def events(
        self,
        *,
        status: MarketStatus | None = None,
        venues: Iterable[str] | None = None,
        limit: int | None = 100,
    ) -> Gathered[Event]:
        """List events, venues at the same time; arguments as in :meth:`markets`."""
        return await self._fan.gather(
            venues, lambda venue: venue.events(status=status), limit
        )

    # -- what happens from now on ------------------------------------------------

    def watch(
        self,
        *ids: Id,
        trades: bool = False,
        depth: int | None = None,
        capacity: int = 16_384,
    ) -> AbstractAsyncContextManager[HubWatch]:
        """Follow instruments of any venues, for as long as the block runs::

            async with hub.watch("acme:RAIN:yes", "other:rain", trades=True) as updates:
                async for update in updates: ...

        ``venue:market`` is every outcome of the market. What cannot be followed is in
        ``updates.errors`` and told by ``Ended``, and takes nothing else with it.

        Args:
            ids: what to follow at first; add and remove at any time.
            trades: prints too, each once.
            depth: tell of a book only when its best levels changed, see
                :meth:`predcore.Streaming.watch`.
            capacity: updates other than books that may wait to be read.
        """
        from ._watching import watch

        if depth is not None and depth < 0:
            raise InvalidRequest(f"a depth is 0 or more, got {depth}")
        return watch(
            self._fan, self.lookup, ids, trades=trades, depth=depth, capacity=capacity
        )

    def live(self, ids: Iterable[Id] = ()) -> AbstractAsyncContextManager[QuoteBoard]:
        """Keep the latest quotes of instruments of any venues::

            async with hub.live(["acme:RAIN:yes", "other:rain:yes"]) as board:
                while True:
                    for instrument in await board.changed():
                        quote = board[instrument]

        Args:
            ids: as of ``watch``.
        """
        from ._board import live

        return live(self._fan, self.lookup, ids)

    def watch_account(
        self, *venues: str, capacity: int = 16_384
    ) -> AbstractAsyncContextManager[AccountWatch]:
        """Follow your orders, fills and positions, for as long as the block runs.

        Args:
            venues: where; one that cannot is in ``errors`` and told by ``Ended``.
                None means every open venue that has accounts to stream.
            capacity: updates that may wait to be read.

        Raises:
            Unsupported: no venue is named, and none that is open streams accounts.
        """
        from ._watching import watch_accounts

        names = venues or tuple(
            name
            for name, venue in self.venues.items()
            if isinstance(venue, AccountStreaming)
        )
        if not names:
            opened = ", ".join(self.venues) or "none"
            raise Unsupported(f"no open venue has account streaming; open: {opened}")
        return watch_accounts(self._fan, names, capacity=capacity)

    def drift(self) -> dict[str, tuple[DriftEntry, ...]]:
        """What venues have been sending that their adapters do not know."""
        return {
            name: venue.drift.report()
            for name, venue in self.venues.items()
            if isinstance(venue, _Drifting)
        }


@asynccontextmanager
async def hub(
    *names: str,
    environment: str = "live",
    settings: Mapping[str, Settings] | None = None,
    timeout: float = 20.0,
) -> AsyncGenerator[Hub]:
    """Open several venues::

        async with predcore.hub() as hub:
            quotes = await hub.quotes(["acme:RAIN-TOMORROW:yes", "other:rain:yes"])

    Args:
        names: adapters; none means every installed one, and those that do not open
            are listed in ``hub.errors`` instead of raising.
        environment: for every venue without ``settings`` of its own.
        settings: by adapter name.
        timeout: seconds a venue has for one verb of the hub, retries included.

    Raises:
        AdapterNotFound, AdapterBroken: for an adapter that was named.
    """
    registry = default_registry()
    default = Settings(environment=environment)
    async with AsyncExitStack() as stack:
        venues: dict[str, Venue] = {}
        errors: dict[str, PredcoreError] = {}
        for name in names or registry.names():
            chosen = (settings or {}).get(name, default)
            try:
                adapter = registry.adapter(name)
                venues[name] = await stack.enter_async_context(adapter.open(chosen))
            except Exception as error:  # noqa: BLE001 - a stranger's code
                errors[name] = as_ours(name, error)
                if names:
                    raise errors[name] from errors[name].__cause__
        yield Hub(venues, errors, timeout=timeout)
