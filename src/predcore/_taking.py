"""What taking contracts from one side of a book comes to, before fees."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from ._errors import InvalidRequest
from ._levels import Level

__all__ = ["Taken", "checked_count", "take"]

_ZERO = Decimal(0)


class Taken(NamedTuple):
    """So many contracts from the best price on.

    ``total`` is the money for all of them, ``worst`` the price of the last one,
    ``average`` what one costs: ``total`` by their number, to 28 digits.
    """

    total: Decimal
    worst: Decimal
    average: Decimal


def checked_count(count: Decimal) -> Decimal:
    """A number of contracts; raises ``InvalidRequest`` for one that is not above 0."""
    if not count > 0:
        raise InvalidRequest(f"expected a number of contracts above 0, got {count}")
    return count


def take(levels: Iterable[Level], count: Decimal) -> Taken | None:
    """Take from the first level on; ``None`` where there are not so many."""
    left, total = checked_count(count), _ZERO
    for price, size in levels:
        taken = min(size, left)
        total += price * taken
        left -= taken
        if not left:
            return Taken(total, price, total / count)
    return None
