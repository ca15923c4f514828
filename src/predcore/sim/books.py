"""Order books made around a price."""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_FLOOR, Decimal
from random import Random

from .. import Level, PriceLadder
from .listings.wording import Shape

__all__ = ["book", "size"]

_DEPTH: dict[Shape, tuple[int, int]] = {
    "deep": (7, 7),
    "thin": (1, 2),
    "bids": (4, 0),
    "asks": (0, 4),
    "empty": (0, 0),
}

Step = Callable[[Decimal], Decimal | None]


def book(
    random: Random, ladder: PriceLadder, chance: Decimal, shape: Shape, places: int
) -> tuple[tuple[Level, ...], tuple[Level, ...]]:
    """Bids strictly below ``chance`` and asks strictly above it, best first.

    Args:
        random: where sizes and gaps come from.
        ladder: every price is on it.
        chance: the price both sides straddle, 0 to 1.
        shape: which sides are there, and how deep.
        places: decimal places of a size.
    """
    below, above = _DEPTH[shape]
    return (
        _side(random, ladder.previous, chance, below, places),
        _side(random, ladder.next, chance, above, places),
    )


def _side(
    random: Random, step: Step, start: Decimal, depth: int, places: int
) -> tuple[Level, ...]:
    side: list[Level] = []
    price: Decimal | None = start
    for _ in range(depth):
        for _ in range(random.randint(1, 3) if side else 1):
            price = step(price) if price is not None else None
        if price is None:
            break
        side.append(Level(price, size(random, places)))
    return tuple(side)


def size(random: Random, places: int) -> Decimal:
    """A size up to 2500 contracts, often round and sometimes to the last place."""
    kind = random.randint(0, 3)
    if kind == 0:
        whole = Decimal(random.randint(1, 250)) * 10
    elif kind == 1:
        whole = Decimal(random.randint(1, 900))
    else:
        whole = Decimal(random.randint(1_000_000, 900_000_000)).scaleb(-6)
    quantum = Decimal(1).scaleb(-places)
    return max(whole.quantize(quantum, ROUND_FLOOR), quantum).normalize() + Decimal(0)
