"""``predcore fees``: what a trade costs, to the last digit."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar

from ... import Charge, FeeSchedule, Liquidity, Side
from ..arguments import contracts, price
from ..command import Command
from ..ids import by_market, qualified
from ..opening import open_hub, within
from ..tables import Column, Table
from ..text import money, plain

if TYPE_CHECKING:
    from ..arguments import Parser
    from ..screen import Screen

__all__ = ["ShowFees"]


class ShowFees(Command):
    """The exact fee of one fill, by the venue's own rules."""

    examples: ClassVar[tuple[str, ...]] = (
        "fees acme:RAIN-TOMORROW --price 0.055 --count 3",
        "fees acme:RAIN-TOMORROW --price 0.4 --count 100 --liquidity maker",
    )

    id: str
    price: Decimal
    count: Decimal
    side: str
    liquidity: str

    @classmethod
    def define(cls, parser: Parser) -> None:
        parser.add_argument("id", metavar="ID", help="venue:market")
        parser.add_argument(
            "--price",
            type=price,
            required=True,
            metavar="P",
            help="paid or received per contract, between 0 and 1",
        )
        parser.add_argument(
            "--count", type=contracts, required=True, metavar="N", help="contracts"
        )
        parser.add_argument(
            "--side",
            choices=[side.value for side in Side],
            default="buy",
            help="whether they are bought or sold (default: buy)",
        )
        parser.add_argument(
            "--liquidity",
            choices=[kind.value for kind in Liquidity],
            default="taker",
            help="whether the order takes or makes (default: taker)",
        )

    async def run(self, screen: Screen) -> int:
        [self.subject] = qualified([self.id], self.venues)
        venue = self.subject.partition(":")[0]
        with screen.progress(f"asking {venue}"):
            async with open_hub(self, [venue]) as hub:
                schedule = await within(self, by_market(self.subject, hub.fees))
        charge = schedule.charge(
            self.price,
            self.count,
            side=Side(self.side),
            liquidity=Liquidity(self.liquidity),
        )
        screen.record(self._record(schedule, charge))
        self._show(screen, schedule, charge)
        return 0

    def _record(self, schedule: FeeSchedule, charge: Charge) -> dict[str, object]:
        return {
            "market": self.subject,
            "price": self.price,
            "count": self.count,
            "side": self.side,
            "liquidity": self.liquidity,
            "fee": charge.fee,
            "carry": charge.carry,
            "source": schedule.source,
        }

    def _show(self, screen: Screen, schedule: FeeSchedule, charge: Charge) -> None:
        value = self.price * self.count
        total = value + charge.fee if self.side == "buy" else value - charge.fee
        screen.heading(self.subject, "id")
        rows = [
            [f"{self.side} {plain(self.count)} at {plain(self.price)}", money(value)],
            [f"fee as {self.liquidity}", money(charge.fee)],
            ["you pay" if self.side == "buy" else "you receive", money(total)],
        ]
        screen.table(Table([Column(), Column(align="point", style="head")], rows))
        screen.heading(f"source: {schedule.source}", "dim")
