"""What the Federal Reserve decides."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from ..claims import CLAIM_ARBITRAGE, CLAIM_FEES_KILL, CLAIM_NO_EDGE
from .wording import (
    DECI_CENT,
    HALF_CENT,
    TAPERED,
    Heading,
    Question,
    Topic,
    Wording,
    levels,
)

__all__ = ["TOPICS"]

_FED = ("Fed", "Interest rates")

_DECEMBER = Topic(
    category="Economics",
    frequency="custom",
    tags=_FED,
    closes=timedelta(days=24),
    exclusive=True,
    north=Heading(
        series="FEDDECISION",
        code="26DEC",
        title="Fed decision in December?",
        subtitle="December meeting",
        rules="Settled from the statement published after the December meeting of the "
        "Federal Reserve: the change of the upper bound of the target rate.",
    ),
    south=Heading(
        series="FOMC",
        code="FOMCDEC",
        title="December Fed interest rate decision",
        subtitle="What does the Fed do in December?",
        rules="Resolves by the change of the upper bound of the federal funds target "
        "range announced at the December meeting.",
    ),
    questions=(
        Question(
            claim=CLAIM_ARBITRAGE,
            chance=Decimal("0.58"),
            north=Wording(
                code="C25",
                question="Will the Fed cut its rate by 25 basis points in December?",
                subtitle="Cut 25bps",
                ladder=TAPERED,
                bids=levels("0.54 x 210, 0.53 x 640.5, 0.51 x 1200"),
                asks=levels("0.55 x 120, 0.56 x 300, 0.58 x 500, 0.61 x 950.25"),
            ),
            south=Wording(
                code="CUT25",
                question="Fed decreases interest rates by 25 bps after the December "
                "meeting?",
                subtitle="25 bps decrease",
                bids=levels("0.62 x 150.5, 0.61 x 240.123456, 0.59 x 400, 0.55 x 90"),
                asks=levels("0.63 x 310.75, 0.64 x 1000, 0.67 x 2500"),
            ),
        ),
        Question(
            claim="rate-cut-over-25-december",
            chance=Decimal("0.034"),
            north=Wording(
                code="C26",
                question="Will the Fed cut its rate by more than 25 basis points in "
                "December?",
                subtitle="Cut >25bps",
                ladder=TAPERED,
            ),
            south=Wording(
                code="CUT50",
                question="Fed decreases interest rates by 50+ bps after the December "
                "meeting?",
                subtitle="50+ bps decrease",
                ladder=DECI_CENT,
            ),
        ),
        Question(
            claim=CLAIM_NO_EDGE,
            chance=Decimal("0.365"),
            north=Wording(
                code="H0",
                question="Will the Fed hold its rate in December?",
                subtitle="Fed maintains rate",
                ladder=TAPERED,
                bids=levels("0.36 x 400, 0.35 x 800.5, 0.33 x 1500"),
                asks=levels("0.37 x 350, 0.38 x 720, 0.40 x 1100"),
            ),
            south=Wording(
                code="HOLD",
                question="No change in Fed interest rates after the December meeting?",
                subtitle="No change",
                bids=levels("0.36 x 512.5, 0.35 x 1024.25, 0.34 x 60"),
                asks=levels("0.37 x 480.333333, 0.39 x 900"),
            ),
        ),
        Question(
            claim="rate-hike-december",
            chance=Decimal("0.0105"),
            north=Wording(
                code="H25",
                question="Will the Fed hike its rate in December?",
                subtitle="Hike",
                ladder=TAPERED,
                shape="asks",
            ),
            south=Wording(
                code="HIKE",
                question="Fed increases interest rates after the December meeting?",
                subtitle="Increase",
                ladder=DECI_CENT,
                shape="thin",
            ),
        ),
    ),
)

_JANUARY = Topic(
    category="Economics",
    frequency="custom",
    tags=_FED,
    closes=timedelta(days=66),
    exclusive=True,
    north=Heading(
        series="FEDDECISION",
        code="27JAN",
        title="Fed decision in January?",
        subtitle="January meeting",
        rules="Settled from the statement published after the January meeting of the "
        "Federal Reserve: the change of the upper bound of the target rate.",
    ),
    south=Heading(
        series="FOMC",
        code="FOMCJAN",
        title="January Fed interest rate decision",
        subtitle="What does the Fed do in January?",
        rules="Resolves by the change of the upper bound of the federal funds target "
        "range announced at the January meeting.",
    ),
    questions=(
        Question(
            claim=CLAIM_FEES_KILL,
            chance=Decimal("0.49"),
            north=Wording(
                code="H0",
                question="Will the Fed hold its rate in January?",
                subtitle="Fed maintains rate",
                bids=levels("0.46 x 300, 0.45 x 900"),
                asks=levels("0.48 x 250, 0.49 x 600, 0.52 x 1000"),
            ),
            south=Wording(
                code="HOLD",
                question="No change in Fed interest rates after the January meeting?",
                subtitle="No change",
                bids=levels("0.5 x 333.333333, 0.49 x 800, 0.47 x 1500"),
                asks=levels("0.52 x 275.5, 0.54 x 1250"),
            ),
        ),
        Question(
            claim="rate-cut-january",
            chance=Decimal("0.445"),
            north=Wording(
                code="C25",
                question="Will the Fed cut its rate in January?",
                subtitle="Cut",
            ),
            south=Wording(
                code="CUT",
                question="Fed decreases interest rates after the January meeting?",
                subtitle="Any decrease",
                ladder=HALF_CENT,
            ),
        ),
    ),
)

TOPICS = (_DECEMBER, _JANUARY)
