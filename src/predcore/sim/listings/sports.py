"""Games and champions of a league that does not exist."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from ... import MarketStatus
from ..claims import CLAIM_ARBITRAGE_TEAMS
from .wording import (
    CENTER_WHOLE_EDGE_HALF,
    DECI_CENT,
    TAPERED,
    Heading,
    Question,
    Shape,
    Topic,
    Wording,
    levels,
)

__all__ = ["TOPICS"]

_GAME_RULES = "Settled by the final score, overtime included."

_GAME = Topic(
    category="Sports",
    frequency="custom",
    tags=("Football",),
    closes=timedelta(days=2, hours=5),
    opened=timedelta(days=9),
    exclusive=True,
    north=Heading(
        series="CFLGAME",
        code="26NOVGULRAM",
        title="Harbor City Gulls at Granite Bay Rams",
        subtitle="Winner?",
        rules=_GAME_RULES,
    ),
    south=Heading(
        series="CFL",
        code="GULRAM",
        title="Gulls vs. Rams",
        subtitle="Coastal Football League",
        rules=_GAME_RULES,
    ),
    questions=(
        Question(
            claim=CLAIM_ARBITRAGE_TEAMS,
            chance=Decimal("0.5"),
            north=Wording(
                code="GUL",
                question="Will the Gulls beat the Rams?",
                subtitle="Harbor City",
                bids=levels("0.45 x 900, 0.44 x 1500.5"),
                asks=levels("0.46 x 333.33, 0.47 x 410, 0.50 x 2000"),
            ),
            south=Wording(
                code="MONEYLINE",
                question="Gulls vs. Rams: who wins?",
                subtitle="Moneyline",
                labels=("Gulls", "Rams"),
                bids=levels("0.53 x 500.5, 0.52 x 120, 0.49 x 3000"),
                asks=levels("0.54 x 700, 0.55 x 1800.25"),
            ),
        ),
        Question(
            chance=Decimal("0.545"),
            north=Wording(
                code="RAM",
                question="Will the Rams beat the Gulls?",
                subtitle="Granite Bay",
            ),
        ),
    ),
)

_PAST_GAME = Topic(
    category="Sports",
    frequency="custom",
    tags=("Football",),
    closes=timedelta(days=-4),
    opened=timedelta(days=12),
    exclusive=True,
    north=Heading(
        series="CFLGAME",
        code="26NOVOTTPIN",
        title="Otter Creek Otters at Pine Hollow Pikes",
        subtitle="Winner?",
        rules=_GAME_RULES,
    ),
    south=Heading(
        series="CFL",
        code="OTTPIN",
        title="Otters vs. Pikes",
        subtitle="Coastal Football League",
        rules=_GAME_RULES,
    ),
    questions=(
        Question(
            claim="otters-beat-pikes",
            chance=Decimal("0.62"),
            status=MarketStatus.SETTLED,
            payout=Decimal(1),
            north=Wording(
                code="OTT",
                question="Will the Otters beat the Pikes?",
                subtitle="Otter Creek",
            ),
            south=Wording(
                code="MONEYLINE",
                question="Otters vs. Pikes: who wins?",
                subtitle="Moneyline",
                labels=("Otters", "Pikes"),
            ),
        ),
        Question(
            chance=Decimal("0.39"),
            status=MarketStatus.SETTLED,
            payout=Decimal(0),
            north=Wording(
                code="PIN",
                question="Will the Pikes beat the Otters?",
                subtitle="Pine Hollow",
            ),
        ),
    ),
)

_TEAMS: tuple[tuple[str, str, str, Shape, Shape], ...] = (
    ("GUL", "Harbor City Gulls", "0.335", "deep", "deep"),
    ("RAM", "Granite Bay Rams", "0.285", "deep", "deep"),
    ("OTT", "Otter Creek Otters", "0.215", "deep", "thin"),
    ("PIN", "Pine Hollow Pikes", "0.0955", "thin", "deep"),
    ("LAN", "Lantern Point Owls", "0.0505", "deep", "asks"),
    ("SAL", "Salt Flats Kings", "0.0045", "asks", "empty"),
)

_CHAMPION = Topic(
    category="Sports",
    frequency="annual",
    tags=("Football",),
    closes=timedelta(days=80),
    exclusive=True,
    north=Heading(
        series="CFLCHAMP",
        code="27FEB",
        title="Coastal Football League champion?",
        subtitle="This season",
        rules="Settled when the league names its champion.",
    ),
    south=Heading(
        series="CFL",
        code="CFLCHAMPION",
        title="Coastal Football League: champion",
        subtitle="This season",
        rules="Resolves to the team that wins the championship game.",
    ),
    questions=tuple(
        Question(
            claim=f"champion-{code.lower()}",
            chance=Decimal(chance),
            north=Wording(
                code=code,
                question=f"Will the {team} win the league?",
                subtitle=team,
                ladder=TAPERED if index % 2 else CENTER_WHOLE_EDGE_HALF,
                shape=north,
            ),
            south=Wording(
                code=code,
                question=f"{team} to be champion?",
                subtitle=team,
                ladder=DECI_CENT,
                shape=south,
            ),
        )
        for index, (code, team, chance, north, south) in enumerate(_TEAMS)
    ),
)

TOPICS = (_GAME, _PAST_GAME, _CHAMPION)
