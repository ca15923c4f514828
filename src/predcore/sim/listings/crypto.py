"""Where bitcoin and ether go."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from ... import MarketStatus
from ..claims import CLAIM_ARBITRAGE_BITCOIN, CLAIM_TOO_SMALL
from .wording import (
    CENTER_HALF_EDGE_DECI,
    DECI_CENT,
    QUARTER_CENT,
    Heading,
    Question,
    Topic,
    Wording,
    levels,
)

__all__ = ["TOPICS"]


def _bitcoin(strike: int, chance: str, claim: str | None = None) -> Question:
    """Bitcoin above ``strike`` thousand dollars at the end of the year."""
    return Question(
        claim=claim or f"bitcoin-{strike}k-year-end",
        chance=Decimal(chance),
        north=Wording(
            code=f"T{strike}000",
            question=f"Will bitcoin be above ${strike},000 at the end of the year?",
            subtitle=f"${strike},000 or above",
            ladder=DECI_CENT,
        ),
        south=Wording(
            code=f"ABOVE{strike}",
            question=f"Bitcoin above ${strike}k on December 31?",
            subtitle=f"↑ {strike},000",
            ladder=DECI_CENT if strike > 150 else QUARTER_CENT,
        ),
    )


_YEAR = Topic(
    category="Crypto",
    frequency="annual",
    tags=("Bitcoin",),
    closes=timedelta(days=39),
    north=Heading(
        series="BTCY",
        code="26DEC31",
        title="Bitcoin price at the end of the year?",
        subtitle="On December 31",
        rules="Settled from the sixty-second average of a bitcoin reference index "
        "before midnight UTC on December 31.",
    ),
    south=Heading(
        series="BTCYEAREND",
        code="BTCDEC31",
        title="Bitcoin above ___ on December 31?",
        subtitle="End of the year",
        rules="Resolves by the last one-minute close of bitcoin in US dollars on "
        "December 31.",
    ),
    questions=(
        _bitcoin(80, "0.962"),
        _bitcoin(100, "0.755"),
        Question(
            claim=CLAIM_ARBITRAGE_BITCOIN,
            chance=Decimal("0.36"),
            north=Wording(
                code="T120000",
                question="Will bitcoin be above $120,000 at the end of the year?",
                subtitle="$120,000 or above",
                ladder=DECI_CENT,
                bids=levels("0.402 x 310.25, 0.395 x 500, 0.36 x 1200"),
                asks=levels("0.409 x 260, 0.415 x 900.5"),
            ),
            south=Wording(
                code="ABOVE120",
                question="Bitcoin above $120k on December 31?",
                subtitle="↑ 120,000",
                ladder=QUARTER_CENT,
                bids=levels("0.3225 x 400, 0.315 x 1000"),
                asks=levels("0.33 x 75.125, 0.3375 x 180.000001, 0.3775 x 2000"),
            ),
        ),
        Question(
            claim=CLAIM_TOO_SMALL,
            chance=Decimal("0.1"),
            north=Wording(
                code="T150000",
                question="Will bitcoin be above $150,000 at the end of the year?",
                subtitle="$150,000 or above",
                ladder=DECI_CENT,
                bids=levels("0.092 x 800, 0.088 x 1500"),
                asks=levels("0.098 x 650, 0.104 x 1300.75"),
            ),
            south=Wording(
                code="ABOVE150",
                question="Bitcoin above $150k on December 31?",
                subtitle="↑ 150,000",
                ladder=QUARTER_CENT,
                bids=levels("0.14 x 1.5, 0.06 x 700, 0.055 x 2100"),
                asks=levels("0.145 x 4.25, 0.15 x 90"),
            ),
        ),
        _bitcoin(200, "0.013"),
    ),
)

_ETHER = Topic(
    category="Crypto",
    frequency="monthly",
    tags=("Ethereum",),
    closes=timedelta(days=8),
    north=Heading(
        series="ETHM",
        code="26NOV30",
        title="Ether price at the end of November?",
        subtitle="On November 30",
        rules="Settled from the sixty-second average of an ether reference index.",
    ),
    south=Heading(
        series="ETHMONTHLY",
        code="ETHNOV30",
        title="Ethereum above ___ on November 30?",
        subtitle="End of the month",
        rules="Resolves by the last one-minute close of ether on November 30.",
    ),
    questions=tuple(
        Question(
            claim=f"ether-{strike}-november" if shared else None,
            chance=Decimal(chance),
            north=Wording(
                code=f"T{strike}",
                question=f"Will ether be above ${strike} at the end of November?",
                subtitle=f"${strike} or above",
                ladder=CENTER_HALF_EDGE_DECI,
            ),
            south=Wording(
                code=f"ABOVE{strike}",
                question=f"Ethereum above ${strike} on November 30?",
                subtitle=f"↑ {strike}",
                ladder=QUARTER_CENT,
            )
            if shared
            else None,
        )
        for strike, chance, shared in (
            (3500, "0.885", True),
            (4000, "0.4725", True),
            (5000, "0.055", False),
        )
    ),
)


def _hour(number: int, closes: timedelta, payout: Decimal | None = None) -> Topic:
    return Topic(
        category="Crypto",
        frequency="hourly",
        tags=("Bitcoin",),
        closes=closes,
        settles=timedelta(minutes=3),
        opened=timedelta(hours=6),
        south=Heading(
            series="BTCHOURLY",
            code=f"BTCHOUR{number}",
            title=f"Bitcoin up or down, hour {number}",
            subtitle="One hour",
            rules="Resolves to Up if bitcoin closes the hour at or above its open.",
        ),
        questions=(
            Question(
                chance=Decimal("0.545"),
                payout=payout,
                status=MarketStatus.OPEN if payout is None else MarketStatus.SETTLED,
                south=Wording(
                    code="UPDOWN",
                    question=f"Bitcoin up or down in hour {number}?",
                    subtitle=f"Hour {number}",
                    labels=("Up", "Down"),
                ),
            ),
        ),
    )


TOPICS = (
    _YEAR,
    _ETHER,
    _hour(14, timedelta(minutes=40)),
    _hour(11, timedelta(hours=-3), payout=Decimal(0)),
)
