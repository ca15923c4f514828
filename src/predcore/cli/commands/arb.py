"""``predcore arb``: what the pairs of a file could earn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from ...arbitrage import Reason, Rejection, Report, load_pairs, scan
from ..command import Command
from ..failures import Exit
from ..findings import (
    opportunity_record,
    rejection_record,
    show_opportunities,
    show_rejections,
)
from ..opening import open_hub
from ..tables import Cell
from ..text import listed

if TYPE_CHECKING:
    from ..arguments import Parser
    from ..screen import Screen

__all__ = ["FindArbitrage"]

_UNJUDGED = {Reason.VENUE_ERROR, Reason.NOT_FOUND}


class FindArbitrage(Command):
    """Opportunities between instruments that you declare to be the same claim.

    Both books are walked level by level, net of exact fees. Nothing is ordered.
    """

    examples: ClassVar[tuple[str, ...]] = (
        "arb --pairs pairs.toml",
        "arb --pairs pairs.toml --json",
    )

    pairs: str

    @classmethod
    def define(cls, parser: Parser) -> None:
        parser.add_argument(
            "--pairs",
            required=True,
            metavar="FILE",
            help="TOML: [[pair]] tables with name, a, b and relation "
            "(same or complement)",
        )

    async def run(self, screen: Screen) -> int:
        pairs = load_pairs(self.pairs)
        legs = [instrument for pair in pairs for instrument in (pair.a, pair.b)]
        venues = list(dict.fromkeys(instrument.venue for instrument in legs))
        with screen.progress(f"asking {listed(venues)} about {len(pairs)} pairs"):
            async with open_hub(self, venues) as hub:
                report = await scan(hub, pairs)
        turned_down = report.rejected_pairs()
        for found in report.opportunities:
            screen.record(opportunity_record(found))
        for rejection in turned_down:
            screen.record(rejection_record(rejection))
        show_opportunities(screen, report.opportunities)
        if turned_down:
            screen.line()
            show_rejections(screen, turned_down)
        screen.line(Cell(_summary(report, turned_down), "dim"))
        return _verdict(screen, turned_down, len(pairs))


def _summary(report: Report, turned_down: Sequence[Rejection]) -> str:
    found, without = len(report.opportunities), len(turned_down)
    return (
        f"{found} {'opportunity' if found == 1 else 'opportunities'}, "
        f"{without} {'pair' if without == 1 else 'pairs'} rejected, "
        f"at {report.scanned_at:%Y-%m-%d %H:%M:%S} UTC; amounts to the cent, "
        "--json has every digit"
    )


def _verdict(screen: Screen, turned_down: Sequence[Rejection], pairs: int) -> Exit:
    unjudged = [one for one in turned_down if one.reason in _UNJUDGED]
    for line in dict.fromkeys(map(_complaint, unjudged)):
        screen.complain(line)
    if not unjudged:
        return Exit.OK
    if len(unjudged) < pairs:
        return Exit.PARTIAL
    lost = any(one.reason is Reason.VENUE_ERROR for one in unjudged)
    return Exit.UNREACHABLE if lost else Exit.USAGE


def _complaint(rejection: Rejection) -> str:
    """A venue's trouble is said once, a wrong id for the pair that has it."""
    if rejection.reason is Reason.VENUE_ERROR:
        return rejection.detail
    return f"pair {rejection.pair.name!r}: {rejection.detail}"
