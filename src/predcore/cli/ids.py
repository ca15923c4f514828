"""From what people type to markets and instruments.

A market may be named where an instrument is wanted and the other way round: people
paste what the last table showed.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from .. import (
    Instrument,
    InvalidId,
    InvalidRequest,
    MarketRef,
    NotFound,
    PredcoreError,
    default_registry,
)

if TYPE_CHECKING:
    from .. import Hub

__all__ = [
    "Wanted",
    "by_market",
    "instruments",
    "one_instrument",
    "qualified",
    "venues_of",
]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Instruments to ask for, in order, and ids that came to nothing."""

    instruments: tuple[str, ...]
    errors: Mapping[str, PredcoreError]


def qualified(texts: Sequence[str], venues: Sequence[str]) -> list[str]:
    """Ids with the venue of ``--venue`` where they name none.

    Raises:
        InvalidId: several venues are given, so none of them is meant.
    """
    if not venues:
        return list(texts)
    known = {*default_registry().names(), *venues}
    found: list[str] = []
    for text in texts:
        if text.partition(":")[0] in known and ":" in text:
            found.append(text)
        elif len(venues) > 1:
            raise InvalidId(f"{text!r} names no venue and --venue names several")
        else:
            found.append(f"{venues[0]}:{text}")
    return found


def venues_of(texts: Sequence[str]) -> list[str]:
    """The venues ids begin with, each once; what names none is left out."""
    split = (text.partition(":") for text in texts)
    return list(dict.fromkeys(venue for venue, colon, _ in split if venue and colon))


async def instruments(hub: Hub, texts: Sequence[str]) -> Wanted:
    """The instruments that ``texts`` name; a market stands for all its outcomes."""
    markets = [text for text in texts if _is_market(text)]
    found = await hub.lookup(markets)
    wanted: list[str] = []
    for text in texts:
        if text in found:
            wanted += map(str, found[text].instruments)
        elif text not in found.errors:
            wanted.append(text)
    return Wanted(tuple(dict.fromkeys(wanted)), found.errors)


async def one_instrument(hub: Hub, text: str) -> Instrument:
    """The instrument ``text`` names.

    Raises:
        InvalidRequest: it names a market; the message gives its instruments.
    """
    if not _is_market(text):
        return Instrument.parse(text)
    market = await hub.market(text)
    options = " or ".join(str(instrument) for instrument in market.instruments)
    raise InvalidRequest(f"{text} is a market; ask for one of its outcomes: {options}")


async def by_market(text: str, ask: Callable[[MarketRef], Awaitable[T]]) -> T:
    """Ask about the market ``text`` names, or else the one of the instrument."""
    ref = MarketRef.parse(text)
    try:
        return await ask(ref)
    except (InvalidId, NotFound):
        market, colon, _ = ref.market.rpartition(":")
        if not colon or _is_market(text):
            raise
        return await ask(MarketRef(ref.venue, market))


def _is_market(text: str) -> bool:
    """Whether there is a venue and a market and no outcome.

    An outcome's key is a slug; what has a slash is the rest of a market's URL.
    """
    head, _, last = text.rpartition(":")
    if not head or not last:
        return False
    return ":" not in head or "/" in last
