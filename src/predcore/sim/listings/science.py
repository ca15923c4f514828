"""Rockets and the weather."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from ... import MarketStatus
from .wording import (
    CENTER_WHOLE_EDGE_HALF,
    DECI_CENT,
    Heading,
    Question,
    Topic,
    Wording,
)

__all__ = ["TOPICS"]

_LAUNCH = Topic(
    category="Science",
    frequency="custom",
    tags=("Space",),
    closes=timedelta(days=150),
    opened=timedelta(days=-6),
    north=Heading(
        series="CRANE",
        code="27APR",
        title="Crane heavy rocket reaches orbit?",
        subtitle="Before May",
        rules="Settled from the operator's announcement.",
    ),
    south=Heading(
        series="SPACE",
        code="CRANEORBIT",
        title="Crane heavy: orbit by April 30?",
        subtitle="",
        rules="Resolves from the operator's announcement.",
    ),
    questions=(
        Question(
            claim="crane-reaches-orbit",
            chance=Decimal("0.5"),
            status=MarketStatus.PENDING,
            north=Wording(
                code="ORBIT",
                question="Will the Crane heavy rocket reach orbit before May?",
                subtitle="Reaches orbit",
            ),
            south=Wording(
                code="ORBIT",
                question="Crane heavy in orbit by April 30?",
                subtitle="Orbit",
            ),
        ),
    ),
)

_WEATHER = Topic(
    category="Climate and Weather",
    frequency="daily",
    tags=("Temperature",),
    closes=timedelta(hours=30),
    opened=timedelta(days=2),
    exclusive=True,
    north=Heading(
        series="HIGHMIA",
        code="26NOV24",
        title="Highest temperature in Miami tomorrow?",
        subtitle="Daily climate report",
        rules="Settled from the daily climate report.",
    ),
    questions=tuple(
        Question(
            chance=Decimal(chance),
            north=Wording(
                code=code,
                question=f"Will the high temperature in Miami be {text} tomorrow?",
                subtitle=text,
                ladder=CENTER_WHOLE_EDGE_HALF,
            ),
        )
        for code, text, chance in (
            ("T79", "78° or below", "0.08"),
            ("B795", "79° to 80°", "0.305"),
            ("B815", "81° to 82°", "0.42"),
            ("T82", "83° or above", "0.195"),
        )
    ),
)

_STORM = Topic(
    category="Weather",
    frequency="monthly",
    tags=("Storms",),
    closes=timedelta(days=9),
    south=Heading(
        series="STORMS",
        code="STORMNOV",
        title="Named storms in November",
        subtitle="",
        rules="Resolves by the storm list of the hurricane centre.",
    ),
    questions=tuple(
        Question(
            chance=Decimal(chance),
            south=Wording(
                code=f"STORMS{count}",
                question=f"{count} or more named storms in November?",
                subtitle=f"{count}+",
                ladder=DECI_CENT,
            ),
        )
        for count, chance in ((1, "0.64"), (2, "0.1815"), (3, "0.0125"))
    ),
)

TOPICS = (_LAUNCH, _WEATHER, _STORM)
