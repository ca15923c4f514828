"""Acme's own words: what its answers hold, field by field."""

from __future__ import annotations

from typing import Annotated

from predcore.kit import Exact, Items, Known, Time, decoder, wire

Status = Annotated[
    str, Known("listed", "trading", "paused", "ended", "decided", "paid")
]


@wire
class Question:
    """``bands`` are the valid prices: from, to, and the step between."""

    id: str
    event: str
    title: str
    rules: str
    status: Status
    opens: Time
    closes: Time
    bands: Items[tuple[Exact, Exact, Exact]]
    least: Exact
    fee: Exact
    pays: Exact | None = None


@wire
class Happening:
    id: str
    title: str
    questions: Items[Question] = ()


@wire
class Book:
    """Levels are pairs of price and size, best first."""

    id: str
    at: Time
    bids: Items[tuple[Exact, Exact]] = ()
    asks: Items[tuple[Exact, Exact]] = ()


@wire
class Print:
    id: str
    price: Exact
    size: Exact
    at: Time


@wire
class Bar:
    """Prices are those of *yes*: first, high, low and last."""

    end: Time
    prices: tuple[Exact, Exact, Exact, Exact]
    volume: Exact


@wire
class Answer:
    """The envelope of every answer; ``next`` names the next page."""

    questions: Items[Question] = ()
    events: Items[Happening] = ()
    books: Items[Book] = ()
    prints: Items[Print] = ()
    bars: Items[Bar] = ()
    next: str | None = None


answer = decoder(Answer)
