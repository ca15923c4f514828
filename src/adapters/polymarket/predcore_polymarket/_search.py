"""Which of the markets that a search brings match all of its words."""

from __future__ import annotations

from collections.abc import Iterator

from ._mapping import is_listed
from .models.gamma.event import Event
from .models.gamma.market import Market

__all__ = ["matching"]


def matching(query: str, event: Event) -> Iterator[Market]:
    """The markets of an event in which every word of the query occurs.

    Looked for in the titles of the event and the market, its outcomes and its rules:
    the venue ranks events, and not each market of a good match is one.
    """
    words = query.casefold().split()
    for market in event.markets:
        texts = (
            event.title,
            market.question,
            market.group_item_title,
            market.description,
            *market.outcomes,
        )
        text = " ".join(text for text in texts if text).casefold()
        if is_listed(market) and all(word in text for word in words):
            yield market
