"""``predcore watch``: what happens in markets from now on."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from ..arguments import positive, seconds
from ..command import Command
from ..following import Followed
from ..ids import qualified
from ..live import show
from ..stopping import until_stopped
from ..terminal import Terminal

if TYPE_CHECKING:
    from ..arguments import Parser
    from ..screen import Screen

__all__ = ["Watch"]


class Watch(Command):
    """Live quotes of instruments of any venues, until you have seen enough.

    In a terminal they are a view that is kept up to date: q quits, j and k scroll, age
    and state tell how far a number can be believed. Into a pipe, and with --json, it
    is one JSON object per update. A market stands for all its outcomes.
    """

    examples: ClassVar[tuple[str, ...]] = (
        "watch acme:RAIN-TOMORROW:yes other:rain:yes",
        "watch acme:RAIN-TOMORROW --trades --depth 5",
        "watch acme:RAIN-TOMORROW:yes --seconds 60 | jq -c '[.kind, .bid, .ask]'",
    )

    ids: list[str]
    trades: bool
    depth: int
    seconds: float | None

    @classmethod
    def define(cls, parser: Parser) -> None:
        parser.add_argument(
            "ids", nargs="+", metavar="ID", help="venue:market:outcome or venue:market"
        )
        add_view(parser)
        parser.add_argument(
            "--trades", action="store_true", help="trades too, where the venue tells"
        )
        add_seconds(parser)

    async def run(self, screen: Screen) -> int:
        texts = qualified(self.ids, self.venues)
        terminal = Terminal.of(screen)
        screen.json = terminal is None
        followed = Followed(self, screen)
        async with (
            until_stopped() as stop,
            followed.open(texts, trades=self.trades, depth=self.depth),
        ):
            stop.after(self.seconds)
            if terminal is None:
                followed.complain()
            if terminal is None or followed.books:
                await show(
                    terminal,
                    followed,
                    title="predcore watch",
                    books=followed.books,
                    depth=self.depth,
                )
        return followed.verdict()


def add_view(parser: Parser) -> None:
    """How deep books are shown."""
    parser.add_argument(
        "--depth",
        type=positive,
        default=0,
        metavar="N",
        help="whole books, N levels a side; default: best prices",
    )


def add_seconds(parser: Parser) -> None:
    """How long to go on."""
    parser.add_argument(
        "--seconds",
        type=seconds,
        default=None,
        metavar="S",
        help="stop after so long; default: at Ctrl-C",
    )
