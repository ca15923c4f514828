"""Jobs, prices and growth."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from ..claims import CLAIM_INVERTED
from .wording import (
    CENTER_HALF_EDGE_DECI,
    CENTER_WHOLE_EDGE_HALF,
    HALF_CENT,
    Heading,
    Question,
    Topic,
    Wording,
    levels,
)

__all__ = ["TOPICS"]

_JOBS = Topic(
    category="Economics",
    frequency="monthly",
    tags=("Jobs",),
    closes=timedelta(days=12),
    north=Heading(
        series="U3",
        code="26NOV",
        title="Unemployment rate in November?",
        subtitle="In November",
        rules="Settled from the seasonally adjusted unemployment rate (U-3) of the "
        "Employment Situation report for November.",
    ),
    south=Heading(
        series="JOBS",
        code="U3NOV",
        title="November unemployment rate",
        subtitle="Headline U-3, first print",
        rules="Resolves by the first published unemployment rate for November.",
    ),
    questions=(
        Question(
            claim=CLAIM_INVERTED,
            chance=Decimal("0.7"),
            north=Wording(
                code="T45",
                question="Will the unemployment rate be below 4.5% in November?",
                subtitle="Below 4.5%",
                ladder=CENTER_HALF_EDGE_DECI,
                bids=levels("0.64 x 180, 0.635 x 420, 0.62 x 700"),
                asks=levels("0.645 x 160, 0.65 x 275.5, 0.69 x 800"),
            ),
            south=Wording(
                code="GTE45",
                question="Is the November unemployment rate 4.5% or higher?",
                subtitle="≥4.5%",
                inverted=True,
                ladder=HALF_CENT,
                bids=levels("0.255 x 220, 0.25 x 600.75"),
                asks=levels("0.275 x 205.654321, 0.28 x 350, 0.315 x 900"),
            ),
        ),
        Question(
            claim="unemployment-rate-above-4-6",
            chance=Decimal("0.085"),
            north=Wording(
                code="T46",
                question="Will the unemployment rate be above 4.6% in November?",
                subtitle="Above 4.6%",
                ladder=CENTER_WHOLE_EDGE_HALF,
            ),
            south=Wording(
                code="GT46",
                question="Is the November unemployment rate above 4.6%?",
                subtitle=">4.6%",
                ladder=HALF_CENT,
                shape="bids",
            ),
        ),
    ),
)

_PRICES = Topic(
    category="Economics",
    frequency="monthly",
    tags=("Inflation",),
    closes=timedelta(days=18),
    north=Heading(
        series="CPIYOY",
        code="26NOVCPI",
        title="Inflation rate in November?",
        subtitle="Year over year",
        rules="Settled from the all-items consumer price index, twelve-month change, "
        "not seasonally adjusted, for November.",
    ),
    south=Heading(
        series="INFLATION",
        code="CPINOV",
        title="November inflation, annual rate",
        subtitle="CPI, year over year",
        rules="Resolves by the annual change of the CPI-U published for November.",
    ),
    questions=(
        Question(
            claim="inflation-rate-above-2-5",
            chance=Decimal("0.93"),
            north=Wording(
                code="T25",
                question="Will the inflation rate be above 2.5% in November?",
                subtitle="Above 2.5%",
                ladder=CENTER_WHOLE_EDGE_HALF,
            ),
            south=Wording(
                code="GT25",
                question="Annual inflation above 2.5% in November?",
                subtitle=">2.5%",
                ladder=HALF_CENT,
            ),
        ),
        Question(
            claim="inflation-rate-above-3",
            chance=Decimal("0.415"),
            north=Wording(
                code="T30",
                question="Will the inflation rate be above 3.0% in November?",
                subtitle="Above 3.0%",
                ladder=CENTER_WHOLE_EDGE_HALF,
            ),
            south=Wording(
                code="LTE30",
                question="Annual inflation of 3.0% or less in November?",
                subtitle="≤3.0%",
                inverted=True,
            ),
        ),
        Question(
            chance=Decimal("0.06"),
            north=Wording(
                code="T35",
                question="Will the inflation rate be above 3.5% in November?",
                subtitle="Above 3.5%",
                ladder=CENTER_WHOLE_EDGE_HALF,
                shape="thin",
            ),
        ),
    ),
)

_GROWTH = Topic(
    category="Economics",
    frequency="quarterly",
    tags=("Growth",),
    closes=timedelta(days=70),
    north=Heading(
        series="GDP",
        code="26Q4",
        title="GDP growth in the fourth quarter?",
        subtitle="Annualised, advance estimate",
        rules="Settled from the advance estimate of real GDP, annualised.",
    ),
    questions=(
        Question(
            chance=Decimal("0.61"),
            north=Wording(
                code="T2",
                question="Will real GDP grow by more than 2.0% in Q4?",
                subtitle="More than 2.0%",
            ),
        ),
        Question(
            chance=Decimal("0.04"),
            north=Wording(
                code="T0",
                question="Will real GDP shrink in Q4?",
                subtitle="Less than 0.0%",
                shape="empty",
            ),
        ),
    ),
)

TOPICS = (_JOBS, _PRICES, _GROWTH)
