"""What an arbitrage scan found, for people and for programs."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from .tables import Cell, Column, Table
from .text import NONE, age, cents, percent, plain, price, size

if TYPE_CHECKING:
    from ..arbitrage import Opportunity, Rejection
    from .screen import Screen

__all__ = [
    "opportunity_record",
    "rejection_record",
    "show_opportunities",
    "show_rejections",
]


def show_opportunities(screen: Screen, found: Sequence[Opportunity]) -> None:
    """What each earns, and then what to buy for it."""
    if not found:
        screen.line(Cell("no opportunity", "warn"))
        return
    screen.table(Table(_GAINS, [_gain(one) for one in found]))
    screen.line()
    screen.table(Table(_LEGS, [row for one in found for row in _legs(one)]))


_GAINS = [
    Column(title="profit", align="point", style="good"),
    Column(title="return", align="right", style="good"),
    Column(title="a year", align="right"),
    Column(title="shares", align="point"),
    Column(title="cost", align="point"),
    Column(title="fees", align="point", style="ask"),
    Column(title="pays", align="point"),
    Column(title="settles", style="dim"),
    Column(title="pair", role="prose", style="head"),
]


def _gain(found: Opportunity) -> list[str | Cell]:
    return [
        cents(found.profit),
        percent(found.return_on_capital),
        percent(found.annualised),
        size(found.size),
        cents(found.cost),
        cents(found.fees),
        cents(found.payout),
        NONE if found.settles_at is None else f"{found.settles_at:%Y-%m-%d}",
        found.pair.name,
    ]


_LEGS = [
    Column(title="pair", role="prose", style="head"),
    Column(title="do"),
    Column(title="shares", align="point"),
    Column(title="up to", align="point"),
    Column(title="cost", align="point"),
    Column(title="fees", align="point", style="ask"),
    Column(title="book", align="right", style="dim"),
    Column(title="instrument", role="id", style="id"),
]


def _legs(found: Opportunity) -> list[list[str | Cell]]:
    return [
        [
            found.pair.name,
            Cell(leg.side, "bid"),
            size(found.size),
            price(leg.limit_price),
            cents(leg.cost),
            cents(leg.fees),
            f"{leg.state}, {age(leg.age)} old",
            str(leg.instrument),
        ]
        for leg in found.legs
    ]


def show_rejections(screen: Screen, turned_down: Sequence[Rejection]) -> None:
    """Why each pair is no opportunity."""
    columns = [
        Column(title="rejected for", style="warn"),
        Column(title="edge", align="right"),
        Column(title="pair", style="head"),
        Column(title="why", role="prose", style="dim"),
    ]
    rows = [
        [one.reason.replace("_", " "), _edge(one.edge), one.pair.name, one.detail]
        for one in turned_down
    ]
    screen.table(Table(columns, rows))


def opportunity_record(found: Opportunity) -> dict[str, object]:
    """An opportunity for programs, every digit of it."""
    return {
        "kind": "opportunity",
        "pair": found.pair.name,
        "relation": found.pair.relation,
        "size": found.size,
        "cost": found.cost,
        "fees": found.fees,
        "payout": found.payout,
        "profit": found.profit,
        "return_on_capital": found.return_on_capital,
        "annualised": found.annualised,
        "settles_at": found.settles_at,
        "legs": found.legs,
    }


def rejection_record(found: Rejection) -> dict[str, object]:
    """A rejection for programs."""
    return {
        "kind": "rejection",
        "pair": found.pair.name,
        "relation": found.pair.relation,
        "reason": found.reason,
        "detail": found.detail,
        "edge": found.edge,
        "direction": found.direction,
    }


def _edge(edge: Decimal | None) -> str:
    return NONE if edge is None else plain(edge)
