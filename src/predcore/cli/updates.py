"""What a stream told: an object for programs, a line of news for people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from datetime import timedelta
from typing import Any

from .. import (
    BookUpdate,
    Connected,
    Disconnected,
    Ended,
    FillUpdate,
    Gap,
    Instrument,
    LadderUpdate,
    Lagged,
    MarketStatus,
    OrderUpdate,
    PositionUpdate,
    QuoteUpdate,
    Resynced,
    Stalled,
    StatusUpdate,
    TradeUpdate,
    Update,
)
from .tables import Cell, Style
from .text import number, one_line

__all__ = ["news", "to_object"]


def to_object(update: Update, depth: int) -> dict[str, Any]:
    """An update as ``--json`` has it: its ``kind``, and what it says.

    Args:
        update: what was told.
        depth: levels a side of a book.
    """
    kind = type(update).__name__.removesuffix("Update").lower()
    return {"kind": kind, **_members(update, depth)}


def _members(update: Update, depth: int) -> dict[str, Any]:
    match update:
        case BookUpdate(book=book):
            return _fields(book.snapshot(depth))
        case QuoteUpdate(quote=quote):
            return _fields(quote)
        case TradeUpdate(trade=trade):
            return _fields(trade)
        case OrderUpdate(order=order):
            return _fields(order)
        case FillUpdate(fill=fill):
            return _fields(fill)
        case PositionUpdate(position=position):
            return _fields(position)
        case StatusUpdate():
            return {**_fields(update), "payouts": dict(update.payouts)}
        case LadderUpdate(market=market, ladder=ladder):
            return {"market": market, "bands": ladder.bands}
        case Disconnected(retry_in=retry_in):
            return {**_fields(update), "retry_in": timedelta(seconds=retry_in)}
        case Stalled(seconds=seconds):
            return {**_fields(update), "seconds": timedelta(seconds=seconds)}
        case Ended(venue=venue, error=error, instruments=instruments):
            why = {"error": type(error).__name__, "message": str(error)}
            return {"venue": venue, "instruments": instruments, **why}
        case _:
            return _fields(update)


def _fields(value: Any) -> dict[str, Any]:
    return {
        item.name: getattr(value, item.name)
        for item in fields(value)
        if item.name != "native"
    }


def news(update: Update) -> Cell | None:
    """What there is to tell beside the numbers; ``None`` where there is nothing."""
    found = _news(update)
    return found and Cell(one_line(found.text), found.style)


def _news(update: Update) -> Cell | None:
    match update:
        case Connected(attempt=attempt, instruments=those):
            again = " again" if attempt else ""
            return Cell(f"connected{again}: {_about(those)}", "good")
        case Disconnected(reason=reason, retry_in=seconds, instruments=those):
            when = f"; again in {_seconds(seconds)}" if seconds else ""
            return Cell(f"disconnected: {_about(those)}: {reason}{when}", "bad")
        case Gap(instruments=those):
            return Cell(f"gap: {_about(those)}; withheld until rebuilt", "warn")
        case Stalled(instruments=those, seconds=seconds):
            return Cell(f"stalled for {_seconds(seconds)}: {_about(those)}", "warn")
        case Resynced(instruments=those):
            return Cell(f"right again: {_about(those)}", "good")
        case Lagged(dropped=dropped):
            return Cell(f"too slow: {dropped:,} updates are lost", "warn")
        case Ended(venue=venue, error=error, instruments=those):
            return Cell(f"ended: {_about(those) or venue}: {error}", "bad")
        case StatusUpdate(market=market, status=status):
            style: Style = "" if status is MarketStatus.OPEN else "warn"
            return Cell(f"{market} is {status}{_payouts(update)}", style)
        case LadderUpdate(market=market):
            return Cell(f"{market} has other price steps")
        case _:
            return None


def _payouts(update: StatusUpdate) -> str:
    paid = [f"{outcome} pays {number(payout)}" for outcome, payout in update.payouts]
    return f": {', '.join(paid)}" if paid else ""


def _about(instruments: Sequence[Instrument]) -> str:
    """The instrument, or how many of which venues."""
    if len(instruments) == 1:
        return str(instruments[0])
    venues = sorted({instrument.venue for instrument in instruments})
    return f"{len(instruments):,} of {', '.join(venues)}" if venues else ""


def _seconds(seconds: float) -> str:
    return f"{seconds:.1f} s"
