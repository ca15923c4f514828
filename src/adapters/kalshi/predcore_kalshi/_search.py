"""Finding markets by words. Kalshi has no text search: the catalogue is read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from predcore import InvalidRequest, Market, MarketStatus

from ._mapping.catalogue import status_of, to_market

if TYPE_CHECKING:
    from .models.events import Event
    from .models.markets import Market as NativeMarket

__all__ = ["matching"]


def matching(
    query: str, status: MarketStatus | None
) -> Callable[[Event], Iterable[Market]]:
    """From an event to its markets that have every word of ``query``.

    Words are looked for, in any case, in tickers, titles and answers. Raises
    ``InvalidRequest`` for no words.
    """
    words = query.casefold().split()
    if not words:
        raise InvalidRequest("a search needs at least one word")

    def split(event: Event) -> Iterator[Market]:
        about = _text(event.event_ticker, event.title, event.sub_title)
        missing = [word for word in words if word not in about]
        for market in event.markets:
            if status not in {None, status_of(market)}:
                continue
            if missing and not _has(market, missing):
                continue
            yield to_market(market, event.series_ticker)

    return split


def _has(market: NativeMarket, words: Iterable[str]) -> bool:
    own = _text(market.ticker, market.title, market.yes_sub_title, market.no_sub_title)
    return all(word in own for word in words)


def _text(*parts: str | None) -> str:
    return "\n".join(part for part in parts if part).replace("**", "").casefold()
