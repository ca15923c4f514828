"""The form in which listings are written down: one happening, worded twice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Literal

from ... import Band, Level, MarketStatus, PriceLadder

__all__ = [
    "CENT",
    "CENTER_HALF_EDGE_DECI",
    "CENTER_WHOLE_EDGE_HALF",
    "DECI_CENT",
    "HALF_CENT",
    "QUARTER_CENT",
    "TAPERED",
    "Heading",
    "Question",
    "Shape",
    "Topic",
    "Wording",
    "levels",
]

Shape = Literal["deep", "thin", "bids", "asks", "empty"]
"""What rests in a book: both sides (``deep`` or ``thin``), one side, or nothing."""


def _edged(edge: str, center: str) -> PriceLadder:
    """``edge`` steps below 0.10 and above 0.90, ``center`` steps between."""
    low, high, fine = Decimal("0.10"), Decimal("0.90"), Decimal(edge)
    return PriceLadder(
        (
            Band(Decimal(0), low, fine),
            Band(low, high, Decimal(center)),
            Band(high, Decimal(1), fine),
        )
    )


CENT = PriceLadder.uniform(Decimal("0.01"))
HALF_CENT = PriceLadder.uniform(Decimal("0.005"))
QUARTER_CENT = PriceLadder.uniform(Decimal("0.0025"))
DECI_CENT = PriceLadder.uniform(Decimal("0.001"))
TAPERED = _edged("0.001", "0.01")
CENTER_WHOLE_EDGE_HALF = _edged("0.005", "0.01")
CENTER_HALF_EDGE_DECI = _edged("0.001", "0.005")


def levels(text: str) -> tuple[Level, ...]:
    """Levels from ``price x size, price x size``, best first."""
    pairs = (part.split(" x ") for part in text.split(", ") if part)
    return tuple(Level(Decimal(price), Decimal(size)) for price, size in pairs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """How one board titles a happening; ``code`` is unique on the board."""

    series: str
    code: str
    title: str
    subtitle: str
    rules: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """How one board lists a question.

    Attributes:
        inverted: the first outcome here is the question's second one.
        bids, asks: a book fixed by hand, best first, in prices of the first outcome;
            without one the book is made from ``shape``.
    """

    code: str
    question: str
    subtitle: str
    labels: tuple[str, str] = ("Yes", "No")
    ladder: PriceLadder = CENT
    shape: Shape = "deep"
    inverted: bool = False
    bids: tuple[Level, ...] = ()
    asks: tuple[Level, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Something that happens or does not, listed on one board or on both.

    Attributes:
        chance: how likely it is, 0 to 1; books are made around it.
        payout: what the first outcome pays, once determined.
        claim: its name, where both boards list it.
    """

    chance: Decimal
    north: Wording | None = None
    south: Wording | None = None
    claim: str | None = None
    status: MarketStatus = MarketStatus.OPEN
    south_status: MarketStatus | None = None
    payout: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A happening and its questions.

    Attributes:
        closes: when trading ends, from now; negative when it is over.
        settles: from then to the pay-out.
        exclusive: at most one of its questions comes true.
    """

    category: str
    frequency: str
    tags: tuple[str, ...]
    closes: timedelta
    questions: tuple[Question, ...]
    settles: timedelta = timedelta(hours=3)
    opened: timedelta = timedelta(days=45)
    exclusive: bool = False
    north: Heading | None = None
    south: Heading | None = None
