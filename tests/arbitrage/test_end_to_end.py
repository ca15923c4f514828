"""The example's pairs on both simulated venues, worked out by hand.

Books are those of the catalogue. A claim costs ``1 - bid`` of the other outcome. Kalshi
charges 0.07 * count * p * (1 - p), up to the next 0.000001, then rounds what leaves the
account up to a cent per fill and pays back whole cents so gathered within the order.
Polymarket charges rate * count * p * (1 - p) per fill, to five decimals: 0.05, but
0.07 for crypto.
"""

from __future__ import annotations

from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import httpx
import pytest

import predcore
from predcore import DataState, Hub, Level
from predcore.arbitrage import Opportunity, Pairs, Reason, Report, load_pairs, scan
from predcore.sim import Catalogue, synthetic
from predcore_kalshi._simulator import KalshiSimulator
from predcore_polymarket._simulator import PolymarketSimulator

PAIRS = Path(__file__).parents[2] / "examples" / "pairs.toml"
YEAR = 365 * 24 * 60 * 60 * 1_000_000
D = Decimal


class Wire(httpx.ASGITransport):
    """The simulator's application, and the paths that were asked of it."""

    def __init__(self, simulator: KalshiSimulator | PolymarketSimulator) -> None:
        super().__init__(app=simulator.app)
        self.paths: list[str] = []

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self.paths.append(request.url.path)
        return await super().handle_async_request(request)


@dataclass(frozen=True, slots=True)
class Scanned:
    """One scan of the example, and what it was made of."""

    catalogue: Catalogue
    report: Report
    paths: list[str]

    def found(self, name: str) -> Opportunity:
        """The opportunity of the pair of that name."""
        (it,) = (it for it in self.report.opportunities if it.pair.name == name)
        return it

    def reason(self, name: str) -> tuple[Reason, str]:
        """Why the pair of that name was rejected."""
        (it,) = (it for it in self.report.rejected_pairs() if it.pair.name == name)
        return it.reason, it.detail


@pytest.fixture(scope="module")
def pairs() -> Pairs:
    return load_pairs(PAIRS)


@pytest.fixture(scope="module")
async def scanned(pairs: Pairs) -> Scanned:
    catalogue = synthetic(0)
    wires = {
        "kalshi": Wire(KalshiSimulator(catalogue=catalogue)),
        "polymarket": Wire(PolymarketSimulator(catalogue=catalogue)),
    }
    async with AsyncExitStack() as stack:
        venues = {
            name: await stack.enter_async_context(
                predcore.connect(name, environment="sandbox", transport=wire)
            )
            for name, wire in wires.items()
        }
        report = await scan(Hub(venues), pairs)
    paths = [path for wire in wires.values() for path in wire.paths]
    return Scanned(catalogue, report, paths)


def fills(*texts: str) -> tuple[Level, ...]:
    pairs = (text.split(" x ") for text in texts)
    return tuple(Level(Decimal(price), Decimal(size)) for price, size in pairs)


def check_totals(
    it: Opportunity, *, size: Decimal, cost: Decimal, fees: Decimal
) -> None:
    """Everything that follows from the two orders."""
    assert it.size == size
    assert it.cost == cost
    assert it.fees == fees
    assert it.payout == size
    assert it.profit == size - cost - fees
    assert it.return_on_capital == (size - cost - fees) / (cost + fees)


async def test_the_same_claim_in_other_words(scanned: Scanned) -> None:
    it = scanned.found("Fed cuts by 25 bps in December")
    yes, no = it.legs
    assert (yes.instrument.outcome, no.instrument.outcome) == ("yes", "no")
    assert yes.fills == fills("0.55 x 120", "0.56 x 300")
    # 66 + 168.
    assert yes.cost == D("234.00")
    # 2.079 makes 68.079, so 68.08; 5.1744 makes 173.1744, so 173.18.
    assert yes.fees == D("2.08") + D("5.18")
    assert no.fills == fills("0.38 x 150.5", "0.39 x 240.123456", "0.41 x 29.376544")
    # 57.19 + 93.64814784 + 12.04438304.
    assert no.cost == D("162.88253088")
    # 1.77289, 2.85626850912, 0.35530929968.
    assert no.fees == D("1.77289") + D("2.85627") + D("0.35531")
    assert yes.limit_price == D("0.56")
    assert no.limit_price == D("0.41")
    check_totals(it, size=D(420), cost=D("396.88253088"), fees=D("12.24447"))
    assert it.profit == D("10.87299912")


async def test_outcomes_named_after_teams(scanned: Scanned) -> None:
    it = scanned.found("Gulls beat the Rams")
    yes, rams = it.legs
    assert (yes.instrument.outcome, rams.instrument.outcome) == ("yes", "rams")
    assert yes.fills == fills("0.46 x 333.33", "0.47 x 287.17")
    # 153.3318 + 134.9699.
    assert yes.cost == D("288.3017")
    # 5.795943 makes 159.127743, so 159.13; 5.007384 makes 139.977284, so 139.98.
    assert yes.fees == D("5.7982") + D("5.0101")
    assert rams.fills == fills("0.47 x 500.5", "0.48 x 120")
    # 235.235 + 57.6.
    assert rams.cost == D("292.835")
    # 6.2337275, 1.4976.
    assert rams.fees == D("6.23373") + D("1.4976")
    check_totals(it, size=D("620.5"), cost=D("581.1367"), fees=D("18.53963"))
    assert it.profit == D("20.82367")


