"""Prizes and products."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from ... import MarketStatus
from ..claims import CLAIM_HALTED
from .wording import (
    DECI_CENT,
    TAPERED,
    Heading,
    Question,
    Shape,
    Topic,
    Wording,
)

__all__ = ["TOPICS"]

_FILMS: tuple[tuple[str, str, str, Shape], ...] = (
    ("SALT", "The Salt Road", "0.48", "deep"),
    ("NINE", "Nine Winters", "0.27", "thin"),
    ("ORCH", "An Orchard at Night", "0.1525", "bids"),
    ("TIDE", "Low Tide", "0.0065", "empty"),
)

_PRIZE = Topic(
    category="Entertainment",
    frequency="annual",
    tags=("Awards",),
    closes=timedelta(days=95),
    exclusive=True,
    north=Heading(
        series="LANTERN",
        code="27PIC",
        title="Golden Lantern for best film?",
        subtitle="Best film",
        rules="Settled when the prize is announced.",
    ),
    south=Heading(
        series="AWARDS",
        code="LANTERNFILM",
        title="Golden Lantern: best film",
        subtitle="",
        rules="Resolves when the prize is announced.",
    ),
    questions=tuple(
        Question(
            claim=f"golden-lantern-{code.lower()}",
            chance=Decimal(chance),
            north=Wording(
                code=code,
                question=f"Will “{film}” win the Golden Lantern for best film?",
                subtitle=film,
                ladder=TAPERED,
                shape=shape,
            ),
            south=Wording(
                code=code,
                question=f"“{film}” wins best film at the Golden Lanterns?",
                subtitle=film,
                ladder=DECI_CENT,
            ),
        )
        for code, film, chance, shape in _FILMS
    ),
)

_ASSISTANT = Topic(
    category="Tech",
    frequency="custom",
    tags=("Software",),
    closes=timedelta(days=39),
    north=Heading(
        series="ASSISTANT",
        code="26DEC31T",
        title="Tern assistant release?",
        subtitle="This quarter",
        rules="Settled when anyone can sign up and use it.",
    ),
    south=Heading(
        series="TERN",
        code="TERNRELEASE",
        title="Tern assistant released by December 31?",
        subtitle="",
        rules="Resolves Yes when anyone can sign up and use it.",
    ),
    questions=(
        Question(
            claim=CLAIM_HALTED,
            chance=Decimal("0.735"),
            south_status=MarketStatus.HALTED,
            north=Wording(
                code="OUT",
                question="Will the Tern assistant be released this quarter?",
                subtitle="Released",
            ),
            south=Wording(
                code="OUT",
                question="Tern assistant released by December 31?",
                subtitle="Released",
            ),
        ),
        Question(
            chance=Decimal("0.22"),
            status=MarketStatus.HALTED,
            north=Wording(
                code="FREE",
                question="Will the Tern assistant be free of charge?",
                subtitle="Free",
            ),
        ),
        Question(
            chance=Decimal("0.15"),
            south=Wording(
                code="OPEN",
                question="Tern assistant open-sourced by December 31?",
                subtitle="Open source",
                shape="asks",
            ),
        ),
    ),
)

TOPICS = (_PRIZE, _ASSISTANT)
