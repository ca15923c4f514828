"""Elections, parliaments and referendums of places that do not exist."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from ... import MarketStatus
from .wording import (
    HALF_CENT,
    QUARTER_CENT,
    TAPERED,
    Heading,
    Question,
    Topic,
    Wording,
)

__all__ = ["TOPICS"]

_CANDIDATES: tuple[tuple[str, str, str], ...] = (
    ("MAR", "Ida Marlowe", "0.545"),
    ("QUI", "Tomas Quill", "0.405"),
    ("BEC", "Ada Beckett", "0.035"),
)

_GOVERNOR = Topic(
    category="Politics",
    frequency="custom",
    tags=("Governors",),
    closes=timedelta(days=110),
    exclusive=True,
    north=Heading(
        series="GOVAVL",
        code="27MAR",
        title="Who will be elected governor of Avalon?",
        subtitle="Next election",
        rules="Settled when the state certifies the result.",
    ),
    south=Heading(
        series="AVALON",
        code="AVALONGOV",
        title="Avalon governor election winner",
        subtitle="",
        rules="Resolves by the certified result.",
    ),
    questions=tuple(
        Question(
            claim=f"avalon-governor-{name.split()[-1].lower()}",
            chance=Decimal(chance),
            north=Wording(
                code=code,
                question=f"Will {name} be elected governor of Avalon?",
                subtitle=name,
                ladder=TAPERED,
            ),
            south=Wording(
                code=code,
                question=f"Will {name} win the Avalon governor race?",
                subtitle=name,
                ladder=QUARTER_CENT,
            ),
        )
        for code, name, chance in _CANDIDATES
    ),
)

_PREMIER = Topic(
    category="Politics",
    frequency="custom",
    tags=("Parliament",),
    closes=timedelta(days=33),
    north=Heading(
        series="CONFIDENCE",
        code="26DEC25",
        title="Norland government",
        subtitle="Before Christmas",
        rules="Settled by the official record of the parliament of Norland.",
    ),
    south=Heading(
        series="NORLAND",
        code="NORLAND",
        title="Norland confidence vote",
        subtitle="Before Christmas",
        rules="Resolves by the official record of the parliament of Norland.",
    ),
    questions=(
        Question(
            claim="norland-government-falls",
            chance=Decimal("0.1775"),
            north=Wording(
                code="FALLS",
                question="Will the government of Norland lose a confidence vote?",
                subtitle="Loses a vote",
            ),
            south=Wording(
                code="SURVIVES",
                question="Does the Norland government survive until Christmas?",
                subtitle="Survives",
                inverted=True,
                ladder=HALF_CENT,
            ),
        ),
        Question(
            chance=Decimal("0.31"),
            south=Wording(
                code="SNAP",
                question="Snap election called in Norland before Christmas?",
                subtitle="Snap election",
                shape="bids",
            ),
        ),
    ),
)

_VOTE = Topic(
    category="Politics",
    frequency="custom",
    tags=("Referendums",),
    closes=timedelta(days=-2),
    settles=timedelta(days=5),
    north=Heading(
        series="BRIDGE",
        code="26NOV20",
        title="Harbor bridge referendum",
        subtitle="Certified count",
        rules="Settled by the certified count.",
    ),
    south=Heading(
        series="HARBOR",
        code="BRIDGEVOTE",
        title="Harbor bridge referendum",
        subtitle="",
        rules="Resolves by the certified count.",
    ),
    questions=(
        Question(
            claim="harbor-bridge-approved",
            chance=Decimal("0.8"),
            status=MarketStatus.DETERMINED,
            payout=Decimal(1),
            north=Wording(
                code="YES",
                question="Will voters approve the harbor bridge?",
                subtitle="Approved",
            ),
            south=Wording(
                code="REJECT",
                question="Harbor bridge rejected by voters?",
                subtitle="Rejected",
                inverted=True,
            ),
        ),
        Question(
            claim="harbor-bridge-turnout-above-half",
            chance=Decimal("0.52"),
            status=MarketStatus.CLOSED,
            north=Wording(
                code="TURNOUT",
                question="Will turnout of the bridge referendum exceed 50%?",
                subtitle="Turnout above 50%",
            ),
            south=Wording(
                code="TURNOUT50",
                question="Bridge referendum turnout over 50%?",
                subtitle="Turnout >50%",
            ),
        ),
    ),
)

_BALLOT = Topic(
    category="Politics",
    frequency="custom",
    tags=("Referendums",),
    closes=timedelta(days=-7),
    settles=timedelta(days=1),
    north=Heading(
        series="BRIDGE",
        code="26NOV15",
        title="Harbor bridge ballot paper",
        subtitle="",
        rules="Settled at 50 cents when the vote is held on another day.",
    ),
    questions=(
        Question(
            chance=Decimal("0.4"),
            status=MarketStatus.SETTLED,
            payout=Decimal("0.5"),
            north=Wording(
                code="COURT",
                question="Will a court change the bridge ballot paper?",
                subtitle="Changed by a court",
            ),
        ),
    ),
)

TOPICS = (_GOVERNOR, _PREMIER, _VOTE, _BALLOT)