async def test_opposite_questions_are_bought_as_they_are(scanned: Scanned) -> None:
    it = scanned.found("Unemployment below 4.5% in November")
    below, above = it.legs
    assert (below.instrument.outcome, above.instrument.outcome) == ("yes", "yes")
    assert below.fills == fills("0.645 x 160", "0.65 x 275.5", "0.69 x 120.15")
    # 103.2 + 179.075 + 82.9035.
    assert below.cost == D("365.1785")
    # 2.56452 makes 105.76452, so 105.77: 0.00548 kept.
    # 4.387338 makes 183.462338, so 183.47: 0.013142 kept, a cent of it paid back.
    # 1.799006 makes 84.702506, so 84.71: 0.010636 kept, a cent of it paid back.
    assert below.fees == D("2.57") + D("4.385") + D("1.7965")
    # 205.654321 and 350 are for sale at these prices: 555.65 on the grid of 0.01.
    assert above.fills == fills("0.275 x 205.654321", "0.28 x 349.995679")
    # 56.554938275 + 97.99879012.
    assert above.cost == D("154.553728395")
    # 2.05011651..., 3.52795644...
    assert above.fees == D("2.05012") + D("3.52796")
    check_totals(it, size=D("555.65"), cost=D("519.732228395"), fees=D("14.32958"))
    assert it.profit == D("21.588191605")


async def test_prices_finer_than_a_cent(scanned: Scanned) -> None:
    it = scanned.found("Bitcoin above 120k")
    no, yes = it.legs
    assert (no.instrument.outcome, yes.instrument.outcome) == ("no", "yes")
    assert no.fills == fills("0.598 x 255.12")
    assert no.cost == D("152.56176")
    # 4.293088 makes 156.854848, so 156.86.
    assert no.fees == D("4.29824")
    # 75.125 and 180.000001 are for sale at these prices: 255.12 on the grid of 0.01.
    assert yes.fills == fills("0.33 x 75.125", "0.3375 x 179.995")
    # 24.79125 + 60.7483125.
    assert yes.cost == D("85.5395625")
    # 1.162709625, 2.81720299...
    assert yes.fees == D("1.16271") + D("2.8172")
    assert yes.limit_price == D("0.3375")
    check_totals(it, size=D("255.12"), cost=D("238.1013225"), fees=D("8.27815"))
    assert it.profit == D("8.7405275")


@pytest.mark.parametrize(
    ("name", "left"),
    [
        ("Fed cuts by 25 bps in December", timedelta(days=24, hours=3)),
        ("Gulls beat the Rams", timedelta(days=2, hours=8)),
        ("Unemployment below 4.5% in November", timedelta(days=12, hours=3)),
        ("Bitcoin above 120k", timedelta(days=39, hours=3)),
    ],
)
async def test_returns_are_annualised_to_the_later_settlement(
    scanned: Scanned, name: str, left: timedelta
) -> None:
    it = scanned.found(name)
    # Kalshi pays a minute after the result.
    settles_at = scanned.catalogue.now + left + timedelta(minutes=1)
    assert it.settles_at == settles_at
    remaining = settles_at - scanned.report.scanned_at
    microseconds = remaining // timedelta(microseconds=1)
    assert it.annualised == it.return_on_capital * YEAR / microseconds


async def test_legs_say_how_old_their_books_are(scanned: Scanned) -> None:
    for it in scanned.report.opportunities:
        for leg in it.legs:
            assert leg.state is DataState.LIVE
            assert leg.age == scanned.report.scanned_at - leg.received_at
            assert timedelta(0) <= leg.age < timedelta(seconds=10)


async def test_the_largest_profit_comes_first(scanned: Scanned) -> None:
    profits = [it.profit for it in scanned.report.opportunities]
    assert profits == sorted(profits, reverse=True)


async def test_fees_eat_two_cents_of_edge(scanned: Scanned) -> None:
    # 5 shares: 0.08736 makes 2.48736, so 2.49 and a fee of 0.09; and 0.0625.
    reason, detail = scanned.reason("Fed holds in January")
    assert reason is Reason.FEES
    assert detail == (
        "best asks 0.48 + 0.5 leave 0.02 a share; buying 5 gains 0.1 and pays 0.1525 "
        "in fees"
    )


async def test_venues_that_agree_leave_no_edge(scanned: Scanned) -> None:
    assert scanned.reason("Fed holds in December")[0] is Reason.NO_EDGE


async def test_a_halted_market_takes_its_pair_out(scanned: Scanned) -> None:
    reason, detail = scanned.reason("Tern assistant released")
    assert reason is Reason.MARKET_NOT_OPEN
    assert detail.endswith("is halted")


async def test_an_unknown_market_is_not_found(scanned: Scanned) -> None:
    reason, detail = scanned.reason("Misspelt")
    assert reason is Reason.NOT_FOUND
    assert "KXFEDDECISION-26DEC-C52" in detail


async def test_every_pair_is_an_opportunity_or_has_a_reason(
    scanned: Scanned, pairs: Pairs
) -> None:
    found = {it.pair for it in scanned.report.opportunities}
    rejected = {it.pair for it in scanned.report.rejected_pairs()}
    assert found | rejected == set(pairs)
    assert not found & rejected


async def test_books_of_all_pairs_cost_one_request_a_venue(scanned: Scanned) -> None:
    for path in ("/trade-api/v2/markets/orderbooks", "/clob/books"):
        assert scanned.paths.count(path) == 1
